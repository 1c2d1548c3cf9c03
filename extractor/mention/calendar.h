// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CALENDAR_H
#define ENT_CALENDAR_H

/// Makes days from dates of the Gregorian calendar and back, and holds the
/// words that name them (data/en/dates.tsv).

#include "extractor/mention/mention.h"

/// What a word does in a date; the names in dates.tsv stand in calendar.c.
typedef enum {
  ENT_DATE_MONTH,         ///< 1 to 12, or ENT_MONTH_CAPITAL more
  ENT_DATE_WEEKDAY,       ///< 1 (Monday) to 7
  ENT_DATE_WEEKDAY_SHORT, ///< The same; only beside a full date
  ENT_DATE_NUMBER,
  ENT_DATE_ORDINAL,
  ENT_DATE_SUFFIX,  ///< "th"
  ENT_DATE_UNIT,    ///< An ent_date_unit
  ENT_DATE_SEASON,  ///< First month
  ENT_DATE_DEICTIC, ///< Days from today
  ENT_DATE_DAYPART,
  ENT_DATE_DIRECTION, ///< -1 last, 0 this, 1 next
  ENT_DATE_PART,      ///< "early", "late", "end": an ent_date_part
  ENT_DATE_AGO,
  ENT_DATE_RANGE,    ///< "to", "through"
  ENT_DATE_LEAD,     ///< Before it a bare year or month is a date: "in"
  ENT_DATE_DEADLINE, ///< "by": what follows dates nothing
  ENT_DATE_SPAN,     ///< "over", "for": what follows is a duration
  ENT_DATE_BLOCK,    ///< "every", "Good": no date behind it
  ENT_DATE_TOLD,     ///< "same": days from the last day that the text names
  ENT_DATE_FUTURE,   ///< Turns a weekday or month forward: "will"
  ENT_DATE_SCALE,    ///< "hundred", "thousand"
  ENT_DATE_DECADE,   ///< "seventies": years of the century
  ENT_DATE_ONSET,    ///< "starting": before the first day of a length of time
  ENT_DATE_FEW,      ///< "few": how many that may be
  ENT_DATE_HOLIDAY,  ///< A day with a name, also of several words
  ENT_DATE_KINDS
} ent_date_kind;

/// Stretches of time; the order of dates.tsv's `unit` values.
typedef enum {
  ENT_UNIT_DAY = 1,
  ENT_UNIT_WEEK,
  ENT_UNIT_WEEKEND,
  ENT_UNIT_MONTH,
  ENT_UNIT_QUARTER,
  ENT_UNIT_HALF,
  ENT_UNIT_YEAR,
  ENT_UNIT_DECADE,
  ENT_UNIT_CENTURY,
  ENT_UNIT_FORTNIGHT
} ent_date_unit;

/// What a part is of a month or year; the order of dates.tsv's `part` values.
typedef enum {
  ENT_PART_NONE,
  ENT_PART_EARLY,
  ENT_PART_MIDDLE,
  ENT_PART_LATE,
  ENT_PART_EARLIER, ///< Up to today
  ENT_PART_LATER,   ///< From today on
  ENT_PART_REST     ///< The same, also of a bare unit
} ent_date_part;

/// Added to months that are ordinary words too; value of a `lead` that stands
/// between the days of a span too.
enum { ENT_MONTH_CAPITAL = 100, ENT_LEAD_RANGE = 2 };

/// What a holiday's value counts from: 100 times the month and the day; this
/// and 100 times the month, 10 times the weekday and which of the month's;
/// this and the days from Easter Sunday.
enum { ENT_HOLIDAY_WEEKDAY = 20000, ENT_HOLIDAY_EASTER = 30000 };

typedef struct {
  ent_date_kind kind;
  int value;
} ent_date_word;

/// Looks up a word in lower case; NULL if it means nothing for dates.
const ent_date_word *
ent_calendar_word(const ent_calendar *calendar, ent_text lower);

/// Counts days from 1970-01-01.  Month 1 to 12; a day past the month's end
/// runs into the next.
int32_t
ent_day_from(int year, int month, int day);

/// Counts the days to the last one of a month.
int32_t
ent_day_last(int year, int month);

/// Gives year, month and day back.
void
ent_day_to(int32_t days, int *year, int *month, int *day);

/// Returns 1 (Monday) to 7.
int
ent_day_weekday(int32_t days);

/// Tells whether the date exists, from year 1 to 9999.
bool
ent_day_exists(int year, int month, int day);

/// Reads "YYYY-MM-DD"; false if it is anything else.
bool
ent_day_read(const char *iso, int32_t *days);

#endif
