// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LANES_H
#define ENT_LANES_H

/// Makes vectors as wide as the instruction set that a file is compiled for,
/// with GCC's vector extensions and the few operations these lack.  For
/// kernel.c, attend.c and product.c only, which are compiled once for each
/// ENT_LEVEL.

#include "extractor/encoder/kernel.h"

#include <float.h>
#include <string.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

/// Names what is compiled for this instruction set.
#define LEVEL_JOIN(name, level) name##_##level
#define LEVEL_NAME(name, level) LEVEL_JOIN(name, level)
#define LEVEL(name) LEVEL_NAME(name, ENT_LEVEL)

// SIMD(x) is an operation of this instruction set.
#if defined(__AVX512BW__)
#define LANES 16
#define SIMD(name) _mm512_##name
typedef __m512i machine_ints;
#elif defined(__AVX2__)
#define LANES 8
#define SIMD(name) _mm256_##name
typedef __m256i machine_ints;
#else
#define LANES 4
#if defined(__SSE2__)
#define SIMD(name) _mm_##name
typedef __m128i machine_ints;
#endif
#endif

/// Vectors that make up 16 numbers: reductions keep 16 sums on any machine.
#define SIXTEEN (16 / LANES)

/// Goes over `n` numbers, a multiple of 16: vector `k` of sixteen is at `i`.
#define EACH(i, k, n)                                                          \
  for (size_t i##_first = 0; i##_first < (n); i##_first += 16)                 \
    for (size_t k = 0, i = i##_first; k < SIXTEEN; k++, i += LANES)

typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef uint32_t wholes __attribute__((vector_size(LANES * 4)));
typedef uint8_t bytes __attribute__((vector_size(LANES)));

/// Added to a number below 2^22 it leaves the nearest integer, halves to even,
/// in the lowest bits.
#define ROUNDING 0x1.8p23f
#define ROUNDING_BITS 0x4b400000u ///< Its bits

static inline floats
floats_all(float x)
{
  return x - (floats){0};
}

static inline floats
floats_load(const float *at)
{
  floats x;
  memcpy(&x, at, sizeof x);
  return x;
}

static inline void
floats_store(float *at, floats x)
{
  memcpy(at, &x, sizeof x);
}

static inline ints
ints_load(const void *at)
{
  ints x;
  memcpy(&x, at, sizeof x);
  return x;
}

static inline floats
floats_of(ints x)
{
  return __builtin_convertvector(x, floats);
}

/// Returns the bits of x + ROUNDING.
static inline ints
rounded(floats x)
{
  return (ints)(x + ROUNDING);
}

/// Stores the lowest bytes.
static inline void
bytes_store(uint8_t *at, ints x)
{
#if LANES == 16
  _mm_storeu_si128((__m128i *)at, _mm512_cvtepi32_epi8((__m512i)x));
#elif defined(SIMD)
  const machine_ints y =
      SIMD(packs_epi32)((machine_ints)(x & 255), (machine_ints)x);
  const ints four = (ints)SIMD(packus_epi16)(y, y);
  for (int i = 0; i < LANES; i += 4) {
    memcpy(at + i, (const int32_t *)&four + i, 4);
  }
#else
  const bytes b = __builtin_convertvector(x, bytes);
  memcpy(at, &b, sizeof b);
#endif
}

/// a > b ? a : b, so b where one is no number.
static inline floats
greatest(floats a, floats b)
{
#ifdef SIMD
  return SIMD(max_ps)(a, b);
#else
  for (int i = 0; i < LANES; i++) {
    a[i] = a[i] > b[i] ? a[i] : b[i];
  }
  return a;
#endif
}

static inline floats
absolute(floats x)
{
  return (floats)((ints)x & INT32_MAX);
}

/// Adds to each of `sum` the products of two pairs of 16-bit integers.
static inline ints
pairs_add(ints sum, ints a, ints b)
{
#if defined(__AVX512VNNI__)
  return (ints)_mm512_dpwssd_epi32((__m512i)sum, (__m512i)a, (__m512i)b);
#elif defined(SIMD)
  return sum + (ints)SIMD(madd_epi16)((machine_ints)a, (machine_ints)b);
#else
  return sum + (a >> 16) * (b >> 16) + ((a << 16) >> 16) * ((b << 16) >> 16);
#endif
}

/// Adds to each of `sum` the products of four bytes 0…255 of `a` and −64…64 of
/// `b`.
static inline ints
fours_add(ints sum, ints a, ints b)
{
#if defined(__AVX512VNNI__)
  return (ints)_mm512_dpbusd_epi32((__m512i)sum, (__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  const ints pairs =
      (ints)SIMD(maddubs_epi16)((machine_ints)a, (machine_ints)b);
  return pairs_add(sum, pairs, 0x00010001 - (ints){0});
#else
  typedef uint16_t halves __attribute__((vector_size(LANES * 4)));
  typedef int16_t signed_halves __attribute__((vector_size(LANES * 4)));
  sum = pairs_add(sum, (ints)((halves)a & 255),
                  (ints)((signed_halves)((halves)b << 8) >> 8));
  return pairs_add(sum, (ints)((halves)a >> 8), (ints)((signed_halves)b >> 8));
#endif
}

typedef float quad __attribute__((vector_size(16)));

/// Sums 16 numbers in a fixed order.
static inline float
sum16(const floats x[SIXTEEN])
{
  quad q[4];
  memcpy(q, x, sizeof q);
  const quad sum = (q[0] + q[2]) + (q[1] + q[3]);
  return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

static inline quad
quad_greatest(quad a, quad b)
{
  for (int i = 0; i < 4; i++) {
    a[i] = a[i] > b[i] ? a[i] : b[i];
  }
  return a;
}

static inline float
greatest16(const floats x[SIXTEEN])
{
  quad q[4];
  memcpy(q, x, sizeof q);
  q[0] = quad_greatest(quad_greatest(q[0], q[2]), quad_greatest(q[1], q[3]));
  const float a = q[0][0] > q[0][2] ? q[0][0] : q[0][2];
  const float b = q[0][1] > q[0][3] ? q[0][1] : q[0][3];
  return a > b ? a : b;
}

/// Largest of some numbers, and of what they are with the other sign.
typedef struct {
  floats low[SIXTEEN];
  floats high[SIXTEEN];
} extent;

static inline extent
extent_none(void)
{
  extent e;
  for (int k = 0; k < SIXTEEN; k++) {
    e.low[k] = e.high[k] = floats_all(-FLT_MAX);
  }
  return e;
}

static inline void
extent_add(extent *e, size_t k, floats x)
{
  e->low[k] = greatest(-x, e->low[k]);
  e->high[k] = greatest(x, e->high[k]);
}

/// Returns what 0…255 mean between the smallest and the largest, step 0 if
/// they are the same or no numbers.
static inline ent_range
extent_range(const extent *e)
{
  const float low = -greatest16(e->low);
  const float range = greatest16(e->high) - low;
  const int flat = !(range > 1e-30f && range < 1e30f);
  return (ent_range){low, flat ? 0 : range * (1 / 255.0f)};
}

/// Quantises `n` numbers; all zero if the step is.
static inline void
row_quantise(const float *x, size_t n, ent_range range, uint8_t *q)
{
  const float factor = range.step > 0 ? 1 / range.step : 0;
  for (size_t i = 0; i < n; i += LANES) {
    bytes_store(q + i, rounded((floats_load(x + i) - range.low) * factor));
  }
}

// In attend.c and product.c.
void LEVEL(ent_attend)(const float *asked, size_t rows, float *x);
void LEVEL(ent_product)(const ent_linear *linear, const uint8_t *q,
                        const ent_range *ranges, size_t rows, float *x);

#endif
