// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/encoder/plain.h"
#include "extractor/encoder/window.h"
#include "tests/unit/core_file.h"
#include "tests/unit/tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "test_encoder-XXXXXX";
static core_file file;

/// Returns how a file of these bytes is refused, or "".
static const char *
refused(const core_file *f)
{
  static ent_error error;
  ent_weights *weights = NULL;
  error = (ent_error){0};
  assert(core_file_write(f, path) == 0);
  const ent_status status = ent_weights_new(path, &weights, &error);
  assert((status == ENT_OK) == (weights != NULL));
  assert(status == ENT_OK ||
         (status == ENT_ERR_SYNTAX && strcmp(error.source, path) == 0));
  ent_weights_free(weights);
  return status == ENT_OK ? "" : error.message;
}

/// Flips bits of one byte for a while; signs the file again if asked to.
static const char *
refused_with(core_file *f, size_t at, uint8_t bits, int sign)
{
  f->data[at] ^= bits;
  if (sign) {
    core_file_sign(f);
  }
  const char *reason = refused(f);
  f->data[at] ^= bits;
  core_file_sign(f);
  return reason;
}

static void
tensors_are_found_by_name(void)
{
  core_file small = core_file_small();
  ent_weights *w = NULL;
  ent_error error = {0};
  ent_tensor t = {ENT_TENSOR_F32, 2, 0, NULL};
  assert(core_file_write(&small, path) == 0);
  assert(ent_weights_new(path, &w, &error) == ENT_OK);
  assert(ent_weights_find(w, "floats", &t, &error) == ENT_OK);
  assert(t.rows == 2 && t.columns == 3 && (uintptr_t)t.data % 64 == 0);
  t.rows = 3;
  assert(ent_weights_find(w, "floats", &t, &error) == ENT_ERR_SYNTAX);
  assert(strstr(error.message, "no floats of the right shape"));
  t = (ent_tensor){ENT_TENSOR_F32, 0, 0, NULL};
  assert(ent_weights_find(w, "text", &t, &error) == ENT_ERR_SYNTAX);
  assert(ent_weights_find(w, "float", &t, &error) == ENT_ERR_SYNTAX);
  ent_weights_free(w);
  free(small.data);
}

static void
damage_is_refused(void)
{
  core_file small = core_file_small();
  core_file cut = small;
  assert(strcmp(refused(&small), "") == 0);
  assert(strstr(refused_with(&small, 0, 1, 1), "no file of weights"));
  assert(strstr(refused_with(&small, 8, 3, 1), "another version"));
  assert(strstr(refused_with(&small, 17, 1, 1), "than it says") ||
         strstr(refused_with(&small, 17, 1, 1), "cut short"));
  for (cut.size = 0; cut.size < small.size; cut.size++) {
    assert(strstr(refused(&cut), cut.size < 64 ? "no file" : "cut short"));
  }
  for (size_t at = 0; at < small.size; at++) {
    assert(*refused_with(&small, at, (uint8_t)(1 << at % 8), 0));
  }
  free(small.data);
}

static void
wrong_directories_are_refused(void)
{
  core_file small = core_file_small();
  assert(strstr(refused_with(&small, 15, 0x7f, 1), "for its directory"));
  for (size_t at = 48; at < 80; at++) { // type, shape, place and size
    for (size_t bit = 0; bit < 8; bit++) {
      const char *reason =
          refused_with(&small, 64 + at, (uint8_t)(1 << bit), 1);
      const size_t place = at < 64 ? 0 : (at - 64) * 8 + bit;
      if ((at == 48 && bit == 0) || (at >= 60 && at < 64)) {
        assert(!*reason); // a text may be numbers; four bytes are unused
      } else if (place < 6 || place > 9) {
        assert(strstr(reason, "its directory is wrong"));
      }
    }
  }
  free(small.data);
}

static void
a_file_without_a_tensor_is_refused(void)
{
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  core_file small = core_file_small();
  assert(core_file_write(&small, path) == 0);
  assert(ent_encoder_new(path, &encoder, &error) == ENT_ERR_SYNTAX);
  assert(!encoder && strstr(error.message, "no text/vocab"));
  free(small.data);
}

static void
a_missing_file_is_an_error(void)
{
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  assert(ent_encoder_new("no/such.model", &encoder, &error) == ENT_ERR_IO);
  assert(!encoder && strcmp(error.source, "no/such.model") == 0);
}

static void
shapes_follow_letters(void)
{
  const struct {
    const char *word;
    uint8_t shape;
  } rows[] = {{"river", 1},    {"River", 2}, {"UNO", 3},    {"MoU", 4},
              {"Al-Sanan", 4}, {"1,200", 5}, {"...", 6},    {"A", 7},
              {"G20", 7},      {"20th", 1},  {"COP29", 3},  {"eBay", 4},
              {"Élan", 2},     {"ÉÀ", 3},    {"данные", 1}, {"Ǆ", 7},
              {"²", 5},        {"٣", 5},     {"李", 1},     {"$", 6},
              {"'Twas", 2},    {"U.S.", 3},  {"", 6},       {"iPhone", 4}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    assert(ent_shape_of(ent_text_from(rows[i].word)) == rows[i].shape);
  }
}

