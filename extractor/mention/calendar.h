// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CALENDAR_H
#define ENT_CALENDAR_H

/// Makes days from dates of the Gregorian calendar and back, and holds the
/// words that name them (data/en/dates.tsv).

#include "extractor/mention/mention.h"

/// What a word does in a date; the names in dates.tsv stand in calendar.c.
typedef enum {
  ENT_DATE_MONTH,         ///< 1 to 12
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
  ENT_DATE_PART,      ///< "early", "late", "end"
  ENT_DATE_AGO,
  ENT_DATE_RANGE,    ///< "to", "through"
  ENT_DATE_LEAD,     ///< Before it a bare year or month is a date: "in"
  ENT_DATE_DEADLINE, ///< "by": what follows dates nothing
  ENT_DATE_SPAN,     ///< "over", "for": what follows is a duration
  ENT_DATE_BLOCK,    ///< "every", "Good": no date behind it
  ENT_DATE_TOLD,     ///< "same": days from the last day that the text names
  ENT_DATE_FUTURE,   ///< Turns a weekday or month forward: "will"
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
  ENT_UNIT_YEAR
} ent_date_unit;

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
