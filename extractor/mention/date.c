// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/mention/calendar.h"
#include "extractor/mention/piece.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// One sentence being read.
typedef struct {
  const ent_calendar *calendar;
  const ent_document *document;
  uint32_t sentence;
  const ent_piece *pieces;
  const ent_date_word **words; // for each piece, NULL if none
  size_t n;
  bool dated; // `today` is known
  int32_t today;
  int32_t told; // the last day that the text names, if `telling`
  bool telling;
  int year; // of the last day or month that said it, 0 before; for articles
            // without a date of publication
} scan;

/// What some pieces say.  Until it is settled, year, month and day are as in
/// the text, 0 where it is silent.
typedef struct {
  size_t end; // behind the last piece
  int year;
  int month;
  int day;
  int weekday; // that the text gives beside the date, or 0
  ent_precision precision;
  int last_month; // of the last day, if the text names several; else 0
  int last_day;
  bool settled;
  int32_t from;
  int32_t to;
} reading;

// Looking at pieces.  Every function accepts positions past the end.

static bool
is_kind(const scan *s, size_t i, ent_date_kind kind)
{
  return i < s->n && s->words[i] && s->words[i]->kind == kind;
}

static bool
is_mark(const scan *s, size_t i, uint32_t mark)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_MARK &&
         s->pieces[i].mark == mark;
}

static bool
is_number(const scan *s, size_t i, uint32_t least, uint32_t most)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_NUMBER &&
         s->pieces[i].digits >= least && s->pieces[i].digits <= most;
}

static bool
is_word(const scan *s, size_t i, const char *lower)
{
  return i < s->n && s->pieces[i].kind == ENT_PIECE_WORD &&
         ent_text_equal(s->pieces[i].lower, ent_text_from(lower));
}

static bool
has_gap(const scan *s, size_t i)
{
  return i >= s->n || s->pieces[i].gap;
}

static int
value_of(const scan *s, size_t i)
{
  return s->words[i]->value;
}

/// Is the number at `i` part of a longer one: "10,000", "2.5", "10:30", "5%"?
static bool
number_continues(const scan *s, size_t i)
{
  if (has_gap(s, i + 1)) {
    return false;
  }
  return is_mark(s, i + 1, '%') ||
         ((is_mark(s, i + 1, ',') || is_mark(s, i + 1, '.') ||
           is_mark(s, i + 1, ':') || is_mark(s, i + 1, '/')) &&
          !has_gap(s, i + 2) && is_number(s, i + 2, 1, 9));
}

/// Does a sign or digits stand right before the number: "$5", "1,13"?
static bool
number_continued(const scan *s, size_t i)
{
  return i > 0 && !has_gap(s, i) && !is_mark(s, i - 1, '(') &&
         !is_mark(s, i - 1, '-') && !is_mark(s, i - 1, '"') &&
         !is_mark(s, i - 1, 0x201C) && !is_mark(s, i - 1, '[');
}

/// Reads a day of the month: "13", "13th".
static bool
day_read(const scan *s, size_t i, int *day, size_t *end)
{
  if (!is_number(s, i, 1, 2) || s->pieces[i].value < 1 ||
      s->pieces[i].value > 31 || number_continues(s, i)) {
    return false;
  }
  *day = (int)s->pieces[i].value;
  *end = i + 1;
  if (is_kind(s, i + 1, ENT_DATE_SUFFIX) && !has_gap(s, i + 1)) {
    *end = i + 2;
  } else if (!has_gap(s, i + 1) && s->pieces[i + 1].kind == ENT_PIECE_WORD) {
    return false; // "5G", "10am"
  }
  return true;
}

/// Is the round number at `i` more likely a count: "in 2000 villages"?
static bool
year_counts(const scan *s, size_t i)
{
  return s->pieces[i].value % 100 == 0 && i + 1 < s->n &&
         s->pieces[i + 1].kind == ENT_PIECE_WORD && !s->pieces[i + 1].capital &&
         !s->words[i + 1];
}

static bool
year_at(const scan *s, size_t i, int *year)
{
  if (!is_number(s, i, 4, 4) || number_continues(s, i) ||
      s->pieces[i].value < 1000 || s->pieces[i].value > 2199 ||
      year_counts(s, i)) {
    return false;
  }
  *year = (int)s->pieces[i].value;
  return true;
}

static int
this_year(const scan *s)
{
  int year = 0;
  int month = 0;
  int day = 0;
  ent_day_to(s->today, &year, &month, &day);
  return year;
}

