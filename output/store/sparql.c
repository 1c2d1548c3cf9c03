// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/sparql.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <string.h>

/// Words of SPARQL that rasqal cannot serve, and what to say of them.
static const struct {
  const char *word;
  const char *what;
} refused[] = {{"VALUES", "VALUES"},
               {"EXISTS", "EXISTS and NOT EXISTS"},
               {"MINUS", "MINUS"},
               {"DESCRIBE", "DESCRIBE"},
               {"SERVICE", "SERVICE"},
               {"FROM", "FROM"},
               {"SEPARATOR", "the separator of GROUP_CONCAT"},
               {"CONCAT", "CONCAT()"},
               {"STRAFTER", "STRAFTER() (REPLACE() can do it)"},
               {"STRBEFORE", "STRBEFORE() (REPLACE() can do it)"},
               {"YEAR", "YEAR()"},
               {"MONTH", "MONTH()"},
               {"DAY", "DAY()"},
               {"INSERT", "Update"},
               {"DELETE", "Update"},
               {"LOAD", "Update"},
               {"CLEAR", "Update"},
               {"DROP", "Update"},
               {"CREATE", "Update"}};

/// Groups inside each other that the check follows.
#define MAX_DEPTH 64

/// Kinds of token, as far as the check needs them.
typedef enum { END, WORD, NAME, VARIABLE, IRI, STRING, NUMBER, SIGN } kind;

typedef struct {
  ent_text text;
  const char *name;
  ent_error *error;
  size_t at;
  uint64_t line;
  kind token;
  size_t start; ///< Of the token
  int parens;
  int braces;
  int opened;                  ///< How many '{' stand in a row before the token
  bool selects[MAX_DEPTH + 1]; ///< By depth, whether the group is a sub-select
  bool after_select;           ///< The token before ended a sub-select
} scan;

static int
peek(const scan *s, size_t ahead)
{
  return s->at + ahead < s->text.len
             ? (unsigned char)s->text.data[s->at + ahead]
             : -1;
}

static void
skip(scan *s, size_t n)
{
  while (n-- > 0 && s->at < s->text.len) {
    s->line += s->text.data[s->at++] == '\n';
  }
}

static bool
is_letter(int c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c >= 0x80;
}

static bool
is_digit(int c)
{
  return c >= '0' && c <= '9';
}

