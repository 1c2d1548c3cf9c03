// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads dates that count from the day of publication or from the last day
/// that the text names.

#include "extractor/mention/scan.h"

#include <stdlib.h>

/// Takes the day in brackets, "today (10)", if it is near the day worked out:
/// feeds are published later than they are written.
static void
read_bracket(const ent_scan *s, ent_reading *r)
{
  int day = 0;
  size_t end = 0;
  if (!ent_scan_mark(s, r->end, '(') ||
      !ent_scan_day(s, r->end + 1, &day, &end) || !ent_scan_mark(s, end, ')')) {
    return;
  }
  for (int32_t off = 0; off <= 7; off++) {
    for (int sign = -1; sign <= 1; sign += 2) {
      int y = 0;
      int m = 0;
      int d = 0;
      ent_day_to(r->from + sign * off, &y, &m, &d);
      if (d == day) {
        ent_reading_day(r, ent_day_from(y, m, d), end + 1);
        return;
      }
    }
  }
}

/// Reads what may follow a day word: a part of the day, a bracket, or the
/// date itself: "yesterday, January 14, 2021".
static void
day_extend(const ent_scan *s, ent_reading *r)
{
  ent_reading full = {.end = 0};
  if (ent_scan_kind(s, r->end, ENT_DATE_DAYPART)) {
    r->end++;
  }
  const size_t at = r->end;
  const bool bracket = ent_scan_mark(s, at, '(');
  const size_t from = at + (bracket || ent_scan_mark(s, at, ',') ? 1 : 0);
  if ((ent_read_day(s, from, &full) ||
       (ent_scan_mark(s, from + 1, '/') &&
        ent_read_day_numbers(s, from, true, &full))) &&
      full.month && (!bracket || ent_scan_mark(s, full.end, ')'))) {
    full.end += bracket ? 1 : 0;
    *r = full;
    return;
  }
  if (r->settled) {
    read_bracket(s, r);
  }
  if (ent_scan_kind(s, r->end, ENT_DATE_DAYPART)) {
    r->end++;
  }
}

/// Is the word at `i` part of a name: "Kura Today reports"?
static bool
is_named(const ent_scan *s, size_t i)
{
  return i > 0 && s->pieces[i].capital && s->pieces[i - 1].capital &&
         s->document->sentences[s->sentence].kind != ENT_SENTENCE_TITLE;
}

/// "today", "yesterday evening (05)", "this morning (02)".
bool
ent_read_deictic(const ent_scan *s, size_t i, ent_reading *r)
{
  const size_t far = i + 2; // "day before yesterday", "day after tomorrow"
  if (ent_scan_word(s, i, "day") && ent_scan_kind(s, far, ENT_DATE_DEICTIC) &&
      ent_scan_shift(s, i + 1)) {
    r->end = far + 1;
    if (s->dated) {
      ent_reading_day(
          r, s->today + ent_scan_value(s, far) + ent_scan_shift(s, i + 1),
          far + 1);
    }
  } else if (ent_scan_kind(s, i, ENT_DATE_DEICTIC) && !is_named(s, i)) {
    r->end = i + 1;
    if (s->dated) {
      ent_reading_day(r, s->today + ent_scan_value(s, i), i + 1);
    }
  } else if (ent_scan_kind(s, i, ENT_DATE_DIRECTION) &&
             ent_scan_kind(s, i + 1, ENT_DATE_DAYPART)) {
    r->end = i + 2;
    if (s->dated) {
      ent_reading_day(r, s->today + ent_scan_value(s, i), i + 2);
    }
  } else {
    return false;
  }
  day_extend(s, r);
  return r->settled || r->month;
}

/// How a text says which of many weekdays it means: "this", "last", "next".
typedef struct {
  bool said;
  bool near; // the nearest in the direction, not that of another week
  int direction;
  size_t end;
} pointer;

static pointer
pointer_read(const ent_scan *s, size_t i)
{
  if (!ent_scan_kind(s, i, ENT_DATE_DIRECTION)) {
    return (pointer){.end = i};
  }
  const int way = ent_scan_value(s, i);
  if (way == 0 && ent_scan_word(s, i + 1, "past")) {
    return (pointer){true, true, -1, i + 2};
  }
  if (way == 0 && ent_scan_kind(s, i + 1, ENT_DATE_DIRECTION)) {
    return (pointer){true, true, ent_scan_value(s, i + 1), i + 2};
  }
  const bool other =
      ent_scan_word(s, i, "next") || ent_scan_word(s, i, "previous");
  return (pointer){true, !other, way, i + 1};
}

