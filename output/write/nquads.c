// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Writes N-Quads (RDF 1.1), in the canonical form of RDF 1.2 N-Quads.

#include "extractor/base/text.h"
#include "output/write/writer.h"

#include <string.h>

static char *
put(char *out, const char *bytes, size_t len)
{
  memcpy(out, bytes, len);
  return out + len;
}

static char *
put_iri(char *out, ent_text iri)
{
  *out++ = '<';
  out = put(out, iri.data, iri.len);
  *out++ = '>';
  return out;
}

static char *
put_literal(char *out, const ent_term *t, size_t extra)
{
  *out++ = '"';
  out = extra || !t->value.len ? ent_literal_escape(out, t->value)
                               : put(out, t->value.data, t->value.len);
  *out++ = '"';
  if (t->lang.data) {
    *out++ = '@';
    return put(out, t->lang.data, t->lang.len);
  }
  if (t->datatype.data &&
      !ent_text_equal(t->datatype, ENT_TEXT(ENT_XSD "string"))) {
    out = put(out, "^^", 2);
    return put_iri(out, t->datatype);
  }
  return out;
}

ent_status
ent_nquads_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error)
{
  enum { MARKS = 32 }; // brackets, quotes, spaces, the dot
  const ent_status status = ent_buffer_reserve(
      &writer->out,
      s->subject.value.len + s->predicate.value.len + s->object.value.len +
          s->object.datatype.len + s->object.lang.len + s->graph.value.len +
          extra + MARKS,
      error);
  if (status != ENT_OK) {
    return status;
  }
  char *out = writer->out.data + writer->out.used;
  out = put_iri(out, s->subject.value);
  *out++ = ' ';
  out = put_iri(out, s->predicate.value);
  *out++ = ' ';
  out = s->object.kind == ENT_TERM_IRI ? put_iri(out, s->object.value)
                                       : put_literal(out, &s->object, extra);
  if (s->graph.value.data) {
    *out++ = ' ';
    out = put_iri(out, s->graph.value);
  }
  out = put(out, " .\n", 3);
  writer->out.used = (size_t)(out - writer->out.data);
  return ENT_OK;
}