static bool
is_name(int c)
{
  return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

static void
skip_blank(scan *s)
{
  for (int c; (c = peek(s, 0)) >= 0;) {
    if (c == '#') {
      while (peek(s, 0) >= 0 && peek(s, 0) != '\n') {
        skip(s, 1);
      }
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      skip(s, 1);
    } else {
      return;
    }
  }
}

/// Skips an IRI in angle brackets; false if the '<' is an operator.
static bool
skip_iri(scan *s)
{
  for (size_t i = 1; peek(s, i) > ' ' && !strchr("<\"{}|^`\\", peek(s, i));
       i++) {
    if (peek(s, i) == '>') {
      skip(s, i + 1);
      return true;
    }
  }
  return false;
}

static void
skip_string(scan *s)
{
  const int quote = peek(s, 0);
  const bool is_long = peek(s, 1) == quote && peek(s, 2) == quote;
  skip(s, is_long ? 3 : 1);
  for (int c; (c = peek(s, 0)) >= 0;) {
    if (c == '\\') {
      skip(s, 2);
    } else if (c == quote && !is_long) {
      skip(s, 1);
      return;
    } else if (c == quote && peek(s, 1) == quote && peek(s, 2) == quote) {
      skip(s, 3);
      return;
    } else {
      skip(s, 1);
    }
  }
}

static void
skip_name(scan *s)
{
  while (is_name(peek(s, 0))) {
    skip(s, 1);
  }
  while (s->text.data[s->at - 1] == '.') {
    s->at--;
  }
}

/// Skips the local part of a prefixed name, behind its colon.
static void
skip_local(scan *s)
{
  const size_t from = s->at;
  for (int c; (c = peek(s, 0)) >= 0;) {
    if (is_name(c) || c == ':') {
      skip(s, 1);
    } else if (c == '%' || (c == '\\' && peek(s, 1) >= 0)) {
      skip(s, 2);
    } else {
      break;
    }
  }
  while (s->at > from && s->text.data[s->at - 1] == '.') {
    s->at--;
  }
}

static kind
next_word(scan *s)
{
  if (peek(s, 0) != ':') {
    skip_name(s);
  }
  if (peek(s, 0) != ':') {
    return WORD;
  }
  skip(s, 1);
  skip_local(s);
  return NAME;
}

/// Moves to the next token.
static void
next(scan *s)
{
  skip_blank(s);
  s->start = s->at;
  const int c = peek(s, 0);
  if (c < 0) {
    s->token = END;
  } else if (c == '<' && skip_iri(s)) {
    s->token = IRI;
  } else if (c == '"' || c == '\'') {
    skip_string(s);
    s->token = STRING;
  } else if ((c == '?' || c == '$') &&
             (is_letter(peek(s, 1)) || is_digit(peek(s, 1)))) {
    skip(s, 1);
    while (is_letter(peek(s, 0)) || is_digit(peek(s, 0))) {
      skip(s, 1);
    }
    s->token = VARIABLE;
  } else if (c == '@' || (c == '_' && peek(s, 1) == ':')) {
    skip(s, c == '@' ? 1 : 2);
    while (is_name(peek(s, 0)) && peek(s, 0) != '.') {
      skip(s, 1);
    }
    s->token = STRING;
  } else if (is_letter(c) || c == ':') {
    s->token = next_word(s);
  } else if (is_digit(c) ||
             ((c == '+' || c == '-' || c == '.') && is_digit(peek(s, 1)))) {
    skip(s, 1);
    while (is_digit(peek(s, 0)) || peek(s, 0) == 'e' || peek(s, 0) == 'E' ||
           (peek(s, 0) == '.' && is_digit(peek(s, 1)))) {
      skip(s, 1);
    }
    s->token = NUMBER;
  } else {
    skip(s, c == '^' && peek(s, 1) == '^' ? 2 : 1);
    s->token = SIGN;
  }
}

static ent_text
token_text(const scan *s)
{
  return (ent_text){s->text.data + s->start, s->at - s->start};
}

static bool
word_is(const scan *s, const char *word)
{
  const ent_text t = token_text(s);
  if (s->token != WORD || t.len != strlen(word)) {
    return false;
  }
  for (size_t i = 0; i < t.len; i++) {
    if ((t.data[i] & ~0x20) != word[i] && t.data[i] != word[i]) {
      return false;
    }
  }
  return true;
}

static ent_status
refuse(const scan *s, const char *what)
{
  return ent_fail(s->error, ENT_ERR_UNSUPPORTED, s->name, s->line, s->start,
                  "the embedded store cannot answer queries with %s; use a "
                  "server such as Oxigraph or Fuseki, or write it otherwise",
                  what);
}

/// Tells whether a sign between triples can only belong to a property path.
static bool
is_path(const scan *s, kind before)
{
  const char c = s->text.data[s->start];
  if (s->token != SIGN || s->braces == 0 || s->parens > 0 ||
      s->at - s->start != 1) {
    return false;
  }
  if (c == '*') {
    return before != WORD || s->text.data[s->start - 1] == 'a';
  }
  return strchr("/|^+?!", c);
}

/// Follows braces and parentheses.
static ent_status
check_sign(scan *s)
{
  const char c = s->text.data[s->start];
  s->parens += (c == '(') - (c == ')');
  if (c == '{' && ++s->braces > MAX_DEPTH) {
    return ent_fail(s->error, ENT_ERR_LIMIT, s->name, s->line, s->start,
                    "groups stand more than %d deep", MAX_DEPTH);
  }
  if (c == '{') {
    s->opened++;
    s->selects[s->braces] = false;
    return ENT_OK;
  }
  s->after_select = c == '}' && s->braces > 0 && s->selects[s->braces];
  s->braces -= c == '}' && s->braces > 0;
  s->opened = 0;
  return ENT_OK;
}

/// Lets sub-selects through where rasqal answers rightly: as the first thing
/// in their group, with no FILTER or BIND straight behind.
static ent_status
check_select(scan *s, bool *nested)
{
  if (s->after_select && (word_is(s, "FILTER") || word_is(s, "BIND"))) {
    return refuse(s, "FILTER or BIND straight after a sub-select (HAVING in it "
                     "does the same)");
  }
  if (s->braces > 0 && word_is(s, "SELECT")) {
    if (s->opened < 2 && s->braces > 1) {
      return refuse(s, "a sub-select that is not the first in its group");
    }
    s->selects[s->braces] = true;
    *nested = true;
  }
  s->after_select = false;
  s->opened = 0;
  return ENT_OK;
}

static ent_status
check_token(scan *s, kind before, bool *nested)
{
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    if (word_is(s, refused[i].word)) {
      return refuse(s, refused[i].what);
    }
  }
  if (is_path(s, before)) {
    return refuse(s, "property paths");
  }
  return s->token == SIGN ? check_sign(s) : check_select(s, nested);
}

