// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CSV_H
#define ENT_CSV_H

/// Makes CSV cells and rows as RFC 4180 and SPARQL 1.1 CSV ask: commas between
/// cells, CR LF behind a row, quotes only where a cell needs them.

#include "entente/base.h"

#include <stdio.h>

/// Writes one row of `n` cells; an absent text is an empty cell.
ENT_NODISCARD ent_status
ent_csv_row(FILE *stream, const ent_text *cells, size_t n, ent_error *error);

#endif
