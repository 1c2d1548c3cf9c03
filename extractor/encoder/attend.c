// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Attention within one window.  Compiled once for each instruction set: the
/// products are of integers and exact, so their order is free.

#include "extractor/encoder/kernel.h"
#include "extractor/encoder/lanes.h"

#define FOURS (ENT_HEAD_DIM / 4)
#define STRIDE ((size_t)3 * ENT_DIM) ///< Numbers of a row
#define QUESTION_MAX 64.0f           ///< Pairs with keys to 255 fit in 16 bits
#define VALUE_MAX 64.0f              ///< As are pairs with shares
#define SHARE_BITS 7.9943534f        ///< log2(255): the greatest share
#define AT_ONCE 4 ///< Questions that share the loading of keys

/// Questions whose shares are made together: what registers hold.
#define TOGETHER (LANES == 16 ? 4 : 2)
typedef float many __attribute__((vector_size(LANES * 4 * TOGETHER)));
typedef int32_t many_ints __attribute__((vector_size(LANES * 4 * TOGETHER)));
#define EVERY(i) _Pragma("GCC unroll 4") for (size_t i = 0; i < TOGETHER; i++)

/// One head of a window, in fours as the products take them.
typedef struct {
  _Alignas(64) int32_t keys[FOURS][ENT_WINDOW]; ///< Four p of key j, 0…255
  int32_t values[ENT_WINDOW / 4][ENT_HEAD_DIM]; ///< Of keys 4j to 4j + 3
  _Alignas(64) float value_scales[ENT_HEAD_DIM];
  float key_step;
} packed;

/// Returns the size of the greatest of 32 numbers, or 0 if it is none to
/// divide by.
static inline float
size_of(const float *x)
{
  floats high[SIXTEEN] = {{0}};
  EACH (i, k, ENT_HEAD_DIM) {
    high[k] = greatest(absolute(floats_load(x + i)), high[k]);
  }
  const float size = greatest16(high);
  return size > 1e-30f && size < 1e30f ? size : 0;
}

/// Keys are integers of one scale, so that what their lowest adds to a
/// question's scores is the same for all of them, and falls out of the shares.
/// Those behind the last are the first again.
static void
keys_pack(packed *head, const float *keys, size_t rows)
{
  extent e = extent_none();
  for (size_t j = 0; j < rows; j++) {
    EACH (i, k, ENT_HEAD_DIM) {
      extent_add(&e, k, floats_load(keys + j * STRIDE + i));
    }
  }
  const ent_range range = extent_range(&e);
  head->key_step = range.step;
  for (size_t j = 0; j < (rows + 31) / 32 * 32; j++) { // all that tile reads
    uint8_t q[ENT_HEAD_DIM];
    row_quantise(keys + (j < rows ? j : 0) * STRIDE, ENT_HEAD_DIM, range, q);
    for (size_t p = 0; p < FOURS; p++) {
      memcpy(&head->keys[p][j], q + 4 * p, sizeof head->keys[p][j]);
    }
  }
}

static void
values_pack(packed *head, const float *values, size_t rows)
{
  for (size_t i = 0; i < ENT_HEAD_DIM; i += LANES) {
    const float *at = values + i;
    floats size = floats_all(1e-30f);
    for (size_t j = 0; j < rows; j++) {
      size = greatest(absolute(floats_load(at + j * STRIDE)), size);
    }
    const floats factor = VALUE_MAX / size;
    floats_store(head->value_scales + i, size * (1 / VALUE_MAX));
    for (size_t j = 0; j < rows; j += 4, at += 4 * STRIDE) {
      ints four = {0};
      for (size_t r = 0; r < 4 && j + r < rows; r++) {
        const ints one = rounded(floats_load(at + r * STRIDE) * factor);
        four |= (one & 255) << (int)(8 * r);
      }
      memcpy(&head->values[j / 4][i], &four, sizeof four);
    }
  }
}

/// Quantises a question; returns its scale.
static inline float
question_pack(const float *x, uint8_t *q)
{
  const ent_range range = {0, size_of(x) * (1 / QUESTION_MAX)};
  row_quantise(x, ENT_HEAD_DIM, range, q);
  return range.step;
}

/// Multiplies `n` fours of 4 rows `a`, `stride` bytes apart, with those of
/// 2·LANES columns of `b`, which are keys or values.
static inline __attribute__((always_inline)) void
tile(const void *a, size_t stride, const int32_t *b, size_t b_stride,
     const bool keys, size_t n, int32_t *out, size_t out_stride)
{
  ints sums[AT_ONCE][2] = {{{0}}};
  for (size_t p = 0; p < n; p++, b += b_stride) {
    const ints left = ints_load(b), right = ints_load(b + LANES);
#pragma GCC unroll 4
    for (size_t r = 0; r < AT_ONCE; r++) {
      int32_t one;
      memcpy(&one, (const char *)a + r * stride + 4 * p, sizeof one);
      const ints all = one - (ints){0};
      sums[r][0] = keys ? fours_add(sums[r][0], left, all)
                        : fours_add(sums[r][0], all, left);
      sums[r][1] = keys ? fours_add(sums[r][1], right, all)
                        : fours_add(sums[r][1], all, right);
    }
  }
#pragma GCC unroll 4
  for (size_t r = 0; r < AT_ONCE; r++) {
    memcpy(out + r * out_stride, sums[r], sizeof sums[r]);
  }
}