ent_status
ent_sparql_check(ent_text query, const char *name, bool *nested,
                 ent_error *error)
{
  const size_t bad = ent_utf8_check(query);
  if (bad < query.len || (query.len && memchr(query.data, 0, query.len))) {
    return ent_fail(error, ENT_ERR_ENCODING, name, 0,
                    bad < query.len ? bad : ENT_NO_OFFSET,
                    "the query is no UTF-8 text");
  }
  scan s = {.text = query, .name = name, .error = error, .line = 1};
  if (ent_text_starts(query, ENT_TEXT("\xef\xbb\xbf"))) {
    s.at = 3;
  }
  kind before = END;
  bool empty = true;
  *nested = false;
  for (next(&s); s.token != END; next(&s)) {
    const ent_status status = check_token(&s, before, nested);
    if (status) {
      return status;
    }
    empty = false;
    before = s.token;
  }
  return empty ? ent_fail(error, ENT_ERR_SYNTAX, name, 0, ENT_NO_OFFSET,
                          "the query is empty")
               : ENT_OK;
}

typedef ENT_VECTOR(char) bytes;

static void
append(ent_arena *arena, bytes *out, ent_text text)
{
  for (size_t i = 0; i < text.len; i++) {
    *ENT_PUSH(arena, out) = text.data[i];
  }
}

ent_text
ent_sparql_mend(ent_arena *arena, ent_text query)
{
  scan s = {.text = query, .line = 1};
  bytes out = {0};
  size_t copied = 0;
  int seen = 0; // of COUNT ( DISTINCT
  for (next(&s); s.token != END; next(&s)) {
    if (seen == 3 && s.token == VARIABLE) {
      append(arena, &out, (ent_text){query.data + copied, s.start - copied});
      append(arena, &out, ENT_TEXT("STR("));
      append(arena, &out, token_text(&s));
      append(arena, &out, ENT_TEXT(")"));
      copied = s.at;
    }
    const bool opens = s.token == SIGN && query.data[s.start] == '(';
    seen = word_is(&s, "COUNT")                   ? 1
           : seen == 1 && opens                   ? 2
           : seen == 2 && word_is(&s, "DISTINCT") ? 3
                                                  : 0;
  }
  append(arena, &out, (ent_text){query.data + copied, query.len - copied});
  *ENT_PUSH(arena, &out) = 0;
  return (ent_text){out.items, out.n - 1};
}
