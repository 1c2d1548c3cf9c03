// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LEMMA_H
#define ENT_LEMMA_H

/// Makes lemmas of words by the rules and exceptions of lemmas.tsv.

#include "extractor/language/document.h"

/// Rules and exceptions; read-only once loaded.
typedef struct ent_lemmas ent_lemmas;

/// Reads the table at `path`; the result lives in `arena`.
ENT_NODISCARD ent_status
ent_lemmas_load(ent_arena *arena, const char *path, const ent_lemmas **lemmas,
                ent_error *error);

/// A word as it stands in the text.
typedef struct {
  ent_text form;
  ent_text lower;
  bool known_lower; ///< `lower` is an ordinary word
} ent_lemma_word;

/// Returns the lemma of a word with this UPOS and Penn tag: lent by the word or
/// the table, or made in `arena`.
ent_text
ent_lemma_find(const ent_lemmas *lemmas, const ent_lemma_word *word,
               ent_text upos, ent_text xpos, ent_arena *arena);

#endif
