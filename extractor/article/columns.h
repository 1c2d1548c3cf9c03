// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_COLUMNS_H
#define ENT_COLUMNS_H

/// Makes out which column or key holds which field of an article.

#include "extractor/article/article.h"

/// For each field the index of its column, or -1.
typedef struct {
  int of[ENT_FIELD_COUNT];
} ent_columns;

/// Refuses a --map that is not "field=column,…" with known fields.
ENT_NODISCARD ent_status
ent_columns_check(const char *map, ent_error *error);

/// Chooses columns by the input's map and, for fields of which it finds none,
/// by their usual names.  ENT_ERR_SYNTAX if none holds the text.
ENT_NODISCARD ent_status
ent_columns_choose(ent_input *input, const ent_text *names, size_t n,
                   ent_columns *columns, ent_error *error);

/// Says, behind the last record of the input, which columns of the map no
/// record had.
void
ent_columns_note(ent_input *input);

#endif
