// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CONLLU_H
#define ENT_CONLLU_H

/// Makes CoNLL-U (https://universaldependencies.org/format.html) of documents.
/// Names stand in MISC, as IOB2: Name=B-PERSON; Inner= is a name inside
/// another, Title= a position, Date= a date; Entity= what means the same.

#include "cli/marks.h"
#include "extractor/language/document.h"

#include <stdbool.h>
#include <stdio.h>

/// What is written, and how far.  Zero it but for the first four.
typedef struct {
  const ent_document *document;
  FILE *stream;
  ent_marks *marks; ///< NULL: no Entity=
  bool offsets;     ///< Write Start= and End=: code points of the text
  uint32_t label;   ///< First span that may reach the next word
  size_t byte;      ///< Counted so far:
  uint64_t points;  ///< code points before `byte`
} ent_conllu;

/// Writes all of a document.
void
ent_conllu_document(ent_conllu *conllu);

/// Writes the line of token `i`, `id` in its sentence; tokens go up.  `misc` is
/// what MISC begins with, may be empty.
void
ent_conllu_token(ent_conllu *conllu, uint32_t i, uint32_t id, ent_text misc);

#endif
