// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Writes TriG and Turtle (RDF 1.1) as statements come: those that follow
/// with the same subject, or subject and predicate, are grouped with ';' and
/// ','.  The base is the graph's name, so that its nodes are short.  Prefixes
/// stand on top: those used if all fits in the buffer, else all.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/write/prefix.h"
#include "output/write/writer.h"

#include <stdlib.h>
#include <string.h>

/// A copy of the last term seen in a place.
typedef struct {
  char *data;
  size_t len;
  size_t room;
  bool set;
} kept;

typedef struct {
  bool braces;  ///< TriG
  kept graph;   ///< Set once a statement came; empty: the default graph
  kept subject; ///< Set while the last statement's dot is missing
  kept predicate;
  bool based;    ///< `graph` is the base IRI
  bool declared; ///< The prefixes were written
  bool used[ENT_N_PREFIXES];
} turtle;

/// Reserves room in `k` for a copy of `text`.
static bool
kept_reserve(kept *k, ent_text text)
{
  if (text.len > k->room) {
    char *grown = (char *)realloc(k->data, text.len * 2);
    if (!grown) {
      return false;
    }
    k->data = grown;
    k->room = text.len * 2;
  }
  return true;
}

static void
kept_set(kept *k, ent_text text)
{
  if (text.len) {
    memcpy(k->data, text.data, text.len);
  }
  k->len = text.len;
  k->set = true;
}

static bool
kept_is(const kept *k, ent_text text)
{
  return k->set && ent_text_equal((ent_text){k->data, k->len}, text);
}

static char *
put(char *out, ent_text bytes)
{
  if (bytes.len) {
    memcpy(out, bytes.data, bytes.len);
  }
  return out + bytes.len;
}

#define PUT(out, literal) put((out), ENT_TEXT(literal))

/// Tells whether `local` can stand behind a prefix without any escape.
static bool
is_local(ent_text local)
{
  for (size_t i = 0; i < local.len; i++) {
    const char c = local.data[i];
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = (c >= '0' && c <= '9') || (c == '-' && i > 0);
    if (!letter && !digit) {
      return false;
    }
  }
  return local.len > 0;
}

static char *
put_iri(turtle *t, char *out, ent_text iri)
{
  for (size_t i = 0; i < ENT_N_PREFIXES; i++) {
    const ent_prefix *p = &ent_prefixes[i];
    const ent_text local = {iri.data + p->iri.len, iri.len - p->iri.len};
    if (ent_text_starts(iri, p->iri) && is_local(local)) {
      t->used[i] = true;
      out = put(out, ent_text_from(p->name));
      *out++ = ':';
      return put(out, local);
    }
  }
  *out++ = '<';
  const ent_text base = {t->graph.data, t->graph.len};
  if (t->based && ent_text_starts(iri, base) &&
      (iri.len == base.len || iri.data[base.len] == '#')) {
    iri = (ent_text){iri.data + base.len, iri.len - base.len};
  }
  out = put(out, iri);
  *out++ = '>';
  return out;
}

/// Tells whether a number may stand without quotes: "-12", "0.9".
static bool
is_bare(const ent_term *t)
{
  const ent_text local = ent_xsd_local(t->datatype);
  const bool dot =
      t->value.len && memchr(t->value.data, '.', t->value.len) != NULL;
  return (dot ? ent_text_equal(local, ENT_TEXT("decimal"))
              : ent_text_equal(local, ENT_TEXT("integer"))) &&
         t->value.data[t->value.len - 1] != '.';
}

static char *
put_object(turtle *t, char *out, const ent_term *o)
{
  if (o->kind == ENT_TERM_IRI) {
    return put_iri(t, out, o->value);
  }
  if (is_bare(o)) {
    return put(out, o->value);
  }
  *out++ = '"';
  out = ent_literal_escape(out, o->value);
  *out++ = '"';
  if (o->lang.data) {
    *out++ = '@';
    out = put(out, o->lang);
  } else if (o->datatype.data &&
             !ent_text_equal(o->datatype, ENT_TEXT(ENT_XSD "string"))) {
    out = PUT(out, "^^");
    out = put_iri(t, out, o->datatype);
  }
  return out;
}

/// Tells whether "#x" resolves against `graph` by appending it (RFC 3986,
/// section 5.2.2).
static bool
is_base(ent_text graph)
{
  return ent_text_find(graph, ENT_TEXT("://"), 0) != SIZE_MAX &&
         !memchr(graph.data, '#', graph.len);
}

/// Ends the statement and the graph that are open.
static char *
put_end(turtle *t, char *out)
{
  if (t->subject.set) {
    out = PUT(out, " .\n");
    t->subject.set = false;
  }
  if (t->braces && t->graph.set && t->graph.len) {
    out = PUT(out, "}\n");
  }
  return out;
}