/// Gives the day of a weekday, as the text says it or as the tense has it.
/// "Next Friday" is that of the next week, "last Friday" the nearest.
static int32_t
weekday_pick(const ent_scan *s, int weekday, const pointer *p, int tense)
{
  const int back = (ent_day_weekday(s->today) - weekday + 7) % 7;
  if (p->said && (p->direction == 0 || !p->near)) {
    return ent_scan_weekday(s, weekday, p->direction);
  }
  if (p->said) {
    return p->direction < 0 ? s->today - (back ? back : 7)
                            : s->today + (7 - back);
  }
  return tense > 0 && back ? s->today + (7 - back) : s->today - back;
}

/// Finds the day nearest to today that is `day` of a month and a weekday.
static bool
weekday_match(const ent_scan *s, int weekday, int day, int32_t *found)
{
  int y = 0;
  int m = 0;
  int d = 0;
  bool any = false;
  ent_day_to(s->today, &y, &m, &d);
  for (int month = y * 12 + m - 13; month <= y * 12 + m + 11; month++) {
    if (!ent_day_exists(month / 12, month % 12 + 1, day)) {
      continue;
    }
    const int32_t at = ent_day_from(month / 12, month % 12 + 1, day);
    if (ent_day_weekday(at) == weekday &&
        (!any || labs(at - s->today) < labs(*found - s->today))) {
      *found = at;
      any = true;
    }
  }
  return any;
}

/// Reads the day of the month behind a weekday: "Thursday the 21st", "Tue
/// 13th", "Sunday 31."
static void
weekday_number(const ent_scan *s, int weekday, ent_reading *r)
{
  int day = 0;
  size_t end = 0;
  int32_t at = 0;
  const bool the = ent_scan_word(s, r->end, "the");
  const size_t from = r->end + (the ? 1 : 0);
  if (!s->dated || !(ent_scan_day(s, from, &day, &end) ||
                     (the && ent_scan_day_words(s, from, &day, &end)))) {
    return;
  }
  const bool last = end >= s->n || (end + 1 == s->n && !ent_scan_gap(s, end));
  if ((the || last || end == from + 2) && !ent_scan_other(s, end) &&
      weekday_match(s, weekday, day, &at)) {
    ent_reading_day(r, at, end);
  }
}

/// Is the weekday at `i` part of a name, or one of many: "Sunday Times"?
static bool
weekday_named(const ent_scan *s, size_t i)
{
  return (i > 0 && (ent_scan_kind(s, i - 1, ENT_DATE_BLOCK) ||
                    ent_scan_kind(s, i - 1, ENT_DATE_ORDINAL))) ||
         (s->pieces[i].capital && i + 1 < s->n && s->pieces[i + 1].gap &&
          s->pieces[i + 1].capital && !s->words[i + 1] &&
          s->document->sentences[s->sentence].kind != ENT_SENTENCE_TITLE);
}

static bool
is_short_weekday(const ent_scan *s, size_t i)
{
  return ent_scan_kind(s, i, ENT_DATE_WEEKDAY_SHORT) && s->pieces[i].capital;
}

/// "next week on Friday", "this week Friday".
static bool
week_day_read(const ent_scan *s, size_t i, ent_reading *r)
{
  const size_t at = i + (ent_scan_word(s, i + 2, "on") ? 3 : 2);
  if (!s->dated || !ent_scan_kind(s, i, ENT_DATE_DIRECTION) ||
      !ent_scan_unit(s, i + 1, ENT_UNIT_WEEK) ||
      !(ent_scan_kind(s, at, ENT_DATE_WEEKDAY) || is_short_weekday(s, at))) {
    return false;
  }
  ent_reading_day(
      r, ent_scan_weekday(s, ent_scan_value(s, at), ent_scan_value(s, i)),
      at + 1);
  return true;
}

