// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Products of 8-bit integers.  Compiled once for each instruction set: the
/// sums are exact, so their order is free.

#include "extractor/encoder/kernel.h"
#include "extractor/encoder/lanes.h"

// Rows and blocks of 16 columns whose sums fill the registers.
#if LANES == 16
#define TALL 8
#define WIDE 3
#else
#define TALL (LANES / 2)
#define WIDE 1
#endif

/// Bytes of the next tile's weights that are fetched for each four numbers of a
/// row: all of them while this tile goes over a block of rows.
#define AHEAD (WIDE * 64 * TALL / ENT_BLOCK)

_Static_assert(TALL <= ENT_SLACK + 1, "rows that are read");

/// Sets `n` rows, at most `tall`, of some blocks of columns from `column` on;
/// fetches what stands at `next` meanwhile.
static inline __attribute__((always_inline)) void
tile(const ent_linear *l, const uint8_t *q, const ent_range *ranges, size_t n,
     size_t column, const size_t tall, const size_t blocks, const int8_t *next,
     float *x)
{
  const int8_t *w = l->weights + column * l->rows;
  ints sums[TALL][WIDE * SIXTEEN] = {{{0}}};
  for (size_t i = 0; i < l->rows; i += 4, w += 64, next += AHEAD) {
    __builtin_prefetch(next);
    ints four[WIDE * SIXTEEN];
#pragma GCC unroll 4
    for (size_t c = 0; c < blocks * SIXTEEN; c++) {
      four[c] =
          ints_load(w + c / SIXTEEN * l->rows * 16 + c % SIXTEEN * LANES * 4);
    }
#pragma GCC unroll 8
    for (size_t r = 0; r < tall; r++) {
      int32_t some;
      memcpy(&some, q + r * l->rows + i, sizeof some);
#pragma GCC unroll 4
      for (size_t c = 0; c < blocks * SIXTEEN; c++) {
        sums[r][c] = fours_add(sums[r][c], some - (ints){0}, four[c]);
      }
    }
  }
#pragma GCC unroll 4
  for (size_t c = 0; c < blocks * SIXTEEN; c++) {
    const size_t at = column + c * LANES;
    const floats scale = floats_load(l->scale + at);
    const floats offset = floats_load(l->offset + at);
    const floats bias = floats_load(l->bias + at);
#pragma GCC unroll 8
    for (size_t r = 0; r < tall; r++) {
      if (r < n) {
        floats_store(x + r * l->columns + at,
                     floats_of(sums[r][c]) * ranges[r].step * scale +
                         (ranges[r].low * offset + bias));
      }
    }
  }
}

void
LEVEL(ent_product)(const ent_linear *l, const uint8_t *q,
                   const ent_range *ranges, size_t rows, float *x)
{
  size_t column = 0;
  while (column < l->columns) {
    const bool wide = l->columns - column >= (size_t)WIDE * 16;
    const size_t end = column + (wide ? (size_t)WIDE * 16 : 16);
    const int8_t *next = l->weights + end * l->rows;
    for (size_t r = 0; r < rows; r += TALL, next += AHEAD * l->rows / 4) {
      const size_t n = rows - r < TALL ? rows - r : TALL;
      const uint8_t *from = q + r * l->rows;
      float *to = x + r * l->columns;
      if (wide && n > TALL / 2) {
        tile(l, from, ranges + r, n, column, TALL, WIDE, next, to);
      } else if (wide) {
        tile(l, from, ranges + r, n, column, TALL / 2, WIDE, next, to);
      } else {
        tile(l, from, ranges + r, n, column, TALL, 1, next, to);
      }
    }
    column = end;
  }
}
