// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LINE_H
#define ENT_LINE_H

/// Makes lines from facts, as the examples of rules give them:
///
///     position Karl Weiss | director | Baltic Port Union
///     event Meeting | held | participant=Anna Berzina | place=Riga
///     agreement Treaty | signed | party=Latvia
///     relation memberOf | Latvia | Baltic Port Union | 1998

#include "entente/facts.h"
#include "extractor/base/vector.h"

#include <stdbool.h>

typedef struct {
  ent_text text; ///< Without a newline
  const ent_source *source;
} ent_line;

typedef ENT_VECTOR(ent_line) ent_lines;

/// Makes a line of each fact: positions, events, agreements, relations.  Lives
/// in `arena`.
ent_lines
ent_lines_make(const ent_facts *facts, ent_arena *arena);

/// Finds the first line that has every part of `want`; parts stand between
/// " | ".  NULL if there is none.
const ent_line *
ent_lines_find(const ent_lines *lines, ent_text want);

#endif
