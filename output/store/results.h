// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_RESULTS_H
#define ENT_RESULTS_H

/// Makes tables, CSV, JSON and XML from rows of terms.

#include "extractor/base/vector.h"
#include "output/store/store.h"

/// Begins the value of a blank node that a query made; anything else of kind
/// ENT_TERM_IRI is an IRI.
#define ENT_BLANK "_:"

/// Rows of a SELECT, or the truth of an ASK.
typedef struct {
  ent_text *names; ///< Of the columns
  size_t n_columns;
  ENT_VECTOR(ent_term) cells; ///< Row by row; absent value: unbound
  bool is_truth;
  bool truth;
} ent_results;

/// Writes `results` as `format`; `width` as in ent_query.  Scratch memory is
/// taken from `arena`; to be called inside ent_arena_guard().
ENT_NODISCARD ent_status
ent_results_write(const ent_results *results, ent_result_format format,
                  unsigned width, ent_arena *arena, FILE *out,
                  ent_error *error);

#endif
