// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LANES_H
#define ENT_LANES_H

/// Makes vectors as wide as the instruction set that a file is compiled for,
/// with GCC's vector extensions and the few operations these lack.  For
/// kernel.c and attend.c only, which are compiled once for each ENT_LEVEL.

#include "extractor/encoder/kernel.h"

#include <string.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

/// Names what is compiled for this instruction set.
#define LEVEL_JOIN(name, level) name##_##level
#define LEVEL_NAME(name, level) LEVEL_JOIN(name, level)
#define LEVEL(name) LEVEL_NAME(name, ENT_LEVEL)

#if defined(__AVX512BW__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

/// Vectors that make up 16 numbers: reductions keep 16 sums on any machine.
#define SIXTEEN (16 / LANES)

typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef int16_t shorts __attribute__((vector_size(LANES * 2)));
typedef uint8_t bytes __attribute__((vector_size(LANES)));

/// Added to a number below 2^22 it leaves the nearest integer, halves to even,
/// in the lowest bits.
#define ROUNDING 0x1.8p23f

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
ints_load(const int32_t *at)
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

static inline void
shorts_store(int16_t *at, ints x)
{
  const shorts s = __builtin_convertvector(x, shorts);
  memcpy(at, &s, sizeof s);
}

static inline void
bytes_store(uint8_t *at, ints x)
{
  const bytes b = __builtin_convertvector(x, bytes);
  memcpy(at, &b, sizeof b);
}

// a < b ? a : b, so b where one is no number; alike on all machines.

static inline floats
least(floats a, floats b)
{
#if defined(__AVX512BW__)
  return (floats)_mm512_min_ps((__m512)a, (__m512)b);
#elif defined(__AVX2__)
  return (floats)_mm256_min_ps((__m256)a, (__m256)b);
#elif defined(__SSE2__)
  return (floats)_mm_min_ps((__m128)a, (__m128)b);
#else
  const ints m = a < b;
  return (floats)(((ints)a & m) | ((ints)b & ~m));
#endif
}

static inline floats
greatest(floats a, floats b)
{
#if defined(__AVX512BW__)
  return (floats)_mm512_max_ps((__m512)a, (__m512)b);
#elif defined(__AVX2__)
  return (floats)_mm256_max_ps((__m256)a, (__m256)b);
#elif defined(__SSE2__)
  return (floats)_mm_max_ps((__m128)a, (__m128)b);
#else
  const ints m = a > b;
  return (floats)(((ints)a & m) | ((ints)b & ~m));
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
#elif defined(__AVX512BW__)
  return sum + (ints)_mm512_madd_epi16((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
  return sum + (ints)_mm256_madd_epi16((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
  return sum + (ints)_mm_madd_epi16((__m128i)a, (__m128i)b);
#else
  return sum + (a >> 16) * (b >> 16) + ((a << 16) >> 16) * ((b << 16) >> 16);
#endif
}

/// Sums 16 numbers in a fixed order.
static inline float
sum16(const floats x[SIXTEEN])
{
  float a[16];
  memcpy(a, x, sizeof a);
  for (int n = 8; n; n /= 2) {
    for (int i = 0; i < n; i++) {
      a[i] += a[i + n];
    }
  }
  return a[0];
}

static inline float
greatest16(const floats x[SIXTEEN])
{
  float a[16];
  memcpy(a, x, sizeof a);
  for (int n = 8; n; n /= 2) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] > a[i + n] ? a[i] : a[i + n];
    }
  }
  return a[0];
}

/// Returns sums of row `r` from column `i` on as floats.
static inline floats
sums_at(const ent_sums *s, size_t r, size_t i)
{
  const ent_columns *c = s->columns;
  const ent_range range = s->ranges[r];
  return floats_of(ints_load(s->sums + r * c->n + i)) * range.step *
             floats_load(c->scale + i) +
         (range.low * floats_load(c->offset + i) + floats_load(c->bias + i));
}

// In attend.c.
void LEVEL(ent_attend_split)(const ent_sums *sums, const ent_asked *asked);
void LEVEL(ent_attend)(const ent_asked *asked, size_t rows, float *x);

#endif
