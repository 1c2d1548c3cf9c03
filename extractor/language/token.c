// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/stages.h"

#include "extractor/base/text.h"

#include <string.h>
#include <unictype.h>

/// A longer word stands in no list.
#define WORD_MAX 24

/// Classes of characters that the tokenizer tells apart.
typedef enum { BLANK, LETTER, DIGIT, MARK } char_class;

static char_class
class_of(uint32_t c)
{
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      return LETTER;
    }
    return c >= '0' && c <= '9' ? DIGIT : c <= ' ' || c == 0x7f ? BLANK : MARK;
  }
  if (c == 0xad || c == 0x200c || c == 0x200d) { // seen only at line ends, or
    return LETTER;                               // shaping the letters around
  }
  if (uc_is_property_white_space(c) ||
      uc_is_general_category(c, UC_CATEGORY_Cf)) {
    return BLANK; // and what sets the direction
  }
  return uc_is_alpha(c) || uc_is_general_category(c, UC_CATEGORY_M) ? LETTER
         : uc_is_general_category(c, UC_CATEGORY_Nd)                ? DIGIT
                                                                    : MARK;
}

static char_class
class_at(ent_text text, size_t at)
{
  return at < text.len ? class_of(ent_utf8_next(text, &at)) : BLANK;
}

static char_class
class_before(ent_text text, size_t at)
{
  do {
    at--;
  } while (((unsigned char)text.data[at] & 0xc0) == 0x80);
  return class_at(text, at);
}

static bool
is_word(char_class c)
{
  return c == LETTER || c == DIGIT;
}

/// Returns the length of the apostrophe at `at`, 0 if there is none.
static size_t
apostrophe_at(ent_text text, size_t at)
{
  if (at < text.len && text.data[at] == '\'') {
    return 1;
  }
  const ent_text curly = ENT_TEXT("\u2019");
  return at < text.len && ent_text_starts(
                              (ent_text){text.data + at, text.len - at}, curly)
             ? curly.len
             : 0;
}

static bool
is_digit(ent_text text, size_t at)
{
  return at < text.len && text.data[at] >= '0' && text.data[at] <= '9';
}

static bool
is_lower(ent_text text, size_t at)
{
  return at < text.len && text.data[at] >= 'a' && text.data[at] <= 'z';
}

static bool
is_upper(ent_text text, size_t at)
{
  return at < text.len && text.data[at] >= 'A' && text.data[at] <= 'Z';
}

/// Says whether the stop at `at` of the word from `start` ends a sentence whose
/// blank was lost: "talks.The".
static bool
is_lost_end(ent_text text, size_t start, size_t at)
{
  size_t lower = 0;
  while (at > start + lower && is_lower(text, at - 1 - lower)) {
    lower++;
  }
  return lower > 2 && is_upper(text, at + 1) && is_lower(text, at + 2);
}

/// Says whether the comma at `at` stands between the digits of a number, in
/// groups of three or, as in "1,50,000", of two before others.
static bool
is_grouping(ent_text text, size_t at)
{
  size_t digits = 0;
  while (digits < 4 && is_digit(text, at + 1 + digits)) {
    digits++;
  }
  return digits == 3 || (digits == 2 && at + 3 < text.len &&
                         text.data[at + 3] == ',' && is_digit(text, at + 4));
}

/// Says whether the mark at `at` joins the word parts around it.
static size_t
joiner_at(ent_text text, size_t start, size_t at)
{
  const char c = text.data[at];
  const size_t apostrophe = apostrophe_at(text, at);
  if (apostrophe) {
    return class_at(text, at + apostrophe) == LETTER ? apostrophe : 0;
  }
  const char_class next = class_at(text, at + 1);
  const bool digit_before = at > start && is_digit(text, at - 1);
  switch (c) {
  case '.': // U.S.-led, a.m., state.gov, 2.5
    return digit_before     ? next == DIGIT
           : next == MARK   ? text.data[at + 1] == '-' && at - start < 8
           : next == LETTER ? !is_lost_end(text, start, at)
                            : next == DIGIT;
  case ',':
    return digit_before && is_grouping(text, at);
  case ':':
  case '/':
    return digit_before && next == DIGIT;
  case '-':
  case '&':
  case '@':
  case '_':
    return is_word(next);
  default:
    return 0;
  }
}

/// Returns the end of the word that starts at `at`.
static size_t
word_end(ent_text text, size_t start)
{
  size_t at = start;
  while (at < text.len) {
    if (is_word(class_at(text, at))) {
      ent_utf8_next(text, &at);
      continue;
    }
    const size_t joiner = joiner_at(text, start, at);
    if (!joiner) {
      break;
    }
    at += joiner;
  }
  return at;
}

