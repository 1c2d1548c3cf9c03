// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tries each rule on its example and near miss, gives the loader files that it
/// must refuse, and folders that change the shipped rules.

#include "extractor/base/data.h"
#include "extractor/check.h"
#include "extractor/fact/rule.h"
#include "tests/unit/facts.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int count;
static int failed;

static void
check(int right, ent_text id, const char *what, ent_text got)
{
  printf("%sok %d - %.*s: %s\n", right ? "" : "not ", ++count, (int)id.len,
         id.data, what);
  if (!right) {
    printf("# got: %.*s\n", (int)got.len, got.len ? got.data : "");
    failed++;
  }
}

static void
right(int is, const char *what)
{
  check(is, ENT_TEXT("rules"), what, (ent_text){NULL, 0});
}

static void
verdict_take(void *user, const ent_verdict *v)
{
  (void)user;
  check(v->kind == ENT_VERDICT_GOOD, v->rule.id,
        v->nearmiss ? "near miss" : "example", v->got);
}

/// Checks what every fact must have: words behind it, in their place.
static int
sound(const ent_source *source, size_t len)
{
  int is = source->n_evidence > 0 && source->rule.len > 0 &&
           source->confidence > 0 && source->confidence <= 1;
  for (size_t i = 0; is && i < source->n_evidence; i++) {
    const ent_evidence *const e = &source->evidence[i];
    is = e->quote.start <= e->trigger.start &&
         e->trigger.start < e->trigger.end && e->trigger.end <= e->quote.end &&
         e->quote.end <= len;
  }
  return is;
}

static void
examples_check(const ent_context *context)
{
  int all = 1;
  for (size_t i = 0; i < context->rules->rules.n; i++) {
    const ent_text example = context->rules->rules.items[i].example;
    ent_arena *arena = ent_arena_new();
    assert(arena);
    ent_article article = {.text = example};
    article.body = (ent_span){0, (uint32_t)example.len};
    const ent_document *const document =
        ent_document_make(context->language, &article, arena);
    const ent_lines lines = ent_lines_make(
        ent_context_facts(context, context->rules, document, arena), arena);
    for (size_t k = 0; k < lines.n; k++) {
      all &= sound(lines.items[k].source, example.len);
    }
    ent_arena_free(arena);
  }
  right(all, "every fact of the examples has its words");
}

static void
file_write(const char *dir, const char *name, const char *text)
{
  char path[4200];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  FILE *file = fopen(path, "wb");
  assert(file);
  fputs(text, file);
  fclose(file);
}

static void
file_drop(const char *dir, const char *name)
{
  char path[4200];
  snprintf(path, sizeof path, "%s/%s", dir, name);
  unlink(path);
}

/// Loads the shipped rules and those of `text`; NULL if refused.
static const ent_rules *
load(const ent_context *context, const char *text, ent_error *error)
{
  char dir[] = "rules-XXXXXX";
  char shipped[4200];
  char beside[4096];
  snprintf(shipped, sizeof shipped, "%s/en/rules",
           ent_data_dir(NULL, beside, sizeof beside));
  assert(mkdtemp(dir));
  file_write(dir, "a.rules", text);
  const char *const folders[] = {shipped, dir};
  const ent_rules *rules = NULL;
  const ent_status status = ent_rules_load(context->arena, folders, 2,
                                           context->vocabulary, &rules, error);
  assert((status == ENT_OK) == (rules != NULL));
  file_drop(dir, "a.rules");
  rmdir(dir);
  return rules;
}

#define HEAD "# entente-rules 1\n"
#define MEETING "rule a\nmakes Meeting\n"
#define TAIL "example A.\ngives event Meeting\nnearmiss B.\n"
#define TEN " *9 *9 *9 *9 *9 *9 *9 *9 *9 *9"
#define EIGHT "b|b|b|b|b|b|b|b|"

