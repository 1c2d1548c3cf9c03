// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Norm, bend and quantising of rows.  Compiled once for each
/// instruction set: what is not element by element is summed up in 16 lanes.

#include "extractor/encoder/kernel.h"

#include "extractor/encoder/lanes.h"

#include <math.h>

/// Quantises a row; one that is constant (or holds no numbers) is all zero
/// with step 0.
static inline ent_range
row_quantise(const float *x, size_t n, extent *e, uint8_t *q)
{
  const ent_range range = extent_range(e);
  const float factor = range.step > 0 ? 1 / range.step : 0;
  for (size_t i = 0; i < n; i += LANES) {
    bytes_store(q + i, rounded((floats_load(x + i) - range.low) * factor));
  }
  return range;
}

static void
embed(const int8_t *word, float factor, const float *place, const float *shape,
      float *x)
{
  for (size_t i = 0; i < ENT_DIM; i++) {
    x[i] = factor * (float)word[i] + place[i] + shape[i];
  }
}

static void
quantise(const float *x, size_t rows, size_t n, uint8_t *q, ent_range *ranges)
{
  for (size_t r = 0; r < rows; r++) {
    extent e = extent_none();
    EACH (i, k, n) {
      extent_add(&e, k, floats_load(x + r * n + i));
    }
    ranges[r] = row_quantise(x + r * n, n, &e, q + r * n);
  }
}

/// Twice I-BERT's GELU: x + |x|·(1 + a·(min(|x|/√2, −b) + b)²).
static inline floats
bent_twice(floats x)
{
  const floats size = absolute(x);
  const floats y = least(size, floats_all(2.5017438f)) - 2.5017438f;
  return x + size * (1 - y * y * 0.1444f);
}

static void
bend(float *x, size_t rows, size_t n, uint8_t *q, ent_range *ranges)
{
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * n;
    extent e = extent_none();
    EACH (i, k, n) {
      const floats y = bent_twice(floats_load(row + i));
      floats_store(row + i, y);
      extent_add(&e, k, y);
    }
    const ent_range twice = row_quantise(row, n, &e, q + r * n);
    ranges[r] = (ent_range){twice.low * 0.5f, twice.step * 0.5f};
  }
}

/// Norms a row whose 16 sums are known, and quantises it as the next product
/// wants it.
static inline ent_range
row_norm(float *x, const floats total[SIXTEEN], const float *norms, uint8_t *q)
{
  const float mean = sum16(total) / ENT_DIM;
  floats squares[SIXTEEN] = {{0}};
  EACH (i, k, ENT_DIM) {
    const floats y = floats_load(x + i) - mean;
    squares[k] += y * y;
  }
  const float factor = 1 / sqrtf(sum16(squares) / ENT_DIM + 1e-12f);
  extent e = extent_none();
  _Alignas(64) float next[ENT_DIM];
  EACH (i, k, ENT_DIM) {
    const floats y = (floats_load(x + i) - mean) * factor;
    const floats z = y * floats_load(norms + 2 * ENT_DIM + i) +
                     floats_load(norms + 3 * ENT_DIM + i);
    floats_store(x + i,
                 y * floats_load(norms + i) + floats_load(norms + ENT_DIM + i));
    floats_store(next + i, z);
    extent_add(&e, k, z);
  }
  return row_quantise(next, ENT_DIM, &e, q);
}

static void
norm(const float *more, float *x, size_t rows, const float *norms, uint8_t *q,
     ent_range *ranges)
{
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * ENT_DIM;
    floats total[SIXTEEN] = {{0}};
    EACH (i, k, ENT_DIM) {
      floats y = floats_load(row + i);
      if (more) {
        y += floats_load(more + r * ENT_DIM + i);
        floats_store(row + i, y);
      }
      total[k] += y;
    }
    ranges[r] = row_norm(row, total, norms, q + r * ENT_DIM);
  }
}

static float
dot(const float *a, const float *b)
{
  floats total[SIXTEEN] = {{0}};
  EACH (i, k, ENT_TREE) {
    total[k] += floats_load(a + i) * floats_load(b + i);
  }
  return sum16(total);
}

static void
mean_of(const float *x, size_t rows, float *mean)
{
  const float part = 1 / (float)rows;
  for (size_t i = 0; i < ENT_DIM; i += LANES) {
    floats sum = {0};
    for (size_t r = 0; r < rows; r++) {
      sum += floats_load(x + r * ENT_DIM + i);
    }
    floats_store(mean + i, sum * part);
  }
}

static void
mix(const float *layers, const float *weights, size_t stride, float *x)
{
  for (size_t t = 0; t < ENT_TASKS; t++) {
    for (size_t i = 0; i < ENT_DIM; i += LANES) {
      floats sum = {0};
      for (size_t l = 0; l <= ENT_LAYERS; l++) {
        sum += floats_load(layers + l * ENT_DIM + i) *
               weights[t * (ENT_LAYERS + 1) + l];
      }
      floats_store(x + t * stride + i, sum);
    }
  }
}

extern const ent_kernel LEVEL(ent_kernel);
const ent_kernel LEVEL(ent_kernel) = {
    .product = LEVEL(ent_product),
    .embed = embed,
    .quantise = quantise,
    .bend = bend,
    .norm = norm,
    .attend = LEVEL(ent_attend),
    .dot = dot,
    .mean = mean_of,
    .mix = mix,
};
