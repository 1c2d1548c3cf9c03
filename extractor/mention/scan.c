// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/scan.h"
#include "extractor/base/text.h"

#include <limits.h>
#include <stdlib.h>

/// Tokens on each side of a date that tell its tense.
enum { TENSE_WINDOW = 90 };

bool
ent_scan_kind(const ent_scan *s, size_t i, ent_date_kind kind)
{
  return i < s->n && s->words[i] && s->words[i]->kind == kind;
}

bool
ent_scan_mark(const ent_scan *s, size_t i, uint32_t mark)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_MARK &&
         s->pieces[i].mark == mark;
}

bool
ent_scan_number(const ent_scan *s, size_t i, uint32_t least, uint32_t most)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_NUMBER &&
         s->pieces[i].digits >= least && s->pieces[i].digits <= most;
}

bool
ent_scan_word(const ent_scan *s, size_t i, const char *lower)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_WORD &&
         ent_text_equal(s->pieces[i].lower, ent_text_from(lower));
}

bool
ent_scan_gap(const ent_scan *s, size_t i)
{
  return i >= s->n || s->pieces[i].gap;
}

bool
ent_scan_other(const ent_scan *s, size_t i)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_WORD && !s->words[i];
}

int
ent_scan_value(const ent_scan *s, size_t i)
{
  return s->words[i]->value;
}

int
ent_scan_shift(const ent_scan *s, size_t i)
{
  return ent_scan_kind(s, i, ENT_DATE_LEAD) &&
                 ent_scan_value(s, i) != ENT_LEAD_RANGE
             ? ent_scan_value(s, i)
             : 0;
}

bool
ent_scan_unit(const ent_scan *s, size_t i, ent_date_unit unit)
{
  return ent_scan_kind(s, i, ENT_DATE_UNIT) &&
         ent_scan_value(s, i) == (int)unit;
}

bool
ent_scan_continues(const ent_scan *s, size_t i)
{
  if (ent_scan_gap(s, i + 1)) {
    return false;
  }
  return ent_scan_mark(s, i + 1, '%') ||
         ((ent_scan_mark(s, i + 1, ',') || ent_scan_mark(s, i + 1, '.') ||
           ent_scan_mark(s, i + 1, ':') || ent_scan_mark(s, i + 1, '/')) &&
          !ent_scan_gap(s, i + 2) && ent_scan_number(s, i + 2, 1, 9));
}

bool
ent_scan_continued(const ent_scan *s, size_t i)
{
  return i > 0 && !ent_scan_gap(s, i) && !ent_scan_mark(s, i - 1, '(') &&
         !ent_scan_mark(s, i - 1, '-') && !ent_scan_mark(s, i - 1, '"') &&
         !ent_scan_mark(s, i - 1, 0x201C) && !ent_scan_mark(s, i - 1, '[');
}

bool
ent_scan_day(const ent_scan *s, size_t i, int *day, size_t *end)
{
  if (!ent_scan_number(s, i, 1, 2) || s->pieces[i].value < 1 ||
      s->pieces[i].value > 31 || ent_scan_continues(s, i)) {
    return false;
  }
  const bool suffix =
      ent_scan_kind(s, i + 1, ENT_DATE_SUFFIX) && !ent_scan_gap(s, i + 1);
  if (!suffix && !ent_scan_gap(s, i + 1) &&
      s->pieces[i + 1].kind == ENT_PIECE_WORD) {
    return false; // "5G", "10am"
  }
  *day = (int)s->pieces[i].value;
  *end = i + (suffix ? 2 : 1);
  return true;
}

/// Is there a word for 1 to 9: "two", not "a"?
static bool
is_digit_word(const ent_scan *s, size_t i)
{
  return ent_scan_kind(s, i, ENT_DATE_NUMBER) && s->pieces[i].lower.len > 2 &&
         ent_scan_value(s, i) >= 1 && ent_scan_value(s, i) <= 9;
}

/// Gives where the second word of "twenty-one", "twenty one" may stand.
static size_t
behind_tens(const ent_scan *s, size_t i)
{
  return i + (ent_scan_mark(s, i + 1, '-') && !ent_scan_gap(s, i + 1) ? 2 : 1);
}

