// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/plain.h"

#include "extractor/encoder/core.h"

#include <math.h>
#include <string.h>

#define LAYERS (ENT_LAYERS + 1)

/// Memory for one window.
typedef struct {
  float x[ENT_WINDOW][ENT_DIM];
  float next[ENT_WINDOW][ENT_DIM];      ///< x as the next product wants it
  float asked[ENT_WINDOW][3 * ENT_DIM]; ///< questions, keys, values
  float answers[ENT_WINDOW][ENT_DIM];
  float words[LAYERS][ENT_WINDOW][ENT_DIM];
} plain;

/// Returns the weight that number `i` has for column `c`.
static int8_t
weight(const ent_linear *l, size_t i, size_t c)
{
  return l->weights[(c / 16 * l->rows + i / 4 * 4) * 16 + c % 16 * 4 + i % 4];
}

/// Sets `out` to `n` columns of x·w·scale + bias.
static void
product(const ent_linear *l, const float *x, size_t n, float *out)
{
  memset(out, 0, n * sizeof *out);
  for (size_t i = 0; i < l->rows; i++) {
    for (size_t c = 0; c < n; c++) {
      out[c] += x[i] * (float)weight(l, i, c);
    }
  }
  for (size_t c = 0; c < n; c++) {
    out[c] = out[c] * l->scale[c] + l->bias[c];
  }
}

static void
bend(float *x, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const float y = fminf(fabsf(x[i]) / sqrtf(2), 1.769f) - 1.769f;
    const float sign = x[i] > 0 ? 1 : x[i] < 0 ? -1 : 0;
    x[i] = x[i] / 2 * (1 + sign * (1 - 0.2888f * y * y));
  }
}

static void
norm(float *x, const float *gain, float *next)
{
  float mean = 0, variance = 0;
  for (size_t i = 0; i < ENT_DIM; i++) {
    mean += x[i] / ENT_DIM;
  }
  for (size_t i = 0; i < ENT_DIM; i++) {
    variance += (x[i] - mean) * (x[i] - mean) / ENT_DIM;
  }
  for (size_t i = 0; i < ENT_DIM; i++) {
    const float y = (x[i] - mean) / sqrtf(variance + 1e-12f);
    x[i] = y * gain[i] + gain[ENT_DIM + i];
    next[i] = y * gain[2 * ENT_DIM + i] + gain[3 * ENT_DIM + i];
  }
}

static float
dot(const float *a, const float *b, size_t n)
{
  float sum = 0;
  for (size_t i = 0; i < n; i++) {
    sum += a[i] * b[i];
  }
  return sum;
}

/// Sets one head's answer to one question.
static void
answer(plain *p, size_t row, size_t rows, size_t head)
{
  const size_t at = head * ENT_HEAD_DIM;
  float share[ENT_WINDOW], most = -INFINITY, sum = 0;
  for (size_t j = 0; j < rows; j++) {
    const float x =
        dot(p->asked[row] + at, p->asked[j] + ENT_DIM + at, ENT_HEAD_DIM) /
        sqrtf(ENT_HEAD_DIM);
    share[j] = x;
    most = fmaxf(most, x);
  }
  for (size_t j = 0; j < rows; j++) {
    share[j] = expf(share[j] - most);
    sum += share[j];
  }
  for (size_t k = 0; k < ENT_HEAD_DIM; k++) {
    float value = 0;
    for (size_t j = 0; j < rows; j++) {
      value += share[j] / sum * p->asked[j][2 * ENT_DIM + at + k];
    }
    p->answers[row][at + k] = value;
  }
}

static void
row_forward(const ent_layer *layer, const float *answers, float *x, float *next)
{
  float out[ENT_DIM], middle[ENT_MIDDLE];
  product(&layer->out, answers, ENT_DIM, out);
  for (size_t i = 0; i < ENT_DIM; i++) {
    x[i] += out[i];
  }
  norm(x, layer->norm1, next);
  product(&layer->up, next, ENT_MIDDLE, middle);
  bend(middle, ENT_MIDDLE);
  product(&layer->down, middle, ENT_DIM, out);
  for (size_t i = 0; i < ENT_DIM; i++) {
    x[i] += out[i];
  }
  norm(x, layer->norm2, next);
}

