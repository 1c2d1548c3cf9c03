// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads dates of the calendar: days, months, quarters, years, decades.

#include "extractor/mention/scan.h"

#include <stdlib.h>

/// One part of a numeric date: digits, or the name of a month.
typedef struct {
  int value;
  uint32_t digits; // 0: a name
} part;

static bool
part_read(const ent_scan *s, size_t i, part *p)
{
  if (ent_scan_kind(s, i, ENT_DATE_MONTH)) {
    *p = (part){ent_scan_value(s, i) % ENT_MONTH_CAPITAL, 0};
    return true;
  }
  if (!ent_scan_number(s, i, 1, 4) || s->pieces[i].digits == 3) {
    return false;
  }
  *p = (part){(int)s->pieces[i].value, s->pieces[i].digits};
  return true;
}

/// Gives the year that two digits mean: the last hundred years or so.
static int
short_year(int two)
{
  return two < 40 ? 2000 + two : 1900 + two;
}

/// Does "a/b/year" have the month first?  Where both could be, the day that is
/// nearer to today wins.
static bool
month_first(const ent_scan *s, uint32_t mark, int year, int a, int b)
{
  return b > 12 ||
         (mark != '.' && a <= 12 && s->dated && ent_day_exists(year, a, b) &&
          labs(ent_day_from(year, a, b) - s->today) <
              labs(ent_day_from(year, b, a) - s->today));
}

/// Reads three parts with the same mark between them and no gaps.
static bool
parts_read(const ent_scan *s, size_t i, part *p)
{
  if (ent_scan_continued(s, i)) {
    return false;
  }
  for (size_t k = 0; k < 3; k++) {
    if (!part_read(s, i + 2 * k, &p[k]) ||
        (k > 0 &&
         (ent_scan_gap(s, i + 2 * k - 1) || ent_scan_gap(s, i + 2 * k)))) {
      return false;
    }
  }
  const uint32_t mark = s->pieces[i + 1].mark;
  return (mark == '-' || mark == '.' || mark == '/') &&
         ent_scan_mark(s, i + 3, mark) && !ent_scan_continues(s, i + 4);
}

/// "2025-04-29", "29.04.2025", "04/29/2025", "21/04/16", "2019-Aug-1".
bool
ent_read_numeric(const ent_scan *s, size_t i, ent_reading *r)
{
  part p[3];
  if (!parts_read(s, i, p)) {
    return false;
  }
  const uint32_t mark = s->pieces[i + 1].mark;
  const bool full = p[2].digits == 4;
  *r = (ent_reading){.end = i + 5, .precision = ENT_PRECISION_DAY};
  if (p[0].digits == 4 && !full) {
    const bool swap = p[2].digits == 0;
    r->year = p[0].value;
    r->month = p[swap ? 2 : 1].value;
    r->day = p[swap ? 1 : 2].value;
  } else if (p[0].digits <= 2 && p[1].digits <= 2 &&
             (full || (p[2].digits == 2 && mark != '.'))) {
    r->year = full ? p[2].value : short_year(p[2].value);
    const bool swap = p[0].digits == 0 ||
                      (!full && p[1].digits > 0 && p[0].value <= 12) ||
                      (p[1].digits > 0 &&
                       month_first(s, mark, r->year, p[0].value, p[1].value));
    r->month = p[swap ? 0 : 1].value;
    r->day = p[swap ? 1 : 0].value;
  } else {
    return false;
  }
  return ent_day_exists(r->year, r->month, r->day);
}

