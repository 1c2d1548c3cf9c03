// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/scan.h"

void
ent_reading_months(ent_reading *r, int year, int month, int months,
                   ent_precision precision)
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

void
ent_reading_day(ent_reading *r, int32_t day, size_t end)
{
  r->precision = ENT_PRECISION_DAY;
  r->settled = true;
  r->from = day;
  r->to = day;
  r->end = end;
}

void
ent_reading_days(ent_reading *r, int32_t from, int32_t to)
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

bool
ent_reading_unit(const ent_scan *s, ent_reading *r, int unit, int count)
{
  int year = 0;
  int month = 0;
  int day = 0;
  ent_day_to(s->today, &year, &month, &day);
  const int months = year * 12 + month - 1 + count;
  switch (unit) {
  case ENT_UNIT_DAY:
    ent_reading_day(r, s->today + count, r->end);
    return true;
  case ENT_UNIT_WEEK:
    ent_reading_days(r, ent_scan_weekday(s, 1, count),
                     ent_scan_weekday(s, 7, count));
    return true;
  case ENT_UNIT_FORTNIGHT:
    ent_reading_days(r, ent_scan_weekday(s, 1, 2 * count),
                     ent_scan_weekday(s, 7, 2 * count + 1));
    return true;
  case ENT_UNIT_WEEKEND:
    ent_reading_days(r, ent_scan_weekday(s, 6, count),
                     ent_scan_weekday(s, 7, count));
    return true;
  case ENT_UNIT_MONTH:
    if (months < 12) {
      return false;
    }
    ent_reading_months(r, months / 12, months % 12 + 1, 1, ENT_PRECISION_MONTH);
    return true;
  case ENT_UNIT_QUARTER: {
    const int quarters = year * 4 + (month - 1) / 3 + count;
    if (quarters < 4) {
      return false;
    }
    ent_reading_months(r, quarters / 4, quarters % 4 * 3 + 1, 3,
                       ENT_PRECISION_QUARTER);
    return true;
  }
  case ENT_UNIT_YEAR:
    ent_reading_months(r, year + count, 1, 12, ENT_PRECISION_YEAR);
    return true;
  case ENT_UNIT_DECADE:
    ent_reading_months(r, (year / 10 + count) * 10, 1, 120,
                       ENT_PRECISION_DECADE);
    return true;
  default:
    return false;
  }
}

int32_t
ent_day_move(int32_t day, int unit, int count)
{
  static const int months[] = {
      [ENT_UNIT_MONTH] = 1, [ENT_UNIT_QUARTER] = 3,  [ENT_UNIT_HALF] = 6,
      [ENT_UNIT_YEAR] = 12, [ENT_UNIT_DECADE] = 120, [ENT_UNIT_CENTURY] = 1200};
  int y = 0;
  int m = 0;
  int d = 0;
  if (unit == ENT_UNIT_FORTNIGHT) {
    return day + 14 * count;
  }
  if (unit < ENT_UNIT_MONTH) {
    return day + count * (unit == ENT_UNIT_DAY ? 1 : 7);
  }
  ent_day_to(day, &y, &m, &d);
  int at = y * 12 + m - 1 + count * months[unit];
  at = at < 12 ? 12 : at; // the first year
  const int32_t last = ent_day_last(at / 12, at % 12 + 1);
  const int32_t moved = ent_day_from(at / 12, at % 12 + 1, d);
  return moved < last ? moved : last;
}

/// The year of the dates before, in an article without a date of publication;
/// or the nearest one in which the day falls on its weekday.
static int
year_carry(const ent_scan *s, const ent_reading *r)
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

bool
ent_reading_settle(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!r->settled) {
    if (!r->year && !s->dated && !s->year) {
      return false;
    }
    if (!r->year) {
      r->year = !s->dated ? year_carry(s, r)
                          : ent_scan_year_pick(s, r->month, r->day,
                                               ent_scan_tense(s, i));
    }
    if (r->precision == ENT_PRECISION_DAY) {
      if (!ent_day_exists(r->year, r->month, r->day)) {
        return false;
      }
      ent_reading_day(r, ent_day_from(r->year, r->month, r->day), r->end);
    } else {
      const bool month = r->precision == ENT_PRECISION_MONTH;
      ent_reading_months(r, r->year, month ? r->month : 1, month ? 1 : 12,
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
