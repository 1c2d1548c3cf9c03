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

typedef int32_t pair4 __attribute__((vector_size(16)));

/// One head of a window, in pairs as the products take them.
typedef struct {
  _Alignas(64) int32_t keys[PAIRS][ENT_WINDOW]; ///< Pair p of key j
  float key_scale[ENT_WINDOW];
  float floor[ENT_WINDOW]; ///< 0, or NEVER for keys behind the last
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
  return flat ? 0 : size * (1 / ASKED_MAX);
}

void
LEVEL(ent_attend_split)(const ent_sums *s, const ent_asked *asked)
{
  _Alignas(64) float x[2 * ENT_DIM];
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

/// Turns four pairs of four keys.
static inline void
turn(const int16_t *keys, int32_t *pairs)
{
  pair4 a, b, c, d;
  memcpy(&a, keys, sizeof a);
  memcpy(&b, keys + ENT_DIM, sizeof b);
  memcpy(&c, keys + (size_t)2 * ENT_DIM, sizeof c);
  memcpy(&d, keys + (size_t)3 * ENT_DIM, sizeof d);
  const pair4 ac = __builtin_shufflevector(a, c, 0, 4, 1, 5);
  const pair4 bd = __builtin_shufflevector(b, d, 0, 4, 1, 5);
  const pair4 ca = __builtin_shufflevector(a, c, 2, 6, 3, 7);
  const pair4 db = __builtin_shufflevector(b, d, 2, 6, 3, 7);
  const pair4 rows[4] = {__builtin_shufflevector(ac, bd, 0, 4, 1, 5),
                         __builtin_shufflevector(ac, bd, 2, 6, 3, 7),
                         __builtin_shufflevector(ca, db, 0, 4, 1, 5),
                         __builtin_shufflevector(ca, db, 2, 6, 3, 7)};
  for (size_t i = 0; i < 4; i++) {
    memcpy(pairs + i * ENT_WINDOW, &rows[i], sizeof rows[i]);
  }
}

static void
keys_pack(packed *head, const ent_asked *asked, size_t h, size_t rows)
{
  for (size_t j = 0; j < rows; j += 4) {
    const int16_t *keys = asked->keys + j * ENT_DIM + h * ENT_HEAD_DIM;
    for (size_t p = 0; p < PAIRS; p += 4) {
      turn(keys + 2 * p, &head->keys[p][j]);
    }
  }
  for (size_t j = 0; j < rows; j++) {
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

/// Adds the products of one question's pair and 2·LANES columns.
#define PAIR_ADD(i)                                                            \
  memcpy(&two, a[i] + 2 * p, sizeof two);                                      \
  pair = two - (ints){0};                                                      \
  left##i = pairs_add(left##i, pair, left);                                    \
  right##i = pairs_add(right##i, pair, right)

#define SUMS_STORE(i)                                                          \
  memcpy(out + (i)*out_stride, &left##i, sizeof(ints));                        \
  memcpy(out + (i)*out_stride + LANES, &right##i, sizeof(ints))

/// Multiplies `n` pairs of 4 rows `a` with those of 2·LANES columns of `b`.
/// Written out, so that all sums stay in registers.
static inline void
tile(const int16_t *const a[AT_ONCE], const int32_t *b, size_t b_stride,
     size_t n, int32_t *out, size_t out_stride)
{
  ints left0 = {0}, left1 = {0}, left2 = {0}, left3 = {0};
  ints right0 = {0}, right1 = {0}, right2 = {0}, right3 = {0};
  for (size_t p = 0; p < n; p++) {
    const ints left = ints_load(b + p * b_stride);
    const ints right = ints_load(b + p * b_stride + LANES);
    ints pair;
    int32_t two;
    PAIR_ADD(0);
    PAIR_ADD(1);
    PAIR_ADD(2);
    PAIR_ADD(3);
  }
  SUMS_STORE(0);
  SUMS_STORE(1);
  SUMS_STORE(2);
  SUMS_STORE(3);
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
/// scales of 4 questions.
static void
shares_make(const packed *head, int32_t products[AT_ONCE][ENT_WINDOW],
            const float scales[AT_ONCE], size_t end,
            int16_t shares[AT_ONCE][ENT_WINDOW])
{
  _Alignas(64) float x[AT_ONCE][ENT_WINDOW];
  float most[AT_ONCE], share[AT_ONCE];
  for (size_t i = 0; i < AT_ONCE; i++) {
    floats high[SIXTEEN];
    for (size_t k = 0; k < SIXTEEN; k++) {
      high[k] = floats_all(NEVER);
    }
    for (size_t j = 0; j < end; j += 16) {
      for (size_t k = 0; k < SIXTEEN; k++) {
        const size_t at = j + k * LANES;
        const floats y = floats_of(ints_load(products[i] + at)) *
                             floats_load(head->key_scale + at) +
                         floats_load(head->floor + at);
        floats_store(x[i] + at, y);
        high[k] = greatest(y, high[k]);
      }
    }
    most[i] = greatest16(high);
  }
  for (size_t i = 0; i < AT_ONCE; i++) {
    floats total[SIXTEEN] = {{0}};
    for (size_t j = 0; j < end; j += 16) {
      for (size_t k = 0; k < SIXTEEN; k++) {
        const size_t at = j + k * LANES;
        const floats y = power((floats_load(x[i] + at) - most[i]) * scales[i]);
        floats_store(x[i] + at, y);
        total[k] += y;
      }
    }
    share[i] = SHARE_MAX / sum16(total);
  }
  for (size_t i = 0; i < AT_ONCE; i++) {
    for (size_t j = 0; j < end; j += LANES) {
      shorts_store(shares[i] + j, rounded(floats_load(x[i] + j) * share[i]));
    }
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
  float scales[AT_ONCE];
  for (size_t i = 0; i < AT_ONCE; i++) {
    a[i] = asked->questions + (first + i) * ENT_DIM + h * ENT_HEAD_DIM;
    scales[i] = asked->question_scale[(first + i) * ENT_HEADS + h] *
                0.25503487f; // log2(e)/√32
  }
  for (size_t j = 0; j < rows; j += (size_t)2 * LANES) {
    tile(a, &head->keys[0][j], ENT_WINDOW, PAIRS, &products[0][j], ENT_WINDOW);
  }
  shares_make(head, products, scales, (rows + 15) / 16 * 16, shares);
  for (size_t i = 0; i < AT_ONCE; i++) {
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
  for (size_t j = rows; j < ENT_WINDOW; j++) {
    for (size_t p = 0; p < PAIRS; p++) {
      head.keys[p][j] = 0;
    }
    head.key_scale[j] = 0;
    head.floor[j] = NEVER;
  }
  for (size_t j = 0; j < rows; j++) {
    head.floor[j] = 0;
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
