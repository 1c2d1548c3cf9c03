// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/graph/term.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <string.h>

#define ONES (UINT64_MAX / 255)
#define HIGHS (ONES * 128)

/// Shows a term in a message: printable ASCII, cut.
typedef struct {
  char text[120];
} shown;

static shown
show(ent_text text)
{
  shown s = {""};
  size_t i = 0;
  for (; i < text.len && i < sizeof s.text - 4; i++) {
    s.text[i] = text.data[i] < 0x20 || text.data[i] > 0x7e ? '?' : text.data[i];
  }
  memcpy(s.text + i, i < text.len ? "..." : "", i < text.len ? 4 : 1);
  return s;
}

static ent_status
refuse(ent_error *error, ent_status status, const char *what, ent_text text)
{
  return ent_fail(error, status, NULL, 0, ENT_NO_OFFSET, "%s: %s", what,
                  show(text).text);
}

static bool
is_alpha(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Tells whether a byte needs no look: unreserved, sub-delims, ":@/".
static const bool plain[256] = {
#define TWO(c) [c] = true, [(c) + 1] = true
#define FOUR(c) TWO(c), TWO((c) + 2)
#define EIGHT(c) FOUR(c), FOUR((c) + 4)
#define LETTERS(a) EIGHT(a), EIGHT((a) + 8), EIGHT((a) + 16), TWO((a) + 24)
    LETTERS('a'), LETTERS('A'),  EIGHT('0'),   TWO('8'),     ['-'] = true,
    ['.'] = true, ['_'] = true,  ['~'] = true, ['!'] = true, ['$'] = true,
    ['&'] = true, ['\''] = true, ['('] = true, [')'] = true, ['*'] = true,
    ['+'] = true, [','] = true,  [';'] = true, ['='] = true, [':'] = true,
    ['@'] = true, ['/'] = true,
#undef TWO
#undef FOUR
#undef EIGHT
#undef LETTERS
};

static bool
is_plain(char c)
{
  return plain[(unsigned char)c];
}

/// RFC 3987, ucschar, and iprivate where `query`.
static bool
is_iri_char(uint32_t c, bool query)
{
  if (c >= 0xe000 && c <= 0xf8ff) {
    return query;
  }
  if (c >= 0x10000) {
    return (c & 0xffff) <= 0xfffd && (c < 0xe0000 || c >= 0xe1000) &&
           (c < 0xf0000 || query);
  }
  return c >= 0xa0 && c <= 0xffef && (c < 0xfdd0 || c > 0xfdef) &&
         (c < 0xd800 || c >= 0xf900);
}

/// Returns the offset behind "scheme:", or 0.
static size_t
scheme_end(ent_text iri)
{
  size_t i = 0;
  while (i < iri.len && (is_alpha(iri.data[i]) ||
                         (i && (is_digit(iri.data[i]) || iri.data[i] == '+' ||
                                iri.data[i] == '-' || iri.data[i] == '.')))) {
    i++;
  }
  return i && i < iri.len && iri.data[i] == ':' ? i + 1 : 0;
}

/// Checks the host in brackets that starts at `at`; returns the offset behind
/// it, or 0.
static size_t
bracket_end(ent_text iri, size_t at)
{
  size_t i = at + 1;
  const bool future = i < iri.len && (iri.data[i] | 32) == 'v';
  while (i < iri.len && iri.data[i] != ']' &&
         (is_hex(iri.data[i]) || iri.data[i] == ':' || iri.data[i] == '.' ||
          (future && is_plain(iri.data[i]) && iri.data[i] != '/' &&
           iri.data[i] != '?' && iri.data[i] != '@'))) {
    i++;
  }
  return i > at + 2 && i < iri.len && iri.data[i] == ']' ? i + 1 : 0;
}

/// Checks the port and a bracketed host of the authority that starts at `at`;
/// `*rest` receives where the general check goes on.
static bool
authority_right(ent_text iri, size_t at, size_t *rest)
{
  size_t end = at;
  size_t host = at;
  for (; end < iri.len; end++) {
    const char c = iri.data[end];
    if (c == '/' || c == '?' || c == '#') {
      break;
    }
    if (c == '@') {
      if (host > at) {
        return false;
      }
      host = end + 1;
    }
  }
  size_t colon = host;
  if (host < end && iri.data[host] == '[') {
    colon = bracket_end(iri, host);
    *rest = colon;
    if (colon == 0 || host > at || (colon < end && iri.data[colon] != ':')) {
      return false; // user information before an IP literal is refused too
    }
  }
  while (colon < end && iri.data[colon] != ':') {
    colon++;
  }
  for (size_t i = colon + 1; i < end; i++) {
    if (!is_digit(iri.data[i])) {
      return false;
    }
  }
  return true;
}

/// Returns the length of the well-formed sequence of two to four bytes at
/// `at`, or 0.
static size_t
sequence_length(ent_text text, size_t at)
{
  const unsigned char c = (unsigned char)text.data[at];
  const size_t n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  const ent_text part = {text.data + at, n};
  return text.len - at >= n && ent_utf8_check(part) == n ? n : 0;
}

/// Where the check of an IRI stands.
typedef struct {
  size_t at;
  bool query;
  bool fragment;
} position;

/// Checks the character at `p->at`, which is not plain, and moves behind it.
static bool
iri_special(ent_text iri, position *p)
{
  const unsigned char c = (unsigned char)iri.data[p->at];
  if (c >= 0x80) {
    return sequence_length(iri, p->at) > 0 &&
           is_iri_char(ent_utf8_next(iri, &p->at), p->query && !p->fragment);
  }
  p->at++;
  if (c == '?') {
    p->query = true;
    return true;
  }
  if (c == '#') {
    const bool first = !p->fragment;
    p->fragment = true;
    return first;
  }
  if (c == '%') {
    p->at += 2;
    return p->at <= iri.len && is_hex(iri.data[p->at - 1]) &&
           is_hex(iri.data[p->at - 2]);
  }
  return false;
}

ent_status
ent_iri_check(ent_text iri, ent_error *error)
{
  size_t at = scheme_end(iri);
  if (!at) {
    return refuse(error, ENT_ERR_SYNTAX, "an IRI is not absolute", iri);
  }
  if (iri.len >= at + 2 && memcmp(iri.data + at, "//", 2) == 0) {
    at += 2;
    if (!authority_right(iri, at, &at)) {
      return refuse(error, ENT_ERR_SYNTAX, "an IRI has a malformed host", iri);
    }
  }
  position p = {at, false, false};
  for (;;) {
    while (p.at < iri.len && is_plain(iri.data[p.at])) {
      p.at++;
    }
    if (p.at >= iri.len) {
      return ENT_OK;
    }
    if (!iri_special(iri, &p)) {
      return ent_utf8_check(iri) < iri.len
                 ? refuse(error, ENT_ERR_ENCODING, "an IRI is not UTF-8", iri)
                 : refuse(error, ENT_ERR_SYNTAX,
                          "an IRI has a character that RFC 3987 forbids", iri);
    }
  }
}

static uint64_t
load(const char *bytes)
{
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

ent_status
ent_iri_cache_check(ent_iri_cache *cache, ent_text iri, ent_error *error)
{
  if (iri.len < 8 || iri.len > ENT_IRI_CACHE_BYTES) {
    return ent_iri_check(iri, error);
  }
  const uint64_t ends = load(iri.data + iri.len - 8) +
                        (load(iri.data + (iri.len - 8) / 2) ^ iri.len) * 31;
  const size_t i = (ends * 0x9e3779b97f4a7c15u) >> 57;
  if (cache->slots[i].len == iri.len &&
      memcmp(cache->slots[i].bytes, iri.data, iri.len) == 0) {
    return ENT_OK;
  }
  const ent_status status = ent_iri_check(iri, error);
  if (status == ENT_OK) {
    cache->slots[i].len = (uint32_t)iri.len;
    memcpy(cache->slots[i].bytes, iri.data, iri.len);
  }
  return status;
}

static uint64_t
zeros(uint64_t word)
{
  return (word - ONES) & ~word & HIGHS;
}

/// Counts the bytes from `at` on that are ASCII and need no escape.
static size_t
clean_run(ent_text text, size_t at)
{
  size_t i = at;
  for (; i + 8 <= text.len; i += 8) {
    const uint64_t w = load(text.data + i);
    const uint64_t low = (w - ONES * 0x20) & ~w & HIGHS;
    if ((w & HIGHS) | low | zeros(w ^ ONES * '"') | zeros(w ^ ONES * '\\') |
        zeros(w ^ ONES * 0x7f)) {
      break;
    }
  }
  while (i < text.len && text.data[i] >= 0x20 && text.data[i] < 0x7f &&
         text.data[i] != '"' && text.data[i] != '\\') {
    i++;
  }
  return i - at;
}

/// Gives the letter behind the backslash, 'u' for a number, or 0 if the ASCII
/// byte stands for itself.
static char
escape_letter(unsigned char c)
{
  static const char letters[] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
  return c < 0x20                ? letters[c]
         : c == '"' || c == '\\' ? (char)c
         : c == 0x7f             ? 'u'
                                 : '\0';
}

ent_status
ent_literal_measure(ent_text text, size_t *extra, ent_error *error)
{
  *extra = 0;
  for (size_t at = clean_run(text, 0); at < text.len;
       at += clean_run(text, at)) {
    const unsigned char c = (unsigned char)text.data[at];
    if (c == 0) {
      return refuse(error, ENT_ERR_SYNTAX, "a literal holds U+0000", text);
    }
    if (c < 0x80) {
      *extra += escape_letter(c) == 'u' ? 5 : 1;
      at++;
      continue;
    }
    const size_t n = sequence_length(text, at);
    if (n == 0) {
      return refuse(error, ENT_ERR_ENCODING, "a literal is not UTF-8", text);
    }
    at += n;
  }
  return ENT_OK;
}

char *
ent_literal_escape(char *out, ent_text text)
{
  static const char digits[] = "0123456789ABCDEF";
  size_t from = 0;
  if (text.len == 0) {
    return out;
  }
  for (size_t at = clean_run(text, 0); at < text.len;
       at += clean_run(text, at)) {
    const unsigned char c = (unsigned char)text.data[at++];
    const char letter = escape_letter(c);
    if (letter) {
      memcpy(out, text.data + from, at - 1 - from);
      out += at - 1 - from;
      from = at;
      *out++ = '\\';
      *out++ = letter;
      if (letter == 'u') {
        *out++ = '0';
        *out++ = '0';
        *out++ = digits[c >> 4];
        *out++ = digits[c & 15];
      }
    }
  }
  memcpy(out, text.data + from, text.len - from);
  return out + (text.len - from);
}

/// Checks a language tag: subtags of one to eight letters or digits, the
/// first of letters, in lower case.
static bool
lang_right(ent_text lang)
{
  size_t run = 0;
  bool first = true;
  for (size_t i = 0; i < lang.len; i++) {
    const char c = lang.data[i];
    if (c == '-') {
      if (run == 0) {
        return false;
      }
      run = 0;
      first = false;
    } else if (++run > 8 ||
               !((c >= 'a' && c <= 'z') || (!first && is_digit(c)))) {
      return false;
    }
  }
  return run > 0;
}

static ent_status
literal_check(ent_iri_cache *cache, const ent_term *t, size_t *extra,
              ent_error *error)
{
  const ent_text lang_string = ENT_TEXT(ENT_RDF "langString");
  ent_status status = ent_literal_measure(t->value, extra, error);
  if (status != ENT_OK) {
    return status;
  }
  if (t->lang.data && !lang_right(t->lang)) {
    return refuse(error, ENT_ERR_SYNTAX,
                  "a language tag is not well-formed or not in lower case",
                  t->lang);
  }
  if (!t->datatype.data) {
    return ENT_OK;
  }
  if (ent_text_equal(t->datatype, lang_string) != (t->lang.data != NULL)) {
    return refuse(error, ENT_ERR_SYNTAX,
                  "a literal has a language tag and another datatype than "
                  "rdf:langString, or one without the other",
                  t->value);
  }
  status = ent_iri_cache_check(cache, t->datatype, error);
  if (status == ENT_OK &&
      !ent_lexical_right(ent_xsd_local(t->datatype), t->value)) {
    status = ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                      "a literal is not a value of <%s>: %s",
                      show(t->datatype).text, show(t->value).text);
  }
  return status;
}

ent_status
ent_statement_check(ent_iri_cache *cache, const ent_statement *s, size_t *extra,
                    ent_error *error)
{
  *extra = 0;
  if (s->subject.kind != ENT_TERM_IRI || s->predicate.kind != ENT_TERM_IRI ||
      (s->graph.value.data && s->graph.kind != ENT_TERM_IRI)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "only the object of a statement can be a literal");
  }
  ent_status status = ent_iri_cache_check(cache, s->subject.value, error);
  if (status == ENT_OK) {
    status = ent_iri_cache_check(cache, s->predicate.value, error);
  }
  if (status == ENT_OK && s->graph.value.data) {
    status = ent_iri_cache_check(cache, s->graph.value, error);
  }
  if (status == ENT_OK) {
    status = s->object.kind == ENT_TERM_IRI
                 ? ent_iri_cache_check(cache, s->object.value, error)
                 : literal_check(cache, &s->object, extra, error);
  }
  return status;
}
