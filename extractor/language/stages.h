// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_STAGES_H
#define ENT_STAGES_H

/// Makes the steps between an article's text and its document.

#include "extractor/base/vector.h"
#include "extractor/language/label.h"
#include "extractor/language/lexicon.h"

/// A stretch of text that no sentence crosses.
typedef struct {
  ent_span span;
  uint32_t paragraph;
  ent_sentence_kind kind;
} ent_segment;

typedef ENT_VECTOR(ent_segment) ent_segments;

/// Knowledge about each different word of an article, worked out once.
typedef struct {
  ent_text form;
  ent_text lower;
  ent_shape shape;
  unsigned flags; ///< ent_word_flags
  bool ordinary;
  ent_upos upos; ///< Tags for which `lemma` was found, if it was
  ent_text xpos;
  ent_text lemma;
} ent_word_type;

/// A document while it is made.
typedef struct {
  const ent_language *language;
  const ent_article *article;
  ent_arena *arena;
  ENT_VECTOR(ent_token) tokens;
  ENT_VECTOR(uint32_t) types; ///< Word type of each token
  ENT_VECTOR(ent_word_type) words;
  ENT_VECTOR(ent_sentence) sentences;
  ent_label_spans labels;
  ent_cues cues;
  const ent_encoder *encoder; ///< NULL without a core
  int8_t *vectors;            ///< As in ent_document
  uint32_t n_vector;
  ent_map *forms; ///< form -> index into `words`
} ent_draft;

/// Cuts the article's text into segments.
void
ent_segments_make(const ent_article *article, ent_arena *arena,
                  ent_segments *segments);

/// Appends the tokens of a segment.
void
ent_tokens_add(ent_draft *draft, ent_span segment);

/// Appends a word that is given.
void
ent_token_add(ent_draft *draft, ent_span span);

/// Appends the sentences of a segment, whose tokens begin at `first`.
void
ent_sentences_add(ent_draft *draft, const ent_segment *segment, uint32_t first);

#endif