static void
layer_run(const ent_layer *layer, const ent_window *b, plain *p)
{
  for (size_t r = 0; r < b->rows; r++) {
    product(&layer->qkv, p->next[r], (size_t)3 * ENT_DIM, p->asked[r]);
  }
  for (size_t r = 0; r < b->rows; r++) {
    for (size_t head = 0; head < ENT_HEADS; head++) {
      answer(p, r, b->rows, head);
    }
  }
  for (size_t r = 0; r < b->rows; r++) {
    row_forward(layer, p->answers[r], p->x[r], p->next[r]);
  }
}

static void
words_keep(const ent_window *b, plain *p, size_t layer)
{
  for (size_t i = 0; i < b->n_words; i++) {
    const ent_word_range rows = b->words[i];
    for (size_t k = 0; k < ENT_DIM; k++) {
      float sum = 0;
      for (size_t r = rows.first; r < rows.end; r++) {
        sum += p->x[r][k];
      }
      p->words[layer][i][k] = sum / (float)(rows.end - rows.first);
    }
  }
}

static void
embed(const ent_encoder *e, const ent_window *b, plain *p)
{
  for (size_t r = 0; r < b->rows; r++) {
    const size_t piece = b->pieces[r];
    for (size_t i = 0; i < ENT_DIM; i++) {
      p->x[r][i] = e->word_scale[piece] * (float)e->word[piece * ENT_DIM + i] +
                   e->position[(size_t)b->places[r] * ENT_DIM + i] +
                   e->shape[(size_t)b->shapes[r] * ENT_DIM + i];
    }
    norm(p->x[r], e->norm, p->next[r]);
  }
}

static void
mix(const ent_encoder *e, const plain *p, size_t task, size_t word, float *x)
{
  for (size_t k = 0; k < ENT_DIM; k++) {
    x[k] = 0;
    for (size_t layer = 0; layer < LAYERS; layer++) {
      x[k] += e->mix[task * LAYERS + layer] * p->words[layer][word][k];
    }
  }
}

static void
word_score(const ent_encoder *e, const plain *p, size_t i, const ent_scores *s)
{
  const size_t to = s->n + i;
  float x[ENT_DIM], tags[ENT_COLUMNS_MAX], middle[ENT_DIM];
  mix(e, p, 0, i, x);
  product(&e->tag, x, e->n_upos + e->n_xpos, tags);
  memcpy(s->upos + to * e->n_upos, tags, e->n_upos * sizeof *tags);
  memcpy(s->xpos + to * e->n_xpos, tags + e->n_upos, e->n_xpos * sizeof *tags);
  mix(e, p, 1, i, x);
  product(&e->parse1, x, ENT_DIM, middle);
  bend(middle, ENT_DIM);
  product(&e->parse2, middle, (size_t)4 * ENT_TREE,
          s->tree + to * 4 * ENT_TREE);
  mix(e, p, 2, i, x);
  product(&e->names1, x, ENT_NAMES, middle);
  bend(middle, ENT_NAMES);
  product(&e->names2, middle, e->n_names, s->names + to * e->n_names);
  if (e->n_word) {
    mix(e, p, 3, i, x);
    product(&e->vector, x, e->n_word, s->word + to * e->n_word);
  }
}

static void
window_run(const ent_encoder *e, const ent_window *b, void *work,
           const ent_scores *rows)
{
  plain *p = work;
  embed(e, b, p);
  words_keep(b, p, 0);
  for (size_t i = 0; i < ENT_LAYERS; i++) {
    layer_run(&e->layers[i], b, p);
    words_keep(b, p, i + 1);
  }
  for (size_t i = 0; i < b->n_words; i++) {
    word_score(e, p, i, rows);
  }
}

void
ent_plain_run(const ent_encoder *e, const ent_text *words,
              const ent_word_range *sentences, uint32_t n_sentences,
              ent_arena *arena, ent_scores_fn fn, void *user)
{
  ent_core_run(e, words, sentences, n_sentences, arena, window_run,
               ENT_ARENA_ARRAY(arena, plain, 1), fn, user);
}
