// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Measures the N-Quads writer beside raptor2's and serd's, in one run:
///
///     bench_write FILE.nq
///
/// reads the statements once, makes of each what each writer wants to be
/// given, and then writes all of them to /dev/null by turns.  Ours checks
/// every term, the others do not.  Counts processor time; prints name, value
/// and unit, separated by tabs; ratios are medians over the rounds.

#include "entente/graph.h"
#include "extractor/base/arena.h"
#include "extractor/base/vector.h"

// serd.h marks pointers with an extension of clang.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#endif
#include <serd/serd.h>
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
#include <raptor2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 21, OURS = 0, RAPTOR = 1, SERD = 2, WRITERS = 3 };

#define ROUND_STATEMENTS                                                       \
  ((size_t)200000) // at least, so that a round takes long

typedef struct {
  SerdNode terms[4];
  SerdNode datatype;
  SerdNode lang;
} serd_quad;

typedef struct {
  ent_arena *arena;
  raptor_world *world;
  FILE *null;
  ENT_VECTOR(ent_statement) ours;
  ENT_VECTOR(raptor_statement) raptor;
  ENT_VECTOR(serd_quad) serd;
  size_t repeats;
  double seconds[WRITERS][ROUNDS];
  const char *path;
  int status;
} bench;

static ent_text
copy(bench *b, ent_text text)
{
  return text.data ? ent_arena_copy(b->arena, text.data, text.len) : text;
}

static ent_term
copy_term(bench *b, const ent_term *t)
{
  return (ent_term){t->kind, copy(b, t->value), copy(b, t->datatype),
                    copy(b, t->lang)};
}

static raptor_term *
raptor_of(bench *b, const ent_term *t)
{
  const unsigned char *value = (const unsigned char *)t->value.data;
  if (!value) {
    return NULL;
  }
  if (t->kind == ENT_TERM_IRI) {
    return raptor_new_term_from_counted_uri_string(b->world, value,
                                                   t->value.len);
  }
  raptor_uri *type =
      t->datatype.data
          ? raptor_new_uri(b->world, (const unsigned char *)t->datatype.data)
          : NULL;
  raptor_term *made = raptor_new_term_from_counted_literal(
      b->world, value, t->value.len, type, (const unsigned char *)t->lang.data,
      (unsigned char)t->lang.len);
  raptor_free_uri(type);
  return made;
}

static SerdNode
serd_of(SerdType type, ent_text text)
{
  return text.data ? serd_node_from_string(type, (const uint8_t *)text.data)
                   : SERD_NODE_NULL;
}

static ent_status
keep(void *user, const ent_statement *s, ent_error *error)
{
  bench *b = (bench *)user;
  (void)error;
  ent_statement *o = ENT_PUSH(b->arena, &b->ours);
  *o = (ent_statement){copy_term(b, &s->subject), copy_term(b, &s->predicate),
                       copy_term(b, &s->object), copy_term(b, &s->graph)};
  raptor_statement *r = ENT_PUSH(b->arena, &b->raptor);
  raptor_statement_init(r, b->world);
  r->subject = raptor_of(b, &o->subject);
  r->predicate = raptor_of(b, &o->predicate);
  r->object = raptor_of(b, &o->object);
  r->graph = raptor_of(b, &o->graph);
  serd_quad *q = ENT_PUSH(b->arena, &b->serd);
  const SerdType kind =
      o->object.kind == ENT_TERM_IRI ? SERD_URI : SERD_LITERAL;
  q->terms[0] = serd_of(SERD_URI, o->graph.value);
  q->terms[1] = serd_of(SERD_URI, o->subject.value);
  q->terms[2] = serd_of(SERD_URI, o->predicate.value);
  q->terms[3] = serd_of(kind, o->object.value);
  q->datatype = serd_of(SERD_URI, o->object.datatype);
  q->lang = serd_of(SERD_LITERAL, o->object.lang);
  return ENT_OK;
}

static bool
write_ours(bench *b)
{
  ent_writer *writer = NULL;
  ent_status status =
      ent_writer_new(ent_format_find("nquads"), b->null, &writer, NULL);
  for (size_t k = 0; k < b->repeats && status == ENT_OK; k++) {
    for (size_t i = 0; i < b->ours.n && status == ENT_OK; i++) {
      status = ent_writer_statement(writer, &b->ours.items[i], NULL);
    }
  }
  if (status == ENT_OK) {
    status = ent_writer_finish(writer, NULL);
  }
  ent_writer_free(writer);
  return status == ENT_OK;
}

