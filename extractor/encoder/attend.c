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
  _Alignas(64) int32_t keys[PAIRS][ENT_WINDOW]; ///< Pair p of key j
  float key_scale[ENT_WINDOW];
  float floor[ENT_WINDOW]; ///< 0, or NEVER for keys behind the last
  int32_t values[ENT_WINDOW / 2][ENT_HEAD_DIM]; ///< Keys 2j and 2j + 1
  float value_scale;
} packed;

/// Returns the greatest, or 0 if it is none to divide by.
static inline float
size_of(const floats high[SIXTEEN])
{
  const float size = greatest16(high);
  return size > 1e-30f && size < 1e30f ? size : 0;
}

/// Quantises 32 numbers; returns their scale.
static inline float
head_quantise(const float *x, int16_t *q)
{
  floats high[SIXTEEN] = {{0}};
  EACH (i, k, ENT_HEAD_DIM) {
    high[k] = greatest(absolute(floats_load(x + i)), high[k]);
  }
  const float size = size_of(high), factor = size > 0 ? ASKED_MAX / size : 0;
  for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
    shorts_store(q + i, rounded(floats_load(x + i) * factor));
  }
  return size * (1 / ASKED_MAX);
}

void
LEVEL(ent_attend_split)(const float *x, size_t rows, const ent_asked *asked)
{
  for (size_t r = 0; r < rows; r++, x += (size_t)3 * ENT_DIM) {
    for (size_t h = 0; h < ENT_HEADS; h++) {
      const size_t at = h * ENT_HEAD_DIM;
      asked->question_scale[r * ENT_HEADS + h] =
          head_quantise(x + at, asked->questions + r * ENT_DIM + at);
      asked->key_scale[r * ENT_HEADS + h] =
          head_quantise(x + ENT_DIM + at, asked->keys + r * ENT_DIM + at);
    }
    memcpy(asked->values + r * ENT_DIM, x + (size_t)2 * ENT_DIM,
           ENT_DIM * sizeof *x);
  }
}

static void
keys_pack(packed *head, const ent_asked *asked, size_t h, size_t rows)
{
  for (size_t j = 0; j < rows; j++) {
    const int16_t *key = asked->keys + j * ENT_DIM + h * ENT_HEAD_DIM;
    for (size_t p = 0; p < PAIRS; p++) {
      memcpy(&head->keys[p][j], key + 2 * p, sizeof head->keys[p][j]);
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
    EACH (i, k, ENT_HEAD_DIM) {
      high[k] =
          greatest(absolute(floats_load(values + j * ENT_DIM + i)), high[k]);
    }
  }
  const float size = size_of(high), factor = size > 0 ? VALUE_MAX / size : 0;
  head->value_scale = size / (VALUE_MAX * SHARE_MAX);
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

/// Multiplies `n` pairs of 4 rows `a` with those of 2·LANES columns of `b`.
static inline __attribute__((always_inline)) void
tile(const int16_t *const a[AT_ONCE], const int32_t *b, size_t b_stride,
     size_t n, int32_t *out, size_t out_stride)
{
  ints sums[AT_ONCE][2] = {{{0}}};
  for (size_t p = 0; p < n; p++, b += b_stride) {
    const ints left = ints_load(b), right = ints_load(b + LANES);
#pragma GCC unroll 4
    for (size_t r = 0; r < AT_ONCE; r++) {
      int32_t two;
      memcpy(&two, a[r] + 2 * p, sizeof two);
      sums[r][0] = pairs_add(sums[r][0], two - (ints){0}, left);
      sums[r][1] = pairs_add(sums[r][1], two - (ints){0}, right);
    }
  }
#pragma GCC unroll 4
  for (size_t r = 0; r < AT_ONCE; r++) {
    memcpy(out + r * out_stride, sums[r], sizeof sums[r]);
  }
}

/// Returns 2^x for x ≤ 0, to 8 parts in 100,000, which is below a share: a
/// polynomial between −½ and ½, and the exponent's bits.
static inline floats
power(floats x)
{
  x = greatest(x, floats_all(-100));
  const floats whole = x + ROUNDING;
  const floats f = x - (whole - ROUNDING);
  const floats y =
      ((f * 0.05517167f + 0.24261112f) * f + 0.69326099f) * f + 0.99992807f;
  return (floats)((ints)y + ((ints)whole << 23));
}

/// Makes shares of SHARE_MAX, of the keys before `end`, from products and the
/// scale of a question.
static inline void
shares_make(const packed *head, const int32_t *products, float scale,
            size_t end, int16_t *shares)
{
  _Alignas(64) float x[ENT_WINDOW];
  floats high[SIXTEEN], total[SIXTEEN] = {{0}};
  for (size_t k = 0; k < SIXTEEN; k++) {
    high[k] = floats_all(NEVER);
  }
  EACH (j, k, end) {
    const floats y =
        floats_of(ints_load(products + j)) * floats_load(head->key_scale + j) +
        floats_load(head->floor + j);
    floats_store(x + j, y);
    high[k] = greatest(y, high[k]);
  }
  const float most = greatest16(high);
  EACH (j, k, end) {
    const floats y = power((floats_load(x + j) - most) * scale);
    floats_store(x + j, y);
    total[k] += y;
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
  _Alignas(64) int32_t products[AT_ONCE][ENT_WINDOW];
  _Alignas(64) int16_t shares[AT_ONCE][ENT_WINDOW];
  _Alignas(64) int32_t answers[AT_ONCE][ENT_HEAD_DIM];
  const int16_t *a[AT_ONCE];
  for (size_t i = 0; i < AT_ONCE; i++) {
    a[i] = asked->questions + (first + i) * ENT_DIM + h * ENT_HEAD_DIM;
  }
  for (size_t j = 0; j < rows; j += (size_t)2 * LANES) {
    tile(a, &head->keys[0][j], ENT_WINDOW, PAIRS, &products[0][j], ENT_WINDOW);
  }
  for (size_t i = 0; i < AT_ONCE; i++) {
    const float scale = asked->question_scale[(first + i) * ENT_HEADS + h] *
                        0.25503487f; // log2(e)/√32
    shares_make(head, products[i], scale, (rows + 15) / 16 * 16, shares[i]);
    a[i] = shares[i];
  }
  for (size_t c = 0; c < ENT_HEAD_DIM; c += 2 * LANES) {
    tile(a, &head->values[0][c], ENT_HEAD_DIM, (rows + 1) / 2, &answers[0][c],
         ENT_HEAD_DIM);
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
  memset(&head, 0, sizeof head);
  for (size_t j = rows; j < ENT_WINDOW; j++) {
    head.floor[j] = NEVER;
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