static bool
is_tens(const ent_scan *s, size_t i)
{
  return ent_scan_kind(s, i, ENT_DATE_NUMBER) && ent_scan_value(s, i) >= 20 &&
         ent_scan_value(s, i) % 10 == 0;
}

bool
ent_scan_ordinal(const ent_scan *s, size_t i, int *value, size_t *end)
{
  int day = 0;
  size_t behind = 0;
  if (ent_scan_day(s, i, &day, &behind) && behind == i + 2) {
    *value = day;
    *end = behind;
    return true;
  }
  const bool tens = is_tens(s, i);
  const size_t at = tens ? behind_tens(s, i) : i;
  if (!ent_scan_kind(s, at, ENT_DATE_ORDINAL) ||
      ent_scan_word(s, at, "final") || (tens && ent_scan_value(s, at) > 9)) {
    return false;
  }
  *value = ent_scan_value(s, at) + (tens ? ent_scan_value(s, i) : 0);
  *end = at + 1;
  return true;
}

/// Reads a number below a hundred in words.
static bool
small_read(const ent_scan *s, size_t i, int *value, size_t *end)
{
  if (!ent_scan_kind(s, i, ENT_DATE_NUMBER)) {
    return false;
  }
  *value = ent_scan_value(s, i);
  *end = i + 1;
  const size_t at = behind_tens(s, i);
  if (is_tens(s, i) && is_digit_word(s, at)) {
    *value += ent_scan_value(s, at);
    *end = at + 1;
  }
  return true;
}

bool
ent_scan_day_words(const ent_scan *s, size_t i, int *day, size_t *end)
{
  int n = 0;
  size_t behind = 0;
  if (!(ent_scan_ordinal(s, i, &n, &behind) ||
        (small_read(s, i, &n, &behind) && n >= 13)) ||
      n > 31) {
    return false;
  }
  *day = n;
  *end = behind;
  return true;
}

/// Reads a number in words up to the word `scale` (100, 1000), which need not
/// be there, and what follows it: "two hundred and six".
static bool
scaled_read(const ent_scan *s, size_t i, int scale, int *value, size_t *end)
{
  int below = 0;
  if (!(scale > 100 ? scaled_read(s, i, scale / 10, value, end)
                    : small_read(s, i, value, end))) {
    return false;
  }
  if (!ent_scan_kind(s, *end, ENT_DATE_SCALE) ||
      ent_scan_value(s, *end) != scale) {
    return true;
  }
  *value *= scale;
  *end += 1;
  const size_t at = *end + (ent_scan_word(s, *end, "and") ? 1 : 0);
  if (at < s->n && s->pieces[at].lower.len > 2 &&
      (scale > 100 ? scaled_read(s, at, scale / 10, &below, end)
                   : small_read(s, at, &below, end))) {
    *value += below;
  }
  return true;
}

bool
ent_scan_count(const ent_scan *s, size_t i, int *value, size_t *end)
{
  int n = 0;
  size_t behind = i + 1;
  if (ent_scan_number(s, i, 1, 3)) {
    n = ent_scan_continued(s, i) || ent_scan_continues(s, i)
            ? 0
            : (int)s->pieces[i].value;
  } else if (!scaled_read(s, i, 1000, &n, &behind)) {
    return false;
  }
  if (n < 1 || n > 999) {
    return false;
  }
  *value = n;
  *end = behind;
  return true;
}

/// Is the round number at `i` more likely a count: "in 2000 villages"?
static bool
year_counts(const ent_scan *s, size_t i)
{
  uint32_t first = 0;
  uint32_t end = 0;
  if (s->pieces[i].value % 100 != 0 || !ent_scan_other(s, i + 1) ||
      s->pieces[i + 1].capital ||
      !ent_tokens_cover(s->document, s->sentence, s->pieces[i + 1].span, &first,
                        &end)) {
    return false;
  }
  const ent_upos upos = s->document->tokens[first].upos;
  return upos == ENT_UPOS_NOUN || upos == ENT_UPOS_ADJ || upos == ENT_UPOS_X;
}

