// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_STORE_H
#define ENT_STORE_H

/// Makes a store of graphs from streams of statements, and answers to SPARQL
/// queries from a store or from statements alone.
///
/// The store is a folder with Redland's hashes on Berkeley DB.  It serves tens
/// of articles; more belong in a server.

#include "entente/graph.h"

/// Articles that a store takes; graphs `…/entities` and `…/catalogue` are not
/// counted.
#define ENT_STORE_MAX_ARTICLES 100

/// Calls `fn` with every statement of a source; signature of what feeds a
/// store or a query.
typedef ent_status (*ent_stream_fn)(void *user, ent_statement_fn fn,
                                    void *fn_user, ent_error *error);

/// Counts what a store holds.
typedef struct {
  uint64_t articles;   ///< Graphs, `entities` and `catalogue` not counted
  uint64_t statements; ///< In all graphs
  uint64_t replaced;   ///< Graphs of the load that were there before
  bool changed;        ///< Whether the load made a difference
} ent_store_counts;

/// Loads a source into the store folder `path`, made if need be.  Each graph of
/// the source takes the place of the graph of that name.  Whatever goes wrong,
/// the store stays as it was.
///
/// `counts` may be NULL.  The caller has no other thread.  Returns
/// ENT_ERR_STORE if another load is under way or the folder is no sound store,
/// ENT_ERR_LIMIT above ENT_STORE_MAX_ARTICLES, ENT_ERR_SYNTAX for a statement
/// without graph, and what `stream` returns.
ENT_NODISCARD ent_status
ent_store_load(const char *path, ent_stream_fn stream, void *user,
               ent_store_counts *counts, ent_error *error);

/// Forms in which results are written.
typedef enum {
  ENT_RESULT_TABLE, ///< Aligned text; a CONSTRUCT gives Turtle
  ENT_RESULT_CSV,   ///< SPARQL 1.1 CSV; a CONSTRUCT gives N-Triples
  ENT_RESULT_JSON,  ///< SPARQL 1.1 JSON; a CONSTRUCT gives N-Triples
  ENT_RESULT_XML    ///< SPARQL XML; a CONSTRUCT gives RDF/XML
} ent_result_format;

/// What a query answers with.
typedef enum {
  ENT_ANSWER_ROWS,  ///< SELECT
  ENT_ANSWER_TRUTH, ///< ASK
  ENT_ANSWER_GRAPH  ///< CONSTRUCT
} ent_answer;

/// A query and what it is put to.  Zero it, then set what differs.
typedef struct {
  ent_text text;     ///< SPARQL 1.1
  const char *name;  ///< For messages, as a file name; NULL: none
  const char *store; ///< Folder; NULL: `stream` is asked instead
  ent_stream_fn stream;
  void *user;
  ent_result_format format;
  unsigned width;   ///< Columns of the terminal, for a table; 0: no limit
  unsigned seconds; ///< Time limit; 0: 60
  uint64_t bytes;   ///< Memory limit; 0: 2 GiB
} ent_query;

/// Runs a query in a child process and writes the whole result to `out`, or
/// nothing.  The default graph is the union of all graphs.  `stream` runs in
/// the child: what it changes is gone when the call returns.  The caller has no
/// other thread.
///
/// `answer` may be NULL.  Returns ENT_ERR_SYNTAX (malformed query, with line),
/// ENT_ERR_UNSUPPORTED (a construct that only a server can answer),
/// ENT_ERR_LIMIT (time or memory), ENT_ERR_STORE, ENT_ERR_IO.
ENT_NODISCARD ent_status
ent_store_query(const ent_query *query, FILE *out, ent_answer *answer,
                ent_error *error);

#endif