/// Reads the year behind a month: ", 2024", "of 2024", "this year".
static bool
year_read(const scan *s, size_t i, int *year, size_t *end)
{
  if ((is_mark(s, i, ',') || is_word(s, i, "of")) && i + 1 < s->n) {
    i++;
  }
  if (year_at(s, i, year)) {
    *end = i + 1;
    return true;
  }
  if (s->dated && is_kind(s, i, ENT_DATE_DIRECTION) &&
      is_kind(s, i + 1, ENT_DATE_UNIT) && value_of(s, i + 1) == ENT_UNIT_YEAR) {
    *year = this_year(s) + value_of(s, i);
    *end = i + 2;
    return true;
  }
  return false;
}

/// Reads the name of a month, with the full stop of a short form.
static bool
month_read(const scan *s, size_t i, int *month, size_t *end)
{
  if (!is_kind(s, i, ENT_DATE_MONTH) || !s->pieces[i].capital ||
      is_mark(s, i + 1, '\'')) {
    return false;
  }
  *month = value_of(s, i);
  *end = i + 1;
  if (is_mark(s, i + 1, '.') && !has_gap(s, i + 1) &&
      is_number(s, i + 2, 1, 4)) {
    *end = i + 2;
  }
  return true;
}

static bool
range_mark(const scan *s, size_t i)
{
  return is_mark(s, i, '-') || is_mark(s, i, '&') || is_mark(s, i, ',') ||
         is_kind(s, i, ENT_DATE_RANGE);
}

// The forms.  Each reads at piece `i`, fills a zeroed reading and returns true,
// or returns false.

/// "2025-04-29", "29.04.2025", "04/29/2025".
static bool
read_numeric(const scan *s, size_t i, reading *r)
{
  if (i + 4 >= s->n || number_continued(s, i)) {
    return false;
  }
  const uint32_t mark = s->pieces[i + 1].mark;
  for (size_t k = i + 1; k < i + 5; k++) {
    if (has_gap(s, k)) {
      return false;
    }
  }
  if ((mark != '-' && mark != '.' && mark != '/') || !is_mark(s, i + 3, mark) ||
      !is_number(s, i + 2, 1, 2) || number_continues(s, i + 4)) {
    return false;
  }
  const int a = (int)s->pieces[i].value;
  const int b = (int)s->pieces[i + 2].value;
  const int c = (int)s->pieces[i + 4].value;
  *r = (reading){.end = i + 5, .precision = ENT_PRECISION_DAY};
  if (is_number(s, i, 4, 4) && is_number(s, i + 4, 1, 2)) {
    r->year = a, r->month = b, r->day = c;
  } else if (is_number(s, i, 1, 2) && is_number(s, i + 4, 4, 4)) {
    const bool swap = b > 12 || (mark != '.' && a <= 12 && s->dated &&
                                 ent_day_exists(c, a, b) &&
                                 labs(ent_day_from(c, a, b) - s->today) <
                                     labs(ent_day_from(c, b, a) - s->today));
    r->year = c, r->month = swap ? a : b, r->day = swap ? b : a;
  } else {
    return false;
  }
  return ent_day_exists(r->year, r->month, r->day);
}

/// Walks over the other days of a span, "to 16", "- June 2", "and 4", and
/// keeps the last.
static void
span_read(const scan *s, reading *r)
{
  int month = r->month;
  for (int guard = 0; guard < 8 && range_mark(s, r->end); guard++) {
    int day = 0;
    size_t at = r->end + 1;
    size_t end = 0;
    if (is_mark(s, r->end, ',') && is_word(s, at, "and")) {
      at++;
    }
    if (month_read(s, at, &month, &end)) {
      at = end;
    }
    if (!day_read(s, at, &day, &end)) {
      break;
    }
    const bool list = is_mark(s, r->end, ',') || is_word(s, r->end, "and");
    if (list && end < s->n && s->pieces[end].kind == ENT_PIECE_WORD &&
        !s->words[end]) {
      break; // "June 3 and 12 delegates"
    }
    r->end = end;
    r->last_month = month;
    r->last_day = day;
  }
}

/// "May 10", "Nov. 24, 2006", "May 10 to 16, 2024", "June 13 this year".
static bool
read_month_day(const scan *s, size_t i, reading *r)
{
  *r = (reading){.precision = ENT_PRECISION_DAY};
  if (!month_read(s, i, &r->month, &r->end) ||
      !day_read(s, r->end, &r->day, &r->end)) {
    return false;
  }
  if (year_read(s, r->end, &r->year, &r->end)) {
    return true;
  }
  span_read(s, r);
  (void)year_read(s, r->end, &r->year, &r->end);
  return true;
}

