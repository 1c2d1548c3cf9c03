// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads words that stand for a day of the calendar in notes and messages,
/// "the week", "on 15", while in news they mostly do not: loose readings,
/// which date nothing.

#include "extractor/mention/scan.h"

static bool
is_plural(const ent_scan *s, size_t i)
{
  const ent_text word = s->pieces[i].lower;
  return word.data[word.len - 1] == 's';
}

/// "the week", "that weekend", "the next quarter", "next day", "weekend".
static bool
unit_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int way = 0;
  size_t at = i;
  if (i > 0 && ((ent_scan_kind(s, i - 1, ENT_DATE_SPAN) &&
                 !ent_scan_word(s, i - 1, "for")) ||
                ent_scan_word(s, i - 1, "the"))) {
    return false; // "over the last year"
  }
  at += ent_scan_word(s, at, "the") || ent_scan_word(s, at, "my") ? 1 : 0;
  if (ent_scan_kind(s, at, ENT_DATE_DIRECTION)) {
    way = ent_scan_value(s, at++);
  } else if (ent_scan_word(s, at, "past")) {
    way = -1;
    at++;
  } else if (ent_scan_kind(s, at, ENT_DATE_TOLD) &&
             ent_scan_value(s, at) == 0) {
    at++;
  }
  if (!ent_scan_kind(s, at, ENT_DATE_UNIT) || is_plural(s, at) ||
      ent_scan_number(s, at + 1, 1, 9) || // "the year 2019"
      (at == i && !ent_scan_unit(s, at, ENT_UNIT_WEEKEND))) {
    return false;
  }
  r->end = at + 1;
  return ent_reading_unit(s, r, ent_scan_value(s, at), way);
}

/// Is there the end, or a mark that ends a clause?
static bool
clause_ends(const ent_scan *s, size_t i)
{
  return i >= s->n || ent_scan_mark(s, i, '.') || ent_scan_mark(s, i, ',') ||
         ent_scan_mark(s, i, '!') || ent_scan_mark(s, i, '?') ||
         ent_scan_mark(s, i, ';');
}

/// "on 15", "the 27.", "the second": of the running month.
static bool
day_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int day = 0;
  int year = 0;
  int month = 0;
  int n = 0;
  const bool the = ent_scan_word(s, i, "the");
  if ((!the && !ent_scan_word(s, i, "on")) ||
      !(ent_scan_day(s, i + 1, &day, &r->end) ||
        (the && ent_scan_day_words(s, i + 1, &day, &r->end))) ||
      !clause_ends(s, r->end)) {
    return false;
  }
  ent_day_to(s->today, &year, &month, &n);
  if (!ent_day_exists(year, month, day)) {
    return false;
  }
  ent_reading_day(r, ent_day_from(year, month, day), r->end);
  return true;
}

/// "second Sunday" of the running month.
static bool
weekday_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int n = 0;
  int year = 0;
  int month = 0;
  int day = 0;
  size_t at = 0;
  if (!ent_scan_ordinal(s, i, &n, &at) ||
      !ent_scan_kind(s, at, ENT_DATE_WEEKDAY)) {
    return false;
  }
  ent_day_to(s->today, &year, &month, &day);
  const int32_t first = ent_day_from(year, month, 1);
  const int ahead = ent_scan_value(s, at) - ent_day_weekday(first) + 7;
  ent_reading_day(r, first + ahead % 7 + 7 * (n - 1), at + 1);
  return r->to <= ent_day_last(year, month);
}

/// "later than 2020", "year 247".
static bool
year_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int year = 0;
  const bool said = ent_scan_word(s, i, "year");
  if (said ? !ent_scan_count(s, i + 1, &year, &r->end)
           : !ent_scan_number(s, i, 4, 4) || ent_scan_continued(s, i) ||
                 !ent_scan_year(s, i, &year, &r->end) || year < 1900 ||
                 (i > 0 && ent_scan_kind(s, i - 1, ENT_DATE_BLOCK)) ||
                 !clause_ends(s, r->end)) {
    return false;
  }
  ent_reading_months(r, year, 1, 12, ENT_PRECISION_YEAR);
  return !said || year > 31; // not "in year two"
}

/// "out February.", "2016 - 11".
static bool
month_read(const ent_scan *s, size_t i, ent_reading *r)
{
  r->precision = ENT_PRECISION_MONTH;
  return (i > 0 && i < s->n && s->pieces[i].capital &&
          ent_scan_month(s, i, &r->month, &r->end) && clause_ends(s, r->end)) ||
         ent_read_month_numbers(s, i, true, r);
}

/// "between now and", "current date", "to date".
static bool
now_read(const ent_scan *s, size_t i, ent_reading *r)
{
  const bool date =
      ent_scan_word(s, i + 1, "date") &&
      (ent_scan_word(s, i, "to") || ent_scan_word(s, i, "current"));
  if (!date && !(i > 0 && ent_scan_word(s, i, "now") &&
                 (ent_scan_word(s, i - 1, "between") ||
                  ent_scan_word(s, i - 1, "from")))) {
    return false;
  }
  ent_reading_day(r, s->today, i + (date ? 2 : 1));
  return true;
}

bool
ent_read_vague(const ent_scan *s, size_t i, ent_reading *r)
{
  static const ent_form_fn forms[] = {
      unit_read,  day_read,  weekday_read, ent_read_distance,
      month_read, year_read, now_read};
  for (size_t k = 0; s->dated && k < sizeof forms / sizeof *forms; k++) {
    *r = (ent_reading){.end = i};
    if (forms[k](s, i, r)) {
      r->loose = true;
      return true;
    }
  }
  return false;
}
