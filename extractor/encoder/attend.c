// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Attention within one window.  Compiled once for each instruction set: the
/// products are of 16-bit integers and exact, so their order is free.

#include "extractor/encoder/kernel.h"
#include "extractor/encoder/lanes.h"

#define PAIRS (ENT_HEAD_DIM / 2)
#define ASKED_MAX 8191.0f  ///< 32 products of these fit into 31 bits
#define SHARE_MAX 32767.0f ///< So do values times shares that add up to this
#define VALUE_MAX 32767.0f
#define AT_ONCE 4 ///< Questions that share the loading of keys
#define NEVER (-1e30f)

/// One head of a window, in pairs as the products take them.
typedef struct {
  int32_t keys[PAIRS][ENT_WINDOW]; ///< Pair p of key j
  float key_scale[ENT_WINDOW];
  int32_t values[ENT_WINDOW / 2][ENT_HEAD_DIM]; ///< Keys 2j and 2j + 1
  float value_scale;
} packed;

/// Quantises 32 numbers; returns their scale.
static inline float
head_quantise(const float *x, int16_t *q)
{
  floats high[SIXTEEN] = {{0}};
  for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
    const size_t k = i / LANES % SIXTEEN;
    high[k] = greatest(absolute(floats_load(x + i)), high[k]);
  }
  const float size = greatest16(high);
  const int flat = !(size > 1e-30f && size < 1e30f);
  const float factor = flat ? 0 : ASKED_MAX / size;
  for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
    shorts_store(q + i, rounded(floats_load(x + i) * factor));
  }
  return flat ? 0 : size / ASKED_MAX;
}

void
LEVEL(ent_attend_split)(const ent_sums *s, const ent_asked *asked)
{
  float x[2 * ENT_DIM];
  for (size_t r = 0; r < s->rows; r++) {
    for (size_t i = 0; i < 2 * ENT_DIM; i += LANES) {
      floats_store(x + i, sums_at(s, r, i));
    }
    for (size_t h = 0; h < ENT_HEADS; h++) {
      const size_t at = h * ENT_HEAD_DIM;
      asked->question_scale[r * ENT_HEADS + h] =
          head_quantise(x + at, asked->questions + r * ENT_DIM + at);
      asked->key_scale[r * ENT_HEADS + h] =
          head_quantise(x + ENT_DIM + at, asked->keys + r * ENT_DIM + at);
    }
    for (size_t i = 0; i < ENT_DIM; i += LANES) {
      floats_store(asked->values + r * ENT_DIM + i,
                   sums_at(s, r, 2 * ENT_DIM + i));
    }
  }
}

static void
keys_pack(packed *head, const ent_asked *asked, size_t h, size_t rows)
{
  for (size_t j = 0; j < rows; j++) {
    int32_t pairs[PAIRS];
    memcpy(pairs, asked->keys + j * ENT_DIM + h * ENT_HEAD_DIM, sizeof pairs);
    for (size_t p = 0; p < PAIRS; p++) {
      head->keys[p][j] = pairs[p];
    }
    head->key_scale[j] = asked->key_scale[j * ENT_HEADS + h];
  }
}

static void
values_pack(packed *head, const ent_asked *asked, size_t h, size_t rows)
{
  const float *values = asked->values + h * ENT_HEAD_DIM;
  floats high[SIXTEEN] = {{0}};
  for (size_t j = 0; j < rows; j++) {
    for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
      const size_t k = i / LANES % SIXTEEN;
      high[k] =
          greatest(absolute(floats_load(values + j * ENT_DIM + i)), high[k]);
    }
  }
  const float size = greatest16(high);
  const int flat = !(size > 1e-30f && size < 1e30f);
  const float factor = flat ? 0 : VALUE_MAX / size;
  head->value_scale = flat ? 0 : size / (VALUE_MAX * SHARE_MAX);
  for (size_t j = 0; j < rows; j += 2) {
    for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
      const float *at = values + j * ENT_DIM + i;
      const ints a = rounded(floats_load(at) * factor);
      const ints b = j + 1 < rows ? rounded(floats_load(at + ENT_DIM) * factor)
                                  : (ints){0};
      const ints both = (a & 0xffff) | b << 16;
      memcpy(&head->values[j / 2][i], &both, sizeof both);
    }
  }
}

/// Multiplies `n` pairs of 4 rows `a` with those of `width` times LANES
/// columns of `b`.
static inline __attribute__((always_inline)) void
tile(const int32_t *const a[AT_ONCE], const int32_t *b, size_t b_stride,
     size_t n, const size_t width, int32_t *out, size_t out_stride)
{
  ints sums[AT_ONCE][2] = {{{0}}};
  for (size_t p = 0; p < n; p++) {
    for (size_t c = 0; c < width; c++) {
      const ints column = ints_load(b + p * b_stride + c * LANES);
      for (size_t i = 0; i < AT_ONCE; i++) {
        sums[i][c] = pairs_add(sums[i][c], a[i][p] - (ints){0}, column);
      }
    }
  }
  for (size_t i = 0; i < AT_ONCE; i++) {
    for (size_t c = 0; c < width; c++) {
      memcpy(out + i * out_stride + c * LANES, &sums[i][c], sizeof(ints));
    }
  }
}

