// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "ontology/turtle.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

// serd.h marks pointers with an extension of clang.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#endif
#include <serd/serd.h>
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 100

/// Follows brackets, outside strings, IRIs and comments.
typedef struct {
  enum { PLAIN, COMMENT, IRI, OPENING, SHORT, LONG } state;
  char quote;
  int run;      // quotes seen in a row
  bool escaped; // the next byte is taken as it is
  int depth;
} nesting;

/// Checks UTF-8 byte by byte (Unicode 15, table 3-7).
typedef struct {
  int need;          // continuation bytes to come
  unsigned char low; // bounds of the next one
  unsigned char high;
} utf8;

typedef struct {
  FILE *stream; // NULL: text
  ent_text text;
  size_t offset;
  uint64_t line;
  bool line_ended; // the last byte was a line feed
  nesting nest;
  utf8 encoding;
  const char *source;
  const ent_turtle_sink *sink;
  SerdEnv *env;
  ent_status status;
  ent_error *error;
} reading;

static ent_status
fail(reading *r, ent_status status, const char *what)
{
  if (r->status == ENT_OK) {
    r->status = status;
    (void)ent_fail(r->error, status, r->source, r->line, ENT_NO_OFFSET, "%s",
                   what);
  }
  return r->status;
}

static bool
utf8_step(utf8 *u, unsigned char c)
{
  if (u->need > 0) {
    const bool good = c >= u->low && c <= u->high;
    u->low = 0x80;
    u->high = 0xbf;
    u->need--;
    return good;
  }
  u->low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
  u->high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
  u->need = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
  return c != 0 && (c < 0x80 || (c >= 0xc2 && c <= 0xf4));
}

static void
plain_step(nesting *n, char c)
{
  switch (c) {
  case '#':
    n->state = COMMENT;
    break;
  case '<':
    n->state = IRI;
    break;
  case '"':
  case '\'':
    n->state = OPENING;
    n->quote = c;
    n->run = 1;
    break;
  case '\\':
    n->escaped = true;
    break;
  case '[':
  case '(':
  case '{':
    n->depth++;
    break;
  case ']':
  case ')':
  case '}':
    n->depth--;
    break;
  default:
    break;
  }
}

static void
string_step(nesting *n, char c)
{
  if (c == '\\') {
    n->escaped = true;
    n->run = 0;
  } else if (c != n->quote) {
    n->run = 0;
  } else if (n->state == SHORT || ++n->run == 3) {
    n->state = PLAIN;
  }
}

static void
nesting_step(nesting *n, char c)
{
  if (n->escaped) {
    n->escaped = false;
    return;
  }
  if (n->state == OPENING) {
    if (c == n->quote && ++n->run < 3) {
      return;
    }
    if (c == n->quote) {
      n->state = LONG;
      n->run = 0;
      return;
    }
    n->state = n->run == 1 ? SHORT : PLAIN;
  }
  if (n->state == PLAIN) {
    plain_step(n, c);
  } else if (n->state == COMMENT) {
    n->state = c == '\n' || c == '\r' ? PLAIN : COMMENT;
  } else if (n->state == IRI) {
    n->state = c == '>' ? PLAIN : IRI;
  } else {
    string_step(n, c);
  }
}

/// Lends serd one byte, so that lines of callbacks are exact.
static size_t
next_byte(void *buffer, size_t size, size_t n, void *user)
{
  (void)size;
  (void)n;
  reading *r = user;
  if (r->status != ENT_OK) {
    return 0;
  }
  r->line += r->line_ended;
  r->line_ended = false;
  int c = EOF;
  if (r->stream) {
    c = getc(r->stream);
    if (c == EOF && ferror(r->stream)) {
      (void)fail(r, ENT_ERR_IO, "cannot be read to its end");
    }
  } else if (r->offset < r->text.len) {
    c = (unsigned char)r->text.data[r->offset];
  }
  if (c == EOF) {
    if (r->encoding.need > 0) {
      (void)fail(r, ENT_ERR_ENCODING, "ends inside a character");
    }
    return 0;
  }
  r->offset++;
  if (!utf8_step(&r->encoding, (unsigned char)c)) {
    (void)fail(r, ENT_ERR_ENCODING, c ? "is not UTF-8" : "holds U+0000");
    return 0;
  }
  nesting_step(&r->nest, (char)c);
  if (r->nest.depth > MAX_DEPTH) {
    (void)fail(r, ENT_ERR_LIMIT, "has brackets nested deeper than 100");
    return 0;
  }
  r->line_ended = c == '\n';
  *(unsigned char *)buffer = (unsigned char)c;
  return 1;
}

