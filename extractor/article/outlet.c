// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/head.h"
#include "extractor/base/text.h"

#include <unictype.h>

static ent_text
behind(ent_text text, size_t at)
{
  return (ent_text){text.data + at, text.len - at};
}

static size_t
blanks(ent_text text, size_t at)
{
  size_t n = 0;
  while (at + n < text.len && text.data[at + n] == ' ') {
    n++;
  }
  return n;
}

static bool
is_upper_case(ent_text text)
{
  size_t letters = 0;
  for (size_t at = 0; at < text.len;) {
    const uint32_t c = ent_utf8_next(text, &at);
    if (uc_is_lower(c)) {
      return false;
    }
    letters += uc_is_alpha(c);
  }
  return letters >= 3;
}

/// Reads "(Agency)" at `*at`; an agency that is no name counts but is not kept.
static bool
agency_read(const ent_head_words *words, ent_text text, size_t *at,
            ent_span *agency)
{
  const size_t open = *at + blanks(text, *at);
  const size_t close = ent_text_find(text, ENT_TEXT(")"), open);
  if (open >= text.len || text.data[open] != '(' || close == SIZE_MAX ||
      close - open > 40) {
    return false;
  }
  const ent_text inside = {text.data + open + 1, close - open - 1};
  unsigned n = 0;
  if (ent_name_run(words, inside, &n) == inside.len && n > 0 && n <= 3) {
    *agency = (ent_span){(uint32_t)(open + 1), (uint32_t)close};
  }
  *at = close + 1;
  return true;
}

/// Reads one part behind ", " or ". ": a region, a day or an agency.
static bool
part_read(const ent_head_words *words, ent_text text, size_t *at,
          ent_dateline *found, bool *region)
{
  const char mark = *at < text.len ? text.data[*at] : '\0';
  const size_t start = *at + 1 + blanks(text, *at + 1);
  if ((mark != ',' && mark != '.') || start == *at + 1 || start >= text.len) {
    return false;
  }
  const size_t day =
      found->day.day
          ? 0
          : ent_head_day_read(words, behind(text, start), &found->day);
  if (day) {
    *at = start + day;
    return true;
  }
  unsigned n = 0;
  const size_t len = ent_name_run(words, behind(text, start), &n);
  const ent_text name = {text.data + start, len};
  if (mark == '.' || len == 0 || n > 3) {
    return false;
  }
  if (found->day.day) {
    if (n != 1 || !is_upper_case(name)) {
      return false;
    }
    found->agency = (ent_span){(uint32_t)start, (uint32_t)(start + len)};
  } else {
    *region = true;
  }
  *at = start + len;
  return true;
}

/// Returns the length of the mark between dateline and story, 0 if none.
static size_t
separator(ent_text text, size_t at, bool dated, bool *dash)
{
  static const char *const dashes[] = {"--", "-", "\u2013", "\u2014", NULL};
  const size_t gap = blanks(text, at);
  for (size_t i = 0; dashes[i]; i++) {
    const ent_text mark = ent_text_from(dashes[i]);
    if (ent_text_starts(behind(text, at + gap), mark)) {
      const size_t end = at + gap + mark.len;
      *dash = true;
      return gap + blanks(text, end) ? end - at + blanks(text, end) : 0;
    }
  }
  if (dated && at < text.len &&
      (text.data[at] == '.' || text.data[at] == ':' || text.data[at] == '/')) {
    return 1 + blanks(text, at + 1);
  }
  return 0;
}

/// Says whether a story begins here: with a capital, a digit or a quote.
static bool
begins(ent_text text)
{
  size_t at = 0;
  if (text.len == 0) {
    return false;
  }
  const uint32_t c = ent_utf8_next(text, &at);
  return uc_is_upper(c) || (c >= '0' && c <= '9') || c == '"' || c == 0x201C ||
         c == 0x2018;
}

bool
ent_dateline_read(const ent_head_words *words, ent_text paragraph,
                  ent_dateline *dateline)
{
  const size_t room = paragraph.len < 200 ? paragraph.len : 200;
  size_t cut = room; // never inside a character
  while (cut < paragraph.len && (paragraph.data[cut] & 0xC0) == 0x80) {
    cut--;
  }
  const ent_text text = {paragraph.data, cut};
  ent_dateline found = {0, {0, 0}, {0, 0}, {0, 0, 0}};
  unsigned n = 0;
  size_t at = ent_name_run(words, text, &n);
  if (at == 0 || n > 4 || at > 40) {
    return false;
  }
  found.place.end = (uint32_t)at;
  bool region = false;
  for (int i = 0; i < 4 && part_read(words, text, &at, &found, &region); i++) {
  }
  bool dash = false;
  const bool dated = found.day.day != 0;
  const bool agency = agency_read(words, text, &at, &found.agency);
  const size_t mark = separator(text, at, dated, &dash);
  const bool wire = found.agency.end && dated && !agency;
  const bool right =
      dated || (dash && (agency || region ||
                         is_upper_case(ent_text_slice(text, found.place))));
  if (!right || (mark == 0 && !wire) ||
      (at + mark < text.len &&
       !begins(behind(text, at + mark + (mark ? 0 : blanks(text, at)))))) {
    return false;
  }
  found.len = at + (mark ? mark : blanks(text, at));
  *dateline = found;
  return true;
}

