// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_COLLECT_H
#define ENT_COLLECT_H

/// Makes terms from the statements that declare them.

#include "entente/graph.h"
#include "extractor/base/arena.h"
#include "extractor/base/table.h"
#include "extractor/base/vector.h"
#include "ontology/vocabulary.h"

/// What the statements say of one resource.
typedef struct {
  ent_vocabulary_term term; ///< `local` and `scheme` are set at the end
  bool declared;            ///< As class, property or concept
  ent_text scheme_iri;
  ent_text code;
} ent_collected;

typedef struct {
  ent_arena *arena;
  ent_map *by_iri;
  ENT_VECTOR(ent_collected) items;
} ent_collection;

/// Makes an empty collection in `arena`.
ent_collection *
ent_collection_new(ent_arena *arena);

/// Takes one statement.  Signature of ent_statement_fn: `collection` is an
/// ent_collection *.
ENT_NODISCARD ent_status
ent_collection_statement(void *collection, const ent_statement *s,
                         ent_error *error);

/// Lends the `i`th resource as a term; NULL if it is not declared as one.
const ent_vocabulary_term *
ent_collection_term(ent_collection *collection, size_t i);

#endif