/// Reads a year in words: "two thousand and ten", "nineteen seventy eight".
static bool
year_words(const ent_scan *s, size_t i, int *year, size_t *end)
{
  int n = 0;
  int two = 0;
  size_t at = 0;
  if (!scaled_read(s, i, 1000, &n, &at)) {
    return false;
  }
  if (n >= 15 && n <= 21 && small_read(s, at, &two, &at)) {
    if (two == 0 && is_digit_word(s, at)) { // "nineteen zero one"
      two = ent_scan_value(s, at++);
    } else if (two < 10) {
      return false;
    }
    n = n * 100 + two;
  }
  if (n < 1000 || n > 2199 || ent_scan_other(s, at)) {
    return false;
  }
  *year = n;
  *end = at;
  return true;
}

bool
ent_scan_year(const ent_scan *s, size_t i, int *year, size_t *end)
{
  if (year_words(s, i, year, end)) {
    return true;
  }
  if (!ent_scan_number(s, i, 4, 4) || ent_scan_continues(s, i) ||
      s->pieces[i].value < 1000 || s->pieces[i].value > 2199 ||
      year_counts(s, i)) {
    return false;
  }
  *year = (int)s->pieces[i].value;
  *end = i + 1;
  return true;
}

int
ent_scan_now(const ent_scan *s)
{
  int year = 0;
  int month = 0;
  int day = 0;
  ent_day_to(s->today, &year, &month, &day);
  return year;
}

/// Reads the year of two digits behind a month: "99", "of 87".
static bool
year_short(const ent_scan *s, size_t i, int *year, size_t *end)
{
  if (!ent_scan_number(s, i, 2, 2) || s->pieces[i].value <= 31 ||
      ent_scan_continues(s, i) || ent_scan_other(s, i + 1)) {
    return false;
  }
  *year = 1900 + (int)s->pieces[i].value;
  *end = i + 1;
  return true;
}

bool
ent_scan_year_behind(const ent_scan *s, size_t i, int *year, size_t *end)
{
  if ((ent_scan_mark(s, i, ',') || ent_scan_word(s, i, "of") ||
       ent_scan_word(s, i, "in") ||
       (ent_scan_mark(s, i, '-') && !ent_scan_gap(s, i))) &&
      i + 1 < s->n) {
    i++;
  }
  if (ent_scan_year(s, i, year, end) ||
      (!ent_scan_mark(s, i - 1, ',') && !ent_scan_word(s, i - 1, "in") &&
       year_short(s, i, year, end))) {
    return true;
  }
  if (s->dated && ent_scan_kind(s, i, ENT_DATE_DIRECTION) &&
      ent_scan_unit(s, i + 1, ENT_UNIT_YEAR)) {
    *year = ent_scan_now(s) + ent_scan_value(s, i);
    *end = i + 2;
    return true;
  }
  return false;
}

bool
ent_scan_month(const ent_scan *s, size_t i, int *month, size_t *end)
{
  if (!ent_scan_kind(s, i, ENT_DATE_MONTH) || ent_scan_mark(s, i + 1, '\'')) {
    return false;
  }
  const int value = ent_scan_value(s, i);
  if (value > ENT_MONTH_CAPITAL && !s->pieces[i].capital) {
    return false;
  }
  *month = value % ENT_MONTH_CAPITAL;
  *end = i + 1;
  if (ent_scan_mark(s, i + 1, '.') && !ent_scan_gap(s, i + 1) &&
      ent_scan_number(s, i + 2, 1, 4)) {
    *end = i + 2;
  }
  return true;
}

bool
ent_scan_range(const ent_scan *s, size_t i)
{
  return ent_scan_mark(s, i, '-') || ent_scan_mark(s, i, '&') ||
         ent_scan_mark(s, i, ',') || ent_scan_mark(s, i, '~') ||
         ent_scan_kind(s, i, ENT_DATE_RANGE) ||
         (ent_scan_kind(s, i, ENT_DATE_LEAD) &&
          ent_scan_value(s, i) == ENT_LEAD_RANGE);
}