bool
ent_read_day_numbers(const ent_scan *s, size_t i, bool led, ent_reading *r)
{
  if (!ent_scan_number(s, i, 1, 2) || !ent_scan_number(s, i + 2, 1, 2) ||
      ent_scan_gap(s, i + 1) || ent_scan_gap(s, i + 2) ||
      ent_scan_continued(s, i) || ent_scan_continues(s, i + 2)) {
    return false;
  }
  const bool slash = ent_scan_mark(s, i + 1, '/');
  const bool mark =
      slash || ent_scan_mark(s, i + 1, '.') || ent_scan_mark(s, i + 1, '-');
  const int a = (int)s->pieces[i].value;
  const int b = (int)s->pieces[i + 2].value;
  const bool month_day = ent_day_exists(2000, a, b);
  const bool day_month = ent_day_exists(2000, b, a);
  if (!mark || (!month_day && !day_month)) {
    return false;
  }
  // Without a word before it, "1/2" is a fraction and "24/7" no day.
  if (!led && (!slash || month_day == day_month || ent_scan_other(s, i + 3) ||
               (day_month && s->pieces[i + 2].digits < 2))) {
    return false;
  }
  bool swap = !month_day;
  if (month_day && day_month && s->dated) {
    const int here = ent_scan_year_pick(s, a, b, 0);
    const int there = ent_scan_year_pick(s, b, a, 0);
    swap = labs(ent_day_from(there, b, a) - s->today) <
           labs(ent_day_from(here, a, b) - s->today);
  }
  *r = (ent_reading){.end = i + 3,
                     .month = swap ? b : a,
                     .day = swap ? a : b,
                     .precision = ENT_PRECISION_DAY};
  return true;
}

bool
ent_read_month_numbers(const ent_scan *s, size_t i, bool wide, ent_reading *r)
{
  const bool dash = ent_scan_mark(s, i + 1, '-');
  const bool first = ent_scan_number(s, i, 4, 4);
  const size_t year = i + (first ? 0 : 2);
  const size_t month = i + (first ? 2 : 0);
  const bool tight = !ent_scan_gap(s, i + 1) && !ent_scan_gap(s, i + 2);
  if ((!dash && !ent_scan_mark(s, i + 1, '/')) ||
      !ent_scan_number(s, year, 4, 4) || !ent_scan_number(s, month, 1, 2) ||
      (!wide && dash && ent_scan_gap(s, i + 1) && ent_scan_gap(s, i + 2)) ||
      ent_scan_continued(s, i) || ent_scan_continues(s, i + 2)) {
    return false;
  }
  *r = (ent_reading){.end = i + 3,
                     .year = (int)s->pieces[year].value,
                     .month = (int)s->pieces[month].value,
                     .precision = ENT_PRECISION_MONTH};
  // "2008-09" and "2008-12" are years.
  return r->year >= 1900 && r->year <= 2199 && r->month >= 1 &&
         r->month <= 12 && !(first && tight && r->month > r->year % 100);
}

/// "22/04", "11/2016"; "Decision 11/2016" is no date.
bool
ent_read_short(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!ent_scan_number(s, i, 1, 4) ||
      (i > 0 && ent_scan_other(s, i - 1) && s->pieces[i - 1].capital)) {
    return false;
  }
  return ent_read_month_numbers(s, i, false, r) ||
         ent_read_day_numbers(s, i, i > 0 && ent_scan_word(s, i - 1, "on"), r);
}

/// Reads a day in digits or in words that count nothing: "the second" of "the
/// second round" is no day.
static bool
day_at(const ent_scan *s, size_t i, int *day, size_t *end)
{
  if (ent_scan_day(s, i, day, end)) {
    return true;
  }
  if (ent_scan_word(s, i, "the")) {
    i++;
  }
  if (ent_scan_number(s, i, 1, 2)) {
    return ent_scan_ordinal(s, i, day, end);
  }
  int n = 0;
  size_t behind = 0;
  if (!ent_scan_day_words(s, i, &n, &behind) || ent_scan_other(s, behind) ||
      ent_scan_kind(s, behind, ENT_DATE_WEEKDAY) ||
      (ent_scan_kind(s, behind, ENT_DATE_UNIT) &&
       !(ent_scan_word(s, behind, "day") &&
         ent_scan_word(s, behind + 1, "of")))) {
    return false;
  }
  *day = n;
  *end = behind;
  return true;
}

