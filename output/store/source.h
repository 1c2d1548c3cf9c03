// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_SOURCE_H
#define ENT_SOURCE_H

/// Makes a dataset answer the triple patterns of rasqal.

#include "output/store/dataset.h"

#include <rasqal.h>
#include <stdbool.h>

/// Lends a dataset to rasqal.  Zero it, then ent_source_register().
typedef struct {
  ent_dataset *dataset;
  rasqal_world *world;
  rasqal_query *query;
  rasqal_literal **literals;    ///< By term, made when first needed
  struct ent_pattern *patterns; ///< Those being matched, newest first
  rasqal_variable **graphs; ///< By column of the query, its GRAPH ?g, or NULL
  int n_graphs;
  bool nested; ///< The query holds sub-selects, whose variables are their own
} ent_source_link;

/// Lets every query of `world` read `dataset` (indexed).  The default graph is
/// the union of all graphs.  `nested` tells whether the query holds
/// sub-selects.  `link` outlives the queries; to be called inside
/// ent_arena_guard().  False if rasqal refuses.
bool
ent_source_register(ent_source_link *link, rasqal_world *world,
                    ent_dataset *dataset, bool nested);

/// Frees the literals of `link`, before the world.
void
ent_source_clear(ent_source_link *link);

/// Lends a literal of rasqal as a term; `scratch` holds a blank node's name.
/// False if it is none.
bool
ent_source_term(rasqal_literal *literal, ent_term *term, ent_arena *scratch);

#endif
