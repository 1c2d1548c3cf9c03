// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/sparql.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <stdbool.h>
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
               {"INSERT", "Update"},
               {"DELETE", "Update"},
               {"LOAD", "Update"},
               {"CLEAR", "Update"},
               {"DROP", "Update"},
               {"CREATE", "Update"}};

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
} scan;

static int
peek(const scan *s, size_t ahead)
{
  return s->at + ahead < s->text.len ? (unsigned char)s->text.data[s->at + ahead]
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

static ent_status
check_token(scan *s, kind before)
{
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    if (word_is(s, refused[i].word)) {
      return refuse(s, refused[i].what);
    }
  }
  if (is_path(s, before)) {
    return refuse(s, "property paths");
  }
  if (s->token == SIGN) {
    const char c = s->text.data[s->start];
    s->parens += (c == '(') - (c == ')');
    s->braces += (c == '{') - (c == '}');
  }
  return ENT_OK;
}

ent_status
ent_sparql_check(ent_text query, const char *name, ent_error *error)
{
  const size_t bad = ent_utf8_check(query);
  if (bad < query.len || (query.len && memchr(query.data, 0, query.len))) {
    return ent_fail(error, ENT_ERR_ENCODING, name, 0,
                    bad < query.len ? bad : ENT_NO_OFFSET,
                    "the query is no UTF-8 text");
  }
  scan s = {query, name, error, 0, 1, END, 0, 0, 0};
  if (ent_text_starts(query, ENT_TEXT("\xef\xbb\xbf"))) {
    s.at = 3;
  }
  kind before = END;
  bool empty = true;
  for (next(&s); s.token != END; next(&s)) {
    const ent_status status = check_token(&s, before);
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
