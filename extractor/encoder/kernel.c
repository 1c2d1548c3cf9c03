// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Norm, bend and quantising of rows.  Compiled once for each
/// instruction set: what is not element by element is summed up in 16 lanes.

#include "extractor/encoder/kernel.h"

#include "extractor/encoder/lanes.h"

#include <math.h>

static void
embed(const int8_t *word, float factor, const float *place, const float *shape,
      float *x)
{
  for (size_t i = 0; i < ENT_DIM; i++) {
    x[i] = factor * (float)word[i] + place[i] + shape[i];
  }
}

/// I-BERT's GELU: x/2 + |x|/2·(1 + a·(min(|x|/√2, −b) + b)²).
static inline floats
bent(floats x)
{
  const floats size = absolute(x);
  const floats y = greatest(2.5017438f - size, floats_all(0));
  return (x + size * (1 - y * y * 0.1444f)) * 0.5f;
}

static void
quantise(float *x, size_t rows, size_t n, bool bend, uint8_t *q,
         ent_range *ranges)
{
  for (size_t r = 0; r < rows; r++, x += n, q += n) {
    extent e = extent_none();
    EACH (i, k, n) {
      floats y = floats_load(x + i);
      if (bend) {
        y = bent(y);
        floats_store(x + i, y);
      }
      extent_add(&e, k, y);
    }
    ranges[r] = extent_range(&e);
    row_quantise(x, n, ranges[r], q);
  }
}

static void
norm(const float *more, float *x, size_t rows, const float *norms, uint8_t *q,
     ent_range *ranges)
{
  for (size_t r = 0; r < rows; r++, x += ENT_DIM, q += ENT_DIM) {
    floats total[SIXTEEN] = {{0}}, squares[SIXTEEN] = {{0}};
    _Alignas(64) float next[ENT_DIM];
    extent e = extent_none();
    EACH (i, k, ENT_DIM) {
      floats y = floats_load(x + i);
      if (more) {
        y += floats_load(more + r * ENT_DIM + i);
        floats_store(x + i, y);
      }
      total[k] += y;
    }
    const float mean = sum16(total) / ENT_DIM;
    EACH (i, k, ENT_DIM) {
      const floats y = floats_load(x + i) - mean;
      squares[k] += y * y;
    }
    const float factor = 1 / sqrtf(sum16(squares) / ENT_DIM + 1e-12f);
    EACH (i, k, ENT_DIM) {
      const floats y = (floats_load(x + i) - mean) * factor;
      const floats z = y * floats_load(norms + 2 * ENT_DIM + i) +
                       floats_load(norms + 3 * ENT_DIM + i);
      floats_store(x + i, y * floats_load(norms + i) +
                              floats_load(norms + ENT_DIM + i));
      floats_store(next + i, z);
      extent_add(&e, k, z);
    }
    ranges[r] = extent_range(&e);
    row_quantise(next, ENT_DIM, ranges[r], q);
  }
}

static void
join(const float *a, const float *b, float *x)
{
  for (size_t i = 0; i < ENT_TREE; i += LANES) {
    floats_store(x + i, greatest(floats_load(a + i) + floats_load(b + i),
                                 floats_all(0)));
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
mix(const float *layers, const float *weights, size_t n, size_t stride,
    float *x)
{
  for (size_t t = 0; t < n; t++) {
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
    .norm = norm,
    .attend = LEVEL(ent_attend),
    .join = join,
    .dot = dot,
    .mean = mean_of,
    .mix = mix,
};
