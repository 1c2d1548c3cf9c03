// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_GRID_H
#define ENT_GRID_H

/// Makes aligned text from cells, for a terminal.

#include "extractor/base/arena.h"

#include <stdio.h>

/// Writes `n_rows` rows of cells, the first of them a head.  If they need more
/// than `width` columns (0: no limit), the widest are wrapped.  To be called
/// inside ent_arena_guard().
void
ent_grid_write(const ent_text *cells, size_t n_columns, size_t n_rows,
               unsigned width, ent_arena *arena, FILE *out);

#endif
