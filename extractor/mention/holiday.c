// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads days that have names: "Christmas Eve", "Easter Monday 2018".

#include "extractor/mention/scan.h"

#include <stdlib.h>

enum { LONGEST = 4 }; // pieces of a name: "new year's eve" without its first

/// Gives Easter Sunday of the Gregorian calendar (Meeus, "Astronomical
/// Algorithms", chapter 8).
static int32_t
easter(int year)
{
  const int century = year / 100;
  const int rest = year % 100;
  const int golden = year % 19;
  const int shift = (century - (century + 8) / 25 + 1) / 3;
  const int moon = (19 * golden + century - century / 4 - shift + 15) % 30;
  const int sunday =
      (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
  const int late = (golden + 11 * moon + 22 * sunday) / 451;
  const int n = moon + sunday - 7 * late + 114;
  return ent_day_from(year, n / 31, n % 31 + 1);
}

/// Gives the day of a name in a year: what `value` says stands in dates.tsv.
static int32_t
day_of(int value, int year)
{
  if (value >= ENT_HOLIDAY_EASTER - 99) {
    return easter(year) + value - ENT_HOLIDAY_EASTER;
  }
  if (value < ENT_HOLIDAY_WEEKDAY) {
    return ent_day_from(year, value / 100, value % 100);
  }
  const int month = value % ENT_HOLIDAY_WEEKDAY / 100;
  const int weekday = value / 10 % 10;
  const int32_t first = ent_day_from(year, month, 1);
  return first + (weekday - ent_day_weekday(first) + 7) % 7 +
         7 * (value % 10 - 1);
}

/// Finds the longest name at `i`; sets the position behind it.
static const ent_date_word *
name_find(const ent_scan *s, size_t i, size_t *end)
{
  if (i >= s->n || s->pieces[i].kind != ENT_PIECE_WORD) {
    return NULL;
  }
  const char *const start = s->pieces[i].lower.data;
  for (size_t k = i + LONGEST + 1; k > i; k--) {
    if (k > s->n) {
      continue;
    }
    const ent_text last = s->pieces[k - 1].lower;
    const ent_text name = {start, (size_t)(last.data - start) + last.len};
    const ent_date_word *word = ent_calendar_word(s->calendar, name);
    if (word && word->kind == ENT_DATE_HOLIDAY) {
      *end = k;
      return word;
    }
  }
  return NULL;
}

/// Gives the day nearest to today, or the one before or after it if the text
/// says so.
static int32_t
day_pick(const ent_scan *s, int value, int way)
{
  const int now = ent_scan_now(s);
  int32_t best = day_of(value, now);
  for (int year = now - 1; year <= now + 1; year++) {
    const int32_t day = day_of(value, year);
    const bool fits = way ? (long)way * (day - s->today) > 0 : true;
    const bool held = way ? (long)way * (best - s->today) > 0 : true;
    if (fits && (!held || labs(day - s->today) < labs(best - s->today))) {
      best = day;
    }
  }
  return best;
}

/// A name of one word must be led in: "on Christmas", not "a Christmas tree".
static bool
is_led(const ent_scan *s, size_t i)
{
  return i > 0 &&
         (ent_scan_kind(s, i - 1, ENT_DATE_LEAD) ||
          ent_scan_kind(s, i - 1, ENT_DATE_DIRECTION) ||
          ent_scan_word(s, i - 1, "on") || ent_scan_word(s, i - 1, "at"));
}

bool
ent_read_holiday(const ent_scan *s, size_t i, ent_reading *r)
{
  int year = 0;
  size_t end = 0;
  const bool said = ent_scan_kind(s, i, ENT_DATE_DIRECTION);
  const size_t at = i + (said ? 1 : 0);
  const ent_date_word *const word = name_find(s, at, &end);
  if (!word) {
    return false;
  }
  const bool led = end - at > 1 || is_led(s, at);
  if (ent_scan_year_behind(s, end, &year, &end)) {
    ent_reading_day(r, day_of(word->value, year), end);
    return true;
  }
  if (!led || !s->dated) {
    return false;
  }
  ent_reading_day(r, day_pick(s, word->value, said ? ent_scan_value(s, i) : 0),
                  end);
  return true;
}