static int
stream_error(void *user)
{
  return ((reading *)user)->status != ENT_OK;
}

static SerdStatus
on_error(void *user, const SerdError *e)
{
  reading *r = user;
  char message[256];
  vsnprintf(message, sizeof message, e->fmt, *e->args);
  message[strcspn(message, "\n")] = '\0';
  (void)fail(r, ENT_ERR_SYNTAX, message);
  return SERD_SUCCESS;
}

static SerdStatus
on_base(void *user, const SerdNode *uri)
{
  reading *r = user;
  return serd_env_set_base_uri(r->env, uri);
}

static ent_text
text_of(const SerdNode *node)
{
  return (ent_text){(const char *)node->buf, node->n_bytes};
}

static bool
is_absolute(ent_text iri)
{
  size_t i = 0;
  while (i < iri.len && iri.data[i] != ':') {
    const char c = (char)(iri.data[i] | 0x20);
    const bool letter = c >= 'a' && c <= 'z';
    if (!letter && (i == 0 || !strchr("0123456789+-.", iri.data[i]))) {
      return false;
    }
    i++;
  }
  return i > 0 && i < iri.len;
}

static SerdNode
blank_node(const SerdNode *node)
{
  SerdNode owned = SERD_NODE_NULL;
  char *buf = malloc(sizeof ENT_BLANK_IRI + node->n_bytes);
  if (buf) {
    memcpy(buf, ENT_BLANK_IRI, sizeof ENT_BLANK_IRI - 1);
    memcpy(buf + sizeof ENT_BLANK_IRI - 1, node->buf, node->n_bytes + 1);
    owned.buf = (const uint8_t *)buf;
    owned.n_bytes = sizeof ENT_BLANK_IRI - 1 + node->n_bytes;
    owned.type = SERD_URI;
  }
  return owned;
}

/// Makes an absolute IRI of `node`; `*owned` is for serd_node_free().
static ent_status
resolve(reading *r, const SerdNode *node, SerdNode *owned, ent_text *iri)
{
  if (node->type == SERD_BLANK) {
    *owned = blank_node(node);
    if (!owned->buf) {
      return fail(r, ENT_ERR_MEMORY, "memory is short");
    }
  } else {
    *owned = serd_env_expand_node(r->env, node);
    if (!owned->buf) {
      return fail(r, ENT_ERR_SYNTAX,
                  node->type == SERD_CURIE ? "a prefix is not declared"
                                           : "a relative IRI has no base");
    }
  }
  *iri = text_of(owned);
  if (!is_absolute(*iri)) {
    return fail(r, ENT_ERR_SYNTAX, "a relative IRI has no base");
  }
  return ENT_OK;
}

static SerdStatus
on_prefix(void *user, const SerdNode *name, const SerdNode *uri)
{
  reading *r = user;
  SerdNode owned = SERD_NODE_NULL;
  ent_text iri = {0};
  if (r->status != ENT_OK) {
    return SERD_ERR_INTERNAL;
  }
  if (serd_env_set_prefix(r->env, name, uri)) {
    (void)fail(r, ENT_ERR_SYNTAX, "a prefix has a relative IRI without base");
    return SERD_ERR_BAD_ARG;
  }
  if (r->sink->prefix && resolve(r, uri, &owned, &iri) == ENT_OK) {
    r->status = r->sink->prefix(r->sink->user, text_of(name), iri, r->error);
  }
  serd_node_free(&owned);
  return r->status == ENT_OK ? SERD_SUCCESS : SERD_ERR_INTERNAL;
}

