// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_GRAPHS_H
#define ENT_GRAPHS_H

/// Makes one stream of statements from files of RDF.

#include "cli/option.h"
#include "entente/graph.h"

/// Tells whether all files have an ending that we read, of a format that holds
/// graph names if `named`; "-" is N-Quads.  Says so if not.
bool
ent_graphs_check(const ent_command *command, const ent_list *files, bool named);

/// Reads all files of an ent_list in order; "-" is standard input.  Signature
/// of ent_stream_fn: `files` is an ent_list *, checked before.
ENT_NODISCARD ent_status
ent_graphs_read(void *files, ent_statement_fn fn, void *user, ent_error *error);

#endif
