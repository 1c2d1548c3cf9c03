// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_WRITER_H
#define ENT_WRITER_H

/// Describes how a serialisation is written: a struct of functions, listed in
/// the table of writer.c.

#include "output/graph/term.h"
#include "output/write/buffer.h"

/// What every writer has: the output, and the IRIs already checked.
struct ent_writer {
  const struct ent_writer_kind *kind;
  ent_buffer out;
  void *state; ///< The kind's own, made by `open`, or NULL
  ent_iri_cache cache;
};

/// One serialisation.
typedef struct ent_writer_kind {
  ent_format format;
  /// Makes the state and writes what comes first; NULL: nothing to do.
  ent_status (*open)(ent_writer *writer, ent_error *error);
  /// Writes a statement that was checked; `extra` as in ent_statement_check().
  ent_status (*statement)(ent_writer *writer, const ent_statement *s,
                          size_t extra, ent_error *error);
  /// Writes what comes last; NULL: nothing to do.
  ent_status (*finish)(ent_writer *writer, ent_error *error);
  /// Frees the state; NULL: there is none.
  void (*close)(ent_writer *writer);
  /// Reads the format; NULL: it cannot be read.
  ent_status (*read)(FILE *stream, const char *source, ent_statement_fn fn,
                     void *user, ent_error *error);
} ent_writer_kind;

/// The functions of nquads.c, turtle.c and rdfxml.c.
ent_status
ent_nquads_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error);
ent_status
ent_nquads_read(FILE *stream, const char *source, ent_statement_fn fn,
                void *user, ent_error *error);

ent_status
ent_turtle_open(ent_writer *writer, ent_error *error);
ent_status
ent_turtle_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error);
ent_status
ent_turtle_finish(ent_writer *writer, ent_error *error);
void
ent_turtle_close(ent_writer *writer);

ent_status
ent_rdfxml_open(ent_writer *writer, ent_error *error);
ent_status
ent_rdfxml_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error);
ent_status
ent_rdfxml_finish(ent_writer *writer, ent_error *error);
void
ent_rdfxml_close(ent_writer *writer);

#endif