/// Escapes may have made what the bytes were checked for.
static ent_status
check_text(reading *r, ent_text text)
{
  if ((text.len && memchr(text.data, '\0', text.len)) ||
      ent_utf8_check(text) != text.len) {
    return fail(r, ENT_ERR_ENCODING, "has an escape for no character");
  }
  return ENT_OK;
}

static ent_status
send(reading *r, const ent_statement *s)
{
  if (check_text(r, s->subject.value) || check_text(r, s->predicate.value) ||
      check_text(r, s->object.value) || check_text(r, s->graph.value)) {
    return r->status;
  }
  r->status = r->sink->statement(r->sink->user, s, r->error);
  if (r->status != ENT_OK && r->error && !r->error->source[0]) {
    ent_error placed = {0};
    (void)ent_fail(&placed, r->status, r->source, r->line, r->error->offset,
                   "%s", r->error->message);
    *r->error = placed;
  }
  return r->status;
}

static SerdStatus
on_statement(void *user, SerdStatementFlags flags, const SerdNode *graph,
             const SerdNode *subject, const SerdNode *predicate,
             const SerdNode *object, const SerdNode *datatype,
             const SerdNode *lang)
{
  (void)flags;
  reading *r = user;
  SerdNode owned[5] = {SERD_NODE_NULL, SERD_NODE_NULL, SERD_NODE_NULL,
                       SERD_NODE_NULL, SERD_NODE_NULL};
  ent_statement s = {0};
  if (r->status != ENT_OK ||
      (graph && resolve(r, graph, &owned[0], &s.graph.value)) ||
      resolve(r, subject, &owned[1], &s.subject.value) ||
      resolve(r, predicate, &owned[2], &s.predicate.value)) {
    goto done;
  }
  if (object->type == SERD_LITERAL) {
    s.object.kind = ENT_TERM_LITERAL;
    s.object.value = text_of(object);
    if (lang && lang->buf) {
      s.object.lang = text_of(lang);
    } else if (datatype && datatype->buf &&
               resolve(r, datatype, &owned[4], &s.object.datatype)) {
      goto done;
    }
  } else if (resolve(r, object, &owned[3], &s.object.value)) {
    goto done;
  }
  (void)send(r, &s);
done:
  for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
    serd_node_free(&owned[i]);
  }
  return r->status == ENT_OK ? SERD_SUCCESS : SERD_ERR_INTERNAL;
}

static ent_status
read_all(reading *r)
{
  r->line = 1;
  r->env = serd_env_new(NULL);
  SerdReader *reader = serd_reader_new(SERD_TRIG, r, NULL, on_base, on_prefix,
                                       on_statement, NULL);
  if (!r->env || !reader) {
    (void)fail(r, ENT_ERR_MEMORY, "memory is short");
  } else {
    serd_reader_set_strict(reader, true);
    serd_reader_set_error_sink(reader, on_error, r);
    if (serd_reader_read_source(reader, next_byte, stream_error, r,
                                (const uint8_t *)r->source, 1) > SERD_FAILURE) {
      (void)fail(r, ENT_ERR_SYNTAX, "is not TriG or Turtle");
    }
  }
  serd_reader_free(reader);
  serd_env_free(r->env);
  return r->status;
}

ent_status
ent_turtle_read(FILE *stream, const char *source, const ent_turtle_sink *sink,
                ent_error *error)
{
  reading r = {
      .stream = stream, .source = source, .sink = sink, .error = error};
  return read_all(&r);
}

ent_status
ent_turtle_read_text(ent_text text, const char *source,
                     const ent_turtle_sink *sink, ent_error *error)
{
  reading r = {.text = text, .source = source, .sink = sink, .error = error};
  return read_all(&r);
}
