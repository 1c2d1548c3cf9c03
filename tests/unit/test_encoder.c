// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/encoder/core.h"
#include "extractor/encoder/plain.h"
#include "tests/unit/core_file.h"
#include "tests/unit/tap.h"

#include <math.h>
#include <pthread.h>
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
  ent_weights weights;
  error = (ent_error){0};
  assert(core_file_write(f, path) == 0);
  const ent_status status = ent_weights_init(&weights, path, &error);
  assert(status == ENT_OK ||
         (status == ENT_ERR_SYNTAX && strcmp(error.source, path) == 0));
  ent_weights_clear(&weights);
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
  ent_weights w;
  ent_error error = {0};
  ent_tensor t = {ENT_TENSOR_F32, 2, 0, NULL};
  assert(core_file_write(&small, path) == 0);
  assert(ent_weights_init(&w, path, &error) == ENT_OK);
  assert(ent_weights_find(&w, "floats", &t));
  assert(t.rows == 2 && t.columns == 3 && (uintptr_t)t.data % 64 == 0);
  t.rows = 3;
  assert(!ent_weights_find(&w, "floats", &t) && t.rows == 3);
  t = (ent_tensor){ENT_TENSOR_F32, 0, 0, NULL};
  assert(!ent_weights_find(&w, "text", &t) && !t.data);
  assert(!ent_weights_find(&w, "float", &t));
  ent_weights_clear(&w);
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
  assert(!encoder && strstr(error.message, "no text/vocab of the right shape"));
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

/// Compares all that two instruction sets make, bit by bit.
static void
levels_agree(const ent_kernel *one, const ent_kernel *two)
{
  enum { ROWS = 128, WIDE = 1536, CELLS = (ROWS + ENT_SLACK) * WIDE };
  static float scale[WIDE], x[2][CELLS], answers[2][CELLS];
  static uint8_t q[2][CELLS];
  ent_range out[2][ROWS];
  const ent_kernel *const k[2] = {one, two};
  unsigned seed = 7;
  for (size_t i = 0; i < CELLS; i++) {
    seed = seed * 1103515245 + 12345;
    const float chance = (float)(seed >> 8) / (1 << 24) - 0.5f;
    x[0][i] = chance * (i / WIDE == 3 ? 0 : i / WIDE == 4 ? 500 : 1);
  }
  memcpy(x[1], x[0], sizeof x[0]);
  for (size_t i = 0; i < WIDE; i++) {
    scale[i] = 0.0001f * (float)(i % 17 + 1);
  }
  const size_t sizes[] = {1, 2, 15, 16, 17, 31, 32, 33, 53, 127, ROWS};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    k[0]->attend(x[0], sizes[s], answers[0]);
    k[1]->attend(x[1], sizes[s], answers[1]);
    assert(memcmp(answers[0], answers[1], sizeof answers[0]) == 0);
  }
  for (int i = 0; i < 2; i++) {
    k[i]->quantise(x[i], ROWS, WIDE, true, q[i], out[i]);
  }
  assert(memcmp(q[0], q[1], sizeof q[0]) == 0);
  assert(memcmp(out[0], out[1], sizeof out[0]) == 0);
  for (int i = 0; i < 2; i++) {
    k[i]->quantise(answers[i], ROWS, 384, false, q[i], out[i]);
    k[i]->norm(answers[i], x[i], ROWS, scale, q[i], out[i]);
    k[i]->norm(NULL, x[i], ROWS, scale, q[i], out[i]);
    x[i][CELLS - 1] = k[i]->dot(x[i], x[i] + 384);
    k[i]->join(x[i], x[i] + 384, x[i] + 60 * 384);
    k[i]->mean(x[i], 3, x[i] + 50 * 384);
    k[i]->mix(x[i], scale, ENT_TASKS, 384, x[i] + 40 * 384);
  }
  assert(memcmp(x[0], x[1], sizeof x[0]) == 0);
  assert(memcmp(q[0], q[1], sizeof q[0]) == 0);
  assert(memcmp(out[0], out[1], sizeof out[0]) == 0);
}

static void
instruction_sets_give_the_same_bits(void)
{
  const ent_kernel *plain = ent_kernel_at(0);
  assert(plain && !ent_kernel_at(ENT_LEVEL_MAX + 1));
  for (unsigned level = 1; level <= ENT_LEVEL_MAX; level++) {
    if (ent_kernel_at(level)) {
      levels_agree(plain, ent_kernel_at(level));
    }
  }
}