static const struct {
  const char *what;
  const char *text;
  uint64_t line;
  const char *message;
} bad[] = {
    {"another version", "# entente-rules 2\n", 1, "expected '# entente-rules"},
    {"unknown key", HEAD "rule a\nverb meet\n", 3, "unknown key: verb"},
    {"key before the first rule", HEAD "makes Meeting\n", 2, "outside a rule"},
    {"list inside a rule", HEAD MEETING "list x = y\n", 2, "rule without"},
    {"key without a value", HEAD "rule a\nmakes\n", 3, "nothing behind"},
    {"rule without an id", HEAD "rule\n", 2, "needs an id"},
    {"unknown class", HEAD "rule a\nmakes Meetup\n", 3, "vocabulary"},
    {"class that is no event", HEAD "rule a\nmakes Person\n", 3, "subclass"},
    {"unknown relation", HEAD "rule a\nmakes knows\n", 3, "vocabulary"},
    {"property that is no relation", HEAD "rule a\nmakes place\n", 3,
     "no relation"},
    {"trigger before makes", HEAD "rule a\ntrigger meet\n", 3, "comes first"},
    {"role of a relation",
     HEAD "rule a\nmakes memberOf\nrole party object BODY\n", 4,
     "only events and agreements"},
    {"unknown role", HEAD MEETING "role guest object AGENT\n", 4, "slot"},
    {"unknown slot", HEAD MEETING "trigger meet PERSON:holder\n", 4, "slot"},
    {"unknown place", HEAD MEETING "role participant under AGENT\n", 4,
     "place of an argument"},
    {"unknown kind", HEAD MEETING "role participant object ROBOT\n", 4,
     "no such kind: ROBOT"},
    {"unknown kind in a trigger", HEAD MEETING "trigger meet ROBOT\n", 4,
     "no such kind: ROBOT"},
    {"more words behind a role",
     HEAD MEETING "role participant object AGENT required either\n", 4,
     "expected 'required'"},
    {"unknown list", HEAD MEETING "trigger $verbs\n", 4, "no such list"},
    {"unknown part of speech", HEAD MEETING "trigger meet/DOING\n", 4,
     "part of speech"},
    {"unknown status", HEAD MEETING "status maybe\n", 4, "no such status"},
    {"confidence above 1", HEAD MEETING "confidence 1.5\n", 4, "at most 1"},
    {"key given twice", HEAD MEETING "makes Visit\n", 4, "given twice"},
    {"list defined twice", HEAD "list a = b\nlist a = c\n", 3, "twice"},
    {"empty list entry", HEAD "list a = b,,c\n", 2, "empty entry"},
    {"list of lines with an empty entry", HEAD "list a = b,\n  c,,\n  d\n", 2,
     "empty entry"},
    {"list that refers to itself", HEAD "list a = b, $a\n", 2, "itself: a"},
    {"lists that refer to each other", HEAD "list a = $b\nlist b = $a\n", 2,
     "no such list above this line: b"},
    {"optional first element", HEAD MEETING "trigger the? meeting\n", 4,
     "begins with"},
    {"trigger that begins with a gap", HEAD MEETING "trigger *3 meeting\n", 4,
     "begins with"},
    {"empty alternative", HEAD MEETING "trigger meet|\n", 4, "alternative"},
    {"too many elements", HEAD MEETING "trigger meet" TEN TEN " a b c d\n", 4,
     "at most 24"},
    {"too many alternatives",
     HEAD MEETING "trigger " EIGHT EIGHT EIGHT EIGHT "b\n", 4, "32"},
    {"doubled id", HEAD MEETING "trigger meet\n" TAIL "rule a\n", 8, "twice"},
    {"rule without an example", HEAD MEETING "trigger meet\nrule b\n", 2,
     "without 'example'"},
    {"rule without a trigger", HEAD MEETING TAIL, 2, "without 'trigger'"},
    {"cue of no class", HEAD "cue Meetup 0.5\n", 2, "no subclass of Event"},
    {"cue of an agreement", HEAD "cue Agreement 0.5\n", 2, "no subclass"},
    {"cue without a probability", HEAD "cue Visit\n", 2, "probability"},
    {"cue with a slot for it", HEAD "cue Visit visited\n", 2, "probability"},
    {"cue of more than 1", HEAD "cue Visit 1.5\n", 2, "at most 1"},
    {"cue of no number", HEAD "cue Visit nan\n", 2, "probability"},
    {"cue with an unknown slot", HEAD "cue Visit 0.5 guest\n", 2, "slot"},
    {"cue given twice", HEAD "cue Visit 0.5\ncue Visit 0.6\n", 3, "twice"},
    {"drop of no rule", HEAD "drop nothing.such\n", 2, "no such rule"},
    {"drop of an own rule", HEAD MEETING "trigger meet\n" TAIL "drop a\n", 8,
     "no such rule"},
};

static void
refusals_check(const ent_context *context)
{
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error error = {0};
    const int refused =
        !load(context, bad[i].text, &error) && error.status == ENT_ERR_SYNTAX &&
        error.line == bad[i].line && strstr(error.source, "a.rules") &&
        strstr(error.message, bad[i].message);
    check(refused, ENT_TEXT("loader refuses"), bad[i].what,
          ent_text_from(error.message));
  }
}