static bool
is_address(ent_text rest)
{
  return ent_text_starts(rest, ENT_TEXT("http://")) ||
         ent_text_starts(rest, ENT_TEXT("https://")) ||
         ent_text_starts(rest, ENT_TEXT("www."));
}

/// Returns the end of a web address: up to a blank, a quote or an angle, less
/// stops and brackets.
static size_t
address_end(ent_text text, size_t start)
{
  size_t at = start;
  while (at < text.len && !strchr("<>\"", text.data[at])) {
    const char_class class = class_at(text, at);
    if (class == BLANK || (class == MARK && text.data[at] & 0x80)) {
      break;
    }
    ent_utf8_next(text, &at);
  }
  while (at > start && strchr(".,;:)]!?'", text.data[at - 1])) {
    at--;
  }
  return at;
}

/// Says whether a path may follow the word `start..at`: "example.org/news".
static bool
is_site(ent_text text, size_t start, size_t at)
{
  size_t lower = 0;
  while (at > start + lower && is_lower(text, at - 1 - lower)) {
    lower++;
  }
  return lower > 1 && at > start + lower + 1 &&
         text.data[at - lower - 1] == '.';
}

static ent_text
lower_make(ent_arena *arena, ent_text form)
{
  const ent_text lower = ent_text_lower(arena, form);
  const ent_text curly = ENT_TEXT("\u2019");
  char *data = (char *)ent_arena_copy(arena, lower.data, lower.len).data;
  size_t used = 0;
  for (size_t i = 0; i < lower.len;) {
    const size_t n =
        ent_text_starts((ent_text){lower.data + i, lower.len - i}, curly)
            ? curly.len
            : 0;
    data[used++] = n ? '\'' : lower.data[i];
    i += n ? n : 1;
  }
  return (ent_text){data, used};
}

static ent_shape
shape_of(ent_text form)
{
  size_t upper = 0;
  size_t lower = 0;
  size_t digits = 0;
  bool first = false;
  bool inner = false; // an upper-case letter after a lower-case one in a part
  bool after_lower = false;
  for (size_t at = 0; at < form.len;) {
    const bool begins = at == 0;
    const uint32_t c = ent_utf8_next(form, &at);
    const char_class class = class_of(c);
    const bool capital = class == LETTER && uc_is_upper(c);
    upper += capital;
    lower += class == LETTER && !capital;
    digits += class == DIGIT;
    first |= begins && capital;
    inner |= capital && after_lower;
    after_lower = class == LETTER && !capital;
  }
  if (digits && (digits >= lower + upper || !upper) &&
      class_at(form, 0) == DIGIT) {
    return ENT_SHAPE_NUMBER;
  }
  if (upper + lower == 0) {
    return ENT_SHAPE_OTHER;
  }
  if (upper == 0) {
    return ENT_SHAPE_LOWER;
  }
  if (lower == 0 && upper > 1) {
    return ENT_SHAPE_UPPER;
  }
  return first && !inner ? ENT_SHAPE_CAPITAL : ENT_SHAPE_MIXED;
}

/// Returns the word type of `form`, worked out when first met.
static uint32_t
type_of(ent_draft *draft, ent_text form)
{
  const uint32_t index =
      *ent_map_at(draft->forms, form, (uint32_t)draft->words.n);
  if (index == draft->words.n) {
    ent_word_type *w = ENT_PUSH(draft->arena, &draft->words);
    w->form = form;
    w->lower = lower_make(draft->arena, form);
    w->shape = shape_of(form);
    w->flags = ent_language_flags(draft->language, w->lower);
    w->ordinary = ent_language_ordinary(draft->language, w->lower);
  }
  return index;
}

static void
token_add(ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  const ent_text form = {text.data + start, end - start};
  const uint32_t type = type_of(draft, form);
  const ent_word_type *w = &draft->words.items[type];
  ent_token *t = ENT_PUSH(draft->arena, &draft->tokens);
  *ENT_PUSH(draft->arena, &draft->types) = type;
  t->span = (ent_span){(uint32_t)start, (uint32_t)end};
  t->form = form;
  t->lower = w->lower;
  t->shape = w->shape;
  t->known_lower = w->ordinary;
  t->head = ENT_NO_TOKEN;
  t->space_before = start == 0 || (unsigned char)text.data[start - 1] <= ' ' ||
                    (unsigned char)text.data[start - 1] == 0xa0;
}

