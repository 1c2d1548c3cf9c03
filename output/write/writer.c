// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/write/writer.h"

#include "extractor/base/error.h"
#include "ontology/turtle.h"

#include <stdlib.h>
#include <string.h>

static ent_status
read_turtle(FILE *stream, const char *source, ent_statement_fn fn, void *user,
            ent_error *error)
{
  const ent_turtle_sink sink = {fn, NULL, user};
  return ent_turtle_read(stream, source, &sink, error);
}

static const ent_writer_kind kinds[] = {
    {{"nquads", "application/n-quads", "nq", true},
     NULL,
     ent_nquads_statement,
     NULL,
     NULL,
     ent_nquads_read},
    {{"trig", "application/trig", "trig", true},
     ent_turtle_open,
     ent_turtle_statement,
     ent_turtle_finish,
     ent_turtle_close,
     read_turtle},
    {{"turtle", "text/turtle", "ttl", false},
     ent_turtle_open,
     ent_turtle_statement,
     ent_turtle_finish,
     ent_turtle_close,
     read_turtle},
    {{"rdfxml", "application/rdf+xml", "rdf", false},
     ent_rdfxml_open,
     ent_rdfxml_statement,
     ent_rdfxml_finish,
     ent_rdfxml_close,
     NULL},
};

#define N_KINDS (sizeof kinds / sizeof *kinds)

const ent_format *
ent_format_at(size_t i)
{
  return i < N_KINDS ? &kinds[i].format : NULL;
}

const ent_format *
ent_format_find(const char *name)
{
  for (size_t i = 0; i < N_KINDS; i++) {
    if (strcmp(kinds[i].format.name, name) == 0) {
      return &kinds[i].format;
    }
  }
  return NULL;
}

/// Finds the kind whose format this is.
static const ent_writer_kind *
kind_of(const ent_format *format, ent_error *error)
{
  for (size_t i = 0; i < N_KINDS; i++) {
    if (&kinds[i].format == format) {
      return &kinds[i];
    }
  }
  (void)ent_fail(error, ENT_ERR_ARGUMENT, NULL, 0, ENT_NO_OFFSET,
                 "this format is not known");
  return NULL;
}

ent_status
ent_writer_new(const ent_format *format, FILE *stream, ent_writer **writer,
               ent_error *error)
{
  const ent_writer_kind *kind = kind_of(format, error);
  if (!kind) {
    return ENT_ERR_ARGUMENT;
  }
  ent_writer *made = (ent_writer *)calloc(1, sizeof *made);
  if (!made) {
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  made->kind = kind;
  ent_buffer_init(&made->out, stream);
  const ent_status status = kind->open ? kind->open(made, error) : ENT_OK;
  if (status == ENT_OK) {
    *writer = made;
  } else {
    ent_writer_free(made);
  }
  return status;
}

ent_status
ent_writer_statement(void *writer, const ent_statement *s, ent_error *error)
{
  ent_writer *w = (ent_writer *)writer;
  size_t extra;
  const ent_status status = ent_statement_check(&w->cache, s, &extra, error);
  return status == ENT_OK ? w->kind->statement(w, s, extra, error) : status;
}

ent_status
ent_writer_finish(ent_writer *writer, ent_error *error)
{
  ent_status status =
      writer->kind->finish ? writer->kind->finish(writer, error) : ENT_OK;
  if (status == ENT_OK) {
    status = ent_buffer_flush(&writer->out, error);
  }
  return status;
}

void
ent_writer_free(ent_writer *writer)
{
  if (writer) {
    if (writer->kind->close) {
      writer->kind->close(writer);
    }
    ent_buffer_clear(&writer->out);
    free(writer);
  }
}

ent_status
ent_statements_read(FILE *stream, const char *source, const ent_format *format,
                    ent_statement_fn fn, void *user, ent_error *error)
{
  const ent_writer_kind *kind = kind_of(format, error);
  if (!kind) {
    return ENT_ERR_ARGUMENT;
  }
  if (!kind->read) {
    return ent_fail(error, ENT_ERR_UNSUPPORTED, source, 0, ENT_NO_OFFSET,
                    "%s cannot be read", format->name);
  }
  return kind->read(stream, source, fn, user, error);
}