/// A list that doubles with each line is refused before it is large.
static void
growth_check(const ent_context *context)
{
  static char text[8192] = HEAD "list a0 = b\n";
  ent_error error = {0};
  for (int i = 1; i < 100; i++) {
    const size_t n = strlen(text);
    snprintf(text + n, sizeof text - n, "list a%d = $a%d, $a%d\n", i, i - 1,
             i - 1);
  }
  right(!load(context, text, &error) && error.line == 19 &&
            strstr(error.message, "65536"),
        "list that doubles is refused");
}

static size_t
index_of(const ent_rules *rules, const char *id)
{
  size_t i = 0;
  while (i < ent_rules_count(rules) &&
         !ent_text_equal(ent_rules_at(rules, i).id, ent_text_from(id))) {
    i++;
  }
  return i;
}

/// A folder of its own replaces, drops and adds.
static void
changes_check(const ent_context *context)
{
  ent_error error = {0};
  const size_t n = ent_rules_count(context->rules);
  const size_t at = index_of(context->rules, "meeting.met");
  const ent_rules *rules =
      load(context,
           HEAD "drop meeting.chair\n" MEETING "trigger meet\n" TAIL
                "rule meeting.met\nmakes Visit\ntrigger $meet-verbs\n" TAIL
                "list meet-verbs = greet\n"
                "list visit-verbs = $visit-verbs, pop  in\n"
                "cue Visit 0.9 visited\n",
           &error);
  right(rules && ent_rules_count(rules) == n, "one dropped, one added");
  if (!rules) {
    printf("# %s\n", error.message);
    return;
  }
  right(index_of(rules, "a") == 0 && ent_rules_at(rules, 0).folder == 1,
        "an added rule comes first");
  right(index_of(rules, "meeting.chair") == n, "a dropped rule is gone");
  const ent_rule_entry met = ent_rules_at(rules, at);
  right(ent_text_equal(met.id, ENT_TEXT("meeting.met")) && met.folder == 1 &&
            ent_text_equal(met.makes, ENT_TEXT("Visit")) && met.line == 9,
        "a replaced rule keeps its place");
  right(ent_rules_list(rules, "meet-verbs")->words.n == 1,
        "a list is replaced");
  const ent_list *const verbs = ent_rules_list(rules, "visit-verbs");
  right(verbs->entries.n ==
                ent_rules_list(context->rules, "visit-verbs")->entries.n + 1 &&
            verbs->words.n ==
                ent_rules_list(context->rules, "visit-verbs")->words.n + 2,
        "a list is added to");
  const ent_cue_rule *const visit = ent_rules_cue(rules, ENT_TEXT("Visit"));
  right(visit && visit->slots.n == 1 && visit->least > 0.89 &&
            rules->cues.n == context->rules->cues.n,
        "what a cue must tell is replaced");
}

/// Reads `n` words by a rule of twenty gaps; returns seconds.
static double
gaps_time(const ent_context *context, const ent_rules *rules, size_t n)
{
  ent_arena *arena = ent_arena_new();
  assert(arena);
  char *text = (char *)malloc(5 * n + 1);
  assert(text);
  for (size_t i = 0; i < n; i++) {
    memcpy(text + 5 * i, "gaga ", 5);
  }
  ent_article article = {.text = {text, 5 * n}};
  article.body = (ent_span){0, (uint32_t)(5 * n)};
  const ent_document *document =
      ent_document_make(context->language, &article, arena);
  const clock_t begin = clock();
  ent_context_facts(context, rules, document, arena);
  const double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  free(text);
  ent_arena_free(arena);
  return seconds;
}

static void
gaps_check(const ent_context *context)
{
  ent_error error = {0};
  const ent_rules *rules = load(
      context, HEAD MEETING "trigger gaga" TEN TEN " nothing\n" TAIL, &error);
  right(rules && gaps_time(context, rules, 2000) < 2.0,
        "twenty gaps cost linear time");
}

int
main(void)
{
  ent_error error = {0};
  ent_context *const context = facts_load();
  right(ent_rules_check(context, true, verdict_take, NULL, &error) == ENT_OK,
        "all are tried");
  examples_check(context);
  right(ent_rules_count(context->rules) <= 40, "at most 40");
  refusals_check(context);
  growth_check(context);
  changes_check(context);
  gaps_check(context);
  printf("1..%d\n", count);
  ent_context_free(context);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
