// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_KERNEL_H
#define ENT_KERNEL_H

/// Makes rows from rows: all arithmetic of the encoder.  The functions are
/// compiled once for each instruction set and give the same bits on all of
/// them.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENT_DIM 384     ///< Numbers of a piece
#define ENT_HEADS 12    ///< Heads of attention
#define ENT_HEAD_DIM 32 ///< Numbers of a head
#define ENT_MIDDLE 1024 ///< Numbers between the feed-forward products
#define ENT_LAYERS 6    ///< Layers
#define ENT_TASKS 4     ///< Mixes of layers
#define ENT_WINDOW 128  ///< Pieces of a window
#define ENT_TREE 128    ///< Numbers of each of d, h, a, b
#define ENT_BLOCK 64    ///< Rows that go through products together
#define ENT_SLACK 7     ///< Rows that may be read behind the last

/// What a row of activations 0…255 means: x ≈ low + step·q.
typedef struct {
  float low;
  float step;
} ent_range;

/// Weights of a product as they lie in the file, and what its columns mean:
/// x·w = scale·step·Σ q·w + low·offset + bias.
typedef struct {
  const int8_t *weights; ///< [columns/16][rows/4][16][4]
  const float *scale, *offset, *bias;
  size_t rows;    ///< Numbers of x, a multiple of 4
  size_t columns; ///< A multiple of 16: there are zeroes behind the last
} ent_linear;

typedef struct {
  /// Sets `x` [rows][columns] to the product of rows of activations and the
  /// weights.  Up to ENT_SLACK rows of `q` behind them are read.
  void (*product)(const ent_linear *linear, const uint8_t *q,
                  const ent_range *ranges, size_t rows, float *x);
  /// Sets `x` to scale·word + place + shape.
  void (*embed)(const int8_t *word, float scale, const float *place,
                const float *shape, float *x);
  /// Quantises rows of `n` floats; bends them first (GELU) if asked to.
  void (*quantise)(float *x, size_t rows, size_t n, bool bend, uint8_t *q,
                   ent_range *ranges);
  /// Adds `more` (NULL: nothing) to rows of 384 and brings these to mean 0 and
  /// variance 1; sets `x` to them times `norms[0]` plus `norms[1]`, `q` to them
  /// times `norms[2]` plus `norms[3]`.
  void (*norm)(const float *more, float *x, size_t rows, const float *norms,
               uint8_t *q, ent_range *ranges);
  /// Sets rows of `x` to the answers in one window of `rows` rows, at most
  /// 128, from questions, keys and values of 384 floats each in rows of 1152.
  void (*attend)(const float *asked, size_t rows, float *x);
  /// Sets `x` to max(0, a + b) of 128 numbers.
  void (*join)(const float *a, const float *b, float *x);
  /// Returns Σ a·b of 128 numbers.
  float (*dot)(const float *a, const float *b);
  /// Sets `mean` to the mean of `rows` rows of 384.
  void (*mean)(const float *x, size_t rows, float *mean);
  /// Sets `n` rows of `x`, `stride` apart, to mixes of 7 rows of 384.
  void (*mix)(const float *layers, const float *weights, size_t n,
              size_t stride, float *x);
} ent_kernel;

/// The best instruction set that may be asked for.
#define ENT_LEVEL_MAX 3

/// Lends the functions for x86-64 (level 0), x86-64-v3 (1), x86-64-v4 (2), and
/// that with VNNI (3); NULL if this machine cannot run them.
const ent_kernel *
ent_kernel_at(unsigned level);

/// Lends the best functions that this machine can run, but for what the
/// environment variable ENTENTE_LEVEL forbids: 0 to 3, to try older machines.
const ent_kernel *
ent_kernel_best(void);

#endif