bool
ent_scan_led(const ent_scan *s, size_t i)
{
  if (i > 0 && s->behind > 0 && s->behind == i - 1 &&
      ent_scan_range(s, i - 1) && !ent_scan_mark(s, i - 1, ',')) {
    return true; // the second date of a span
  }
  // "the", "early", "mid-" between are walked over.
  while (i > 0 &&
         (ent_scan_kind(s, i - 1, ENT_DATE_PART) ||
          ent_scan_mark(s, i - 1, '-') || ent_scan_word(s, i - 1, "year"))) {
    i--;
    if (ent_scan_word(s, i, "early") || ent_scan_word(s, i, "late") ||
        ent_scan_word(s, i, "mid") || ent_scan_word(s, i, "year")) {
      return true;
    }
  }
  return i > 0 && (ent_scan_kind(s, i - 1, ENT_DATE_LEAD) ||
                   (i > 1 && ent_scan_kind(s, i - 1, ENT_DATE_RANGE) &&
                    ent_scan_number(s, i - 2, 4, 4)));
}

/// Is token `t` the "to" of "to be held", "are to travel" or, in a headline,
/// "to visit"?
static bool
token_to(const ent_scan *s, uint32_t t)
{
  const ent_token *tokens = s->document->tokens;
  const ent_sentence *sentence = &s->document->sentences[s->sentence];
  if (!ent_text_equal(tokens[t].lower, ENT_TEXT("to")) ||
      t + 1 >= sentence->end) {
    return false;
  }
  const ent_text be = ENT_TEXT("be");
  return ent_text_equal(tokens[t + 1].lower, be) ||
         (t > sentence->first && ent_text_equal(tokens[t - 1].lemma, be)) ||
         (sentence->kind == ENT_SENTENCE_TITLE &&
          tokens[t + 1].upos == ENT_UPOS_VERB);
}

/// Gives the tense that token `t` speaks for: -1, 1, or 0.
static int
token_tense(const ent_scan *s, uint32_t t)
{
  const ent_token *tokens = s->document->tokens;
  const ent_date_word *word = ent_calendar_word(s->calendar, tokens[t].lower);
  if (word && word->kind == ENT_DATE_FUTURE) {
    return 1;
  }
  if (token_to(s, t)) {
    return 1;
  }
  return s->document->tokens[t].verb == ENT_FORM_PAST ? -1 : 0;
}

// The nearest cue before it, else behind it.
// A verb of the present in between leaves it open.
int
ent_scan_tense(const ent_scan *s, size_t i)
{
  uint32_t first = 0;
  uint32_t end = 0;
  const ent_sentence *sentence = &s->document->sentences[s->sentence];
  if (!ent_tokens_cover(s->document, s->sentence, s->pieces[i].span, &first,
                        &end)) {
    return 0;
  }
  for (uint32_t t = first; t > sentence->first && first - t < TENSE_WINDOW;
       t--) {
    const int tense = token_tense(s, t - 1);
    if (tense || s->document->tokens[t - 1].verb == ENT_FORM_THIRD) {
      return tense;
    }
  }
  for (uint32_t t = end; t < sentence->end && t - end < TENSE_WINDOW; t++) {
    const int tense = token_tense(s, t);
    if (tense) {
      return tense;
    }
  }
  return 0;
}

// A year against `tense` (-1 past, 1 future) counts four times as far, a whole
// month thirty times: articles name the days around them.
int
ent_scan_year_pick(const ent_scan *s, int month, int day, int tense)
{
  const int now = ent_scan_now(s);
  int best = now;
  long least = LONG_MAX;
  for (int year = now - 1; year <= now + 1; year++) {
    const int32_t at = ent_day_from(year, month, 1) + (day ? day - 1 : 14);
    const long slack = day ? 0 : 15;
    const long far = (long)at - s->today;
    const bool against =
        (tense < 0 && far > slack) || (tense > 0 && far < -slack);
    const long cost = labs(far) * (!against ? 1 : day ? 4 : 30);
    if (cost < least && (!day || ent_day_exists(year, month, day))) {
      least = cost;
      best = year;
    }
  }
  return best;
}

int32_t
ent_scan_weekday(const ent_scan *s, int weekday, int weeks)
{
  return s->today - ent_day_weekday(s->today) + weekday + 7 * weeks;
}