/// "13 June 2024", "13th of June", "10 to 16 May", "30 May - 2 June 2024".
static bool
read_day_month(const scan *s, size_t i, reading *r)
{
  int n = 0;
  size_t end = 0;
  *r = (reading){.precision = ENT_PRECISION_DAY};
  if (number_continued(s, i) || !day_read(s, i, &r->day, &end)) {
    return false;
  }
  for (int guard = 0;
       guard < 8 && range_mark(s, end) && day_read(s, end + 1, &n, &end);
       guard++) {
    r->last_day = n;
  }
  if (is_word(s, end, "of")) {
    end++;
  }
  if (!month_read(s, end, &r->month, &r->end)) {
    return false;
  }
  r->last_month = r->last_day ? r->month : 0;
  if (year_read(s, r->end, &r->year, &r->end)) {
    return true;
  }
  int month = 0;
  if (range_mark(s, r->end) && day_read(s, r->end + 1, &n, &end) &&
      month_read(s, end, &month, &end)) {
    r->end = end;
    r->last_day = n;
    r->last_month = month;
    (void)year_read(s, end, &r->year, &r->end);
  }
  return true;
}

/// Any form of a full day without its weekday.
static bool
read_day(const scan *s, size_t i, reading *r)
{
  if (is_word(s, i, "the")) {
    i++;
  }
  return read_numeric(s, i, r) || read_month_day(s, i, r) ||
         read_day_month(s, i, r);
}

/// Is there a word before `i` that makes a bare month or year a date?  "the",
/// "early", "mid-" between are walked over.
static bool
led(const scan *s, size_t i)
{
  while (i > 0 && (is_kind(s, i - 1, ENT_DATE_PART) || is_mark(s, i - 1, '-') ||
                   is_word(s, i - 1, "year"))) {
    i--;
    if (is_word(s, i, "early") || is_word(s, i, "late") ||
        is_word(s, i, "mid") || is_word(s, i, "year")) {
      return true;
    }
  }
  return i > 0 && (is_kind(s, i - 1, ENT_DATE_LEAD) ||
                   (i > 1 && is_kind(s, i - 1, ENT_DATE_RANGE) &&
                    is_number(s, i - 2, 4, 4)));
}

/// "April 2025", "in April", "April of this year", "May to July 2024".
static bool
read_month(const scan *s, size_t i, reading *r)
{
  int n = 0;
  size_t end = 0;
  *r = (reading){.precision = ENT_PRECISION_MONTH};
  if (!month_read(s, i, &r->month, &r->end)) {
    return false;
  }
  if (year_read(s, r->end, &r->year, &r->end)) {
    return true;
  }
  if ((is_mark(s, r->end, '-') || is_kind(s, r->end, ENT_DATE_RANGE)) &&
      month_read(s, r->end + 1, &n, &end) &&
      year_read(s, end, &r->year, &r->end)) {
    return true;
  }
  return led(s, i);
}

/// "in 2012", "the 1990s", "early 2004".
static bool
read_year(const scan *s, size_t i, reading *r)
{
  *r = (reading){.end = i + 1, .precision = ENT_PRECISION_YEAR};
  if (number_continued(s, i)) {
    return false;
  }
  if (is_number(s, i, 4, 4) && !has_gap(s, i + 1) && is_word(s, i + 1, "s") &&
      s->pieces[i].value % 10 == 0 && s->pieces[i].value >= 1000 &&
      s->pieces[i].value <= 2199) {
    const int year = (int)s->pieces[i].value;
    *r = (reading){.end = i + 2,
                   .year = year,
                   .precision = ENT_PRECISION_DECADE,
                   .settled = true,
                   .from = ent_day_from(year, 1, 1),
                   .to = ent_day_from(year + 9, 12, 31)};
    return true;
  }
  if (!year_at(s, i, &r->year) || r->year < 1500 || !led(s, i)) {
    return false;
  }
  if (is_mark(s, i + 1, '-') && is_number(s, i + 2, 2, 4)) {
    r->end = i + 3; // "2012-2015": the first
  }
  return !(i > 0 && is_kind(s, i - 1, ENT_DATE_BLOCK));
}

/// Fills `months` months from `month` on.
static void
months_set(reading *r, int year, int month, int months, ent_precision precision)
{
  const int last = month + months - 1;
  const int end_year = year + (last - 1) / 12;
  const int end_month = (last - 1) % 12 + 1;
  r->year = year;
  r->precision = precision;
  r->settled = true;
  r->from = ent_day_from(year, month, 1);
  r->to = ent_day_last(end_year, end_month);
}