/// Walks over the other days of a span, "to 16", "- June 2", "and 4", and
/// keeps the last.
static void
span_read(const ent_scan *s, ent_reading *r)
{
  int month = r->month;
  for (int guard = 0; guard < 8 && ent_scan_range(s, r->end); guard++) {
    int day = 0;
    size_t at = r->end + 1;
    size_t end = 0;
    const bool list =
        ent_scan_mark(s, r->end, ',') || ent_scan_word(s, r->end, "and");
    if (ent_scan_mark(s, r->end, ',') && ent_scan_word(s, at, "and")) {
      at++;
    }
    if (ent_scan_month(s, at, &month, &end)) {
      at = end;
    }
    if (!(list ? ent_scan_day(s, at, &day, &end) : day_at(s, at, &day, &end)) ||
        (list && ent_scan_other(s, end))) {
      break; // "June 3 and 12 delegates"
    }
    r->end = end;
    r->last_month = month;
    r->last_day = day;
  }
}

/// "May 10", "Nov. 24, 2006", "May 10 to 16, 2024", "June 13 this year",
/// "Oct-2", "May the ninth", "May between 4 and 6".
bool
ent_read_month_day(const ent_scan *s, size_t i, ent_reading *r)
{
  *r = (ent_reading){.precision = ENT_PRECISION_DAY};
  if (!ent_scan_month(s, i, &r->month, &r->end)) {
    return false;
  }
  const size_t at = r->end;
  if ((ent_scan_mark(s, at, '-') || ent_scan_mark(s, at, '/')) &&
      !ent_scan_gap(s, at) && !ent_scan_gap(s, at + 1) &&
      ent_scan_number(s, at + 1, 1, 2)) {
    r->end++;
  }
  const bool between = ent_scan_word(s, r->end, "between");
  if (!day_at(s, r->end + (between ? 1 : 0), &r->day, &r->end)) {
    return false;
  }
  if (ent_scan_year_behind(s, r->end, &r->year, &r->end)) {
    return !between;
  }
  span_read(s, r);
  if (between && !r->last_day) {
    return false;
  }
  (void)ent_scan_year_behind(s, r->end, &r->year, &r->end);
  return true;
}

/// Reads the month behind the days of a span: "4 to 22 this month".
static bool
this_month_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int day = 0;
  ent_reading month = {.end = i + 2};
  if (!s->dated || !r->last_day || !ent_scan_kind(s, i, ENT_DATE_DIRECTION) ||
      !ent_scan_unit(s, i + 1, ENT_UNIT_MONTH)) {
    return false;
  }
  (void)ent_reading_unit(s, &month, ENT_UNIT_MONTH, ent_scan_value(s, i));
  ent_day_to(month.from, &r->year, &r->month, &day);
  r->last_month = r->month;
  r->end = i + 2;
  return true;
}

/// "4 to January 22, 1995" behind "from".
static bool
split_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int day = 0;
  size_t end = 0;
  if (i == 0 || !ent_scan_word(s, i - 1, "from") ||
      !ent_scan_day(s, i, &day, &end) || !ent_scan_range(s, end) ||
      !ent_read_month_day(s, end + 1, r) || r->last_day) {
    return false;
  }
  r->last_month = r->month;
  r->last_day = r->day;
  r->day = day;
  return true;
}

/// Reads the days of "10 to 16 May", "second of August"; sets the end behind
/// the "of".
static bool
days_read(const ent_scan *s, size_t i, ent_reading *r, size_t *end)
{
  int n = 0;
  if (ent_scan_continued(s, i) || ent_scan_word(s, i, "the") ||
      !day_at(s, i, &r->day, end)) {
    return false;
  }
  for (int guard = 0;
       guard < 8 && ent_scan_range(s, *end) && day_at(s, *end + 1, &n, end);
       guard++) {
    r->last_day = n;
  }
  if (ent_scan_word(s, *end, "day")) {
    *end += 1;
  }
  const bool of = ent_scan_word(s, *end, "of");
  const bool words = s->pieces[i].kind == ENT_PIECE_WORD;
  if (of || (ent_scan_mark(s, *end, '.') && !ent_scan_gap(s, *end))) {
    *end += 1;
  }
  return of || !words || r->day > 20; // not "second May Day parade"
}

