// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/layer.h"

/// Lends `n` elements at a multiple of 64 bytes.
#define ALIGNED(arena, type, n)                                                \
  ((type *)aligned_new((arena), sizeof(type) * (n)))

static void *
aligned_new(ent_arena *arena, size_t size)
{
  const uintptr_t at = (uintptr_t)ent_arena_lend(arena, size + 63);
  return (void *)((at + 63) / 64 * 64);
}

ent_work *
ent_work_new(ent_arena *arena)
{
  const size_t cells = (size_t)(ENT_ROWS + ENT_SLACK) * ENT_DIM;
  const size_t middle = (size_t)(ENT_BLOCK + ENT_SLACK) * ENT_MIDDLE;
  ent_work *w = ENT_ARENA_ARRAY(arena, ent_work, 1);
  w->x = ALIGNED(arena, float, cells);
  w->in.q = ALIGNED(arena, uint8_t, cells);
  w->in.ranges = ALIGNED(arena, ent_range, ENT_ROWS);
  w->mid.q = ALIGNED(arena, uint8_t, middle);
  w->mid.ranges = ALIGNED(arena, ent_range, ENT_BLOCK);
  w->asked = ALIGNED(arena, float, 3 * cells);
  w->answers = ALIGNED(arena, float, cells);
  w->made = ALIGNED(arena, float, middle);
  w->layers = ALIGNED(arena, float, cells *(ENT_LAYERS + 1));
  w->mixes = ALIGNED(arena, float, (size_t)ENT_TASKS *ENT_BLOCK *ENT_DIM);
  return w;
}

static void
embed(const ent_encoder *e, const ent_batch *b, ent_work *w)
{
  for (size_t r = 0; r < b->rows; r++) {
    const size_t piece = b->pieces[r];
    e->kernel->embed(e->word + piece * ENT_DIM, e->word_scale[piece],
                     e->position + (size_t)b->places[r] * ENT_DIM,
                     e->shape + (size_t)b->shapes[r] * ENT_DIM,
                     w->x + r * ENT_DIM);
  }
  e->kernel->norm(NULL, w->x, b->rows, e->norm, w->in.q, w->in.ranges);
}

/// Keeps the means of words after layer `n`.
static void
words_keep(const ent_encoder *e, const ent_batch *b, size_t n, ent_work *w)
{
  for (size_t i = 0; i < b->n_words; i++) {
    const ent_word_range rows = b->words[i];
    e->kernel->mean(w->x + (size_t)rows.first * ENT_DIM, rows.end - rows.first,
                    w->layers + (i * (ENT_LAYERS + 1) + n) * ENT_DIM);
  }
}

static size_t
block_rows(const ent_batch *b, size_t row)
{
  return b->rows - row < ENT_BLOCK ? b->rows - row : ENT_BLOCK;
}

/// Sets the answers of attention in each window.
static void
attend(const ent_encoder *e, const ent_layer *layer, const ent_batch *b,
       ent_work *w)
{
  for (size_t r = 0; r < b->rows; r += ENT_BLOCK) {
    e->kernel->product(&layer->qkv, w->in.q + r * ENT_DIM, w->in.ranges + r,
                       block_rows(b, r), w->asked + r * 3 * ENT_DIM);
  }
  for (size_t i = 0; i < b->n_windows; i++) {
    const size_t first = b->windows[i].first;
    e->kernel->attend(w->asked + first * 3 * ENT_DIM, b->windows[i].end - first,
                      w->answers + first * ENT_DIM);
  }
}

/// Takes a block of answers through the other products of the layer.
static void
forward(const ent_encoder *e, const ent_layer *layer, size_t row, size_t rows,
        ent_work *w)
{
  uint8_t *q = w->in.q + row * ENT_DIM;
  ent_range *ranges = w->in.ranges + row;
  float *x = w->x + row * ENT_DIM;
  const ent_kernel *k = e->kernel;
  k->quantise(w->answers + row * ENT_DIM, rows, ENT_DIM, q, ranges);
  k->product(&layer->out, q, ranges, rows, w->made);
  k->norm(w->made, x, rows, layer->norm1, q, ranges);
  k->product(&layer->up, q, ranges, rows, w->made);
  k->bend(w->made, rows, ENT_MIDDLE, w->mid.q, w->mid.ranges);
  k->product(&layer->down, w->mid.q, w->mid.ranges, rows, w->made);
  k->norm(w->made, x, rows, layer->norm2, q, ranges);
}

void
ent_layers_run(const ent_encoder *e, const ent_batch *b, ent_work *w)
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