/// Returns what the word lists say of the word `start..end`, in which U+2019
/// stands for "'".  Words of the lists are short and ASCII; one with a capital
/// counts only so written.
static unsigned
flags_of(const ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  char form[WORD_MAX];
  char lower[WORD_MAX];
  size_t n = 0;
  bool capital = false;
  for (size_t at = start; at < end; n++) {
    const size_t apostrophe = apostrophe_at(text, at);
    if (n == WORD_MAX) {
      return 0;
    }
    form[n] = apostrophe ? '\'' : text.data[at];
    lower[n] = is_upper(text, at) ? (char)(form[n] | 0x20) : form[n];
    capital |= form[n] != lower[n];
    at += apostrophe ? apostrophe : 1;
  }
  return ent_language_flags(draft->language, (ent_text){lower, n}) |
         (capital ? ent_language_flags(draft->language, (ent_text){form, n})
                  : 0);
}

/// Returns where the clitic of the word `start..end` begins, or `end`: "'s",
/// "n't"; not in "1990's".
static size_t
clitic_at(const ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  size_t at = end;
  for (size_t n = 0; n < 6 && at > start; n++) {
    at--;
    if (apostrophe_at(text, at)) {
      const bool decade =
          at > start && is_digit(text, at - 1) && text.data[at - 1] == '0';
      return at > start && flags_of(draft, at - 1, end) & ENT_WORD_CLITIC
                 ? at - 1
             : flags_of(draft, at, end) & ENT_WORD_CLITIC && !decade ? at
                                                                     : end;
    }
  }
  return end;
}

/// Adds a word without inner hyphens: a number and its unit, "can" and "not",
/// a word and its clitic.
static void
part_add(ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  const unsigned flags = flags_of(draft, start, end);
  size_t cut = start + ENT_WORD_SPLIT(flags);
  if (cut == start) {
    cut = clitic_at(draft, start, end);
  }
  if (cut == end && is_digit(text, start)) {
    while (cut > start && !is_digit(text, cut - 1)) {
      cut--;
    }
    cut = flags_of(draft, cut, end) & ENT_WORD_UNIT ? cut : end;
  }
  if (cut > start && cut < end) {
    token_add(draft, start, cut);
    token_add(draft, cut, end);
  } else {
    token_add(draft, start, end);
  }
}

/// Says whether the digits with hyphens `start..end` are one word: telephone
/// numbers and dates, but no ranges or scores.
static bool
is_numbered(ent_text text, size_t start, size_t end)
{
  size_t groups = 1;
  size_t last = 0;
  for (size_t at = start; at < end; at++) {
    const bool hyphen = text.data[at] == '-';
    if (!hyphen && !is_digit(text, at)) {
      return false;
    }
    groups += hyphen;
    last = hyphen ? 0 : last + 1;
  }
  const size_t first = end - start - last - 1;
  return groups > 2 || (groups == 2 && first == 3 && last == 4);
}

/// Says whether the word `start..end` with hyphens is an address.
static bool
is_named(ent_text text, size_t start, size_t end)
{
  return memchr(text.data + start, '@', end - start) ||
         memchr(text.data + start, '_', end - start);
}

/// Adds a word, cut at its hyphens: "well", "-", "known"; but "non-profit".
static void
word_add(ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  size_t part = start;
  const bool whole =
      is_numbered(text, start, end) || is_named(text, start, end);
  for (size_t at = start; at + 1 < end && !whole; at++) {
    if (text.data[at] != '-' || at == part ||
        flags_of(draft, part, at) & ENT_WORD_PREFIX) {
      continue;
    }
    part_add(draft, part, at);
    token_add(draft, at, at + 1);
    part = at + 1;
  }
  part_add(draft, part, end);
}

/// Says whether the stop at `end` belongs to the word `start..end`.
static bool
takes_stop(const ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  if (end >= text.len || text.data[end] != '.') {
    return false;
  }
  for (size_t at = end; at > start && end - at < WORD_MAX; at--) {
    if (text.data[at - 1] == '-') {
      return flags_of(draft, at, end + 1) & ENT_WORD_STOPPED;
    }
  }
  const unsigned flags = flags_of(draft, start, end + 1);
  if (flags & ENT_WORD_STOPPED) {
    return true;
  }
  const size_t next =
      end + 1 + (end + 1 < text.len && text.data[end + 1] == ' ');
  if (flags & ENT_WORD_COUNTED && is_digit(text, next)) {
    return true;
  }
  size_t letters = 0; // single letters with stops between: "U.S.", "K."
  for (size_t at = start; at < end; letters++) {
    const uint32_t c = ent_utf8_next(text, &at);
    if (class_of(c) != LETTER || (letters == 0 && !uc_is_upper(c)) ||
        (at < end && text.data[at] != '.')) {
      return false;
    }
    at += at < end;
  }
  return letters > 1 || text.data[start] != 'I';
}

