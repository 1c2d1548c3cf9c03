// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_MARKS_H
#define ENT_MARKS_H

/// Makes Entity= of CoNLL-U's MISC (CorefUD's notation) from referents: which
/// words mean the same thing.

#include "extractor/mention/coref.h"

#include <stdbool.h>
#include <stdio.h>

/// What is told of the referents that share their thing with another.
typedef struct {
  const ent_referents *referents;
  uint32_t *opening; ///< Referents by first token, longer ones first
  uint32_t *closing; ///< By end, shorter ones first
  uint32_t *number;  ///< For each referent: the number of its thing, or 0
  uint32_t *next;    ///< For each with a number: the next of its thing, or NONE
  uint32_t n;
  uint32_t opened, closed; ///< Of those, written
} ent_marks;

/// Makes the marks of a document in `arena`.
ent_marks *
ent_marks_make(const ent_referents *referents, ent_arena *arena);

/// Lends what a referent is called: "person", "pronoun".
const char *
ent_marks_kind(const ent_referent *referent);

/// Writes "|Entity=…" (without "|" if `first`) of token `i`, if something
/// begins or ends there; says whether it did.  Tokens go up.
bool
ent_marks_write(ent_marks *marks, uint32_t i, bool first, FILE *stream);

#endif
