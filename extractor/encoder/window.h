// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_WINDOW_H
#define ENT_WINDOW_H

/// Makes batches of windows from the words of sentences.

#include "extractor/encoder/core.h"

#include <stdbool.h>

/// A place among the sentences, and memory of one size.
typedef struct ent_windows ent_windows;

/// Begins at the first sentence; lives in `arena`.
ent_windows *
ent_windows_new(const ent_encoder *encoder, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena);

/// Fills `batch` with the next windows; false if all sentences are done.
bool
ent_windows_next(ent_windows *windows, ent_batch *batch);

/// Returns the shape of a word (README.md).
uint8_t
ent_shape_of(ent_text word);

#endif
