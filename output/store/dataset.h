// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_DATASET_H
#define ENT_DATASET_H

/// Makes a set of statements in memory, indexed by every part, from a stream.

#include "entente/graph.h"
#include "extractor/base/table.h"
#include "extractor/base/vector.h"

/// Number of a term; 0 stands for none, for any, and for the default graph.
typedef uint32_t ent_term_id;

/// Ids of graph, subject, predicate and object.
typedef struct {
  ent_term_id ids[4];
} ent_quad;

/// Orders in which statements are kept.
enum { ENT_ORDERS = 3 };

/// Statements, each once.  After ent_dataset_index() terms are numbered in the
/// order of their bytes, so that nothing depends on the order of arrival.
typedef struct {
  ent_arena *arena;
  ent_map *ids;
  ENT_VECTOR(ent_term) terms;     ///< By id; the first is unused
  ENT_VECTOR(ent_quad) quads;     ///< Ascending and distinct once indexed
  ENT_VECTOR(char) key;           ///< Scratch
  ENT_VECTOR(ent_term_id) graphs; ///< Named graphs, ascending, once indexed
  ent_quad *named[ENT_ORDERS];    ///< Quads, their ids permuted
  ent_quad *merged[ENT_ORDERS];   ///< Union of all graphs, likewise; graph 0
  size_t n_merged;
} ent_dataset;

/// Walks over the statements that match a pattern.
typedef struct {
  const ent_quad *at;
  const ent_quad *end;
  int order;
  ent_term_id want[4];
} ent_matches;

/// Makes an empty set in `arena`; to be called inside ent_arena_guard().
ent_dataset *
ent_dataset_new(ent_arena *arena);

/// Adds one statement.  Signature of ent_statement_fn: `dataset` is an
/// ent_dataset *.  Returns ENT_ERR_MEMORY, or ENT_ERR_SYNTAX for U+0000.
ENT_NODISCARD ent_status
ent_dataset_add(void *dataset, const ent_statement *s, ent_error *error);

/// Numbers, sorts and indexes all; nothing may be added after.  To be called
/// inside ent_arena_guard().
void
ent_dataset_index(ent_dataset *dataset);

/// Tells whether two indexed sets hold the same statements.
bool
ent_dataset_equal(const ent_dataset *a, const ent_dataset *b);

/// Finds the id of a term; 0 if no statement has it.
ent_term_id
ent_dataset_find(ent_dataset *dataset, const ent_term *term);

/// Lends quad `i` as a statement.
ent_statement
ent_dataset_statement(const ent_dataset *dataset, size_t i);

/// Begins a walk; 0 in `want` stands for any.  With a graph: in it, else in
/// the union of all graphs.
ent_matches
ent_dataset_match(const ent_dataset *dataset, const ent_term_id want[4]);

/// Sets `*quad` to the next match; false at the end.
bool
ent_matches_next(ent_matches *matches, ent_quad *quad);

#endif
