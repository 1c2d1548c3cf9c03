// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/head.h"

#include "extractor/base/text.h"

#include <unictype.h>

#define LONGEST_LINE 160 // bytes of a line that may be a byline or an issuer

static ent_text
behind(ent_text text, size_t at)
{
  return (ent_text){text.data + at, text.len - at};
}

static ent_text
ahead(ent_text text, size_t at)
{
  return (ent_text){text.data, at};
}

/// Says whether the last word, which ends with a full stop, has another one
/// inside ("U.S.") or is a capitalised abbreviation ("Jr.").
static bool
ends_abbreviated(const ent_head_words *words, ent_text line)
{
  size_t start = line.len - 1;
  bool inner = false;
  while (start > 0 && line.data[start - 1] != ' ') {
    start--;
    inner = inner || line.data[start] == '.';
  }
  const ent_text word = {line.data + start, line.len - 1 - start};
  return inner || (word.len && word.data[0] >= 'A' && word.data[0] <= 'Z' &&
                   ent_head_word(words, ENT_WORD_ABBREVIATION, word, NULL));
}

bool
ent_line_is_sentence(const ent_head_words *words, ent_text line)
{
  const ent_text bare = ent_text_unclose(ent_text_trim(line));
  if (bare.len == 0) {
    return false;
  }
  const char last = bare.data[bare.len - 1];
  return last == '!' || last == '?' ||
         (last == '.' && !ends_abbreviated(words, bare));
}

/// Returns the length of the word at the start of `text`: up to a blank or a
/// mark that no name has inside.
static size_t
word_len(ent_text text)
{
  size_t at = 0;
  while (at < text.len) {
    const size_t before = at;
    const uint32_t c = ent_utf8_next(text, &at);
    if (c != '\'' && c != 0x2019 && c != '-' && c != '.' && c != '&' &&
        !uc_is_alnum(c) && !uc_is_general_category(c, UC_MARK)) {
      return before;
    }
  }
  return text.len;
}

static bool
is_capital(ent_text word)
{
  size_t at = 0;
  return word.len && uc_is_upper(ent_utf8_next(word, &at));
}

/// Drops the full stop of a word that is neither an initial ("J.") nor an
/// abbreviation.
static size_t
name_len(const ent_head_words *words, ent_text word)
{
  return word.len > 2 && word.data[word.len - 1] == '.' &&
                 !ends_abbreviated(words, word)
             ? word.len - 1
             : word.len;
}

size_t
ent_name_run(const ent_head_words *words, ent_text text, unsigned *n_words)
{
  size_t end = 0;
  *n_words = 0;
  for (size_t at = 0; at < text.len;) {
    const ent_text word = ahead(behind(text, at), word_len(behind(text, at)));
    const size_t len = name_len(words, word);
    if (is_capital(word) &&
        (*n_words > 0 ||
         !ent_head_word(words, ENT_WORD_NO_NAME, ahead(word, len), NULL))) {
      end = at + len;
      ++*n_words;
      if (len < word.len) {
        break;
      }
    } else if (*n_words == 0 ||
               !ent_head_word(words, ENT_WORD_PARTICLE, word, NULL)) {
      break;
    }
    at += word.len;
    if (at >= text.len || text.data[at] != ' ') {
      break;
    }
    at++;
  }
  return end;
}

size_t
ent_name_run_back(const ent_head_words *words, ent_text text)
{
  size_t start = text.len;
  while (start > 0) {
    size_t from = start == text.len ? start : start - 1;
    while (from > 0 && text.data[from - 1] != ' ') {
      from--;
    }
    const ent_text word = {text.data + from,
                           (start == text.len ? start : start - 1) - from};
    if (!is_capital(word) || word_len(word) != word.len ||
        ent_head_word(words, ENT_WORD_NO_NAME, word, NULL)) {
      break;
    }
    start = from;
  }
  return text.len - start;
}

bool
ent_has_word(const ent_head_words *words, ent_word_kind kind, ent_text text)
{
  for (size_t at = 0; at < text.len;) {
    const size_t len = word_len(behind(text, at));
    if (ent_head_word(words, kind, ahead(behind(text, at), len), NULL)) {
      return true;
    }
    at += len + 1;
  }
  return false;
}

/// Returns the length of "By ", "Written by: ", 0 if `line` begins otherwise.
static size_t
byline_start(const ent_head_words *words, ent_text line)
{
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_BYLINE, &n);
  for (size_t i = 0; i < n; i++) {
    if (ent_ascii_starts(line, phrases[i])) {
      size_t at = phrases[i].len;
      while (at < line.len && (line.data[at] == ':' || line.data[at] == ' ')) {
        at++;
      }
      if (at > phrases[i].len && at < line.len) {
        return at;
      }
    }
  }
  return 0;
}

