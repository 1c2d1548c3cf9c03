// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LEXICON_H
#define ENT_LEXICON_H

/// Makes word knowledge from data/: ordinary words, abbreviations.

#include "extractor/base/table.h"
#include "extractor/language/document.h"
#include "extractor/language/lemma.h"

/// The trained core (core.h).
typedef struct ent_core ent_core;

/// What a word list says of a word.
typedef enum {
  ENT_WORD_TITLE = 1,        ///< Abbreviation that never ends a sentence
  ENT_WORD_ABBREVIATION = 2, ///< Abbreviation that may end one
  ENT_WORD_STOPPED = 3,      ///< Either
  ENT_WORD_CLITIC = 8,       ///< Split off the end of a word
  ENT_WORD_PREFIX = 16,      ///< Stays with its hyphen and the next part
  ENT_WORD_UNIT = 32,        ///< Split off the end of a number
  ENT_WORD_COUNTED = 64,     ///< Abbreviation only before a number
  ENT_WORD_SIGN = 128        ///< Marks that are one token
} ent_word_flags;

/// Lends the trained core; NULL if only words were loaded.
const ent_core *
ent_language_core(const ent_language *language);

/// Lends the table of lemmas; likewise.
const ent_lemmas *
ent_language_lemmas(const ent_language *language);

/// The length of the first of the two words that a word is split into, or 0.
#define ENT_WORD_SPLIT(flags) ((flags) >> 8)

/// Returns the flags of a lower-case word, 0 if it has none.
unsigned
ent_language_flags(const ent_language *language, ent_text lower);

/// Says whether the word list knows `lower` as an ordinary word.
bool
ent_language_ordinary(const ent_language *language, ent_text lower);

/// Says whether `lower` is a word of a closed class ("the", "he", "in"), which
/// begins sentences but no names.
bool
ent_language_closed(const ent_language *language, ent_text lower);

#endif
