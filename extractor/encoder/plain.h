// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_PLAIN_H
#define ENT_PLAIN_H

/// Makes the same scores as the encoder in plain float arithmetic on the
/// weights of the file, slowly: what the tests compare with.

#include "extractor/encoder/encoder.h"

/// Does what ent_encoder_run() does.
void
ent_plain_run(const ent_encoder *encoder, const ent_text *words,
              const ent_word_range *sentences, uint32_t n_sentences,
              ent_arena *arena, ent_scores_fn fn, void *user);

#endif