/// Compares products of extreme numbers with their definition.
static void
products_check(const ent_kernel *kernel, size_t n, size_t rows, size_t columns)
{
  int8_t *w = calloc(rows, columns);
  uint8_t *q = calloc(n + ENT_SLACK, rows);
  float *means = calloc(3 * columns, sizeof *means);
  float *x = calloc(n * columns + 1, sizeof *x);
  ent_range ranges[64];
  for (size_t i = 0; i < rows * columns; i++) {
    w[i] = (int8_t)(i % 7 == 0 ? -64 : i % 5 == 0 ? 64 : (int)(i % 129) - 64);
  }
  for (size_t i = 0; i < n * rows; i++) {
    q[i] = (uint8_t)(i % 3 ? 255 : i % 256);
  }
  for (size_t i = 0; i < 3 * columns; i++) {
    means[i] = (float)(i % 5);
  }
  for (size_t r = 0; r < n; r++) {
    ranges[r] = (ent_range){(float)(r % 3), r % 4 ? 1 : 0.5f};
  }
  const ent_linear l = {w,    means,  means + columns, means + 2 * columns,
                        rows, columns};
  x[n * columns] = 7;
  kernel->product(&l, q, ranges, n, x);
  assert(x[n * columns] == 7);
  for (size_t r = 0; r < n; r++) {
    for (size_t c = 0; c < columns; c++) {
      int sum = 0;
      for (size_t i = 0; i < rows; i++) {
        sum += q[r * rows + i] * w[core_file_weight(rows, i, c)];
      }
      assert(x[r * columns + c] ==
             (float)sum * ranges[r].step * l.scale[c] +
                 (ranges[r].low * l.offset[c] + l.bias[c]));
    }
  }
  free(w);
  free(q);
  free(means);
  free(x);
}

static void
products_are_exact(void)
{
  for (unsigned level = 0; level <= ENT_LEVEL_MAX; level++) {
    const ent_kernel *kernel = ent_kernel_at(level);
    if (kernel) {
      products_check(kernel, 61, 384, 112);
      products_check(kernel, 59, 1024, 48); // the last rows fill half a tile
      products_check(kernel, 3, 4, 16);
    }
  }
}

/// Reads the windows of sentences of these sizes; checks that they are whole.
static uint32_t
windows_check(const ent_encoder *encoder, const uint32_t *sizes,
              uint32_t *shortest)
{
  run r = run_new(sizes);
  ent_arena *arena = ent_arena_new();
  ent_window *b = ENT_ARENA_ARRAY(arena, ent_window, 1);
  ent_windows *w =
      ent_windows_new(encoder, r.words, r.sentences, r.n_sentences, arena);
  uint32_t word = 0, windows = 0;
  *shortest = ENT_WINDOW;
  while (ent_windows_next(w, b)) {
    assert(b->rows <= ENT_WINDOW);
    word += (uint32_t)b->n_words;
    if (b->rows) {
      const uint32_t n = (uint32_t)b->rows;
      assert(n > 2 && n <= ENT_WINDOW);
      assert(b->pieces[0] == 2 && b->pieces[n - 1] == 3);
      assert(b->places[n - 1] == n - 1);
      *shortest = n < *shortest ? n : *shortest;
      windows++;
    }
    for (size_t i = 0; i < b->n_words; i++) {
      assert(b->words[i].first < b->words[i].end);
    }
  }
  assert(word == r.n_words);
  ent_arena_free(arena);
  run_free(&r);
  return windows;
}

static void
windows_hold_whole_sentences(void)
{
  ent_encoder *encoder = encoder_new();
  uint32_t shortest;
  uint32_t sizes[8001];
  const uint32_t none[] = {UINT32_MAX};
  const uint32_t empty[] = {0, 0, UINT32_MAX};
  const uint32_t one[] = {1, UINT32_MAX};
  const uint32_t mixed[] = {3, 900, 0, 1, 126, 4000, 127, 5, UINT32_MAX};
  assert(windows_check(encoder, none, &shortest) == 0);
  assert(windows_check(encoder, empty, &shortest) == 0);
  assert(windows_check(encoder, one, &shortest) == 1 && shortest == 3);
  assert(windows_check(encoder, mixed, &shortest) > 50);
  for (size_t i = 0; i < 8000; i++) {
    sizes[i] = 9;
  }
  sizes[8000] = UINT32_MAX;
  windows_check(encoder, sizes, &shortest);
  ent_encoder_free(encoder);
}

static void
long_words_and_sentences_are_read(void)
{
  enum { LONG = 100000 };
  static char letters[LONG];
  const uint32_t sizes[] = {2, 700, 3, UINT32_MAX};
  ent_encoder *encoder = encoder_new();
  run a = run_new(sizes), b = run_new(sizes);
  for (size_t i = 0; i < LONG; i++) {
    letters[i] = i % 2 ? '-' : 'x'; // as many pieces
  }
  a.words[1] = a.words[300] = (ent_text){letters, LONG};
  b.words[1] = b.words[300] = a.words[1];
  run_do(&a, encoder, ent_encoder_run);
  run_do(&b, encoder, ent_encoder_run);
  assert(a.calls >= 2);
  assert(memcmp(a.rows, b.rows, a.n_words * ROW * sizeof *a.rows) == 0);
  for (size_t i = 0; i < (size_t)a.n_words * ROW; i++) {
    assert(isfinite(a.rows[i]));
  }
  run_free(&a);
  run_free(&b);
  ent_encoder_free(encoder);
}

