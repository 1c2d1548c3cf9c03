// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/core.h"

ent_work *
ent_work_new(ent_arena *arena)
{
  const uintptr_t at = (uintptr_t)ent_arena_lend(arena, sizeof(ent_work) + 63);
  return (ent_work *)((at + 63) / 64 * 64);
}

static void
embed(const ent_encoder *e, const ent_window *b, ent_work *w)
{
  for (size_t r = 0; r < b->rows; r++) {
    const size_t piece = b->pieces[r];
    e->kernel->embed(e->word + piece * ENT_DIM, e->word_scale[piece],
                     e->position + (size_t)b->places[r] * ENT_DIM,
                     e->shape + (size_t)b->shapes[r] * ENT_DIM, w->x[r]);
  }
  e->kernel->norm(NULL, w->x[0], b->rows, e->norm, w->q[0], w->ranges);
}

/// Keeps the means of words after layer `n`.
static void
words_keep(const ent_encoder *e, const ent_window *b, size_t n, ent_work *w)
{
  for (size_t i = 0; i < b->n_words; i++) {
    const ent_word_range rows = b->words[i];
    e->kernel->mean(w->x[rows.first], rows.end - rows.first, w->layers[i][n]);
  }
}

static size_t
block_rows(const ent_window *b, size_t row)
{
  return b->rows - row < ENT_BLOCK ? b->rows - row : ENT_BLOCK;
}

/// Sets the answers of attention.
static void
attend(const ent_encoder *e, const ent_layer *layer, const ent_window *b,
       ent_work *w)
{
  for (size_t r = 0; r < b->rows; r += ENT_BLOCK) {
    e->kernel->product(&layer->qkv, w->q[r], w->ranges + r, block_rows(b, r),
                       w->asked[r]);
  }
  e->kernel->attend(w->asked[0], b->rows, w->answers[0]);
}

/// Takes a block of answers through the other products of the layer.
static void
forward(const ent_encoder *e, const ent_layer *layer, size_t row, size_t rows,
        ent_work *w)
{
  uint8_t *q = w->q[row], *middle = w->middle[0];
  ent_range *ranges = w->ranges + row;
  const ent_kernel *k = e->kernel;
  k->quantise(w->answers[row], rows, ENT_DIM, false, q, ranges);
  k->product(&layer->out, q, ranges, rows, w->made);
  k->norm(w->made, w->x[row], rows, layer->norm1, q, ranges);
  k->product(&layer->up, q, ranges, rows, w->made);
  k->quantise(w->made, rows, ENT_MIDDLE, true, middle, w->middle_ranges);
  k->product(&layer->down, middle, w->middle_ranges, rows, w->made);
  k->norm(w->made, w->x[row], rows, layer->norm2, q, ranges);
}

void
ent_layers_run(const ent_encoder *e, const ent_window *b, ent_work *w)
{
  embed(e, b, w);
  words_keep(e, b, 0, w);
  for (size_t i = 0; i < ENT_LAYERS; i++) {
    attend(e, &e->layers[i], b, w);
    for (size_t r = 0; r < b->rows; r += ENT_BLOCK) {
      forward(e, &e->layers[i], r, block_rows(b, r), w);
    }
    words_keep(e, b, i + 1, w);
  }
}