static bool
starts_with_any(ent_text text, const char *const *starts)
{
  for (; *starts; starts++) {
    if (ent_ascii_starts(text, ent_text_from(*starts))) {
      return true;
    }
  }
  return false;
}

/// Reads "NAME", "NAME and NAME", "NAME, NAME and NAME" at the start.
static size_t
names_run(const ent_head_words *words, ent_text text)
{
  unsigned n = 0;
  size_t end = ent_name_run(words, text, &n);
  if (n < 2 || n > 5) {
    return 0;
  }
  while (ent_ascii_starts(behind(text, end), ENT_TEXT(" and "))) {
    const size_t more = ent_name_run(words, behind(text, end + 5), &n);
    if (n < 2 || n > 5) {
      break;
    }
    end += 5 + more;
  }
  return end;
}

/// Returns where site furniture begins that ends the line ("Read more"), or
/// the line's length.
static size_t
furniture_behind(const ent_head_words *words, ent_text line)
{
  for (size_t at = 1; at < line.len; at++) {
    if (line.data[at - 1] == ' ' &&
        ent_head_word(words, ENT_WORD_BYLINE_END, behind(line, at), NULL)) {
      return at - 1;
    }
  }
  return line.len;
}

bool
ent_byline_read(const ent_head_words *words, ent_text line, bool head,
                ent_span *author)
{
  static const char *const enders[] = {",",  " |",      " /",      " (",
                                       " -", " \u2013", " \u2014", NULL};
  if (line.len > LONGEST_LINE) {
    return false;
  }
  const ent_text whole = line;
  line = ent_text_trim(ahead(line, furniture_behind(words, line)));
  const size_t start = byline_start(words, line);
  const size_t len = names_run(words, behind(line, start));
  const ent_text rest = behind(line, start + len);
  if (len == 0 || ent_line_is_sentence(words, line)) {
    return false;
  }
  const bool by = start > 0 && (rest.len == 0 || starts_with_any(rest, enders));
  const bool more = line.len < whole.len && rest.len == 0;
  const bool role = head && rest.len > 2 && rest.data[0] == ',' &&
                    ent_has_word(words, ENT_WORD_ROLE, rest);
  *author = (ent_span){(uint32_t)start, (uint32_t)(start + len)};
  return by || more || role;
}

/// Says whether a word of three letters or more is all capitals.
static bool
has_acronym(ent_text text)
{
  size_t run = 0;
  for (size_t at = 0; at < text.len;) {
    run = uc_is_upper(ent_utf8_next(text, &at)) ? run + 1 : 0;
    if (run == 3) {
      return true;
    }
  }
  return false;
}

bool
ent_bare_name_read(const ent_head_words *words, ent_text line, ent_span *author)
{
  unsigned n = 0;
  const size_t len = ent_name_run(words, line, &n);
  *author = (ent_span){0, (uint32_t)len};
  return len == line.len && n >= 2 && n <= 4 && line.len <= 60 &&
         line.data[line.len - 1] != '.' && !has_acronym(line);
}

/// Says whether every word is capitalised or a small one between such words.
static bool
is_all_capitalised(ent_text text)
{
  static const char *const small[] = {"of", "and", "the", "for", "in",
                                      "on", "to",  "at",  "&",   NULL};
  for (size_t at = 0; at < text.len;) {
    size_t len = 0;
    while (at + len < text.len && text.data[at + len] != ' ') {
      len++;
    }
    const ent_text word = ahead(behind(text, at), len);
    bool fine = len == 0 || is_capital(word);
    for (size_t i = 0; !fine && small[i]; i++) {
      fine = ent_text_equal(word, ent_text_from(small[i]));
    }
    if (!fine) {
      return false;
    }
    at += len + 1;
  }
  return true;
}

/// Returns where the longest date at the end of `line` begins, or its length.
static size_t
last_date(const ent_head_words *words, ent_text line, ent_head_day *day)
{
  for (size_t at = 0; at < line.len; at++) {
    if (at == 0 || line.data[at - 1] == ' ') {
      const ent_text rest = behind(line, at);
      const size_t len = ent_head_day_read(words, rest, day);
      if (len && len + ent_clock_skip(words, behind(rest, len)) == rest.len) {
        return at;
      }
    }
  }
  return line.len;
}

