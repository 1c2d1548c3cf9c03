// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_WORDPIECE_H
#define ENT_WORDPIECE_H

/// Makes pieces of a vocabulary from words, as the uncased BERT tokenizer does
/// (Wu et al. 2016): cleaned, decomposed without accents, lower case, marks
/// apart, then the longest entries from the left.

#include "entente/base.h"
#include "extractor/base/arena.h"

/// A vocabulary, ready to look up; read-only, for any number of threads.
typedef struct ent_wordpiece ent_wordpiece;

/// Indexes `vocab`, one entry a line, which must outlive the result; the
/// number of a piece is that of its line, from 0.  Lives in `arena`; NULL if
/// there is no entry "[UNK]".
const ent_wordpiece *
ent_wordpiece_new(ent_arena *arena, ent_text vocab);

/// Returns the number of an entry, UINT32_MAX if there is none.
uint32_t
ent_wordpiece_find(const ent_wordpiece *wordpiece, ent_text entry);

/// Sets `pieces` to those of `word` (valid UTF-8) and returns their number: at
/// least 1 and at most `room`, which is not 0; later pieces are left off.
/// "[UNK]" stands for a part of over 100 letters, one that cannot be made from
/// entries, and a word of which nothing is left.
size_t
ent_wordpiece_cut(const ent_wordpiece *wordpiece, ent_text word,
                  uint32_t *pieces, size_t room);

#endif
