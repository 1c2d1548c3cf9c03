// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LEXICON_H
#define ENT_LEXICON_H

/// Makes word knowledge from data/: tags, lemmas, abbreviations.

#include "extractor/base/table.h"
#include "extractor/language/document.h"
#include "extractor/language/lemma.h"

/// The trained core (core.h).
typedef struct ent_core ent_core;

/// Penn Treebank tags, as tags.tsv and lexicon.tsv name them.
// clang-format off
#define ENT_TAGS(TAG)                                                          \
  TAG(CC) TAG(CD) TAG(DT) TAG(EX) TAG(FW) TAG(IN) TAG(JJ) TAG(JJR) TAG(JJS)    \
  TAG(MD) TAG(NN) TAG(NNS) TAG(NNP) TAG(NNPS) TAG(PDT) TAG(POS) TAG(PRP)       \
  TAG(PRPS) TAG(RB) TAG(RBR) TAG(RBS) TAG(RP) TAG(SYM) TAG(TO) TAG(UH)         \
  TAG(VB) TAG(VBD) TAG(VBG) TAG(VBN) TAG(VBP) TAG(VBZ) TAG(WDT) TAG(WP)        \
  TAG(WPS) TAG(WRB) TAG(STOP) TAG(COMMA) TAG(COLON) TAG(OPEN_QUOTE)            \
  TAG(CLOSE_QUOTE) TAG(OPEN_BRACKET) TAG(CLOSE_BRACKET) TAG(DOLLAR)
// clang-format on

typedef enum {
#define TAG(name) ENT_TAG_##name,
  ENT_TAGS(TAG)
#undef TAG
      ENT_TAG_EDGE, ///< Before the first and after the last word
  ENT_TAG_COUNT
} ent_tag;

/// At most this many tags are tried for a word.
#define ENT_TAG_CHOICES 8

/// One tag a word may have.  `cost`: -log2(P(tag|word)/P(tag)) in 1/256.
typedef struct {
  uint8_t tag;
  int32_t cost;
} ent_tag_choice;

/// The tags of a word.
typedef struct {
  ent_tag_choice items[ENT_TAG_CHOICES];
  uint8_t n;
} ent_tag_choices;

/// What a word list says of a word.
typedef enum {
  ENT_WORD_TITLE = 1,        ///< Abbreviation that never ends a sentence
  ENT_WORD_ABBREVIATION = 2, ///< Abbreviation that may end one
  ENT_WORD_STOPPED = 3,      ///< Either
  ENT_WORD_SUBORDINATOR = 4,
  ENT_WORD_CLITIC = 8,   ///< Split off the end of a word
  ENT_WORD_PREFIX = 16,  ///< Stays with its hyphen and the next part
  ENT_WORD_UNIT = 32,    ///< Split off the end of a number
  ENT_WORD_COUNTED = 64, ///< Abbreviation only before a number
  ENT_WORD_SIGN = 128    ///< Marks that are one token
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

/// Finds the tags of a word: `initial` if its capital may come from its place.
void
ent_language_choices(const ent_language *language, ent_text form,
                     ent_text lower, ent_shape shape, bool initial,
                     ent_tag_choices *choices);

/// Says whether the word list knows `lower` as an ordinary word.
bool
ent_language_ordinary(const ent_language *language, ent_text lower);

/// Says whether `lower` is a word of a closed class ("the", "he", "in"), which
/// begins sentences but no names.
bool
ent_language_closed(const ent_language *language, ent_text lower);

/// Returns the lemma of a lower-case word with that tag.
ent_text
ent_language_lemma(const ent_language *language, ent_text lower, ent_tag tag);

/// Returns -log2 P(next|before) in 1/256.
int32_t
ent_language_follow(const ent_language *language, ent_tag before, ent_tag next);

#endif