/// Returns 2^x for x ≤ 0, to 3 parts in a million: a polynomial between −½ and
/// ½, and the exponent's bits.
static inline floats
power(floats x)
{
  x = greatest(x, floats_all(-100));
  const floats whole = x + ROUNDING;
  const floats f = x - (whole - ROUNDING);
  const floats y =
      (((f * 0.0095701f + 0.05591786f) * f + 0.24024745f) * f + 0.69312181f) *
          f +
      0.99999926f;
  return (floats)((ints)y + ((ints)whole << 23));
}

/// Makes shares of SHARE_MAX from products of a question and `rows` keys.
static inline void
shares_make(const int32_t *products, const packed *head, float factor,
            size_t rows, int16_t *shares)
{
  float x[ENT_WINDOW];
  floats high[SIXTEEN], total[SIXTEEN] = {{0}};
  for (size_t k = 0; k < SIXTEEN; k++) {
    high[k] = floats_all(NEVER);
  }
  for (size_t j = 0; j < rows; j += LANES) {
    floats_store(x + j, floats_of(ints_load(products + j)) *
                            floats_load(head->key_scale + j) * factor);
  }
  const size_t end = (rows + 15) / 16 * 16;
  for (size_t j = rows; j < end; j++) {
    x[j] = NEVER;
  }
  for (size_t j = 0; j < end; j += 16) {
    for (size_t k = 0; k < SIXTEEN; k++) {
      high[k] = greatest(floats_load(x + j + k * LANES), high[k]);
    }
  }
  const float most = greatest16(high);
  for (size_t j = 0; j < end; j += 16) {
    for (size_t k = 0; k < SIXTEEN; k++) {
      const floats y = power(floats_load(x + j + k * LANES) - most);
      floats_store(x + j + k * LANES, y);
      total[k] += y;
    }
  }
  const float share = SHARE_MAX / sum16(total);
  for (size_t j = 0; j < end; j += LANES) {
    shorts_store(shares + j, rounded(floats_load(x + j) * share));
  }
}

/// Answers 4 questions, of which `n` count, with the values of one head.
static void
questions_answer(const packed *head, const ent_asked *asked, size_t h,
                 size_t first, size_t n, size_t rows, float *x)
{
  int32_t products[AT_ONCE][ENT_WINDOW];
  int16_t shares[AT_ONCE][ENT_WINDOW];
  int32_t answers[AT_ONCE][ENT_HEAD_DIM];
  int32_t pairs[AT_ONCE][ENT_WINDOW / 2];
  const int32_t *a[AT_ONCE];
  for (size_t i = 0; i < AT_ONCE; i++) {
    memcpy(pairs[i],
           asked->questions + (first + i) * ENT_DIM + h * ENT_HEAD_DIM,
           sizeof(int16_t) * ENT_HEAD_DIM);
    a[i] = pairs[i];
  }
  size_t j = 0;
  for (; j + LANES < rows; j += 2 * LANES) {
    tile(a, &head->keys[0][j], ENT_WINDOW, PAIRS, 2, &products[0][j],
         ENT_WINDOW);
  }
  if (j < rows) {
    tile(a, &head->keys[0][j], ENT_WINDOW, PAIRS, 1, &products[0][j],
         ENT_WINDOW);
  }
  for (size_t i = 0; i < n; i++) {
    // log2(e)/√32
    const float factor =
        asked->question_scale[(first + i) * ENT_HEADS + h] * 0.25503487f;
    shares_make(products[i], head, factor, rows, shares[i]);
    memcpy(pairs[i], shares[i], sizeof shares[i]);
  }
  for (size_t c = 0; c < ENT_HEAD_DIM; c += 2 * LANES) {
    tile(a, &head->values[0][c], ENT_HEAD_DIM, (rows + 1) / 2, 2,
         &answers[0][c], ENT_HEAD_DIM);
  }
  for (size_t i = 0; i < n; i++) {
    for (size_t c = 0; c < ENT_HEAD_DIM; c += LANES) {
      floats_store(x + (first + i) * ENT_DIM + h * ENT_HEAD_DIM + c,
                   floats_of(ints_load(&answers[i][c])) * head->value_scale);
    }
  }
}

void
LEVEL(ent_attend)(const ent_asked *asked, size_t rows, float *x)
{
  packed head;
  for (size_t j = rows; j < ENT_WINDOW; j++) {
    for (size_t p = 0; p < PAIRS; p++) {
      head.keys[p][j] = 0;
    }
    head.key_scale[j] = 0;
  }
  for (size_t h = 0; h < ENT_HEADS; h++) {
    keys_pack(&head, asked, h, rows);
    values_pack(&head, asked, h, rows);
    for (size_t i = 0; i < rows; i += AT_ONCE) {
      const size_t n = rows - i < AT_ONCE ? rows - i : AT_ONCE;
      questions_answer(&head, asked, h, i, n, rows, x);
    }
  }
}
