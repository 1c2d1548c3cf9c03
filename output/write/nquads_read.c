// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads N-Quads (RDF 1.1 N-Quads, section 4), line by line; stricter in that
/// IRIs follow RFC 3987 and U+0000 and surrogates are refused.  Escapes are
/// resolved inside the line's own bytes, which never grow by it.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/write/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT ((size_t)64 << 20)

enum { SUBJECT, OBJECT, GRAPH, N_BLANKS };

typedef struct {
  FILE *stream;
  const char *source;
  uint64_t number;
  char *line;
  size_t len;
  size_t room;
  size_t at;
  char *blanks[N_BLANKS]; ///< IRIs made of blank node labels
  ent_iri_cache cache;
  ent_error *error;
} reader;

static ent_status
bad(reader *r, const char *what)
{
  return ent_fail(r->error, ENT_ERR_SYNTAX, r->source, r->number, ENT_NO_OFFSET,
                  "%s at byte %zu of the line", what, r->at + 1);
}

static bool
line_room(reader *r)
{
  const size_t room = r->room ? r->room * 2 : 4096;
  char *grown = (char *)realloc(r->line, room);
  if (grown) {
    r->line = grown;
    r->room = room;
  }
  return grown != NULL;
}

/// Reads the next line without its end; `*more` is false behind the last.
static ent_status
line_next(reader *r, bool *more)
{
  int c = EOF;
  r->len = 0;
  r->at = 0;
  r->number++;
  flockfile(r->stream);
  while ((c = getc_unlocked(r->stream)) != EOF && c != '\n' && c != '\r') {
    if (r->len == LINE_LIMIT || (r->len == r->room && !line_room(r))) {
      break;
    }
    r->line[r->len++] = (char)c;
  }
  if (c == '\r') { // CR LF is one end of line
    const int next = getc_unlocked(r->stream);
    if (next != '\n' && next != EOF) {
      ungetc(next, r->stream);
    }
  }
  funlockfile(r->stream);
  if (ferror(r->stream)) {
    return ent_fail(r->error, ENT_ERR_IO, r->source, r->number, ENT_NO_OFFSET,
                    "cannot be read: %s", strerror(errno));
  }
  *more = r->len > 0 || c != EOF;
  if (c == EOF || c == '\n' || c == '\r') {
    return ENT_OK;
  }
  return r->len == LINE_LIMIT
             ? ent_fail(r->error, ENT_ERR_LIMIT, r->source, r->number,
                        ENT_NO_OFFSET, "the line has more than %zu bytes",
                        LINE_LIMIT)
             : ent_fail(r->error, ENT_ERR_MEMORY, r->source, r->number,
                        ENT_NO_OFFSET, "out of memory");
}

static char
peek(const reader *r)
{
  return r->at < r->len ? r->line[r->at] : '\0';
}

static bool
take(reader *r, char c)
{
  if (r->at < r->len && r->line[r->at] == c) {
    r->at++;
    return true;
  }
  return false;
}

static void
skip_blank(reader *r)
{
  while (peek(r) == ' ' || peek(r) == '\t') {
    r->at++;
  }
}

/// Reads the `digits` hexadecimal digits of \u or \U into `out`; returns the
/// length, or 0.
static size_t
unescape_number(reader *r, size_t digits, char *out)
{
  uint32_t c = 0;
  for (size_t i = 0; i < digits; i++) {
    const char d = peek(r);
    const int value = d >= '0' && d <= '9'   ? d - '0'
                      : d >= 'a' && d <= 'f' ? d - 'a' + 10
                      : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                             : -1;
    if (value < 0) {
      return 0;
    }
    c = c << 4 | (uint32_t)value;
    r->at++;
  }
  return c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)
             ? 0
             : ent_utf8_put(out, c);
}

/// Reads the escape behind a backslash; `letters` (may be "") lists those
/// allowed besides u and U, `values` what they mean.
static size_t
unescape(reader *r, const char *letters, const char *values, char *out)
{
  const char c = peek(r);
  r->at++;
  if (c == 'u' || c == 'U') {
    return unescape_number(r, c == 'u' ? 4 : 8, out);
  }
  const char *found = c ? strchr(letters, c) : NULL;
  if (!found) {
    return 0;
  }
  *out = values[found - letters];
  return 1;
}

/// Reads up to `end`, resolving escapes in place.
static ent_status
run(reader *r, char end, const char *letters, const char *values,
    ent_text *text)
{
  char *const start = r->line + r->at;
  char *out = start;
  while (r->at < r->len && r->line[r->at] != end) {
    const char c = r->line[r->at++];
    if (c != '\\') {
      *out++ = c;
      continue;
    }
    const size_t n = unescape(r, letters, values, out);
    if (n == 0) {
      return bad(r, "an escape is malformed, or names U+0000, a surrogate or "
                    "no character");
    }
    out += n;
  }
  if (!take(r, end)) {
    return bad(r, end == '>' ? "'>' is missing" : "'\"' is missing");
  }
  *text = (ent_text){start, (size_t)(out - start)};
  return ENT_OK;
}

/// Gives an error of a term check the line it happened on.
static ent_status
placed(reader *r, ent_status status)
{
  if (status != ENT_OK && r->error && r->error->line == 0) {
    r->error->line = r->number;
    snprintf(r->error->source, sizeof r->error->source, "%s", r->source);
  }
  return status;
}

static ent_status
read_iri(reader *r, ent_text *iri)
{
  r->at++;
  const ent_status status = run(r, '>', "", "", iri);
  return status == ENT_OK
             ? placed(r, ent_iri_cache_check(&r->cache, *iri, r->error))
             : status;
}

static bool
is_label_char(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '-' ||
         c == '.' || (unsigned char)c >= 0x80;
}

