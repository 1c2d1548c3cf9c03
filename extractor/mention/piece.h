// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_PIECE_H
#define ENT_PIECE_H

/// Makes pieces from a sentence: runs of digits, runs of letters, single marks.
/// Dates and sums are read from them, so that they do not depend on how the
/// tokenizer cuts "13th", "2025-04-29" or "US$3.5bn".

#include "entente/base.h"
#include "extractor/base/arena.h"
#include "extractor/language/document.h"

#include <stdbool.h>

typedef enum {
  ENT_PIECE_MARK,
  ENT_PIECE_NUMBER,
  ENT_PIECE_WORD
} ent_piece_kind;

typedef struct {
  ent_span span; ///< Bytes of the article's text
  ent_piece_kind kind;
  uint32_t mark;   ///< MARK: code point; each dash as '-', quote as '\''
  uint32_t value;  ///< NUMBER: its value, UINT32_MAX above nine digits
  uint32_t digits; ///< NUMBER: how many
  bool gap;        ///< White space stands before it
  bool capital;    ///< WORD: begins with an ASCII capital
  ent_text lower;  ///< ASCII letters in lower case
} ent_piece;

/// Splits `span` of `text` into `*pieces`, in the arena; returns how many.
size_t
ent_pieces_split(ent_text text, ent_span span, ent_arena *arena,
                 ent_piece **pieces);

/// Finds the tokens of `sentence` that `span` touches: `*first` to `*end`.
/// False if there are none.
bool
ent_tokens_cover(const ent_document *document, uint32_t sentence, ent_span span,
                 uint32_t *first, uint32_t *end);

#endif
