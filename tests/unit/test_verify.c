// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tests output/graph/verify.c on the graph of ontology/example.txt.

#include "extractor/base/text.h"
#include "output/graph/verify.h"
#include "tests/unit/example.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

#define BASE ENT_TEXT("https://example.org/entente/")

static ent_arena *arena;
static const ent_facts *facts;

static char *
graph_of(ent_quotes quotes)
{
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  ent_writer *writer = NULL;
  assert(stream);
  assert(ent_writer_new(ent_format_find("nquads"), stream, &writer, NULL) ==
         ENT_OK);
  assert(ent_facts_each_statement(facts, BASE, quotes, ent_writer_statement,
                                  writer, NULL) == ENT_OK);
  assert(ent_writer_finish(writer, NULL) == ENT_OK);
  ent_writer_free(writer);
  fclose(stream);
  return text;
}

static void
keep_last(void *user, const ent_error *error)
{
  assert(error->message[0]);
  *(ent_error *)user = *error;
}

/// Verifies N-Quads against an article (may be NULL); `last` receives the last
/// failure.
static ent_verified
verified(const char *quads, const ent_article *article, ent_error *last)
{
  ent_error error = {0};
  ent_verifier *v = NULL;
  ent_verified result = {0, 0, 0};
  memset(last, 0, sizeof *last);
  FILE *in = fmemopen((void *)(uintptr_t)quads, strlen(quads), "r");
  assert(in);
  assert(ent_verifier_new(BASE, keep_last, last, &v, &error) == ENT_OK);
  assert(ent_statements_read(in, "test.nq", ent_format_find("nquads"),
                             ent_verifier_statement, v, &error) == ENT_OK);
  if (article) {
    assert(ent_verifier_article(v, article, &error) == ENT_OK);
  }
  assert(ent_verifier_finish(v, &result, &error) == ENT_OK);
  ent_verifier_free(v);
  fclose(in);
  return result;
}

static void
what_was_written_is_right(void)
{
  static const ent_quotes modes[] = {ENT_QUOTES_FULL, ENT_QUOTES_SHORT,
                                     ENT_QUOTES_NONE};
  for (size_t i = 0; i < 3; i++) {
    ent_error last;
    char *quads = graph_of(modes[i]);
    const ent_verified result = verified(quads, facts->article, &last);
    if (result.failures) {
      printf("# %s\n", last.message);
    }
    assert(result.failures == 0 && result.articles == 1 && result.spans == 7);
    free(quads);
  }
}

/// Changes each letter of every literal of `property` and expects a failure.
static void
letters_count(char *quads, const char *property)
{
  char *at = quads;
  size_t n = 0;
  while ((at = strstr(at, property)) != NULL) {
    at = strchr(at, '"') + 1;
    for (; *at != '"'; at++) {
      const char before = *at;
      if (before == '\\') {
        at++;
        continue;
      }
      ent_error last;
      *at = before == 'x' ? 'y' : 'x';
      assert(verified(quads, facts->article, &last).failures > 0);
      assert(strcmp(last.source, "riga-port.txt") == 0);
      *at = before;
      n++;
    }
  }
  assert(n > 60);
}

static void
each_changed_letter_is_found(void)
{
  char *quads = graph_of(ENT_QUOTES_FULL);
  letters_count(quads, "oa#exact>");
  letters_count(quads, "oa#prefix>");
  letters_count(quads, "oa#suffix>");
  letters_count(quads, "#textHash>");
  free(quads);
  quads = graph_of(ENT_QUOTES_NONE);
  letters_count(quads, "#quoteHash>");
  free(quads);
}

/// Replaces the first `from` of a graph; frees nothing.
static char *
replaced(const char *quads, const char *from, const char *to)
{
  const char *at = strstr(quads, from);
  assert(at);
  const size_t size = strlen(quads) + strlen(to) + 1;
  char *made = malloc(size);
  assert(made);
  snprintf(made, size, "%.*s%s%s", (int)(at - quads), quads, to,
           at + strlen(from));
  return made;
}

static void
broken_evidence_is_found(void)
{
  static const char *const changes[][2] = {
      {"oa#start> \"77\"", "oa#start> \"78\""},
      {"oa#start> \"77\"", "oa#start> \"-1\""},
      {"oa#start> \"77\"", "oa#start> \"99999999999999999999\""},
      {"oa#end> \"156\"", "oa#end> \"77\""},
      {"oa#end> \"156\"", "oa#end> \"5000\""},
      {"oa#end> \"156\"", "oa#end> \"\""},
      {"oa#exact>", "oa#exactly>"},
      {"oa#prefix>", "oa#prefixed>"},
      {"oa#hasSource>", "oa#source>"},
      {"#span-77-156/quote> <https", "#span-78-156/quote> <https"},
      {"#evidence> <https://example.org/entente/article/riga-port#span-77-156>",
       "#evidence> <https://example.org/entente/article/riga-port#span-1-2>"},
      {"#textHash>", "#textHashed>"},
      {"oa#exact> \"Anna", "oa#exact> \"Anna\" . <http://e/a> <http://e/p> \""},
  };
  char *quads = graph_of(ENT_QUOTES_FULL);
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    ent_error last;
    char *changed = replaced(quads, changes[i][0], changes[i][1]);
    // one statement a line
    for (char *dot = changed; (dot = strstr(dot, " . <")) != NULL;) {
      dot[2] = '\n';
    }
    const ent_verified result = verified(changed, facts->article, &last);
    if (!result.failures) {
      printf("# not found: %s\n", changes[i][1]);
    }
    assert(result.failures > 0);
    free(changed);
  }
  free(quads);
}

static void
a_changed_or_missing_text_is_found(void)
{
  char *quads = graph_of(ENT_QUOTES_FULL);
  ent_error last;
  char *text = malloc(facts->article->text.len);
  assert(text);
  memcpy(text, facts->article->text.data, facts->article->text.len);
  ent_article article = *facts->article;
  article.text.data = text;
  text[0] = 'x'; // outside every quote
  assert(verified(quads, &article, &last).failures == 1);
  article.text.len = 0;
  assert(verified(quads, &article, &last).failures == 8);
  assert(verified(quads, NULL, &last).failures == 1);
  article = *facts->article;
  article.id = ENT_TEXT("other");
  const ent_verified result = verified(quads, &article, &last);
  assert(result.failures == 1 && result.articles == 0);
  assert(strstr(last.message, "riga-port"));
  assert(verified("", facts->article, &last).failures == 0);
  free(text);
  free(quads);
}

static void
run_all(void *user)
{
  (void)user;
  facts = example_facts(arena);
  if (!facts) {
    return;
  }
  RUN(what_was_written_is_right);
  RUN(each_changed_letter_is_found);
  RUN(broken_evidence_is_found);
  RUN(a_changed_or_missing_text_is_found);
}

int
main(void)
{
  arena = ent_arena_new();
  const ent_status status = ent_arena_guard(arena, run_all, NULL);
  ent_arena_free(arena);
  if (!facts) {
    printf("1..0 # SKIP ontology/example.txt is not there\n");
    return 0;
  }
  return status == ENT_OK ? DONE() : 1;
}