/// The year that brings `month` (and `day`, or 0) nearest to today; a year
/// against `tense` (-1 past, 1 future) counts four times as far, a whole month
/// thirty times: articles name the days around them.
static int
year_pick(const scan *s, int month, int day, int tense)
{
  const int now = this_year(s);
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

/// Is token `t` the "to" of "to be held", "are to travel" or, in a headline,
/// "to visit"?
static bool
token_to(const scan *s, uint32_t t)
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
token_tense(const scan *s, uint32_t t)
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

/// Finds the tense around a date: the nearest cue before it, else behind it.
/// A verb of the present in between leaves it open.
static int
tense_at(const scan *s, size_t i)
{
  uint32_t first = 0;
  uint32_t end = 0;
  const ent_sentence *sentence = &s->document->sentences[s->sentence];
  if (!ent_tokens_cover(s->document, s->sentence, s->pieces[i].span, &first,
                        &end)) {
    return 0;
  }
  for (uint32_t t = first; t > sentence->first; t--) {
    const int tense = token_tense(s, t - 1);
    if (tense || s->document->tokens[t - 1].verb == ENT_FORM_THIRD) {
      return tense;
    }
  }
  for (uint32_t t = end; t < sentence->end; t++) {
    const int tense = token_tense(s, t);
    if (tense) {
      return tense;
    }
  }
  return 0;
}

/// "third quarter of 2024", "Q3 2024", "the first half of 2025".
static bool
read_quarter(const scan *s, size_t i, reading *r)
{
  int part = 0;
  size_t end = i + 2;
  bool half = false;
  if (is_kind(s, i, ENT_DATE_ORDINAL) && is_kind(s, i + 1, ENT_DATE_UNIT) &&
      (value_of(s, i + 1) == ENT_UNIT_QUARTER ||
       value_of(s, i + 1) == ENT_UNIT_HALF)) {
    part = value_of(s, i);
    half = value_of(s, i + 1) == ENT_UNIT_HALF;
  } else if (is_word(s, i, "q") && is_number(s, i + 1, 1, 1) &&
             !has_gap(s, i + 1)) {
    part = (int)s->pieces[i + 1].value;
  }
  int year = 0;
  if (part < 1 || part > (half ? 2 : 4) || !year_read(s, end, &year, &end)) {
    return false;
  }
  const int months = half ? 6 : 3;
  months_set(r, year, (part - 1) * months + 1, months,
             half ? ENT_PRECISION_YEAR : ENT_PRECISION_QUARTER);
  r->end = end;
  return true;
}

/// "summer of 2024", "this summer".
static bool
read_season(const scan *s, size_t i, reading *r)
{
  int year = 0;
  size_t end = i + 1;
  if (is_kind(s, i, ENT_DATE_DIRECTION) && is_kind(s, i + 1, ENT_DATE_SEASON) &&
      s->dated) {
    year = this_year(s) + value_of(s, i);
    months_set(r, year, value_of(s, i + 1), 3, ENT_PRECISION_YEAR);
    // "last autumn" said in winter is this year's, "next spring" likewise.
    if (value_of(s, i) < 0 && r->to + 366 < s->today) {
      months_set(r, year + 1, value_of(s, i + 1), 3, ENT_PRECISION_YEAR);
    } else if (value_of(s, i) > 0 && r->from - 366 > s->today) {
      months_set(r, year - 1, value_of(s, i + 1), 3, ENT_PRECISION_YEAR);
    }
    r->end = i + 2;
    return true;
  }
  if (!is_kind(s, i, ENT_DATE_SEASON) || !year_read(s, end, &year, &end)) {
    return false;
  }
  months_set(r, year, value_of(s, i), 3, ENT_PRECISION_YEAR);
  r->end = end;
  return true;
}

static void
day_set(reading *r, int32_t day, size_t end)
{
  r->precision = ENT_PRECISION_DAY;
  r->settled = true;
  r->from = day;
  r->to = day;
  r->end = end;
}

/// Takes the day in brackets, "today (10)", if it is near the day worked out:
/// feeds are published later than they are written.
static void
read_bracket(const scan *s, reading *r)
{
  int day = 0;
  size_t end = 0;
  if (!is_mark(s, r->end, '(') || !day_read(s, r->end + 1, &day, &end) ||
      !is_mark(s, end, ')')) {
    return;
  }
  for (int32_t off = 0; off <= 7; off++) {
    for (int sign = -1; sign <= 1; sign += 2) {
      int y = 0;
      int m = 0;
      int d = 0;
      ent_day_to(r->from + sign * off, &y, &m, &d);
      if (d == day) {
        day_set(r, ent_day_from(y, m, d), end + 1);
        return;
      }
    }
  }
}

/// Reads what may follow a day word: a part of the day, a bracket, or the
/// date itself: "yesterday, January 14, 2021".
static void
day_extend(const scan *s, reading *r)
{
  reading full = {.end = 0};
  if (is_kind(s, r->end, ENT_DATE_DAYPART)) {
    r->end++;
  }
  const size_t at = r->end;
  const bool bracket = is_mark(s, at, '(');
  const size_t from = at + (bracket || is_mark(s, at, ',') ? 1 : 0);
  if (read_day(s, from, &full) && full.month &&
      (!bracket || is_mark(s, full.end, ')'))) {
    full.end += bracket ? 1 : 0;
    *r = full;
    return;
  }
  if (r->settled) {
    read_bracket(s, r);
  }
  if (is_kind(s, r->end, ENT_DATE_DAYPART)) {
    r->end++;
  }
}

/// Is the word at `i` part of a name: "Kura Today reports"?
static bool
is_named(const scan *s, size_t i)
{
  return i > 0 && s->pieces[i].capital && s->pieces[i - 1].capital &&
         s->document->sentences[s->sentence].kind != ENT_SENTENCE_TITLE;
}

/// "today", "yesterday evening (05)", "this morning (02)".
static bool
read_deictic(const scan *s, size_t i, reading *r)
{
  const size_t far = i + 2; // "day before yesterday", "day after tomorrow"
  if (is_word(s, i, "day") && is_kind(s, far, ENT_DATE_DEICTIC) &&
      is_kind(s, i + 1, ENT_DATE_LEAD) && value_of(s, i + 1)) {
    r->end = far + 1;
    if (s->dated) {
      day_set(r, s->today + value_of(s, far) + value_of(s, i + 1), far + 1);
    }
  } else if (is_kind(s, i, ENT_DATE_DEICTIC) && !is_named(s, i)) {
    r->end = i + 1;
    if (s->dated) {
      day_set(r, s->today + value_of(s, i), i + 1);
    }
  } else if (is_kind(s, i, ENT_DATE_DIRECTION) &&
             is_kind(s, i + 1, ENT_DATE_DAYPART)) {
    r->end = i + 2;
    if (s->dated) {
      day_set(r, s->today + value_of(s, i), i + 2);
    }
  } else {
    return false;
  }
  day_extend(s, r);
  return r->settled || r->month;
}

/// Gives the day of `weekday` in the week `weeks` from now.
static int32_t
weekday_in(const scan *s, int weekday, int weeks)
{
  return s->today - ent_day_weekday(s->today) + weekday + 7 * weeks;
}

/// Gives the day of a weekday: `direction` as the text says it, or as the
/// tense has it.
static int32_t
weekday_pick(const scan *s, int weekday, bool said, int direction, int tense)
{
  const int back = (ent_day_weekday(s->today) - weekday + 7) % 7;
  if (said && direction == 0) {
    return weekday_in(s, weekday, 0);
  }
  if (said) {
    return direction < 0 ? s->today - (back ? back : 7) : s->today + (7 - back);
  }
  return tense > 0 && back ? s->today + (7 - back) : s->today - back;
}

/// Is the weekday at `i` part of a name, or one of many: "Sunday Times"?
static bool
weekday_named(const scan *s, size_t i)
{
  return !s->pieces[i].capital ||
         (i > 0 && (is_kind(s, i - 1, ENT_DATE_BLOCK) ||
                    is_kind(s, i - 1, ENT_DATE_ORDINAL))) ||
         (i + 1 < s->n && s->pieces[i + 1].gap && s->pieces[i + 1].capital &&
          !s->words[i + 1] &&
          s->document->sentences[s->sentence].kind != ENT_SENTENCE_TITLE);
}

/// "on Thursday", "last Monday", "Friday, 13 June 2024", "Monday (26th)".
static bool
read_weekday(const scan *s, size_t i, reading *r)
{
  const bool said = is_kind(s, i, ENT_DATE_DIRECTION);
  const int direction = said ? value_of(s, i) : 0;
  const size_t at = i + (said ? 1 : 0);
  if (is_kind(s, at, ENT_DATE_WEEKDAY_SHORT) && s->pieces[at].capital) {
    r->end = at + (is_mark(s, at + 1, '.') ? 2 : 1);
    day_extend(s, r);
    r->weekday = value_of(s, at);
    return r->month;
  }
  if (!is_kind(s, at, ENT_DATE_WEEKDAY) || weekday_named(s, at)) {
    return false;
  }
  r->end = at + 1;
  if (s->dated) {
    const size_t of = at + (is_word(s, at + 1, "of") ? 2 : 1);
    if (is_kind(s, of, ENT_DATE_DIRECTION) &&
        is_kind(s, of + 1, ENT_DATE_UNIT) &&
        value_of(s, of + 1) == ENT_UNIT_WEEK) {
      day_set(r, weekday_in(s, value_of(s, at), value_of(s, of)), of + 2);
      return true;
    }
    day_set(r,
            weekday_pick(s, value_of(s, at), said, direction, tense_at(s, i)),
            at + 1);
  }
  day_extend(s, r);
  r->weekday = value_of(s, at);
  return r->settled || r->month;
}

/// Fills a stretch of days that is no calendar unit: as precise as its ends
/// agree.
static void
days_set(reading *r, int32_t from, int32_t to)
{
  int y[2] = {0, 0};
  int m[2] = {0, 0};
  int d = 0;
  ent_day_to(from, &y[0], &m[0], &d);
  ent_day_to(to, &y[1], &m[1], &d);
  r->settled = true;
  r->from = from;
  r->to = to;
  r->precision =
      y[0] == y[1] && m[0] == m[1] ? ENT_PRECISION_MONTH : ENT_PRECISION_YEAR;
}

/// Fills the unit that lies `count` units from today's.
static bool
unit_set(const scan *s, reading *r, int unit, int count)
{
  int year = 0;
  int month = 0;
  int day = 0;
  ent_day_to(s->today, &year, &month, &day);
  const int months = year * 12 + month - 1 + count;
  switch (unit) {
  case ENT_UNIT_DAY:
    day_set(r, s->today + count, r->end);
    return true;
  case ENT_UNIT_WEEK:
    days_set(r, weekday_in(s, 1, count), weekday_in(s, 7, count));
    return true;
  case ENT_UNIT_WEEKEND:
    days_set(r, weekday_in(s, 6, count), weekday_in(s, 7, count));
    return true;
  case ENT_UNIT_MONTH:
    months_set(r, months / 12, months % 12 + 1, 1, ENT_PRECISION_MONTH);
    return true;
  case ENT_UNIT_QUARTER: {
    const int quarters = year * 4 + (month - 1) / 3 + count;
    months_set(r, quarters / 4, quarters % 4 * 3 + 1, 3, ENT_PRECISION_QUARTER);
    return true;
  }
  case ENT_UNIT_YEAR:
    months_set(r, year + count, 1, 12, ENT_PRECISION_YEAR);
    return true;
  default:
    return false;
  }
}

/// Does "the", "over", "for the" before `i` make what follows a length of
/// time or a time seen from elsewhere in the text?
static bool
unit_relative(const scan *s, size_t i, int direction)
{
  const bool the = i > 0 && is_word(s, i - 1, "the");
  const size_t before = i - (the ? 1 : 0);
  return (the && direction) ||
         (before > 0 && is_kind(s, before - 1, ENT_DATE_SPAN) && direction);
}

/// "last week", "this year", "next month".
static bool
read_unit(const scan *s, size_t i, reading *r)
{
  if (!s->dated || !is_kind(s, i, ENT_DATE_DIRECTION)) {
    return false;
  }
  r->end = i + 2;
  if (is_kind(s, i + 1, ENT_DATE_MONTH) && s->pieces[i + 1].capital) {
    const int tense = value_of(s, i);
    int year = this_year(s);
    int day = 0;
    if (tense) {
      const int month = value_of(s, i + 1);
      const bool still = ent_day_from(year, month, 1) <= s->today;
      const bool over = ent_day_last(year, month) < s->today;
      year += tense < 0 ? (over ? 0 : -1) : (still ? 1 : 0);
    }
    r->month = value_of(s, i + 1);
    r->year = year;
    r->precision = day_read(s, i + 2, &day, &r->end) ? ENT_PRECISION_DAY
                                                     : ENT_PRECISION_MONTH;
    r->day = day;
    return true;
  }
  return is_kind(s, i + 1, ENT_DATE_UNIT) &&
         value_of(s, i + 1) != ENT_UNIT_DAY &&
         !unit_relative(s, i, value_of(s, i)) &&
         unit_set(s, r, value_of(s, i + 1), value_of(s, i));
}

/// "the 20th of next month", "on the 28th", "on 23rd afternoon".
static bool
read_ordinal(const scan *s, size_t i, reading *r)
{
  if (!s->dated || number_continued(s, i) ||
      !day_read(s, i, &r->day, &r->end) || r->end != i + 2) {
    return false;
  }
  r->precision = ENT_PRECISION_DAY;
  int n = 0;
  const size_t at = r->end + (is_word(s, r->end, "of") ? 1 : 0);
  if (is_kind(s, at, ENT_DATE_DIRECTION) && is_kind(s, at + 1, ENT_DATE_UNIT) &&
      value_of(s, at + 1) == ENT_UNIT_MONTH) {
    reading month = {.end = at + 2};
    (void)unit_set(s, &month, ENT_UNIT_MONTH, value_of(s, at));
    ent_day_to(month.from, &r->year, &r->month, &n);
    r->end = at + 2;
    return true;
  }
  const size_t on = i - (i > 0 && is_word(s, i - 1, "the") ? 1 : 0);
  if (on == 0 || !is_word(s, on - 1, "on") ||
      (at < s->n && s->pieces[at].kind != ENT_PIECE_MARK &&
       !is_kind(s, at, ENT_DATE_DAYPART)) ||
      is_mark(s, at, '-')) {
    return false;
  }
  ent_day_to(s->today, &r->year, &r->month, &n);
  const int away = tense_at(s, i) > 0 ? r->day < n : -(r->day > n);
  r->month += away;
  r->year += r->month > 12 ? 1 : r->month < 1 ? -1 : 0;
  r->month = r->month > 12 ? 1 : r->month < 1 ? 12 : r->month;
  return ent_day_exists(r->year, r->month, r->day);
}

/// "the same day", "the day before": counted from the last day named.
static bool
read_told(const scan *s, size_t i, reading *r)
{
  int off = 0;
  if (is_kind(s, i, ENT_DATE_TOLD) && is_word(s, i + 1, "day")) {
    off = value_of(s, i);
  } else if (i > 0 && is_word(s, i - 1, "the") && is_word(s, i, "day") &&
             is_kind(s, i + 1, ENT_DATE_LEAD) && value_of(s, i + 1) &&
             (i + 2 >= s->n || s->pieces[i + 2].kind == ENT_PIECE_MARK)) {
    off = value_of(s, i + 1);
  } else if (i > 0 && is_word(s, i - 1, "the") &&
             is_kind(s, i, ENT_DATE_DIRECTION) && value_of(s, i) &&
             is_word(s, i + 1, "day")) {
    off = value_of(s, i);
  } else {
    return false;
  }
  if (s->telling) {
    day_set(r, s->told + off, i + 2);
  }
  return s->telling;
}

/// "two days ago", "a week ago", "10 years ago".
static bool
read_ago(const scan *s, size_t i, reading *r)
{
  if (!s->dated || !is_kind(s, i + 1, ENT_DATE_UNIT) ||
      !is_kind(s, i + 2, ENT_DATE_AGO)) {
    return false;
  }
  int count = 0;
  if (is_kind(s, i, ENT_DATE_NUMBER)) {
    count = value_of(s, i);
  } else if (is_number(s, i, 1, 3) && !number_continued(s, i)) {
    count = (int)s->pieces[i].value;
  } else {
    return false;
  }
  r->end = i + 3;
  const int unit = value_of(s, i + 1);
  if (unit == ENT_UNIT_WEEK) {
    days_set(r, s->today - 7 * count - 3, s->today - 7 * count + 3);
    return true;
  }
  return unit_set(s, r, unit, -count);
}

static bool
read_at(const scan *s, size_t i, reading *r)
{
  static bool (*const forms[])(const scan *, size_t, reading *) = {
      read_numeric, read_weekday, read_month_day, read_day_month, read_month,
      read_quarter, read_season,  read_deictic,   read_unit,      read_ago,
      read_told,    read_ordinal, read_year};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    *r = (reading){.end = i};
    if (forms[k](s, i, r)) {
      return true;
    }
  }
  return false;
}