/// "13 June 2024", "13th of June", "10 to 16 May", "30 May - 2 June 2024".
bool
ent_read_day_month(const ent_scan *s, size_t i, ent_reading *r)
{
  int n = 0;
  size_t end = 0;
  *r = (ent_reading){.precision = ENT_PRECISION_DAY};
  if (!days_read(s, i, r, &end)) {
    return false;
  }
  if (!ent_scan_month(s, end, &r->month, &r->end)) {
    return this_month_read(s, end, r) || split_read(s, i, r);
  }
  r->last_month = r->last_day ? r->month : 0;
  if (ent_scan_year_behind(s, r->end, &r->year, &r->end)) {
    return true;
  }
  int month = 0;
  if (ent_scan_range(s, r->end) && ent_scan_day(s, r->end + 1, &n, &end) &&
      ent_scan_month(s, end, &month, &end)) {
    r->end = end;
    r->last_day = n;
    r->last_month = month;
    (void)ent_scan_year_behind(s, end, &r->year, &r->end);
  }
  return true;
}

bool
ent_read_day(const ent_scan *s, size_t i, ent_reading *r)
{
  if (ent_scan_word(s, i, "the")) {
    i++;
  }
  return ent_read_numeric(s, i, r) || ent_read_month_day(s, i, r) ||
         ent_read_day_month(s, i, r);
}

/// "April 2025", "in April", "April of this year", "May to July 2024".
bool
ent_read_month(const ent_scan *s, size_t i, ent_reading *r)
{
  int n = 0;
  size_t end = 0;
  *r = (ent_reading){.precision = ENT_PRECISION_MONTH};
  if (!ent_scan_month(s, i, &r->month, &r->end)) {
    return false;
  }
  if (ent_scan_year_behind(s, r->end, &r->year, &r->end)) {
    return true;
  }
  if (ent_scan_range(s, r->end) && !ent_scan_mark(s, r->end, ',') &&
      !ent_scan_mark(s, r->end, '&') &&
      ent_scan_month(s, r->end + 1, &n, &end) &&
      ent_scan_year_behind(s, end, &r->year, &r->end)) {
    return true;
  }
  return ent_scan_led(s, i);
}

/// Reads the name of a part of a year, "third quarter", "Q3", "H1": how many
/// parts the year has, and which it is.
static bool
quarter_read(const ent_scan *s, size_t i, int *parts, int *which, size_t *end)
{
  if (ent_scan_kind(s, i, ENT_DATE_ORDINAL) &&
      (ent_scan_unit(s, i + 1, ENT_UNIT_QUARTER) ||
       ent_scan_unit(s, i + 1, ENT_UNIT_HALF))) {
    *parts = ent_scan_unit(s, i + 1, ENT_UNIT_HALF) ? 2 : 4;
    *which = ent_scan_value(s, i);
  } else if ((ent_scan_word(s, i, "q") || ent_scan_word(s, i, "h")) &&
             ent_scan_number(s, i + 1, 1, 1) && !ent_scan_gap(s, i + 1)) {
    *parts = ent_scan_word(s, i, "h") ? 2 : 4;
    *which = (int)s->pieces[i + 1].value;
  } else {
    return false;
  }
  *end = i + 2;
  return *which >= 1 && *which <= *parts;
}

static void
quarter_set(ent_reading *r, int year, int parts, int which)
{
  const int months = 12 / parts;
  ent_reading_months(r, year, (which - 1) * months + 1, months,
                     parts == 2 ? ENT_PRECISION_YEAR : ENT_PRECISION_QUARTER);
}

/// "third quarter of 2024", "Q3 2024", "the first half of 2025", "Q3", "first
/// quarter of the year".
bool
ent_read_quarter(const ent_scan *s, size_t i, ent_reading *r)
{
  int parts = 0;
  int which = 0;
  int year = 0;
  size_t end = 0;
  if (!quarter_read(s, i, &parts, &which, &end)) {
    return false;
  }
  if (ent_scan_year_behind(s, end, &year, &end)) {
    quarter_set(r, year, parts, which);
  } else if (s->dated && ent_scan_word(s, end, "of") &&
             ent_scan_word(s, end + 1, "the") &&
             ent_scan_unit(s, end + 2, ENT_UNIT_YEAR)) {
    quarter_set(r, ent_scan_now(s), parts, which);
    end += 3;
  } else if (s->dated && ent_scan_word(s, i, "q")) {
    const int middle = (which - 1) * 3 + 2;
    quarter_set(r, ent_scan_year_pick(s, middle, 0, ent_scan_tense(s, i)),
                parts, which);
  } else {
    return false;
  }
  r->end = end;
  return true;
}