bool
ent_issuer_read(const ent_head_words *words, ent_text line, ent_span *issuer,
                ent_head_day *day)
{
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_ISSUER, &n);
  if (line.len > LONGEST_LINE) {
    return false;
  }
  *day = (ent_head_day){0, 0, 0};
  const ent_text name = ent_text_trim(ahead(line, last_date(words, line, day)));
  if (ent_line_is_sentence(words, name) || !is_all_capitalised(name)) {
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    const bool at_end = phrases[i].data[0] == ' ';
    if (at_end ? name.len > phrases[i].len &&
                     ent_ascii_starts(behind(name, name.len - phrases[i].len),
                                      phrases[i])
               : ent_ascii_starts(name, phrases[i])) {
      *issuer = (ent_span){0, (uint32_t)name.len};
      return true;
    }
  }
  return false;
}

static bool
has_latin_letters(ent_text line)
{
  size_t latin = 0;
  size_t other = 0;
  for (size_t at = 0; at < line.len;) {
    const uint32_t c = ent_utf8_next(line, &at);
    const bool letter = uc_is_alpha(c);
    latin += letter && c < 0x250;
    other += letter && c >= 0x250;
  }
  return latin > 0 && latin >= other;
}

/// Says whether `line` is one address: of mail or of the web.
static bool
is_address(ent_text line)
{
  return ent_text_find(line, ENT_TEXT(" "), 0) == SIZE_MAX &&
         (ent_text_find(line, ENT_TEXT("@"), 0) != SIZE_MAX ||
          ent_text_find(line, ENT_TEXT("://"), 0) != SIZE_MAX ||
          ent_ascii_starts(line, ENT_TEXT("www.")));
}

/// Says whether a phrase of `kind` begins, ends or, for "part", stands in the
/// line.
static bool
has_phrase(const ent_head_words *words, ent_word_kind kind, ent_text lower)
{
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, kind, &n);
  for (size_t i = 0; i < n; i++) {
    if (kind == ENT_WORD_FURNITURE_START ? ent_text_starts(lower, phrases[i])
        : kind == ENT_WORD_FURNITURE_END
            ? ent_text_ends(lower, phrases[i])
            : ent_text_find(lower, phrases[i], 0) != SIZE_MAX) {
      return true;
    }
  }
  return false;
}

bool
ent_furniture_is(const ent_head_words *words, ent_text line)
{
  char buffer[2 * LONGEST_LINE];
  if (line.len > sizeof buffer) {
    return false;
  }
  if (ent_head_word(words, ENT_WORD_FURNITURE, line, NULL) ||
      is_address(line) || !has_latin_letters(line)) {
    return true;
  }
  const ent_text lower = ent_ascii_lower(line, buffer);
  return has_phrase(words, ENT_WORD_FURNITURE_START, lower) ||
         has_phrase(words, ENT_WORD_FURNITURE_END, lower) ||
         has_phrase(words, ENT_WORD_FURNITURE_PART, lower);
}

/// Returns the length of "Published: ", "Posted on ", 0 if none.
static size_t
date_prefix(const ent_head_words *words, ent_text line)
{
  size_t n = 0;
  size_t best = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_DATE, &n);
  for (size_t i = 0; i < n; i++) {
    size_t at = phrases[i].len;
    if (at <= best || !ent_ascii_starts(line, phrases[i])) {
      continue;
    }
    while (at < line.len && (line.data[at] == ':' || line.data[at] == ' ')) {
      at++;
    }
    best = at > phrases[i].len ? at : best;
  }
  return best;
}

/// Drops the marks for bold and italic print of wikis and Markdown.
static ent_text
without_emphasis(ent_text line)
{
  while (line.len > 2 && (line.data[0] == '\'' || line.data[0] == '*') &&
         line.data[line.len - 1] == line.data[0]) {
    line = (ent_text){line.data + 1, line.len - 2};
  }
  return line;
}

bool
ent_date_line_read(const ent_head_words *words, ent_text line,
                   ent_head_day *day)
{
  line = without_emphasis(line);
  size_t at = date_prefix(words, line);
  ent_head_day first = {0, 0, 0};
  size_t len = ent_head_day_read(words, behind(line, at), &first);
  if (len == 0) { // a time may stand before the date
    at += ent_clock_skip(words, behind(line, at));
    len = ent_head_day_read(words, behind(line, at), &first);
  }
  while (len) { // "15 January 2021 | Updated: 16 January 2021"
    at += len;
    at += ent_clock_skip(words, behind(line, at));
    at += date_prefix(words, behind(line, at));
    ent_head_day next = {0, 0, 0};
    len = ent_head_day_read(words, behind(line, at), &next);
  }
  *day = first;
  return first.day && at == line.len;
}