/// The year of the dates before, in an article without a date of publication;
/// or the nearest one in which the day falls on its weekday.
static int
year_carry(const scan *s, const reading *r)
{
  for (int off = 0; r->weekday && r->day && off <= 3; off++) {
    for (int sign = 1; sign >= -1; sign -= 2) {
      const int year = s->year + sign * off;
      if (ent_day_exists(year, r->month, r->day) &&
          ent_day_weekday(ent_day_from(year, r->month, r->day)) == r->weekday) {
        return year;
      }
    }
  }
  return s->year;
}

/// Fills in the year that the text leaves out, and first and last day; false
/// if there is no such date or no way to know.
static bool
settle(const scan *s, size_t i, reading *r)
{
  if (!r->settled) {
    if (!r->year && !s->dated && !s->year) {
      return false;
    }
    if (!r->year) {
      r->year = !s->dated ? year_carry(s, r)
                          : year_pick(s, r->month, r->day, tense_at(s, i));
    }
    if (r->precision == ENT_PRECISION_DAY) {
      if (!ent_day_exists(r->year, r->month, r->day)) {
        return false;
      }
      day_set(r, ent_day_from(r->year, r->month, r->day), r->end);
    } else {
      const bool month = r->precision == ENT_PRECISION_MONTH;
      months_set(r, r->year, month ? r->month : 1, month ? 1 : 12,
                 r->precision);
    }
  }
  int y = 0;
  int m = 0;
  int d = 0;
  ent_day_to(r->from, &y, &m, &d);
  const bool low = y >= 1 && y <= 9999;
  ent_day_to(r->to, &y, &m, &d);
  return low && y >= 1 && y <= 9999;
}

