// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Runs each rule's example and near miss, and gives the loader files that it
/// must refuse.

#include "extractor/fact/rule.h"
#include "tests/unit/facts.h"

#include <sys/stat.h>
#include <unistd.h>

static int count;
static int failed;

static void
check(int right, ent_text id, const char *what, const char *got)
{
  printf("%sok %d - %.*s: %s\n", right ? "" : "not ", ++count, (int)id.len,
         id.data, what);
  if (!right) {
    printf("# got:\n%s", got);
    failed++;
  }
}

/// Tells whether one of `lines` has every part of `want` (parts stand between
/// " | ").
static int
line_has(const char *lines, ent_text want)
{
  char part[512];
  for (const char *line = lines; *line; line = strchr(line, '\n') + 1) {
    const size_t len = strcspn(line, "\n");
    size_t at = 0;
    int all = 1;
    while (all && at < want.len) {
      size_t end = ent_text_find(want, ENT_TEXT(" | "), at);
      end = end == SIZE_MAX ? want.len : end;
      snprintf(part, sizeof part, "%.*s", (int)(end - at), want.data + at);
      const char *found = strstr(line, part);
      all = found && found < line + len;
      at = end + 3;
    }
    if (all) {
      return 1;
    }
  }
  return 0;
}

static int
made_by(const ent_facts *facts, ent_text id)
{
  int n = 0;
  for (size_t i = 0; i < facts->n_positions; i++) {
    n += ent_text_equal(facts->positions[i].source.rule, id);
  }
  for (size_t i = 0; i < facts->n_relations; i++) {
    n += ent_text_equal(facts->relations[i].source.rule, id);
  }
  for (size_t i = 0; i < facts->n_events; i++) {
    n += ent_text_equal(facts->events[i].source.rule, id);
  }
  for (size_t i = 0; i < facts->n_agreements; i++) {
    n += ent_text_equal(facts->agreements[i].source.rule, id);
  }
  return n;
}

/// Checks what every fact must have: words behind it, in their place.
static int
sound(const ent_source *source, size_t len)
{
  int right = source->n_evidence > 0 && source->rule.len > 0 &&
              source->confidence > 0 && source->confidence <= 1;
  for (size_t i = 0; right && i < source->n_evidence; i++) {
    const ent_evidence *const e = &source->evidence[i];
    right = e->quote.start <= e->trigger.start &&
            e->trigger.start < e->trigger.end &&
            e->trigger.end <= e->quote.end && e->quote.end <= len;
  }
  return right;
}

static int
all_sound(const ent_facts *facts)
{
  const size_t len = facts->article->text.len;
  int right = 1;
  for (size_t i = 0; i < facts->n_positions; i++) {
    right &= sound(&facts->positions[i].source, len);
  }
  for (size_t i = 0; i < facts->n_relations; i++) {
    right &= sound(&facts->relations[i].source, len);
  }
  for (size_t i = 0; i < facts->n_events; i++) {
    right &= sound(&facts->events[i].source, len);
  }
  for (size_t i = 0; i < facts->n_agreements; i++) {
    right &= sound(&facts->agreements[i].source, len);
  }
  return right;
}

static void
rule_check(const facts_run *run, const ent_rule *rule)
{
  static char got[8192];
  ent_arena *arena = ent_arena_new();
  assert(arena);
  const ent_facts *facts = facts_of_text(run, rule->example, arena);
  got[0] = '\0';
  facts_lines(facts, got, sizeof got);
  check(line_has(got, rule->gives) && all_sound(facts) &&
            (rule->only_merges || made_by(facts, rule->id)),
        rule->id, "example", got);
  facts = facts_of_text(run, rule->nearmiss, arena);
  got[0] = '\0';
  facts_lines(facts, got, sizeof got);
  check(!made_by(facts, rule->id) && !line_has(got, rule->gives), rule->id,
        "near miss", got);
  ent_arena_free(arena);
}

/// Gives the loader one file; returns true if it refuses its line `line`.
static int
refused(const facts_run *run, const char *dir, const char *text, uint64_t line)
{
  char path[4200];
  ent_error error = {0};
  const ent_rules *rules = NULL;
  snprintf(path, sizeof path, "%s/a.rules", dir);
  FILE *file = fopen(path, "wb");
  assert(file);
  fputs(text, file);
  fclose(file);
  const ent_status status =
      ent_rules_load(run->arena, dir, run->vocabulary, &rules, &error);
  unlink(path);
  return status == ENT_ERR_SYNTAX && error.line == line &&
         strstr(error.source, "a.rules") && error.message[0];
}

#define HEAD "# entente-rules 1\n"
#define TAIL "example A.\ngives event Meeting\nnearmiss B.\n"

static void
refusals_check(const facts_run *run)
{
  static const struct {
    const char *what;
    const char *text;
    uint64_t line;
  } bad[] = {
      {"another version", "# entente-rules 2\n", 1},
      {"unknown key", HEAD "rule a\nverb meet\n", 3},
      {"key before the first rule", HEAD "makes Meeting\n", 2},
      {"unknown class", HEAD "rule a\nmakes Meetup\n", 3},
      {"class that is no event", HEAD "rule a\nmakes Person\n", 3},
      {"unknown role", HEAD "rule a\nmakes Meeting\nrole guest object AGENT\n",
       4},
      {"unknown place", HEAD "rule a\nrole participant under AGENT\n", 3},
      {"unknown kind", HEAD "rule a\nrole participant object ROBOT\n", 3},
      {"unknown list", HEAD "rule a\ntrigger $verbs\n", 3},
      {"unknown part of speech", HEAD "rule a\ntrigger meet/DOING\n", 3},
      {"unknown status", HEAD "rule a\nstatus maybe\n", 3},
      {"confidence above 1", HEAD "rule a\nconfidence 1.5\n", 3},
      {"list defined twice", HEAD "list a = b\nlist a = c\n", 3},
      {"empty list entry", HEAD "list a = b,,c\n", 2},
      {"optional first element", HEAD "rule a\ntrigger the? meeting\n", 3},
      {"doubled id",
       HEAD "rule a\nmakes Meeting\ntrigger meet\n" TAIL "rule a\n", 8},
      {"rule without an example",
       HEAD "rule a\nmakes Meeting\ntrigger meet\nrule b\n", 5},
      {"rule without a trigger", HEAD "rule a\nmakes Meeting\n" TAIL, 6},
  };
  char dir[] = "rules-XXXXXX";
  assert(mkdtemp(dir));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    check(refused(run, dir, bad[i].text, bad[i].line),
          ENT_TEXT("loader refuses"), bad[i].what, "");
  }
  rmdir(dir);
}

int
main(void)
{
  facts_run run;
  facts_load(&run);
  for (size_t i = 0; i < run.rules->rules.n; i++) {
    rule_check(&run, &run.rules->rules.items[i]);
  }
  check(run.rules->rules.n <= 40, ENT_TEXT("rules"), "at most 40", "");
  refusals_check(&run);
  printf("1..%d\n", count);
  ent_language_free(run.language);
  ent_arena_free(run.arena);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
