// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Writes RDF/XML through raptor, after refusing what XML 1.0 cannot hold.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/write/prefix.h"
#include "output/write/writer.h"

#include <raptor2.h>
#include <stdlib.h>

typedef struct {
  raptor_world *world;
  raptor_serializer *serializer;
  raptor_iostream *stream;
  ent_error error;   ///< Of the first write that failed
  char message[256]; ///< The first that raptor logged
} rdfxml;

static int
stream_write(void *user, const void *bytes, size_t size, size_t n)
{
  ent_writer *writer = (ent_writer *)user;
  rdfxml *x = (rdfxml *)writer->state;
  const ent_text text = {(const char *)bytes, size * n};
  return x->error.status == ENT_OK &&
                 ent_buffer_write(&writer->out, text, &x->error) == ENT_OK
             ? (int)n
             : 0;
}

static int
stream_write_byte(void *user, const int byte)
{
  const char c = (char)byte;
  return stream_write(user, &c, 1, 1) == 1 ? 0 : 1;
}

static void
log_keep(void *user, raptor_log_message *message)
{
  rdfxml *x = (rdfxml *)user;
  if (!x->message[0] && message->level >= RAPTOR_LOG_LEVEL_ERROR) {
    snprintf(x->message, sizeof x->message, "%s", message->text);
  }
}

/// Reports why raptor stopped.
static ent_status
failed(ent_writer *writer, ent_error *error)
{
  rdfxml *x = (rdfxml *)writer->state;
  if (x->error.status != ENT_OK) {
    return ent_fail(error, x->error.status, NULL, 0, ENT_NO_OFFSET, "%s",
                    x->error.message);
  }
  return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                  "raptor cannot write: %s",
                  x->message[0] ? x->message : "out of memory");
}

static bool
namespaces_set(rdfxml *x)
{
  for (size_t i = 0; i < ENT_N_PREFIXES; i++) {
    const ent_prefix *p = &ent_prefixes[i];
    raptor_uri *uri =
        raptor_new_uri(x->world, (const unsigned char *)p->iri.data);
    if (!uri) {
      return false;
    }
    // fails for a namespace that raptor knows already
    (void)raptor_serializer_set_namespace(x->serializer, uri,
                                          (const unsigned char *)p->name);
    raptor_free_uri(uri);
  }
  return true;
}

ent_status
ent_rdfxml_open(ent_writer *writer, ent_error *error)
{
  static const raptor_iostream_handler handler = {
      2, NULL, NULL, stream_write_byte, stream_write, NULL, NULL, NULL};
  rdfxml *x = (rdfxml *)calloc(1, sizeof *x);
  writer->state = x;
  if (!x || !(x->world = raptor_new_world()) ||
      raptor_world_open(x->world) != 0) {
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  raptor_world_set_log_handler(x->world, x, log_keep);
  x->serializer = raptor_new_serializer(x->world, "rdfxml");
  x->stream = raptor_new_iostream_from_handler(x->world, writer, &handler);
  if (!x->serializer || !x->stream || !namespaces_set(x) ||
      raptor_serializer_start_to_iostream(x->serializer, NULL, x->stream) !=
          0) {
    return failed(writer, error);
  }
  return ENT_OK;
}

/// Tells whether XML 1.0 can hold the text (production Char).
static bool
is_xml(ent_text text)
{
  for (size_t at = 0; at < text.len;) {
    const uint32_t c = ent_utf8_next(text, &at);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe ||
        c == 0xffff) {
      return false;
    }
  }
  return true;
}

/// Tells whether the predicate ends in a name that can be an element's.
static bool
is_splittable(ent_text iri)
{
  for (size_t i = iri.len; i-- > 0;) {
    const char c = iri.data[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
      return true;
    }
    if (!(c >= '0' && c <= '9') && c != '-' && c != '.') {
      return false;
    }
  }
  return false;
}

static raptor_term *
term_new(rdfxml *x, const ent_term *t)
{
  const unsigned char *value = (const unsigned char *)t->value.data;
  if (t->kind == ENT_TERM_IRI) {
    return raptor_new_term_from_counted_uri_string(x->world, value,
                                                   t->value.len);
  }
  const ent_text datatype = t->datatype;
  const bool typed = datatype.data && !t->lang.data &&
                     !ent_text_equal(datatype, ENT_TEXT(ENT_XSD "string"));
  raptor_uri *type =
      typed ? raptor_new_uri_from_counted_string(
                  x->world, (const unsigned char *)datatype.data, datatype.len)
            : NULL;
  raptor_term *made =
      typed && !type
          ? NULL
          : raptor_new_term_from_counted_literal(
                x->world, value ? value : (const unsigned char *)"",
                t->value.len, type, (const unsigned char *)t->lang.data,
                (unsigned char)t->lang.len);
  raptor_free_uri(type);
  return made;
}

static ent_status
refuse(const ent_statement *s, const char *what, ent_error *error)
{
  const ent_text p = s->predicate.value;
  return ent_fail(error, ENT_ERR_UNSUPPORTED, NULL, 0, ENT_NO_OFFSET,
                  "RDF/XML cannot hold %s <%.*s>", what,
                  (int)(p.len < 200 ? p.len : 200), p.data);
}

ent_status
ent_rdfxml_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error)
{
  rdfxml *x = (rdfxml *)writer->state;
  (void)extra;
  if (!is_xml(s->object.value) || s->object.lang.len > UINT8_MAX) {
    return refuse(s, "a character of the value of", error);
  }
  if (!is_splittable(s->predicate.value)) {
    return refuse(s, "the property, which ends in no name,", error);
  }
  raptor_statement made;
  raptor_statement_init(&made, x->world);
  made.subject = term_new(x, &s->subject);
  made.predicate = term_new(x, &s->predicate);
  made.object = term_new(x, &s->object);
  const bool written =
      made.subject && made.predicate && made.object &&
      raptor_serializer_serialize_statement(x->serializer, &made) == 0 &&
      x->error.status == ENT_OK;
  raptor_statement_clear(&made);
  return written ? ENT_OK : failed(writer, error);
}

ent_status
ent_rdfxml_finish(ent_writer *writer, ent_error *error)
{
  rdfxml *x = (rdfxml *)writer->state;
  return raptor_serializer_serialize_end(x->serializer) == 0 &&
                 x->error.status == ENT_OK
             ? ENT_OK
             : failed(writer, error);
}

void
ent_rdfxml_close(ent_writer *writer)
{
  rdfxml *x = (rdfxml *)writer->state;
  if (x) {
    // raptor writes on while it is taken down: let nothing through
    x->error.status = ENT_ERR_STOPPED;
    raptor_free_serializer(x->serializer);
    raptor_free_iostream(x->stream);
    if (x->world) {
      raptor_free_world(x->world);
    }
    free(x);
  }
}
