// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_EMITTER_H
#define ENT_EMITTER_H

/// Makes statements of one graph, each once, and hands them on.

#include "entente/graph.h"
#include "extractor/base/arena.h"

/// One statement that was handed on; its texts are lent.
typedef struct {
  ent_text subject;
  ent_text predicate;
  ent_term object;
  uint64_t hash;
} ent_emitted;

/// Set `fn`, `user` and `error`, then begin.  Once `status` is not ENT_OK,
/// nothing is handed on any more.
typedef struct {
  ent_statement_fn fn;
  void *user;
  ent_error *error;
  ent_status status;
  ent_arena *arena;
  ent_text graph;
  ent_emitted *slots; ///< Open addressing
  size_t n;
  size_t room;
} ent_emitter;

/// Begins the graph `graph`.  All texts given from here on must live as long
/// as `arena` lends them.
void
ent_emitter_begin(ent_emitter *emitter, ent_arena *arena, ent_text graph);

void
ent_emit_iri(ent_emitter *emitter, ent_text subject, ent_text predicate,
             ent_text object);

/// Emits a plain string; nothing if `text` is absent or empty.
void
ent_emit_text(ent_emitter *emitter, ent_text subject, ent_text predicate,
              ent_text text);

/// Emits a string in English; nothing if `text` is absent or empty.
void
ent_emit_english(ent_emitter *emitter, ent_text subject, ent_text predicate,
                 ent_text text);

/// Emits a typed literal.
void
ent_emit_typed(ent_emitter *emitter, ent_text subject, ent_text predicate,
               ent_text lexical, ent_text datatype);

#endif