/// Returns the end of the mark at `at`: signs that repeat, and what changes the
/// look of the one before it.
static size_t
mark_end(ent_text text, size_t at)
{
  size_t end = at;
  const uint32_t mark = ent_utf8_next(text, &end);
  const bool cry = mark == '!' || mark == '?';
  if (mark < 0x80 && strchr(".-'`!?*=_~<>$", (int)mark)) {
    while (end < text.len &&
           (text.data[end] == (char)mark ||
            (cry && (text.data[end] == '!' || text.data[end] == '?')))) {
      end++; // "...", "--", "''", "?!"
    }
    return end;
  }
  for (bool joined = false; end < text.len;) {
    size_t next = end;
    const uint32_t c = ent_utf8_next(text, &next);
    if (!joined && c != 0x200d && (c < 0x1f3fb || c > 0x1f3ff) &&
        !uc_is_general_category(c, UC_CATEGORY_M)) {
      break;
    }
    joined = c == 0x200d && mark > 0x2000 && class_at(text, next) == MARK;
    end = next;
  }
  return end;
}

/// Says whether the mark at `at` begins a word: "#tag", "@name", ".5", "+44",
/// "'90s".
static bool
begins_word(ent_text text, size_t segment, size_t at)
{
  const size_t apostrophe = apostrophe_at(text, at);
  const char_class next = class_at(text, at + (apostrophe ? apostrophe : 1));
  if (at > segment && is_word(class_before(text, at))) {
    return false;
  }
  switch (text.data[at]) {
  case '#':
  case '@':
    return next == LETTER;
  case '.':
  case '+':
    return next == DIGIT;
  default:
    return apostrophe && next == DIGIT;
  }
}
/// Says whether the sign at `end` belongs to the currency `start..end`: "US$".
static bool
takes_sign(ent_text text, size_t start, size_t end)
{
  bool upper = end - start < 4 && end < text.len && text.data[end] == '$';
  for (size_t at = start; at < end && upper; at++) {
    upper = is_upper(text, at);
  }
  return upper;
}

/// Says whether the stop at `end` belongs to the number of a list item, which
/// begins the segment: "1. ".
static bool
is_item_number(ent_text text, ent_span segment, size_t start, size_t end)
{
  return start == segment.start && end - start < 3 && end + 1 < text.len &&
         is_digit(text, start) && is_digit(text, end - 1) &&
         text.data[end] == '.' && class_at(text, end + 1) == BLANK;
}

/// Adds what begins with the letter, digit or sign at `at`; returns its end.
static size_t
words_add(ent_draft *draft, ent_text text, ent_span segment, size_t at)
{
  size_t end = at;
  ent_utf8_next(text, &end);
  end = word_end(text, is_word(class_at(text, at)) ? at : end);
  if (end + 1 < text.len && text.data[end] == '/' && is_site(text, at, end) &&
      is_word(class_at(text, end + 1))) {
    end = address_end(text, at);
    token_add(draft, at, end);
    return end;
  }
  if (takes_sign(text, at, end) || is_item_number(text, segment, at, end)) {
    end++;
    token_add(draft, at, end);
    return end;
  }
  end += takes_stop(draft, at, end);
  word_add(draft, at, end);
  return end;
}

/// Adds a mark, or a clitic that stands alone: "the minister 's".
static size_t
mark_add(ent_draft *draft, ent_text text, size_t at)
{
  const size_t apostrophe = apostrophe_at(text, at);
  size_t end = mark_end(text, at);
  if (text.data[at] == ':' || text.data[at] == ';') {
    for (size_t n = 2; n < 4 && at + n <= text.len; n++) {
      end = flags_of(draft, at, at + n) & ENT_WORD_SIGN ? at + n : end;
    }
  }
  if (apostrophe && class_at(text, at + apostrophe) == LETTER) {
    const size_t word = word_end(text, at + apostrophe);
    end = flags_of(draft, at, word) & ENT_WORD_CLITIC ? word : end;
  }
  token_add(draft, at, end);
  return end;
}

void
ent_tokens_add(ent_draft *draft, ent_span segment)
{
  const ent_text text = {draft->article->text.data, segment.end};
  for (size_t at = segment.start; at < segment.end;) {
    const ent_text rest = {text.data + at, text.len - at};
    const char_class class = class_at(text, at);
    if (class == BLANK) {
      ent_utf8_next(text, &at);
    } else if (is_address(rest)) {
      const size_t end = address_end(text, at);
      token_add(draft, at, end);
      at = end;
    } else if (is_word(class) || begins_word(text, segment.start, at)) {
      at = words_add(draft, text, segment, at);
    } else {
      at = mark_add(draft, text, at);
    }
  }
}

void
ent_token_add(ent_draft *draft, ent_span span)
{
  token_add(draft, span.start, span.end);
}
