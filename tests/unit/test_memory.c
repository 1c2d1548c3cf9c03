// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Walks the error paths of output/graph/, output/write/ and tables: runs each
/// job again and again while the first, the second, the third … allocation
/// fails. Linked with --wrap, so that allocations of the libraries pass.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "output/graph/verify.h"
#include "output/write/tables.h"
#include "tests/unit/example.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

#define BASE ENT_TEXT("https://example.org/entente/")

static long left = -1; // allocations that still succeed; below 0: all
static const ent_facts *facts;
static char *quads;

void *
__real_malloc(size_t size);
void *
__real_calloc(size_t n, size_t size);
void *
__real_realloc(void *old, size_t size);
void *
__wrap_malloc(size_t size);
void *
__wrap_calloc(size_t n, size_t size);
void *
__wrap_realloc(void *old, size_t size);

/// Counts an allocation; tells whether it is to fail.
static bool
fails(void)
{
  return left == 0 || (left > 0 && left-- == 1);
}

void *
__wrap_malloc(size_t size)
{
  return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
  return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
  return fails() ? NULL : __real_realloc(old, size);
}

static ent_status
write_graph(const char *format, FILE *stream, ent_error *error)
{
  ent_writer *writer = NULL;
  ent_status status =
      ent_writer_new(ent_format_find(format), stream, &writer, error);
  if (status == ENT_OK) {
    status = ent_facts_each_statement(facts, BASE, ENT_QUOTES_FULL,
                                      ent_writer_statement, writer, error);
  }
  if (status == ENT_OK) {
    status = ent_writer_finish(writer, error);
  }
  ent_writer_free(writer);
  return status;
}

static ent_status
row_ignore(void *user, uint64_t line, const ent_text *fields, size_t n,
           ent_error *error)
{
  (void)user;
  (void)line;
  (void)fields;
  (void)n;
  (void)error;
  return ENT_OK;
}

static ent_status
table_read(ent_error *error)
{
  char path[4096];
  const char *data = getenv("ENTENTE_DATA");
  snprintf(path, sizeof path, "%s/en/head.tsv", data ? data : "data");
  return ent_table_read(path, "head", 1, row_ignore, NULL, error);
}

static FILE *
null_stream(void)
{
  static FILE *null;
  null = null ? null : fopen("/dev/null", "w");
  assert(null);
  return null;
}

static ent_status
write_null(const char *format, ent_error *error)
{
  return write_graph(format, null_stream(), error);
}

static ent_status
nquads(ent_error *error)
{
  return write_null("nquads", error);
}

static ent_status
trig(ent_error *error)
{
  return write_null("trig", error);
}

static ent_status
rdfxml(ent_error *error)
{
  return write_null("rdfxml", error);
}

static void
ignore(void *user, const ent_error *error)
{
  (void)user;
  (void)error;
}

static ent_status
verify(const char *text, const char *format, ent_error *error)
{
  ent_verifier *v = NULL;
  ent_verified result = {0, 0, 0};
  FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
  assert(in);
  ent_status status = ent_verifier_new(BASE, ignore, NULL, &v, error);
  if (status == ENT_OK) {
    status = ent_statements_read(in, "test", ent_format_find(format),
                                 ent_verifier_statement, v, error);
  }
  if (status == ENT_OK) {
    status = ent_verifier_article(v, facts->article, error);
  }
  if (status == ENT_OK) {
    status = ent_verifier_finish(v, &result, error);
    assert(result.failures == 0);
  }
  ent_verifier_free(v);
  fclose(in);
  return status;
}

static ent_status
nquads_verified(ent_error *error)
{
  return verify(quads, "nquads", error);
}

static ent_status
tables(ent_error *error)
{
  ent_tables *t = NULL;
  FILE *streams[ENT_N_TABLES];
  for (size_t i = 0; i < ENT_N_TABLES; i++) {
    streams[i] = null_stream();
  }
  ent_status status = ent_tables_new(streams, BASE, &t, error);
  if (status == ENT_OK) {
    status = ent_tables_facts(t, facts, error);
  }
  ent_tables_free(t);
  return status;
}

/// Runs `job` until no allocation fails any more.
static void
walk(ent_status (*job)(ent_error *error))
{
  ent_status status = ENT_ERR_MEMORY;
  long n = 0;
  while (status != ENT_OK) {
    ent_error error = {0};
    left = ++n;
    status = job(&error);
    const bool reached = left == 0;
    left = -1;
    assert(status == ENT_OK || status == ENT_ERR_MEMORY);
    assert(status == ENT_OK || (reached && error.message[0]));
  }
  assert(n > 1);
}

static void
writing_nquads(void)
{
  walk(nquads);
}

static void
writing_trig(void)
{
  walk(trig);
}

static void
writing_rdfxml(void)
{
  walk(rdfxml);
}

static void
verifying(void)
{
  walk(nquads_verified);
}

static void
writing_tables(void)
{
  walk(tables);
}

static void
reading_a_table(void)
{
  walk(table_read);
}

static char *
graph_of(const char *format)
{
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  assert(stream && write_graph(format, stream, NULL) == ENT_OK);
  fclose(stream);
  return text;
}

static void
begin(void *user)
{
  facts = example_facts((ent_arena *)user);
}

int
main(void)
{
  ent_arena *arena = ent_arena_new();
  if (ent_arena_guard(arena, begin, arena) != ENT_OK || !facts) {
    printf("1..0 # SKIP ontology/example.txt is not there\n");
    ent_arena_free(arena);
    return 0;
  }
  quads = graph_of("nquads");
  RUN(writing_nquads);
  RUN(writing_trig);
  RUN(writing_rdfxml);
  RUN(verifying);
  RUN(writing_tables);
  RUN(reading_a_table);
  free(quads);
  ent_arena_free(arena);
  return DONE();
}