/// Reads what follows a weekday in the text: the date itself, or "next week".
static bool
weekday_extend(const ent_scan *s, size_t at, ent_reading *r)
{
  const int weekday = ent_scan_value(s, at);
  const size_t of = at + (ent_scan_word(s, at + 1, "of") ? 2 : 1);
  if (s->dated && ent_scan_kind(s, of, ENT_DATE_DIRECTION) &&
      ent_scan_unit(s, of + 1, ENT_UNIT_WEEK)) {
    ent_reading_day(r, ent_scan_weekday(s, weekday, ent_scan_value(s, of)),
                    of + 2);
    return true;
  }
  const size_t end = r->end;
  day_extend(s, r);
  if (!r->month && r->end == end) {
    weekday_number(s, weekday, r);
  }
  r->weekday = weekday;
  return r->settled || r->month;
}

/// "on Thursday", "last Monday", "Friday, 13 June 2024", "Monday (26th)".
bool
ent_read_weekday(const ent_scan *s, size_t i, ent_reading *r)
{
  if (week_day_read(s, i, r)) {
    return true;
  }
  const pointer p = pointer_read(s, i);
  const size_t at = p.end;
  r->end = at + 1;
  if (is_short_weekday(s, at)) { // only with the date
    r->end += ent_scan_mark(s, at + 1, '.') ? 1 : 0;
    return weekday_extend(s, at, r);
  }
  if (!ent_scan_kind(s, at, ENT_DATE_WEEKDAY) || weekday_named(s, at)) {
    return false;
  }
  if (s->dated) {
    ent_reading_day(r,
                    weekday_pick(s, ent_scan_value(s, at), &p,
                                 p.said ? 0 : ent_scan_tense(s, i)),
                    at + 1);
  }
  return weekday_extend(s, at, r);
}

/// Does "the", "over", "for the" before `i` make what follows a length of
/// time or a time seen from elsewhere in the text?
static bool
unit_relative(const ent_scan *s, size_t i, int direction)
{
  const bool the = i > 0 && ent_scan_word(s, i - 1, "the");
  const size_t before = i - (the ? 1 : 0);
  return (the && direction) ||
         (before > 0 && ent_scan_kind(s, before - 1, ENT_DATE_SPAN) &&
          direction);
}

/// "next June", "last September 5".
static bool
named_month_read(const ent_scan *s, size_t i, ent_reading *r)
{
  int month = 0;
  int day = 0;
  if (!ent_scan_month(s, i + 1, &month, &r->end)) {
    return false;
  }
  const int way = ent_scan_value(s, i);
  int year = ent_scan_now(s);
  if (way) {
    const bool still = ent_day_from(year, month, 1) <= s->today;
    const bool over = ent_day_last(year, month) < s->today;
    year += way < 0 ? (over ? 0 : -1) : (still ? 1 : 0);
  }
  r->month = month;
  r->year = year;
  r->precision = ent_scan_day(s, r->end, &day, &r->end) ? ENT_PRECISION_DAY
                                                        : ENT_PRECISION_MONTH;
  r->day = day;
  return true;
}

/// "week after next", "month after the next".
static bool
after_next_read(const ent_scan *s, size_t i, ent_reading *r)
{
  const size_t at = i + (ent_scan_word(s, i + 2, "the") ? 3 : 2);
  if (!ent_scan_kind(s, i, ENT_DATE_UNIT) ||
      ent_scan_unit(s, i, ENT_UNIT_DAY) || ent_scan_shift(s, i + 1) != 1 ||
      !ent_scan_word(s, at, "next")) {
    return false;
  }
  r->end = at + 1;
  return ent_reading_unit(s, r, ent_scan_value(s, i), 2);
}

/// "the weekend": the last one, if the text tells of it on a working day.
static bool
weekend_read(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!ent_scan_word(s, i, "the") || !ent_scan_word(s, i + 1, "weekend") ||
      ent_scan_word(s, i + 2, "of") || ent_scan_shift(s, i + 2)) {
    return false;
  }
  const bool past = ent_scan_tense(s, i) < 0 && ent_day_weekday(s->today) < 6;
  r->end = i + 2;
  return ent_reading_unit(s, r, ENT_UNIT_WEEKEND, past ? -1 : 0);
}