/// Writes a day as "YYYY-MM-DD", cut to `len` bytes.
static void
day_write(char *out, int32_t day, size_t len)
{
  int y = 0;
  int m = 0;
  int d = 0;
  char full[48];
  ent_day_to(day, &y, &m, &d);
  snprintf(full, sizeof full, "%04d-%02d-%02d", y, m, d);
  memcpy(out, full, len);
  out[len] = '\0';
}

static ent_date
date_make(const reading *r, ent_span words)
{
  static const size_t length[] = {
      [ENT_PRECISION_NONE] = 0,  [ENT_PRECISION_DAY] = 10,
      [ENT_PRECISION_MONTH] = 7, [ENT_PRECISION_QUARTER] = 4,
      [ENT_PRECISION_YEAR] = 4,  [ENT_PRECISION_DECADE] = 0};
  ent_date date = {.precision = r->precision, .words = words};
  day_write(date.value, r->from, length[r->precision]);
  day_write(date.earliest, r->from, 10);
  day_write(date.latest, r->to, 10);
  const int year = r->year + (r->last_month < r->month ? 1 : 0);
  if (r->last_day && ent_day_exists(year, r->last_month, r->last_day)) {
    day_write(date.last, ent_day_from(year, r->last_month, r->last_day), 10);
  }
  return date;
}