typedef struct {
  const ent_encoder *encoder;
  run run;
} worker;

static void *
work(void *user)
{
  worker *w = user;
  run_do(&w->run, w->encoder, ent_encoder_run);
  return NULL;
}

static void
threads_give_the_same(void)
{
  const uint32_t sizes[] = {9, 30, 8, 44, 21, 60, 3, 90, UINT32_MAX};
  ent_encoder *encoder = encoder_new();
  worker workers[4];
  pthread_t threads[4];
  for (size_t i = 0; i < 4; i++) {
    workers[i] = (worker){encoder, run_new(sizes)};
    assert(pthread_create(&threads[i], NULL, work, &workers[i]) == 0);
  }
  for (size_t i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    assert(memcmp(workers[i].run.rows, workers[0].run.rows,
                  workers[0].run.n_words * ROW * sizeof(float)) == 0);
  }
  for (size_t i = 0; i < 4; i++) {
    run_free(&workers[i].run);
  }
  ent_encoder_free(encoder);
}

/// Checks arcs and relations of one sentence against their definition.
static void
pairs_check(void *user, uint32_t first, uint32_t end, const ent_scores *s)
{
  const ent_encoder *e = user;
  ent_arena *arena = ent_arena_new();
  const uint32_t n = s->n;
  const uint32_t heads[] = {0,  1, 1, 3, 4, 5, 6, 7, 8, 9,
                            10, 1, 2, 3, 4, 5, 6, 7, 8};
  float *arcs = ENT_ARENA_ARRAY(arena, float, n *(n + 1));
  float *relations = ENT_ARENA_ARRAY(arena, float, n * s->n_relations);
  assert(first == 0 && end == 1 && n == 19);
  ent_scores_arcs(e, s, 0, n, arcs);
  ent_scores_relations(e, s, 0, n, heads, relations);
  for (uint32_t i = 0; i < n; i++) {
    const float *d = s->tree + i * 512;
    for (uint32_t j = 0; j <= n; j++) {
      const float *h = j ? s->tree + (j - 1) * 512 + 128 : e->root;
      double sum = 0;
      for (int k = 0; k < 128; k++) {
        sum += (double)(d[k] * h[k]) / sqrt(128) + (double)(e->bias[k] * h[k]);
      }
      assert(fabs((double)arcs[i * (n + 1) + j] - sum) < 1e-4);
    }
    const float *b =
        heads[i] ? s->tree + (heads[i] - 1) * 512 + 384 : e->root + 128;
    for (uint32_t c = 0; c < s->n_relations; c++) {
      double sum = (double)e->relation.bias[c];
      for (int k = 0; k < 128; k++) {
        sum += (double)(fmaxf(d[256 + k] + b[k], 0) *
                        (float)e->relation
                            .weights[core_file_weight(128, (size_t)k, c)] *
                        e->relation.scale[c]);
      }
      assert(fabs((double)relations[i * 3 + c] - sum) < 0.05);
    }
  }
  ent_arena_free(arena);
}

static void
arcs_and_relations_follow_their_definition(void)
{
  const uint32_t sizes[] = {19, UINT32_MAX};
  ent_encoder *encoder = encoder_new();
  ent_arena *arena = ent_arena_new();
  run r = run_new(sizes);
  ent_encoder_run(encoder, r.words, r.sentences, 1, arena, pairs_check,
                  encoder);
  run_free(&r);
  ent_arena_free(arena);
  ent_encoder_free(encoder);
}

static void
labels_are_lent(void)
{
  ent_encoder *encoder = encoder_new();
  assert(ent_text_equal(ent_encoder_labels(encoder, "text/upos"),
                        ENT_TEXT("NOUN\nVERB\nX\n")));
  assert(ent_text_equal(ent_encoder_labels(encoder, "text/relations"),
                        ENT_TEXT("nsubj\nobj\nroot\n")));
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
  RUN(instruction_sets_give_the_same_bits);
  RUN(products_are_exact);
  RUN(integers_are_close_to_floats);
  RUN(windows_hold_whole_sentences);
  RUN(long_words_and_sentences_are_read);
  RUN(threads_give_the_same);
  RUN(arcs_and_relations_follow_their_definition);
  RUN(labels_are_lent);
  free(file.data);
  unlink(path);
  return DONE();
}