static bool
write_raptor(bench *b)
{
  raptor_serializer *s = raptor_new_serializer(b->world, "nquads");
  bool good =
      s && raptor_serializer_start_to_file_handle(s, NULL, b->null) == 0;
  for (size_t k = 0; k < b->repeats && good; k++) {
    for (size_t i = 0; i < b->raptor.n && good; i++) {
      good = raptor_serializer_serialize_statement(s, &b->raptor.items[i]) == 0;
    }
  }
  good = good && raptor_serializer_serialize_end(s) == 0;
  raptor_free_serializer(s);
  return good;
}

static bool
write_serd(bench *b)
{
  SerdEnv *env = serd_env_new(NULL);
  SerdWriter *w = serd_writer_new(SERD_NQUADS, SERD_STYLE_BULK, env, NULL,
                                  serd_file_sink, b->null);
  bool good = w != NULL;
  for (size_t k = 0; k < b->repeats && good; k++) {
    for (size_t i = 0; i < b->serd.n && good; i++) {
      const serd_quad *q = &b->serd.items[i];
      good =
          serd_writer_write_statement(
              w, 0, q->terms[0].buf ? &q->terms[0] : NULL, &q->terms[1],
              &q->terms[2], &q->terms[3], q->datatype.buf ? &q->datatype : NULL,
              q->lang.buf ? &q->lang : NULL) == SERD_SUCCESS;
    }
  }
  good = good && serd_writer_finish(w) == SERD_SUCCESS;
  serd_writer_free(w);
  serd_env_free(env);
  return good;
}

static double
now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int
compare(const void *a, const void *b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

static double
median(const double *values)
{
  double sorted[ROUNDS];
  memcpy(sorted, values, sizeof sorted);
  qsort(sorted, ROUNDS, sizeof *sorted, compare);
  return sorted[ROUNDS / 2];
}

static void
report(const bench *b)
{
  static const char *const names[] = {"entente", "raptor2", "serd"};
  const double n = (double)(b->ours.n * b->repeats);
  for (int w = 0; w < WRITERS; w++) {
    printf("write.nquads.%s\t%.0f\tstatements/s\n", names[w],
           n / median(b->seconds[w]));
  }
  for (int w = RAPTOR; w < WRITERS; w++) {
    double ratios[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      ratios[i] = b->seconds[w][i] / b->seconds[OURS][i];
    }
    printf("write.nquads.times-%s\t%.2f\tratio\n", names[w], median(ratios));
  }
}

static void
run(void *user)
{
  static bool (*const writers[])(bench *) = {write_ours, write_raptor,
                                             write_serd};
  bench *b = (bench *)user;
  ent_error error = {0};
  FILE *in = fopen(b->path, "rb");
  b->status = 1;
  if (!in ||
      ent_statements_read(in, b->path, ent_format_find("nquads"), keep, b,
                          &error) != ENT_OK ||
      b->ours.n == 0) {
    fprintf(stderr, "bench_write: %s: no statements can be read %s\n", b->path,
            error.message);
    return;
  }
  fclose(in);
  b->repeats = ROUND_STATEMENTS / b->ours.n + 1;
  for (int round = -1; round < ROUNDS; round++) { // the first warms up
    for (int w = 0; w < WRITERS; w++) {
      const double start = now();
      if (!writers[w](b)) {
        fprintf(stderr, "bench_write: a writer failed\n");
        return;
      }
      if (round >= 0) {
        b->seconds[w][round] = now() - start;
      }
    }
  }
  report(b);
  b->status = 0;
}

int
main(int argc, char **argv)
{
  if (argc != 2) {
    fprintf(stderr, "usage: bench_write FILE.nq\n");
    return 2;
  }
  bench b = {.arena = ent_arena_new(),
             .world = raptor_new_world(),
             .null = fopen("/dev/null", "wb"),
             .path = argv[1]};
  raptor_world_open(b.world);
  const ent_status status = ent_arena_guard(b.arena, run, &b);
  for (size_t i = 0; i < b.raptor.n; i++) {
    raptor_statement_clear(&b.raptor.items[i]);
  }
  raptor_free_world(b.world);
  fclose(b.null);
  ent_arena_free(b.arena);
  return status == ENT_OK ? b.status : 1;
}