/// "summer of 2024", "this summer".
bool
ent_read_season(const ent_scan *s, size_t i, ent_reading *r)
{
  int year = 0;
  size_t end = i + 1;
  if (ent_scan_kind(s, i, ENT_DATE_DIRECTION) &&
      ent_scan_kind(s, i + 1, ENT_DATE_SEASON) && s->dated) {
    const int way = ent_scan_value(s, i);
    const int month = ent_scan_value(s, i + 1);
    year = ent_scan_now(s) + way;
    ent_reading_months(r, year, month, 3, ENT_PRECISION_YEAR);
    // "last autumn" said in winter is this year's, "next spring" likewise.
    if (way < 0 && r->to + 366 < s->today) {
      ent_reading_months(r, year + 1, month, 3, ENT_PRECISION_YEAR);
    } else if (way > 0 && r->from - 366 > s->today) {
      ent_reading_months(r, year - 1, month, 3, ENT_PRECISION_YEAR);
    }
    r->end = i + 2;
    return true;
  }
  if (!ent_scan_kind(s, i, ENT_DATE_SEASON) ||
      !ent_scan_year_behind(s, end, &year, &end)) {
    return false;
  }
  ent_reading_months(r, year, ent_scan_value(s, i), 3, ENT_PRECISION_YEAR);
  r->end = end;
  return true;
}

/// "2016 June", "2016, Nov", "2016 Q3", "2019-H2", "2016 the third quarter".
bool
ent_read_year_first(const ent_scan *s, size_t i, ent_reading *r)
{
  int parts = 0;
  int which = 0;
  size_t end = 0;
  *r = (ent_reading){.precision = ENT_PRECISION_MONTH};
  if (!ent_scan_number(s, i, 4, 4) || ent_scan_continued(s, i) ||
      !ent_scan_year(s, i, &r->year, &end)) {
    return false;
  }
  if (ent_scan_mark(s, end, ',') || ent_scan_mark(s, end, '-')) {
    end++;
  }
  const size_t at = end + (ent_scan_word(s, end, "the") ? 1 : 0);
  if (quarter_read(s, at, &parts, &which, &r->end)) {
    quarter_set(r, r->year, parts, which);
    return true;
  }
  return ent_scan_month(s, end, &r->month, &r->end) &&
         !ent_scan_number(s, r->end, 1, 4);
}

/// "2012-2015", "2014 to 2018" at `i`.
static bool
years_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int last = 0;
  size_t end = 0;
  if (!ent_scan_number(s, i, 4, 4) || !ent_scan_number(s, i + 2, 4, 4) ||
      (!ent_scan_mark(s, i + 1, '-') && !ent_scan_mark(s, i + 1, '~')) ||
      !ent_scan_year(s, i + 2, &last, &end) || last <= r->year) {
    return false;
  }
  r->end = end;
  r->last_year = last;
  r->last_month = 12;
  r->last_day = 31;
  return true;
}

/// "in 2012", "2012-2015", "in nineteen seventy eight".
bool
ent_read_year(const ent_scan *s, size_t i, ent_reading *r)
{
  int next = 0;
  size_t end = 0;
  *r = (ent_reading){.precision = ENT_PRECISION_YEAR};
  if (ent_scan_continued(s, i) || !ent_scan_year(s, i, &r->year, &r->end) ||
      r->year < 1500 || (i > 0 && ent_scan_kind(s, i - 1, ENT_DATE_BLOCK))) {
    return false;
  }
  if (years_read(s, i, r)) {
    return true;
  }
  const bool to = ent_scan_range(s, i + 1) && !ent_scan_mark(s, i + 1, ',') &&
                  !ent_scan_word(s, i + 1, "and") &&
                  ent_scan_number(s, i + 2, 4, 4) &&
                  ent_scan_year(s, i + 2, &next, &end) && next > r->year;
  if (!to && !ent_scan_led(s, i)) {
    return false;
  }
  if (ent_scan_mark(s, i + 1, '-') && ent_scan_number(s, i + 2, 2, 2)) {
    r->end = i + 3; // "2012-15": the first
  }
  return true;
}