static ent_status
read_blank(reader *r, int slot, ent_text *iri)
{
  r->at++;
  if (!take(r, ':')) {
    return bad(r, "':' is missing");
  }
  const size_t start = r->at;
  while (is_label_char(peek(r))) {
    r->at++;
  }
  while (r->at > start && r->line[r->at - 1] == '.') {
    r->at--;
  }
  const size_t len = r->at - start;
  if (len == 0 || r->line[start] == '-' || r->line[start] == '.') {
    return bad(r, "a blank node label is malformed");
  }
  const size_t prefix = sizeof ENT_BLANK_IRI - 1;
  char *made = (char *)realloc(r->blanks[slot], prefix + len);
  if (!made) {
    return ent_fail(r->error, ENT_ERR_MEMORY, r->source, r->number,
                    ENT_NO_OFFSET, "out of memory");
  }
  r->blanks[slot] = made;
  memcpy(made, ENT_BLANK_IRI, prefix);
  memcpy(made + prefix, r->line + start, len);
  *iri = (ent_text){made, prefix + len};
  return placed(r, ent_iri_check(*iri, r->error));
}

/// Reads a language tag behind '@', in lower case.
static ent_status
read_lang(reader *r, ent_text *lang)
{
  const size_t start = r->at;
  size_t run_start = start;
  for (; r->at < r->len; r->at++) {
    char *c = &r->line[r->at];
    if (*c >= 'A' && *c <= 'Z') {
      *c = (char)(*c - 'A' + 'a');
    }
    if (*c == '-' && r->at > run_start) {
      run_start = r->at + 1;
    } else if (!(*c >= 'a' && *c <= 'z') &&
               !(run_start > start && *c >= '0' && *c <= '9')) {
      break;
    }
  }
  *lang = (ent_text){r->line + start, r->at - start};
  return r->at > run_start ? ENT_OK : bad(r, "a language tag is malformed");
}

static ent_status
read_literal(reader *r, ent_term *t)
{
  r->at++;
  t->kind = ENT_TERM_LITERAL;
  ent_status status = run(r, '"', "tbnrf\"'\\", "\t\b\n\r\f\"'\\", &t->value);
  if (status != ENT_OK) {
    return status;
  }
  if (take(r, '@')) {
    return read_lang(r, &t->lang);
  }
  if (take(r, '^')) {
    if (!take(r, '^') || peek(r) != '<') {
      return bad(r, "a datatype is malformed");
    }
    status = read_iri(r, &t->datatype);
    if (status == ENT_OK &&
        ent_text_equal(t->datatype, ENT_TEXT(ENT_XSD "string"))) {
      t->datatype = (ent_text){NULL, 0};
    }
  }
  return status;
}

static ent_status
read_term(reader *r, int slot, ent_term *t)
{
  skip_blank(r);
  t->kind = ENT_TERM_IRI;
  switch (peek(r)) {
  case '<':
    return read_iri(r, &t->value);
  case '_':
    return slot < N_BLANKS ? read_blank(r, slot, &t->value)
                           : bad(r, "a predicate must be an IRI");
  case '"':
    return slot == OBJECT ? read_literal(r, t)
                          : bad(r, "only an object can be a literal");
  default:
    return bad(r, "a term is missing or malformed");
  }
}

/// Reads one line; `*found` is false if it holds no statement.
static ent_status
read_statement(reader *r, ent_statement *s, bool *found)
{
  *s = (ent_statement){0};
  skip_blank(r);
  *found = r->at < r->len && peek(r) != '#';
  if (!*found) {
    return ENT_OK;
  }
  ent_status status = read_term(r, SUBJECT, &s->subject);
  if (status == ENT_OK) {
    status = read_term(r, N_BLANKS, &s->predicate);
  }
  if (status == ENT_OK) {
    status = read_term(r, OBJECT, &s->object);
  }
  if (status != ENT_OK) {
    return status;
  }
  skip_blank(r);
  if (peek(r) != '.') {
    status = read_term(r, GRAPH, &s->graph);
    skip_blank(r);
  }
  if (status == ENT_OK && !take(r, '.')) {
    return bad(r, "the dot is missing");
  }
  skip_blank(r);
  if (status == ENT_OK && r->at < r->len && peek(r) != '#') {
    return bad(r, "something follows the dot");
  }
  return status;
}

static ent_status
line_check(reader *r)
{
  const ent_text line = {r->line, r->len};
  const size_t wrong = ent_utf8_check(line);
  if (wrong < r->len) {
    return ent_fail(r->error, ENT_ERR_ENCODING, r->source, r->number,
                    ENT_NO_OFFSET, "byte %zu of the line is not UTF-8",
                    wrong + 1);
  }
  return r->len && memchr(r->line, 0, r->len) ? bad(r, "the line holds U+0000")
                                              : ENT_OK;
}

ent_status
ent_nquads_read(FILE *stream, const char *source, ent_statement_fn fn,
                void *user, ent_error *error)
{
  reader *r = (reader *)calloc(1, sizeof *r);
  if (!r) {
    return ent_fail(error, ENT_ERR_MEMORY, source, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  r->stream = stream;
  r->source = source;
  r->error = error;
  bool more = true;
  ent_status status = ENT_OK;
  while (status == ENT_OK && (status = line_next(r, &more)) == ENT_OK && more) {
    ent_statement s;
    bool found = false;
    status = line_check(r);
    if (status == ENT_OK) {
      status = read_statement(r, &s, &found);
    }
    if (status == ENT_OK && found) {
      status = fn(user, &s, error);
    }
  }
  for (int i = 0; i < N_BLANKS; i++) {
    free(r->blanks[i]);
  }
  free(r->line);
  free(r);
  return status;
}