/// Takes the "from" or "between" of a span of days into its words, since what
/// lasts from day to day happens then.
static size_t
words_begin(const scan *s, size_t i, const reading *r)
{
  return r->last_day && i > 0 &&
                 (is_word(s, i - 1, "from") || is_word(s, i - 1, "between"))
             ? i - 1
             : i;
}

/// Is the date at `i` only what another is counted from: "two weeks before
/// May 13"?
static bool
is_anchor(const scan *s, size_t i)
{
  return i > 1 && is_kind(s, i - 1, ENT_DATE_LEAD) &&
         (value_of(s, i - 1) || is_word(s, i - 1, "from")) &&
         is_kind(s, i - 2, ENT_DATE_UNIT);
}

/// Is the date at `i` a deadline: "by the end of May"?
static bool
is_deadline(const scan *s, size_t i)
{
  while (i > 0 && (is_kind(s, i - 1, ENT_DATE_PART) ||
                   is_word(s, i - 1, "of") || is_mark(s, i - 1, '-'))) {
    i--;
  }
  return i > 0 && is_kind(s, i - 1, ENT_DATE_DEADLINE);
}

/// May the text count further days from `day`?  It tells of the days around
/// its publication; older ones are background.
static bool
is_recent(const scan *s, int32_t day)
{
  return !s->dated || labs((long)day - s->today) <= 31;
}

