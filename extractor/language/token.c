// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/stages.h"

#include "extractor/base/text.h"

#include <string.h>
#include <unictype.h>

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
  if (uc_is_property_white_space(c) || c == 0xfeff || c == 0x200b) {
    return BLANK;
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
  const bool digit_before =
      at > start && text.data[at - 1] >= '0' && text.data[at - 1] <= '9';
  if (c == '-') {
    return is_word(next) ? 1 : 0;
  }
  if (c == '.' && !digit_before) { // U.S.-led, a.m., state.gov
    return next == LETTER || next == DIGIT            ? 1
           : next == MARK && text.data[at + 1] == '-' ? 1
                                                      : 0;
  }
  if (c == '.' || c == ',') {
    return digit_before && next == DIGIT ? 1 : 0;
  }
  return (c == '&' || c == '@' || c == '_') && is_word(next) ? 1 : 0;
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

/// Returns the end of a web address: up to a blank, less stops and brackets.
static size_t
address_end(ent_text text, size_t start)
{
  size_t at = start;
  while (at < text.len && class_at(text, at) != BLANK) {
    ent_utf8_next(text, &at);
  }
  while (at > start && strchr(".,;:)]!?\"'", text.data[at - 1])) {
    at--;
  }
  return at;
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
    const bool is_upper = class == LETTER && uc_is_upper(c);
    upper += is_upper;
    lower += class == LETTER && !is_upper;
    digits += class == DIGIT;
    first |= begins && is_upper;
    inner |= is_upper && after_lower;
    after_lower = class == LETTER && !is_upper;
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
    for (int initial = 0; initial < 2; initial++) {
      ent_language_choices(draft->language, form, w->lower, w->shape,
                           initial == 1, &w->choices[initial]);
    }
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

/// Adds a word, less its clitic, and the clitic.
static void
word_add(ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  const ent_text form = {text.data + start, end - start};
  const ent_text lower = lower_make(draft->arena, form);
  const size_t clitic = ent_language_clitic(draft->language, lower);
  size_t cut = end;
  if (clitic) {
    // the apostrophe of the text may be longer than that of the list
    const size_t longer = form.len - lower.len;
    const bool curly =
        longer >= 2 && ent_text_find((ent_text){text.data + start, form.len},
                                     ENT_TEXT("\u2019"), 0) != SIZE_MAX;
    cut = end - clitic - (curly ? 2 : 0);
  }
  if (cut > start && cut < end) {
    token_add(draft, start, cut);
    token_add(draft, cut, end);
  } else {
    token_add(draft, start, end);
  }
}

/// Says whether `start..end` is nothing but a clitic.
static bool
is_clitic(ent_draft *draft, size_t start, size_t end)
{
  const ent_text form = {draft->article->text.data + start, end - start};
  const ent_text lower = lower_make(draft->arena, form);
  return lower.len > 1 &&
         ent_language_clitic(draft->language, lower) == lower.len;
}

/// Says whether the stop at `end` belongs to the word `start..end`.
static bool
takes_stop(ent_draft *draft, size_t start, size_t end)
{
  const ent_text text = draft->article->text;
  if (end >= text.len || text.data[end] != '.') {
    return false;
  }
  const ent_text with = {text.data + start, end + 1 - start};
  const ent_text lower = ent_text_lower(draft->arena, with);
  if (ent_language_flags(draft->language, lower) &
      (ENT_WORD_TITLE | ENT_WORD_ABBREVIATION)) {
    return true;
  }
  size_t letters = 0; // single letters with stops between: "U.S.", "K."
  bool single = class_at(text, start) == LETTER;
  for (size_t at = start; at < end && single;) {
    const uint32_t c = ent_utf8_next(text, &at);
    single = class_of(c) == LETTER && (letters > 0 || uc_is_upper(c)) &&
             (at == end || text.data[at] == '.');
    at += at < end;
    letters++;
  }
  return single && letters > 0 && !ent_text_equal(with, ENT_TEXT("I."));
}

/// Says whether the apostrophe behind "s" is a genitive: a word follows, and
/// no quotation is open in the segment.
static bool
is_genitive(ent_text text, size_t at, size_t apostrophe, ent_span segment)
{
  if (at == 0 || (text.data[at - 1] != 's' && text.data[at - 1] != 'S') ||
      class_at(text, at + apostrophe) != BLANK) {
    return false;
  }
  size_t open = 0;
  for (size_t i = segment.start; i < at; i++) {
    const bool begins = i == segment.start || class_at(text, i - 1) != LETTER;
    const ent_text rest = {text.data + i, text.len - i};
    open += begins &&
            (text.data[i] == '\'' || ent_text_starts(rest, ENT_TEXT("\u2018")));
  }
  return open == 0;
}

void
ent_tokens_add(ent_draft *draft, ent_span segment)
{
  const ent_text text = {draft->article->text.data, segment.end};
  for (size_t at = segment.start; at < segment.end;) {
    const ent_text rest = {text.data + at, text.len - at};
    const char_class class = class_at(text, at);
    size_t end = at;
    ent_utf8_next(text, &end);
    if (class == BLANK) {
      at = end;
      continue;
    }
    if (is_address(rest)) {
      end = address_end(text, at);
      token_add(draft, at, end);
    } else if (is_word(class)) {
      end = word_end(text, at);
      if (takes_stop(draft, at, end)) {
        end++;
        token_add(draft, at, end);
      } else {
        word_add(draft, at, end);
      }
    } else {
      const size_t apostrophe = apostrophe_at(text, at);
      if (apostrophe && is_clitic(draft, at, word_end(text, at + apostrophe))) {
        end = word_end(text, at + apostrophe); // "the minister 's"
      } else if (apostrophe && is_genitive(text, at, apostrophe, segment)) {
        end = at + apostrophe;
      }
      while (end < segment.end && text.data[at] == text.data[end] &&
             strchr(".-'`", text.data[at])) {
        end++; // "...", "--", "''"
      }
      token_add(draft, at, end);
    }
    at = end;
  }
}

void
ent_token_add(ent_draft *draft, ent_span span)
{
  token_add(draft, span.start, span.end);
}
