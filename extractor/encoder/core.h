// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CORE_H
#define ENT_CORE_H

/// Makes the encoder's parts fit together: its weights by use, and the window
/// of rows that goes through them.

#include "extractor/encoder/encoder.h"
#include "extractor/encoder/kernel.h"
#include "extractor/encoder/weights.h"
#include "extractor/encoder/wordpiece.h"

#define ENT_SHAPES 8
#define ENT_NAMES 384       ///< Numbers between the products for names
#define ENT_COLUMNS_MAX 512 ///< Columns of a product of scores at most

typedef struct {
  ent_linear qkv, out, up, down;
  const float *norm1, *norm2; ///< [4][384]
} ent_layer;

struct ent_encoder {
  ent_weights file;
  ent_arena *arena;
  const ent_kernel *kernel;
  const ent_wordpiece *wordpiece;
  uint32_t begin; ///< Number of [CLS]
  uint32_t end;   ///< Number of [SEP]
  uint32_t n_upos, n_xpos, n_names, n_relations, n_word;
  const int8_t *word;
  const float *word_scale, *position, *shape, *norm;
  ent_layer layers[ENT_LAYERS];
  const float *mix, *root, *bias;
  ent_linear tag, parse1, parse2, relation, names1, names2, vector;
};

/// Rows of a window, and the words that are taken from them.
typedef struct {
  size_t rows;
  size_t n_words;
  uint32_t end_sentence; ///< Sentences before it are complete with this window
  uint32_t more_words;   ///< Words of an unfinished sentence behind it
  uint32_t pieces[ENT_WINDOW];
  uint8_t places[ENT_WINDOW];
  uint8_t shapes[ENT_WINDOW];
  ent_word_range words[ENT_WINDOW]; ///< Rows of each word taken
} ent_window;

/// A place among the sentences (window.c), and memory of one size.
typedef struct ent_windows ent_windows;

/// Begins at the first sentence; lives in `arena`.
ent_windows *
ent_windows_new(const ent_encoder *encoder, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena);

/// Fills `window` with the next; false if all sentences are done.
bool
ent_windows_next(ent_windows *windows, ent_window *window);

/// Returns the shape of a word (README.md).
uint8_t
ent_shape_of(ent_text word);

/// Memory for one window: all that the integer path writes to.
typedef struct {
  _Alignas(64) float x[ENT_WINDOW][ENT_DIM];
  uint8_t q[ENT_WINDOW + ENT_SLACK][ENT_DIM];
  uint8_t middle[ENT_BLOCK + ENT_SLACK][ENT_MIDDLE];
  float asked[ENT_WINDOW][3 * ENT_DIM]; ///< Questions, keys, values
  float answers[ENT_WINDOW][ENT_DIM];
  float made[ENT_BLOCK * ENT_MIDDLE];                ///< By the last product
  float layers[ENT_WINDOW][ENT_LAYERS + 1][ENT_DIM]; ///< Of each word
  float mixes[ENT_TASKS][ENT_BLOCK][ENT_DIM];
  ent_range ranges[ENT_WINDOW], middle_ranges[ENT_BLOCK];
} ent_work;

/// Lends memory from `arena`.
ent_work *
ent_work_new(ent_arena *arena);

/// Sets `work->layers` for the words of `window`.
void
ent_layers_run(const ent_encoder *encoder, const ent_window *window,
               ent_work *work);

/// Sets the scores of `n` words whose layers `work` holds, in the rows behind
/// `scores->n`.
void
ent_head_run(const ent_encoder *encoder, size_t n, ent_work *work,
             const ent_scores *scores);

/// Sets the scores of a window's words, in the rows behind `scores->n`; `work`
/// is its own memory.
typedef void (*ent_window_fn)(const ent_encoder *encoder,
                              const ent_window *window, void *work,
                              const ent_scores *scores);

/// Does what ent_encoder_run() does, with scores by `window_fn`.
void
ent_core_run(const ent_encoder *encoder, const ent_text *words,
             const ent_word_range *sentences, uint32_t n_sentences,
             ent_arena *arena, ent_window_fn window_fn, void *work,
             ent_scores_fn fn, void *user);

#endif
