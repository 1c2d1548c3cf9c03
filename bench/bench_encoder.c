// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Times the encoder on the words of the given articles, and in turns with it
/// the bare matrix products of the same shapes.  One thread.

#include "bench/bench.h"
#include "entente/entente.h"
#include "extractor/encoder/core.h"
#include "extractor/language/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct {
  const ent_language *language;
  const ent_encoder *encoder;
  ent_arena *arena;
  const ent_document *document;
  size_t articles, words, pieces;
  double run_s, products_s;
} bench;

static void
take(void *user, uint32_t first, uint32_t end, const ent_scores *scores)
{
  bench *b = user;
  (void)first;
  (void)end;
  b->words += scores->n;
}

static void
linear(const ent_encoder *e, const ent_linear *l, size_t n, ent_work *w)
{
  for (size_t i = 0; i < n; i += ENT_BLOCK) {
    e->kernel->product(l, w->middle[0], w->middle_ranges,
                       n - i < ENT_BLOCK ? n - i : ENT_BLOCK, w->made);
  }
}

/// Multiplies as ent_encoder_run() does, and nothing else.
static void
products(const bench *b, const ent_window *window, ent_work *work)
{
  const ent_encoder *e = b->encoder;
  for (size_t i = 0; i < ENT_LAYERS; i++) {
    linear(e, &e->layers[i].qkv, window->rows, work);
    linear(e, &e->layers[i].out, window->rows, work);
    linear(e, &e->layers[i].up, window->rows, work);
    linear(e, &e->layers[i].down, window->rows, work);
  }
  const ent_linear *const heads[] = {&e->tag, &e->parse1, &e->parse2,
                                     &e->names1, &e->names2};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    linear(e, heads[i], window->n_words, work);
  }
}

/// Encodes one article's words, in an arena guard.
static void
encode(void *user)
{
  bench *b = user;
  const ent_document *d = b->document;
  ent_text *words = ENT_ARENA_ARRAY(b->arena, ent_text, d->n_tokens + 1);
  ent_word_range *sentences =
      ENT_ARENA_ARRAY(b->arena, ent_word_range, d->n_sentences + 1);
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    words[i] = d->tokens[i].form;
  }
  for (uint32_t i = 0; i < d->n_sentences; i++) {
    sentences[i] = (ent_word_range){d->sentences[i].first, d->sentences[i].end};
  }
  const double start = ent_bench_seconds();
  ent_encoder_run(b->encoder, words, sentences, d->n_sentences, b->arena, take,
                  b);
  b->run_s += ent_bench_seconds() - start;
  ent_windows *windows =
      ent_windows_new(b->encoder, words, sentences, d->n_sentences, b->arena);
  ent_window *window = ENT_ARENA_ARRAY(b->arena, ent_window, 1);
  ent_work *work = ent_work_new(b->arena);
  while (ent_windows_next(windows, window)) {
    const double begin = ent_bench_seconds();
    products(b, window, work);
    b->products_s += ent_bench_seconds() - begin;
    b->pieces += window->rows;
  }
}

static ent_status
article_encode(void *user, const ent_article *article, ent_error *error)
{
  bench *b = user;
  (void)error;
  b->document = ent_document_cut(b->language, article, b->arena);
  const ent_status status = ent_arena_guard(b->arena, encode, b);
  ent_arena_reset(b->arena);
  b->articles++;
  return status;
}

int
main(int argc, char **argv)
{
  bench b = {.arena = ent_arena_new()};
  ent_arena *run = ent_arena_new();
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  const char *data = getenv("ENTENTE_DATA");
  if (!b.arena || !run || !data || argc < 3) {
    fprintf(stderr, "usage: ENTENTE_DATA=DATA bench_encoder MODEL ARTICLES\n");
    return 1;
  }
  const double start = ent_bench_seconds();
  if (ent_encoder_new(argv[1], &encoder, &error) != ENT_OK) {
    return ent_bench_failed("bench_encoder", &error);
  }
  const double load_s = ent_bench_seconds() - start;
  b.encoder = encoder;
  if (ent_language_load_words(run, data, &b.language, &error) != ENT_OK) {
    return ent_bench_failed("bench_encoder", &error);
  }
  const ent_read_options options = {0};
  if (ent_articles_each((const char *const *)(argv + 2), (size_t)(argc - 2),
                        &options, article_encode, &b, NULL, &error) != ENT_OK) {
    return ent_bench_failed("bench_encoder", &error);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("encoder.load\t%.1f\tms\n", load_s * 1e3);
  printf("encoder.words\t%.0f\twords/s\n", (double)b.words / b.run_s);
  printf("encoder.pieces\t%.0f\tpieces/s\n", (double)b.pieces / b.run_s);
  printf("encoder.pieces-per-word\t%.3f\tratio\n",
         (double)b.pieces / (double)b.words);
  printf("encoder.products\t%.1f\tpercent\n", 100 * b.products_s / b.run_s);
  printf("encoder.memory\t%ld\tKiB\n", usage.ru_maxrss);
  ent_language_free(b.language);
  ent_encoder_free(encoder);
  ent_arena_free(run);
  ent_arena_free(b.arena);
  return 0;
}
