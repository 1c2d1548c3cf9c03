// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_KERNEL_H
#define ENT_KERNEL_H

/// Makes rows from rows: all arithmetic of the encoder but the matrix
/// products.  The functions are compiled once for each instruction set and
/// give the same bits on all of them.

#include <stddef.h>
#include <stdint.h>

#define ENT_DIM 384     ///< Numbers of a piece
#define ENT_HEADS 12    ///< Heads of attention
#define ENT_HEAD_DIM 32 ///< Numbers of a head
#define ENT_MIDDLE 1536 ///< Numbers between the feed-forward products
#define ENT_LAYERS 6    ///< Layers
#define ENT_TASKS 4     ///< Mixes of layers
#define ENT_WINDOW 128  ///< Pieces of a window
#define ENT_TREE 128    ///< Numbers of each of d, h, a, b

/// What a row of activations 0…255 means: x ≈ low + step·q.
typedef struct {
  float low;
  float step;
} ent_range;

/// What the columns of a product mean, each of `n`, a multiple of 16:
/// x·w = scale·step·Σ q·w + low·offset + bias.
typedef struct {
  const float *scale;
  const float *offset;
  const float *bias;
  size_t n;
} ent_columns;

/// Rows of a product's integers, the ranges they were made from, and the
/// meaning of its columns.
typedef struct {
  const int32_t *sums;
  const ent_range *ranges;
  const ent_columns *columns;
  size_t rows;
} ent_sums;

/// Questions and keys of rows as integers −8191…8191 with a scale for each
/// head, and values.
typedef struct {
  int16_t *questions;    ///< [rows][384]
  int16_t *keys;         ///< [rows][384]
  float *question_scale; ///< [rows][12]
  float *key_scale;      ///< [rows][12]
  float *values;         ///< [rows][384]
} ent_asked;

typedef struct {
  /// Sets `x` to the sums as floats.
  void (*scale)(const ent_sums *sums, float *x);
  /// Sets `x` to scale·word + place + shape.
  void (*embed)(const int8_t *word, float scale, const float *place,
                const float *shape, float *x);
  /// Quantises rows of `n` floats.
  void (*quantise)(const float *x, size_t rows, size_t n, uint8_t *q,
                   ent_range *ranges);
  /// Bends the sums (GELU) and quantises them.
  void (*bend)(const ent_sums *sums, uint8_t *q, ent_range *ranges);
  /// Adds the sums (NULL: nothing) to rows of 384 and brings these to mean 0
  /// and variance 1; sets `x` to them times `norms[0]` plus `norms[1]`, `q` to
  /// them times `norms[2]` plus `norms[3]`.
  void (*norm)(const ent_sums *sums, float *x, size_t rows, const float *norms,
               uint8_t *q, ent_range *ranges);
  /// Splits sums of 1152 columns into questions, keys and values.
  void (*split)(const ent_sums *sums, const ent_asked *asked);
  /// Sets rows of `x` to the answers in one window of `rows` rows, at most
  /// 128; up to 3 rows behind them are read.
  void (*attend)(const ent_asked *asked, size_t rows, float *x);
  /// Returns Σ a·b of 128 numbers.
  float (*dot)(const float *a, const float *b);
  /// Sets `mean` to the mean of `rows` rows of 384.
  void (*mean)(const float *x, size_t rows, float *mean);
  /// Sets 4 rows of `x`, `stride` apart, to mixes of 7 rows of 384.
  void (*mix)(const float *layers, const float *weights, size_t stride,
              float *x);
} ent_kernel;

/// The best instruction set that may be asked for.
#define ENT_LEVEL_MAX 3

/// Lends the functions for x86-64 (level 0), x86-64-v3 (1), x86-64-v4 (2), and
/// that with VNNI (3); NULL if this machine cannot run them.
const ent_kernel *
ent_kernel_at(unsigned level);

#endif