/// Words of some sentences, and what came out.
typedef struct {
  ent_text *words;
  ent_word_range *sentences;
  uint32_t n_words, n_sentences;
  uint32_t done; ///< Sentences
  uint32_t calls;
  float *rows; ///< tree and word: [words][512 + 64]
} run;

#define ROW (4 * 128 + ENT_WORD_DIM)

static void
take(void *user, uint32_t first, uint32_t end, const ent_scores *scores)
{
  run *r = user;
  assert(first == r->done && end > first && end <= r->n_sentences);
  assert(scores->first == r->sentences[first].first);
  assert(scores->first + scores->n == r->sentences[end - 1].end);
  for (uint32_t i = 0; i < scores->n; i++) {
    float *row = r->rows + (size_t)(scores->first + i) * ROW;
    memcpy(row, scores->tree + (size_t)i * 512, 512 * sizeof *row);
    assert(scores->n_word == ENT_WORD_DIM);
    memcpy(row + 512, scores->word + (size_t)i * ENT_WORD_DIM,
           ENT_WORD_DIM * sizeof *row);
  }
  r->done = end;
  r->calls++;
}

/// Makes sentences of these numbers of words, ended by UINT32_MAX.
static run
run_new(const uint32_t *sizes)
{
  static const char *const some[] = {"the", "River", "signed",  "a", "words",
                                     "of",  "UNO",   "stopped", "?", "2026"};
  run r = {0};
  for (; sizes[r.n_sentences] != UINT32_MAX; r.n_sentences++) {
    r.n_words += sizes[r.n_sentences];
  }
  r.words = calloc(r.n_words + 1, sizeof *r.words);
  r.rows = calloc((size_t)r.n_words * ROW + 1, sizeof *r.rows);
  r.sentences = calloc(r.n_sentences + 1, sizeof *r.sentences);
  uint32_t word = 0;
  for (uint32_t s = 0; s < r.n_sentences; s++) {
    r.sentences[s].first = word;
    for (uint32_t i = 0; i < sizes[s]; i++, word++) {
      r.words[word] = ent_text_from(some[(word * 7 + word / 10) % 10]);
    }
    r.sentences[s].end = word;
  }
  return r;
}

static void
run_free(run *r)
{
  free(r->words);
  free(r->sentences);
  free(r->rows);
}

typedef void (*run_fn)(const ent_encoder *, const ent_text *,
                       const ent_word_range *, uint32_t, ent_arena *,
                       ent_scores_fn, void *);

static void
run_do(run *r, const ent_encoder *encoder, run_fn fn)
{
  ent_arena *arena = ent_arena_new();
  r->done = r->calls = 0;
  fn(encoder, r->words, r->sentences, r->n_sentences, arena, take, r);
  assert(r->done == r->n_sentences);
  ent_arena_free(arena);
}

static ent_encoder *
encoder_new(void)
{
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  assert(core_file_write(&file, path) == 0);
  assert(ent_encoder_new(path, &encoder, &error) == ENT_OK);
  return encoder;
}

/// Returns the part of `b` that `a` is off, as a root of mean squares.
static double
distance(const float *a, const float *b, size_t n)
{
  double off = 0, all = 1e-30;
  for (size_t i = 0; i < n; i++) {
    off += pow((double)a[i] - (double)b[i], 2);
    all += pow((double)b[i], 2);
  }
  return sqrt(off / all);
}

static void
integers_are_close_to_floats(void)
{
  const uint32_t sizes[] = {5, 12, 0, 1, 30, 25, 80, 2, 31, UINT32_MAX};
  ent_encoder *encoder = encoder_new();
  run a = run_new(sizes), b = run_new(sizes);
  run_do(&a, encoder, ent_encoder_run);
  run_do(&b, encoder, ent_plain_run);
  assert(distance(a.rows, b.rows, (size_t)a.n_words * ROW) < 0.05);
  run_free(&a);
  run_free(&b);
  ent_encoder_free(encoder);
}

int
main(void)
{
  const int made = mkstemp(path);
  assert(made >= 0);
  close(made);
  file = core_file_new();
  RUN(tensors_are_found_by_name);
  RUN(damage_is_refused);
  RUN(wrong_directories_are_refused);
  RUN(a_file_without_a_tensor_is_refused);
  RUN(a_missing_file_is_an_error);
  RUN(shapes_follow_letters);
  RUN(integers_are_close_to_floats);
  free(file.data);
  unlink(path);
  return DONE();
}