/// "last week", "this year", "next month", "next June".
bool
ent_read_unit(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!s->dated) {
    return false;
  }
  if (!ent_scan_kind(s, i, ENT_DATE_DIRECTION)) {
    return after_next_read(s, i, r) || weekend_read(s, i, r);
  }
  if (named_month_read(s, i, r)) {
    return true;
  }
  r->end = i + 2;
  return ent_scan_kind(s, i + 1, ENT_DATE_UNIT) &&
         !ent_scan_unit(s, i + 1, ENT_UNIT_DAY) &&
         (ent_scan_unit(s, i + 1, ENT_UNIT_DECADE) ||
          !unit_relative(s, i, ent_scan_value(s, i))) &&
         ent_reading_unit(s, r, ent_scan_value(s, i + 1), ent_scan_value(s, i));
}

/// "the 20th of next month", "on the 28th", "on 23rd afternoon".
bool
ent_read_ordinal(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!s->dated || ent_scan_continued(s, i) ||
      !ent_scan_day(s, i, &r->day, &r->end) || r->end != i + 2) {
    return false;
  }
  r->precision = ENT_PRECISION_DAY;
  int n = 0;
  const size_t at = r->end + (ent_scan_word(s, r->end, "of") ? 1 : 0);
  if (ent_scan_kind(s, at, ENT_DATE_DIRECTION) &&
      ent_scan_kind(s, at + 1, ENT_DATE_UNIT) &&
      ent_scan_value(s, at + 1) == ENT_UNIT_MONTH) {
    ent_reading month = {.end = at + 2};
    (void)ent_reading_unit(s, &month, ENT_UNIT_MONTH, ent_scan_value(s, at));
    ent_day_to(month.from, &r->year, &r->month, &n);
    r->end = at + 2;
    return true;
  }
  const size_t on = i - (i > 0 && ent_scan_word(s, i - 1, "the") ? 1 : 0);
  if (on == 0 ||
      !(ent_scan_word(s, on - 1, "on") || ent_scan_word(s, on - 1, "for")) ||
      (at < s->n && s->pieces[at].kind != ENT_PIECE_MARK &&
       !ent_scan_kind(s, at, ENT_DATE_DAYPART)) ||
      ent_scan_mark(s, at, '-')) {
    return false;
  }
  ent_day_to(s->today, &r->year, &r->month, &n);
  const int away = ent_scan_tense(s, i) > 0 ? r->day < n : -(r->day > n);
  r->month += away;
  r->year += r->month > 12 ? 1 : r->month < 1 ? -1 : 0;
  r->month = r->month > 12 ? 1 : r->month < 1 ? 12 : r->month;
  return ent_day_exists(r->year, r->month, r->day);
}

/// "the following Friday": counted from the last day named; without it, of the
/// next week, which dates nothing.
static bool
following_read(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!s->dated || !ent_scan_kind(s, i, ENT_DATE_TOLD) ||
      ent_scan_value(s, i) != 1 || !ent_scan_kind(s, i + 1, ENT_DATE_WEEKDAY)) {
    return false;
  }
  const int weekday = ent_scan_value(s, i + 1);
  const int32_t next =
      s->told + 1 + (weekday - ent_day_weekday(s->told + 1) + 7) % 7;
  ent_reading_day(r, s->telling ? next : ent_scan_weekday(s, weekday, 1),
                  i + 2);
  r->loose = !s->telling;
  return true;
}

/// "the same day", "the day before": counted from the last day named.
bool
ent_read_told(const ent_scan *s, size_t i, ent_reading *r)
{
  int off = 0;
  if (following_read(s, i, r)) {
    return true;
  }
  if (ent_scan_kind(s, i, ENT_DATE_TOLD) && ent_scan_word(s, i + 1, "day")) {
    off = ent_scan_value(s, i);
  } else if (i > 0 && ent_scan_word(s, i - 1, "the") &&
             ent_scan_word(s, i, "day") && ent_scan_shift(s, i + 1) &&
             (i + 2 >= s->n || s->pieces[i + 2].kind == ENT_PIECE_MARK)) {
    off = ent_scan_shift(s, i + 1);
  } else if (i > 0 && ent_scan_word(s, i - 1, "the") &&
             ent_scan_kind(s, i, ENT_DATE_DIRECTION) && ent_scan_value(s, i) &&
             ent_scan_word(s, i + 1, "day")) {
    off = ent_scan_value(s, i);
  } else {
    return false;
  }
  if (s->telling) {
    ent_reading_day(r, s->told + off, i + 2);
  }
  return s->telling;
}