size_t
ent_syndicator_read(const ent_head_words *words, ent_text line,
                    ent_span *outlet)
{
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_SYNDICATOR, &n);
  const size_t open = line.len && line.data[0] == '(' ? 1 : 0;
  for (size_t i = 0; i < n; i++) {
    const size_t end = open + phrases[i].len;
    const size_t close = ent_text_find(line, ENT_TEXT(")"), 0);
    if (!ent_ascii_starts(behind(line, open), phrases[i]) ||
        close == SIZE_MAX || close > 80 || close <= end) {
      continue;
    }
    size_t at = end + blanks(line, end);
    if (line.data[at] != '-' || close <= at + 1) {
      continue;
    }
    at++;
    at += blanks(line, at);
    *outlet = (ent_span){(uint32_t)at, (uint32_t)close};
    return close + 1 + blanks(line, close + 1);
  }
  return 0;
}

/// Says whether a clause ends at `at`: at a mark, or with "citing …".
static bool
clause_ends(const ent_head_words *words, ent_text text, size_t at)
{
  if (at >= text.len || text.data[at] == '.' || text.data[at] == ',') {
    return true;
  }
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_SOURCE, &n);
  for (size_t i = 0; text.data[at] == ' ' && i < n; i++) {
    const size_t end = at + 1 + phrases[i].len;
    if (ent_text_starts(behind(text, at + 1), phrases[i]) && end < text.len &&
        text.data[end] == ' ') {
      return true;
    }
  }
  return false;
}

/// Finds the name in front of " reports" at `verb`, behind a comma.
static bool
reports_read(const ent_head_words *words, ent_text text, size_t verb,
             size_t end, ent_span *outlet)
{
  const ent_text front = {text.data, verb};
  const size_t len = ent_name_run_back(words, front);
  const ent_text before = {text.data, verb - len};
  if (len == 0 || len > 40 || !clause_ends(words, text, end) ||
      (!ent_text_ends(before, ENT_TEXT(", ")) &&
       !ent_text_ends(before, ENT_TEXT(", the ")))) {
    return false;
  }
  *outlet = (ent_span){(uint32_t)(verb - len), (uint32_t)verb};
  return true;
}

/// Finds the name in front of " has learned" at `verb`, where a sentence
/// begins.
static bool
learned_read(const ent_head_words *words, ent_text text, size_t verb,
             ent_span *outlet)
{
  const ent_text front = {text.data, verb};
  const size_t len = ent_name_run_back(words, front);
  if (len == 0 || len > 40 ||
      (verb > len &&
       !ent_text_ends((ent_text){text.data, verb - len}, ENT_TEXT(". ")))) {
    return false;
  }
  *outlet = (ent_span){(uint32_t)(verb - len), (uint32_t)verb};
  return true;
}

bool
ent_outlet_read(const ent_head_words *words, ent_text paragraph,
                ent_span *outlet)
{
  static const ent_word_kind kinds[] = {ENT_WORD_REPORTS, ENT_WORD_LEARNED};
  for (size_t k = 0; k < 2; k++) {
    size_t n = 0;
    const ent_text *verbs = ent_head_phrases(words, kinds[k], &n);
    for (size_t i = 0; i < n; i++) {
      size_t at = ent_text_find(paragraph, verbs[i], 0);
      for (; at != SIZE_MAX; at = ent_text_find(paragraph, verbs[i], at + 1)) {
        const size_t end = at + verbs[i].len;
        if (at == 0 || paragraph.data[at - 1] != ' ') {
          continue;
        }
        if (kinds[k] == ENT_WORD_REPORTS
                ? reports_read(words, paragraph, at - 1, end, outlet)
                : learned_read(words, paragraph, at - 1, outlet)) {
          return true;
        }
      }
    }
  }
  return false;
}

static bool
name_at(const ent_head_words *words, ent_text text, size_t at, ent_span *outlet)
{
  if (ent_ascii_starts(behind(text, at), ENT_TEXT("the "))) {
    at += 4;
  }
  unsigned n = 0;
  const size_t len = ent_name_run(words, behind(text, at), &n);
  *outlet = (ent_span){(uint32_t)at, (uint32_t)(at + len)};
  return len > 0 && n <= 6;
}

/// "© 2024 NAME", "Copyright 2024 NAME".
static bool
copyright_read(const ent_head_words *words, ent_text line, ent_span *outlet)
{
  static const char *const marks[] = {"\u00A9", "(c) ", "copyright", NULL};
  for (size_t i = 0; marks[i]; i++) {
    const ent_text mark = ent_text_from(marks[i]);
    if (ent_ascii_starts(line, mark)) {
      size_t at = mark.len;
      while (at < line.len && ((line.data[at] >= '0' && line.data[at] <= '9') ||
                               line.data[at] == ' ' || line.data[at] == '-')) {
        at++;
      }
      return at > mark.len && name_at(words, line, at, outlet);
    }
  }
  return false;
}

bool
ent_owner_read(const ent_head_words *words, ent_text line, ent_span *outlet)
{
  size_t n = 0;
  const ent_text *phrases = ent_head_phrases(words, ENT_WORD_ORIGIN, &n);
  for (size_t i = 0; i < n; i++) {
    const size_t at = ent_ascii_find(line, phrases[i], 0);
    if (at != SIZE_MAX && at + phrases[i].len + 1 < line.len &&
        name_at(words, line, at + phrases[i].len + 1, outlet)) {
      return true;
    }
  }
  phrases = ent_head_phrases(words, ENT_WORD_DISCLAIM, &n);
  for (size_t i = 0; i < n; i++) {
    const size_t at = ent_ascii_find(line, phrases[i], 0);
    if (at != SIZE_MAX && at > 1 && line.data[at - 1] == ' ') {
      const size_t len =
          ent_name_run_back(words, (ent_text){line.data, at - 1});
      *outlet = (ent_span){(uint32_t)(at - 1 - len), (uint32_t)(at - 1)};
      if (len) {
        return true;
      }
    }
  }
  return copyright_read(words, line, outlet);
}
