// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ARRANGE_H
#define ENT_ARRANGE_H

/// Makes rows ordered, distinct and few: what ORDER BY, DISTINCT, LIMIT and
/// OFFSET ask for.  rasqal 0.9.33 does this wrongly once values are unbound or
/// of mixed types.

#include "output/store/results.h"

/// A column to order by.
typedef struct {
  size_t column;
  bool descending;
} ent_order;

/// What is asked of the rows.
typedef struct {
  const ent_order *orders; ///< Weightiest first
  size_t n_orders;
  bool distinct;
  int64_t offset; ///< 0 or less: none
  int64_t limit;  ///< Below 0: none
} ent_arrangement;

/// Arranges the rows; those that order alike keep their order.  To be called
/// inside ent_arena_guard().
void
ent_results_arrange(ent_results *results, const ent_arrangement *arrangement,
                    ent_arena *arena);

#endif
