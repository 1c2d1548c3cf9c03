// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LAYER_H
#define ENT_LAYER_H

/// Makes the outputs of all layers from a batch of rows.

#include "extractor/encoder/core.h"

/// Activations of rows.
typedef struct {
  uint8_t *q;
  ent_range *ranges;
} ent_activations;

/// Memory for one batch; it is all that the integer path writes to.  Behind
/// rows that products and attention read there are ENT_SLACK more.
typedef struct {
  float *x;            ///< [ENT_ROWS][384]
  ent_activations in;  ///< [ENT_ROWS][384]
  ent_activations mid; ///< [ENT_BLOCK][1536]
  float *asked;        ///< [ENT_ROWS][1152]: questions, keys, values
  float *answers;      ///< [ENT_ROWS][384]
  float *made;         ///< [ENT_BLOCK][1536]: by the last product
  float *layers;       ///< [words][7][384]: of each word, after each layer
  float *mixes;        ///< [4][ENT_BLOCK][384]
} ent_work;

/// Lends memory from `arena`.
ent_work *
ent_work_new(ent_arena *arena);

/// Sets `work->layers` for the words of `batch`.
void
ent_layers_run(const ent_encoder *encoder, const ent_batch *batch,
               ent_work *work);

#endif