/// Reads the "s" of "1990s", "1970's".
static bool
plural_read(const ent_scan *s, size_t i, size_t *end)
{
  const size_t at = i + (ent_scan_mark(s, i, '\'') ? 1 : 0);
  *end = at + 1;
  return !ent_scan_gap(s, i) && !ent_scan_gap(s, at) &&
         ent_scan_word(s, at, "s");
}

/// Reads the first year of a decade: "1990s", "the 70s", "the seventies",
/// "nineteen seventies".
static bool
decade_read(const ent_scan *s, size_t i, int *year, size_t *end)
{
  const bool the = i > 0 && ent_scan_word(s, i - 1, "the");
  if (ent_scan_number(s, i, 2, 4) && s->pieces[i].digits != 3) {
    *year = (int)s->pieces[i].value;
    if (s->pieces[i].digits == 2) {
      const bool short_form = i > 0 && ent_scan_mark(s, i - 1, '\'');
      const bool led = i > 0 && ent_scan_kind(s, i - 1, ENT_DATE_LEAD) &&
                       ent_scan_mark(s, i + 1, '\'');
      if (!the && !short_form && !led) {
        return false; // "in his 70s"
      }
      *year += *year < 30 ? 2000 : 1900;
    }
    return *year % 10 == 0 && *year >= 1000 && *year <= 2199 &&
           plural_read(s, i + 1, end);
  }
  const bool hundreds = ent_scan_kind(s, i, ENT_DATE_NUMBER) &&
                        ent_scan_value(s, i) >= 15 &&
                        ent_scan_value(s, i) <= 20;
  const size_t dash = hundreds && ent_scan_mark(s, i + 1, '-') ? 1 : 0;
  const size_t at = i + (hundreds ? 1 : 0) + dash;
  if (!ent_scan_kind(s, at, ENT_DATE_DECADE) || (!hundreds && !the)) {
    return false;
  }
  const int tens = ent_scan_value(s, at);
  *year = tens + 100 * (hundreds ? ent_scan_value(s, i) : tens < 20 ? 20 : 19);
  *end = at + 1;
  return hundreds || tens != 10; // not "the tens of thousands"
}

/// "the 1990s", "the seventies", "the 15th century".
bool
ent_read_age(const ent_scan *s, size_t i, ent_reading *r)
{
  int n = 0;
  size_t end = 0;
  int years = 0;
  if (!ent_scan_continued(s, i) || (i > 0 && ent_scan_mark(s, i - 1, '\''))) {
    if (decade_read(s, i, &n, &end)) {
      years = 10;
    } else if (ent_scan_ordinal(s, i, &n, &end) && n < 100 &&
               ent_scan_word(s, end, "century")) {
      n = (n - 1) * 100;
      end++;
      years = 100;
    }
  }
  if (!years || n < 1) {
    return false;
  }
  ent_reading_months(r, n, 1, 12 * years, ENT_PRECISION_DECADE);
  r->end = end;
  return true;
}

/// "week 10", "week 3 of 2027": weeks of ISO 8601.
bool
ent_read_week(const ent_scan *s, size_t i, ent_reading *r)
{
  int year = 0;
  size_t end = i + 2;
  if (!s->dated || !ent_scan_word(s, i, "week") ||
      !ent_scan_number(s, i + 1, 1, 2) || ent_scan_continues(s, i + 1) ||
      s->pieces[i + 1].value < 1 || s->pieces[i + 1].value > 53) {
    return false;
  }
  if (!ent_scan_year_behind(s, end, &year, &end)) {
    if (ent_scan_word(s, end, "of")) {
      return false; // of something else
    }
    year = ent_scan_now(s);
  }
  const int32_t fourth = ent_day_from(year, 1, 4); // always in week 1
  const int32_t monday = fourth - ent_day_weekday(fourth) + 1 +
                         7 * ((int32_t)s->pieces[i + 1].value - 1);
  ent_reading_days(r, monday, monday + 6);
  r->end = end;
  return true;
}
