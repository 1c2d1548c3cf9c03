// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads N-Quads and TriG; what was read and may be written comes back equal
/// from either format.

#include "entente/graph.h"
#include "extractor/base/arena.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "output/graph/term.h"

#include <stdio.h>
#include <stdlib.h>

#define N_FORMATS 2

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Statements in the order they came.
typedef struct {
  ent_arena *arena;
  ENT_VECTOR(ent_statement) list;
  ent_iri_cache cache;
} statements;

/// One reading, handed through ent_arena_guard().
typedef struct {
  statements *into;
  const ent_format *format;
  const char *data;
  size_t size;
  ent_status status;
} reading;

static void
require(bool right)
{
  if (!right) {
    abort();
  }
}

static ent_text
copy(ent_arena *arena, ent_text text)
{
  return text.data ? ent_arena_copy(arena, text.data, text.len) : text;
}

static ent_term
copy_term(ent_arena *arena, const ent_term *t)
{
  return (ent_term){t->kind, copy(arena, t->value), copy(arena, t->datatype),
                    copy(arena, t->lang)};
}

/// Keeps a statement unless it is one that no writer takes.
static ent_status
keep(void *user, const ent_statement *s, ent_error *error)
{
  statements *to = (statements *)user;
  ent_error why = {0};
  size_t extra;
  (void)error;
  if (ent_statement_check(&to->cache, s, &extra, &why) == ENT_OK) {
    *ENT_PUSH(to->arena, &to->list) = (ent_statement){
        copy_term(to->arena, &s->subject), copy_term(to->arena, &s->predicate),
        copy_term(to->arena, &s->object), copy_term(to->arena, &s->graph)};
  }
  return ENT_OK;
}

static void
read_guarded(void *user)
{
  reading *r = (reading *)user;
  ent_error error = {0};
  FILE *stream = fmemopen((void *)(uintptr_t)r->data, r->size, "r");
  require(stream != NULL);
  r->status =
      ent_statements_read(stream, "fuzz", r->format, keep, r->into, &error);
  require(r->status == error.status);
  fclose(stream);
}

static statements
statements_read(const ent_format *format, const char *data, size_t size,
                ent_status *status)
{
  statements s = {.arena = ent_arena_new()};
  reading r = {&s, format, data, size, ENT_OK};
  require(s.arena && ent_arena_guard(s.arena, read_guarded, &r) == ENT_OK);
  *status = r.status;
  return s;
}

static void
require_equal(const ent_term *a, const ent_term *b)
{
  const ent_text string = ENT_TEXT(ENT_XSD "string");
  const ent_text none = {NULL, 0};
  require(a->kind == b->kind && ent_text_equal(a->value, b->value));
  require((a->value.data != NULL) == (b->value.data != NULL));
  require(ent_text_equal(a->lang, b->lang));
  require(
      ent_text_equal(ent_text_equal(a->datatype, string) ? none : a->datatype,
                     ent_text_equal(b->datatype, string) ? none : b->datatype));
}

static void
check_written(const statements *s, const ent_format *format)
{
  char *bytes = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&bytes, &size);
  ent_error error = {0};
  ent_writer *writer = NULL;
  ent_status status;
  require(stream && ent_writer_new(format, stream, &writer, &error) == ENT_OK);
  for (size_t i = 0; i < s->list.n; i++) {
    require(ent_writer_statement(writer, &s->list.items[i], &error) == ENT_OK);
  }
  require(ent_writer_finish(writer, &error) == ENT_OK);
  ent_writer_free(writer);
  require(fclose(stream) == 0);
  const statements again = statements_read(format, bytes, size, &status);
  require(status == ENT_OK && again.list.n == s->list.n);
  for (size_t i = 0; i < s->list.n; i++) {
    const ent_statement *a = &s->list.items[i];
    const ent_statement *b = &again.list.items[i];
    require_equal(&a->subject, &b->subject);
    require_equal(&a->predicate, &b->predicate);
    require_equal(&a->object, &b->object);
    require_equal(&a->graph, &b->graph);
  }
  ent_arena_free(again.arena);
  free(bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_format *const formats[N_FORMATS] = {ent_format_find("nquads"),
                                                ent_format_find("trig")};
  for (size_t i = 0; i < N_FORMATS; i++) {
    ent_status status;
    const statements s =
        statements_read(formats[i], (const char *)data, size, &status);
    for (size_t k = 0; k < N_FORMATS; k++) {
      check_written(&s, formats[k]);
    }
    ent_arena_free(s.arena);
  }
  return 0;
}
