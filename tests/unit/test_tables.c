// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tests output/write/tables.c.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "ontology/terms.h"
#include "output/write/tables.h"
#include "tests/unit/example.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

#define BASE ENT_TEXT("https://example.org/entente/")
#define ARTICLE "https://example.org/entente/article/riga-port"

static ent_arena *arena;
static const ent_facts *facts;
static char *texts[ENT_N_TABLES]; // what was written last
static size_t lens[ENT_N_TABLES];

static ent_text
table(const char *name)
{
  for (size_t i = 0; i < ENT_N_TABLES; i++) {
    if (strcmp(ent_table_name(i), name) == 0) {
      return (ent_text){texts[i], lens[i]};
    }
  }
  return (ent_text){NULL, 0};
}

static void
tables_free(void)
{
  for (size_t i = 0; i < ENT_N_TABLES; i++) {
    free(texts[i]);
    texts[i] = NULL;
  }
}

static ent_status
write_tables(const ent_facts *f)
{
  ent_tables *t = NULL;
  FILE *streams[ENT_N_TABLES];
  ent_error error = {0};
  tables_free();
  for (size_t i = 0; i < ENT_N_TABLES; i++) {
    streams[i] = open_memstream(&texts[i], &lens[i]);
    assert(streams[i]);
  }
  assert(ent_tables_new(streams, BASE, &t, &error) == ENT_OK);
  const ent_status status = ent_tables_facts(t, f, &error);
  ent_tables_free(t);
  for (size_t i = 0; i < ENT_N_TABLES; i++) {
    fclose(streams[i]);
  }
  return status;
}

static bool
table_is(const char *name, const char *expected)
{
  const ent_text got = table(name);
  const bool same = ent_text_equal(got, ent_text_from(expected));
  if (!same) {
    printf("# %s: %.*s\n", name, (int)got.len, got.data);
  }
  return same;
}

static size_t
lines(const char *name)
{
  const ent_text text = table(name);
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    n += text.data[i] == '\r';
  }
  return n;
}

static void
rows_are_those_of_the_queries(void)
{
  assert(write_tables(facts) == ENT_OK);
  assert(table_is("articles",
                  "article,source,published,publisher,author\r\n" ARTICLE
                  ",riga-port.txt,2024-05-17,Baltic Post,"
                  "Inga Kalna\r\n"));
  assert(table_is(
      "agreements",
      "agreement,type,status,name,date,place,article\r\n" ARTICLE
      "#memorandum-of-understanding-241,MemorandumOfUnderstanding,signed,,"
      "2024-05-16,https://example.org/entente/place/hamburg," ARTICLE "\r\n"));
  assert(table_is(
      "relations",
      "type,subject,object,date,article,node\r\n"
      "memberOf,https://example.org/entente/place/latvia,"
      "https://example.org/entente/organization/"
      "european-ports-union,2004," ARTICLE "," ARTICLE "#member-of-483\r\n"
      "partOf,https://example.org/entente/organization/terminal-at-ventspils,"
      "https://example.org/entente/organization/port-of-riga,," ARTICLE
      "," ARTICLE "#part-of-541\r\n"
      "locatedIn,https://example.org/entente/organization/port-of-riga,"
      "https://example.org/entente/place/riga,," ARTICLE "," ARTICLE
      "#located-in-576\r\n"));
  assert(lines("entities") == 13 && lines("positions") == 4 &&
         lines("events") == 5 && lines("event-roles") == 9 &&
         lines("agreement-roles") == 4 && lines("evidence") == 13);
  assert(ent_text_find(table("evidence"),
                       ENT_TEXT("#visit-128,\"Anna Berzina, Chief Executive of "
                                "the Port of Riga, visited Hamburg on "
                                "Thursday.\",77,156," ARTICLE "\r\n"),
                       0) != SIZE_MAX);
}

static void
statuses_and_types_are_mapped(void)
{
  static const char *const rows[][3] = {{"held", "signed", NULL},
                                        {"postponed", "initialled", NULL},
                                        {"cancelled", "proposed", NULL},
                                        {"planned", "terminated", NULL},
                                        {"wished-for", "negotiated", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ent_facts f = *facts;
    ent_happening event = facts->events[0];
    ent_happening agreement = facts->agreements[0];
    event.status = ent_text_from(rows[i][0]);
    event.type = ENT_TEXT("Departure");
    event.type_iri = ENT_TEXT(ENT_CLASS_DEPARTURE);
    agreement.status = ent_text_from(rows[i][1]);
    agreement.type = ENT_TEXT("Agreement");
    agreement.type_iri = ENT_TEXT(ENT_CLASS_AGREEMENT);
    f.events = &event;
    f.n_events = 1;
    f.agreements = &agreement;
    f.n_agreements = 1;
    assert(write_tables(&f) == ENT_OK);
    const bool out = i == 2 || i == 4;
    assert(lines("events") == (out ? 1 : 2));
    assert(lines("event-roles") == (out ? 1 : 3));
    assert(lines("agreements") == (out ? 1 : 2));
    assert(lines("agreement-roles") == (out ? 1 : 4));
    if (!out) {
      assert(ent_text_find(table("events"),
                           i == 0 ? ENT_TEXT(",Appointment,held,")
                                  : ENT_TEXT(",Appointment,planned,"),
                           0) != SIZE_MAX);
      assert(ent_text_find(table("agreements"),
                           i == 1 ? ENT_TEXT(",Agreement,planned,")
                                  : ENT_TEXT(",Agreement,signed,"),
                           0) != SIZE_MAX);
    }
  }
}

static void
cells_are_quoted_as_rfc_4180_asks(void)
{
  ent_facts f = *facts;
  ent_article article = *facts->article;
  article.publisher = ENT_TEXT("The \"Post\"");
  article.author = ENT_TEXT("A,\r\nB");
  f.article = &article;
  assert(write_tables(&f) == ENT_OK);
  assert(ent_text_find(table("articles"),
                       ENT_TEXT(",\"The \"\"Post\"\"\",\"A,\r\nB\"\r\n"),
                       0) != SIZE_MAX);
}

static void
a_refused_article_has_no_rows(void)
{
  ent_facts f = *facts;
  ent_article article = *facts->article;
  article.author = ENT_TEXT("\xff");
  f.article = &article;
  assert(write_tables(&f) == ENT_ERR_ENCODING);
  assert(lines("articles") == 1 && lines("events") == 1);
}

static void
run_all(void *user)
{
  (void)user;
  facts = example_facts(arena);
  if (!facts) {
    return;
  }
  RUN(rows_are_those_of_the_queries);
  RUN(statuses_and_types_are_mapped);
  RUN(cells_are_quoted_as_rfc_4180_asks);
  RUN(a_refused_article_has_no_rows);
  tables_free();
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
