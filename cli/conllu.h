// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CONLLU_H
#define ENT_CONLLU_H

/// Makes CoNLL-U (https://universaldependencies.org/format.html) of documents.
/// The comment "# spans = 1-2:PERSON 5-9:ORGANISATION 9-9:PLACE" tells all
/// labelled spans of a sentence by the ids of their first and last word,
/// ascending by the first, longer ones before those inside them.  The outermost
/// names also stand in MISC, as IOB2: NE=B-PERSON; Entity= tells what means the
/// same.

#include "cli/marks.h"
#include "extractor/language/document.h"
#include "output/graph/points.h"

#include <stdbool.h>
#include <stdio.h>

/// What is written, and how far.  Zero it but for the first four.
typedef struct {
  const ent_document *document;
  FILE *stream;
  ent_marks *marks;         ///< NULL: no Entity=
  const ent_points *points; ///< NULL: no Start= and End=, code points
  uint32_t name;            ///< First span that may reach the next word
  uint32_t span;            ///< First span that no comment told
} ent_conllu;

/// Says whether a span is a name that stands inside no other.
bool
ent_conllu_is_name(const ent_label_span *span);

/// Writes all of a document.
void
ent_conllu_document(ent_conllu *conllu);

/// Writes the comment that tells how Entity= is written, if it is.
void
ent_conllu_global(const ent_conllu *conllu);

/// Writes the comment of sentence `index`, if it has spans; sentences go up.
void
ent_conllu_spans(ent_conllu *conllu, uint32_t index);

/// Writes the line of token `i`, `id` in its sentence; tokens go up.  `misc` is
/// what MISC begins with, may be empty.
void
ent_conllu_token(ent_conllu *conllu, uint32_t i, uint32_t id, ent_text misc);

#endif