/// Sets `x` to 2^x for −100 ≤ x ≤ 11, to 8 parts in 100,000, which is below a
/// share: a polynomial between −½ and ½, and the exponent's bits.
static inline void
power(many *x)
{
  const many whole = *x + ROUNDING;
  const many f = *x - (whole - ROUNDING);
  const many y =
      ((f * 0.05517167f + 0.24261112f) * f + 0.69326099f) * f + 0.99992807f;
  *x = (many)((many_ints)y + ((many_ints)whole << 23));
}

/// Makes shares, 255 the greatest, of keys from products and the scales of
/// some questions, in their place; returns the sums of those before `rows`.
static inline void
shares_make(int32_t (*products)[ENT_WINDOW], const float *scale, size_t rows,
            uint8_t (*shares)[ENT_WINDOW], int32_t *sums)
{
  const size_t end = (rows + 15) / 16 * 16;
  extent e[TOGETHER];
  floats all[TOGETHER], least[TOGETHER];
  wholes total[TOGETHER];
  const floats low = floats_all(-100);
  EVERY(i)
  {
    e[i] = extent_none();
  }
  EACH (j, k, end) {
    EVERY(i)
    {
      extent_add(&e[i], k, floats_of(ints_load(products[i] + j)));
    }
  }
  EVERY(i)
  {
    all[i] = floats_all(scale[i]);
    least[i] = floats_all(SHARE_BITS - greatest16(e[i].high) * scale[i]);
    total[i] = (wholes){0};
  }
  for (size_t j = 0; j < end; j += LANES) {
    union {
      floats of[TOGETHER];
      many all;
    } x;
    EVERY(i)
    {
      x.of[i] = greatest(
          floats_of(ints_load(products[i] + j)) * all[i] + least[i], low);
    }
    power(&x.all);
    EVERY(i)
    {
      const ints share = rounded(x.of[i]);
      bytes_store(shares[i] + j, share);
      total[i] += (wholes)share;
    }
  }
  EVERY(i)
  {
    uint32_t sum = 0;
    for (int k = 0; k < LANES; k++) {
      sum += total[i][k];
    }
    sum -= (uint32_t)end * ROUNDING_BITS;
    sums[i] = (int32_t)sum - (int32_t)(end - rows) * shares[i][0]; // of key 0
  }
}

/// Answers 4 questions, of which `n` count, with the values of one head.
static void
questions_answer(const packed *head, const float *questions, size_t n,
                 size_t rows, float *x)
{
  _Alignas(64) uint8_t asked[AT_ONCE][ENT_HEAD_DIM];
  _Alignas(64) int32_t products[AT_ONCE][ENT_WINDOW];
  _Alignas(64) uint8_t shares[AT_ONCE][ENT_WINDOW];
  _Alignas(64) int32_t answers[AT_ONCE][ENT_HEAD_DIM];
  float scale[AT_ONCE];
  int32_t sums[AT_ONCE];
  const size_t end = (rows + 15) / 16 * 16;
  for (size_t i = 0; i < AT_ONCE; i++) {
    scale[i] = question_pack(questions + (i < n ? i : 0) * STRIDE, asked[i]) *
               head->key_step * 0.25503487f; // log2(e)/√32
  }
  for (size_t j = 0; j < end; j += (size_t)2 * LANES) {
    tile(asked, sizeof asked[0], &head->keys[0][j], ENT_WINDOW, true, FOURS,
         &products[0][j], ENT_WINDOW);
  }
  for (size_t i = 0; i < AT_ONCE; i += TOGETHER) {
    shares_make(&products[i], &scale[i], rows, &shares[i], &sums[i]);
  }
  for (size_t i = 0; i < AT_ONCE; i++) {
    scale[i] = 1 / (float)sums[i];
  }
  for (size_t c = 0; c < ENT_HEAD_DIM; c += 2 * LANES) {
    tile(shares, sizeof shares[0], &head->values[0][c], ENT_HEAD_DIM, false,
         (rows + 3) / 4, &answers[0][c], ENT_HEAD_DIM);
  }
  for (size_t i = 0; i < n; i++) {
    for (size_t c = 0; c < ENT_HEAD_DIM; c += LANES) {
      floats_store(x + i * ENT_DIM + c,
                   floats_of(ints_load(&answers[i][c])) * scale[i] *
                       floats_load(head->value_scales + c));
    }
  }
}

void
LEVEL(ent_attend)(const float *asked, size_t rows, float *x)
{
  packed head;
  for (size_t h = 0; h < ENT_HEADS; h++) {
    const float *from = asked + h * ENT_HEAD_DIM;
    keys_pack(&head, from + ENT_DIM, rows);
    values_pack(&head, from + (size_t)2 * ENT_DIM, rows);
    for (size_t i = 0; i < rows; i += AT_ONCE) {
      const size_t n = rows - i < AT_ONCE ? rows - i : AT_ONCE;
      questions_answer(&head, from + i * STRIDE, n, rows,
                       x + i * ENT_DIM + h * ENT_HEAD_DIM);
    }
  }
}