/// Reads the dates of one sentence.
static void
sentence_read(scan *s, ent_date_fn fn, void *user)
{
  uint32_t free_from = 0; // first token that no date has taken
  for (size_t i = 0; i < s->n;) {
    reading r;
    uint32_t first = 0;
    uint32_t end = 0;
    if (!read_at(s, i, &r)) {
      i++;
      continue;
    }
    const size_t from = words_begin(s, i, &r);
    const ent_span words = {s->pieces[from].span.start,
                            s->pieces[r.end - 1].span.end};
    if (settle(s, i, &r) && !is_deadline(s, i) && !is_anchor(s, i) &&
        ent_tokens_cover(s->document, s->sentence, words, &first, &end) &&
        first >= free_from) {
      const ent_date date = date_make(&r, words);
      if (r.year && r.month) {
        s->year = r.year;
      }
      if (r.precision == ENT_PRECISION_DAY && is_recent(s, r.from)) {
        s->told = r.from;
        s->telling = true;
      }
      fn(user, first, end, &date);
      free_from = end;
    }
    i = r.end;
  }
}

void
ent_dates_find(const ent_calendar *calendar, const ent_document *document,
               ent_arena *arena, ent_date_fn fn, void *user)
{
  scan s = {.calendar = calendar, .document = document};
  s.dated = ent_day_read(document->article->published, &s.today);
  for (uint32_t k = 0; k < document->n_sentences; k++) {
    if (document->sentences[k].kind == ENT_SENTENCE_ASIDE) {
      continue;
    }
    ent_piece *pieces = NULL;
    s.sentence = k;
    s.n = ent_pieces_split(document->article->text, document->sentences[k].span,
                           arena, &pieces);
    s.pieces = pieces;
    s.words = ENT_ARENA_ARRAY(arena, const ent_date_word *, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
      s.words[i] = ent_calendar_word(calendar, pieces[i].lower);
    }
    sentence_read(&s, fn, user);
  }
}
