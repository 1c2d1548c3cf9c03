// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_GRAPH_H
#define ENTENTE_GRAPH_H

/// Makes statements from facts, and RDF from statements.

#include "entente/base.h"
#include "entente/facts.h"

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Kinds of RDF term; there are no blank nodes (ontology decision 1).
typedef enum { ENT_TERM_IRI, ENT_TERM_LITERAL } ent_term_kind;

/// An RDF 1.1 term.  Lent: valid until the call it is given to returns.
typedef struct {
  ent_term_kind kind;
  ent_text value;    ///< Absolute IRI, or the lexical form; UTF-8, unescaped
  ent_text datatype; ///< IRI; absent: xsd:string, or rdf:langString if `lang`
  ent_text lang;     ///< Lower-case language tag, or absent
} ent_term;

/// A statement in a named graph; `graph.value.data` is NULL in the default
/// graph.
typedef struct {
  ent_term subject;
  ent_term predicate;
  ent_term object;
  ent_term graph;
} ent_statement;

/// Takes one statement.  Anything but ENT_OK stops the source, which returns
/// that status.
typedef ent_status (*ent_statement_fn)(void *user, const ent_statement *s,
                                       ent_error *error);

/// How much of a quote goes into the graph.
typedef enum {
  ENT_QUOTES_FULL,  ///< The words, with prefix and suffix
  ENT_QUOTES_SHORT, ///< At most 120 code points around the trigger
  ENT_QUOTES_NONE   ///< SHA-256 of the quote instead of its words
} ent_quotes;

/// Makes all statements of one article's graph, in a fixed order, each once.
///
/// `base` is an absolute IRI that ends with '/' (see ent_base_check()).
ENT_API ENT_NODISCARD ent_status
ent_facts_each_statement(const ent_facts *facts, ent_text base,
                         ent_quotes quotes, ent_statement_fn fn, void *user,
                         ent_error *error);

/// Checks that `base` can begin every IRI of a graph.
ENT_API ENT_NODISCARD ent_status
ent_base_check(ent_text base, ent_error *error);

/// Writes one serialisation to a stream.
typedef struct ent_writer ent_writer;

/// Describes a serialisation.
typedef struct {
  const char *name;      ///< As -t takes it: "nquads"
  const char *mime;      ///< "application/n-quads"
  const char *extension; ///< "nq"
  bool holds_graphs;     ///< Keeps graph names
} ent_format;

/// Lends the format number `i`, from 0; NULL behind the last.
ENT_API const ent_format *
ent_format_at(size_t i);

/// Finds a format by name; NULL if there is none.
ENT_API const ent_format *
ent_format_find(const char *name);

/// Opens a writer on `stream`, which stays the caller's and open.
/// Free with ent_writer_free().
ENT_API ENT_NODISCARD ent_status
ent_writer_new(const ent_format *format, FILE *stream, ent_writer **writer,
               ent_error *error);

/// Writes one statement after checking its IRIs and literals; a refused one
/// leaves no byte behind and returns ENT_ERR_SYNTAX or ENT_ERR_ENCODING.
/// Signature of ent_statement_fn: `writer` is an ent_writer *.
ENT_API ENT_NODISCARD ent_status
ent_writer_statement(void *writer, const ent_statement *s, ent_error *error);

/// Ends the document and flushes `stream`.
ENT_API ENT_NODISCARD ent_status
ent_writer_finish(ent_writer *writer, ent_error *error);

/// Frees `writer`, which may be NULL, without writing anything.
ENT_API void
ent_writer_free(ent_writer *writer);

/// What the IRIs begin with that stand for blank nodes; their label follows.
#define ENT_BLANK_IRI "urn:entente:blank:"

/// Reads N-Quads, TriG or Turtle from `stream`; `source` is for messages.
/// Blank nodes come as IRIs that begin with ENT_BLANK_IRI.
ENT_API ENT_NODISCARD ent_status
ent_statements_read(FILE *stream, const char *source, const ent_format *format,
                    ent_statement_fn fn, void *user, ent_error *error);

#ifdef __cplusplus
}
#endif

#endif