static char *
put_graph(turtle *t, char *out, ent_text graph)
{
  out = put_end(t, out);
  kept_set(&t->graph, graph);
  t->based = graph.len && is_base(graph);
  out = PUT(out, "\n");
  if (t->based) {
    out = PUT(out, "@base <");
    out = put(out, graph);
    out = PUT(out, "> .\n\n");
  }
  if (t->braces && graph.len) { // in full: raptor 2.0.15 dies of "<> {"
    out = PUT(out, "<");
    out = put(out, graph);
    out = PUT(out, "> {\n");
  }
  return out;
}

static char *
put_subject(turtle *t, char *out, ent_text subject)
{
  out = t->subject.set ? PUT(out, " .\n\n") : out;
  kept_set(&t->subject, subject);
  return put_iri(t, out, subject);
}

static char *
put_predicate(turtle *t, char *out, ent_text predicate)
{
  kept_set(&t->predicate, predicate);
  out = PUT(out, "\n  ");
  if (ent_text_equal(predicate, ENT_TEXT(ENT_RDF "type"))) {
    out = PUT(out, "a");
  } else {
    out = put_iri(t, out, predicate);
  }
  return PUT(out, " ");
}

/// Puts prefixes, those used or all, on top, unless they are there.
static ent_status
prefixes_declare(ent_writer *writer, bool all, ent_error *error)
{
  turtle *t = (turtle *)writer->state;
  char lines[ENT_N_PREFIXES * 96]; // none is that long
  char *out = lines;
  for (size_t i = 0; i < ENT_N_PREFIXES && !t->declared; i++) {
    if (all || t->used[i]) {
      out = PUT(out, "@prefix ");
      out = put(out, ent_text_from(ent_prefixes[i].name));
      out = PUT(out, ": <");
      out = put(out, ent_prefixes[i].iri);
      out = PUT(out, "> .\n");
    }
  }
  t->declared = true;
  return ent_buffer_prepend(&writer->out,
                            (ent_text){lines, (size_t)(out - lines)}, error);
}

ent_status
ent_turtle_statement(ent_writer *writer, const ent_statement *s, size_t extra,
                     ent_error *error)
{
  enum { MARKS = 128 }; // punctuation, prefix names, keywords
  turtle *t = (turtle *)writer->state;
  const ent_text graph = s->graph.value;
  if (!kept_reserve(&t->graph, graph) ||
      !kept_reserve(&t->subject, s->subject.value) ||
      !kept_reserve(&t->predicate, s->predicate.value)) {
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  const size_t size = s->subject.value.len + s->predicate.value.len +
                      s->object.value.len + s->object.datatype.len +
                      s->object.lang.len + 2 * graph.len + extra + MARKS;
  ent_status status = ENT_OK;
  if (writer->out.used && writer->out.room - writer->out.used < size) {
    status = prefixes_declare(writer, true, error);
  }
  if (status == ENT_OK) {
    status = ent_buffer_reserve(&writer->out, size, error);
  }
  if (status != ENT_OK) {
    return status;
  }
  char *out = writer->out.data + writer->out.used;
  if (!kept_is(&t->graph, graph)) {
    out = put_graph(t, out, graph);
  }
  if (!kept_is(&t->subject, s->subject.value)) {
    out = put_subject(t, out, s->subject.value);
    out = put_predicate(t, out, s->predicate.value);
  } else if (!kept_is(&t->predicate, s->predicate.value)) {
    out = PUT(out, " ;");
    out = put_predicate(t, out, s->predicate.value);
  } else {
    out = PUT(out, " , ");
  }
  out = put_object(t, out, &s->object);
  writer->out.used = (size_t)(out - writer->out.data);
  return ENT_OK;
}

ent_status
ent_turtle_open(ent_writer *writer, ent_error *error)
{
  turtle *t = (turtle *)calloc(1, sizeof *t);
  if (!t) {
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  t->braces = writer->kind->format.holds_graphs;
  writer->state = t;
  return ENT_OK;
}

ent_status
ent_turtle_finish(ent_writer *writer, ent_error *error)
{
  turtle *t = (turtle *)writer->state;
  ent_status status = prefixes_declare(writer, false, error);
  if (status == ENT_OK) {
    status = ent_buffer_reserve(&writer->out, 16, error);
  }
  if (status == ENT_OK) {
    char *out = put_end(t, writer->out.data + writer->out.used);
    writer->out.used = (size_t)(out - writer->out.data);
    t->graph.set = false;
  }
  return status;
}

void
ent_turtle_close(ent_writer *writer)
{
  turtle *t = (turtle *)writer->state;
  if (t) {
    free(t->graph.data);
    free(t->subject.data);
    free(t->predicate.data);
    free(t);
  }
}
