// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TURTLE_H
#define ENT_TURTLE_H

/// Makes statements from Turtle and TriG, through serd.

#include "entente/graph.h"

/// Takes one @prefix; both texts are lent.
typedef ent_status (*ent_prefix_fn)(void *user, ent_text name, ent_text iri,
                                    ent_error *error);

/// Who takes what is read.
typedef struct {
  ent_statement_fn statement;
  ent_prefix_fn prefix; ///< May be NULL
  void *user;
} ent_turtle_sink;

/// Reads `stream` to its end as TriG, of which Turtle is a part; `source` is
/// for messages.  Blank nodes come as IRIs that begin with ENT_BLANK_IRI.  An
/// error of the sink that has no source gets source and line of the statement.
///
/// Refuses what is no UTF-8, U+0000, relative IRIs without a base, and
/// brackets nested deeper than 100.
ENT_NODISCARD ent_status
ent_turtle_read(FILE *stream, const char *source, const ent_turtle_sink *sink,
                ent_error *error);

/// Reads `text` in the same way.
ENT_NODISCARD ent_status
ent_turtle_read_text(ent_text text, const char *source,
                     const ent_turtle_sink *sink, ent_error *error);

#endif
