// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_SCAN_H
#define ENT_SCAN_H

/// Makes readings from the pieces of a sentence: what date.c, which finds
/// dates, shares with the files that know their forms.

#include "extractor/mention/calendar.h"
#include "extractor/mention/piece.h"

/// One sentence being read.
typedef struct {
  const ent_calendar *calendar;
  const ent_document *document;
  uint32_t sentence;
  const ent_piece *pieces;
  const ent_date_word **words; ///< For each piece, NULL if none
  size_t n;
  size_t behind; ///< End of the date read last, 0 before
  bool dated;    ///< `today` is known
  int32_t today;
  int32_t told; ///< The last day that the text names, if `telling`
  bool telling;
  int year; ///< Of the last day or month that said it, 0 before; for articles
            ///< without a date of publication
} ent_scan;

/// What some pieces say.  Until it is settled, year, month and day are as in
/// the text, 0 where it is silent.
typedef struct {
  size_t end; ///< Behind the last piece
  int year;
  int month;
  int day;
  int weekday; ///< That the text gives beside the date, or 0
  ent_precision precision;
  int last_year;  ///< Of the last day, 0: the first that is not before `year`
  int last_month; ///< Of the last day, if the text names several; else 0
  int last_day;
  bool loose; ///< A length of time from today, or vague: it dates nothing
  bool settled;
  int32_t from;
  int32_t to;
} ent_reading;

/// Reads a form at piece `i` into a reading whose `end` is `i` and which is
/// zero elsewhere; false if it is not there.
typedef bool (*ent_form_fn)(const ent_scan *s, size_t i, ent_reading *r);

// Looking at pieces (scan.c).  Every function but ent_scan_value() and
// ent_scan_tense() accepts positions past the end.
// Those with `end` set it behind what they read, and set nothing if they find
// nothing.

bool
ent_scan_kind(const ent_scan *s, size_t i, ent_date_kind kind);

bool
ent_scan_mark(const ent_scan *s, size_t i, uint32_t mark);

/// Tells whether there is a number of `least` to `most` digits.
bool
ent_scan_number(const ent_scan *s, size_t i, uint32_t least, uint32_t most);

bool
ent_scan_word(const ent_scan *s, size_t i, const char *lower);

/// Tells whether white space, or the end, stands before `i`.
bool
ent_scan_gap(const ent_scan *s, size_t i);

/// Tells whether there is a word that means nothing for dates.
bool
ent_scan_other(const ent_scan *s, size_t i);

/// Gives what dates.tsv says of the word at `i`, which is in it.
int
ent_scan_value(const ent_scan *s, size_t i);

/// Gives -1 for "before", 1 for "after", else 0.
int
ent_scan_shift(const ent_scan *s, size_t i);

/// Tells whether there is a `unit` in the singular or plural.
bool
ent_scan_unit(const ent_scan *s, size_t i, ent_date_unit unit);

/// Tells whether the number at `i` is part of a longer one: "10,000", "2.5".
bool
ent_scan_continues(const ent_scan *s, size_t i);

/// Tells whether a sign or digits stand right before the number: "$5".
bool
ent_scan_continued(const ent_scan *s, size_t i);

/// Reads a day of the month in digits: "13", "13th".
bool
ent_scan_day(const ent_scan *s, size_t i, int *day, size_t *end);

/// Reads an ordinal in digits or words: "3rd", "third", "twenty-first".
bool
ent_scan_ordinal(const ent_scan *s, size_t i, int *value, size_t *end);

/// Reads a day of the month in words: an ordinal, or from "thirteen" on.
bool
ent_scan_day_words(const ent_scan *s, size_t i, int *day, size_t *end);

/// Reads a whole number in digits or words, from 1: "a", "two thousand and
/// ten".
bool
ent_scan_count(const ent_scan *s, size_t i, int *value, size_t *end);

/// Reads a year in digits or words: "2018", "nineteen seventy eight".
bool
ent_scan_year(const ent_scan *s, size_t i, int *year, size_t *end);

/// Reads the year behind a month: ", 2024", "of 2024", "this year".
bool
ent_scan_year_behind(const ent_scan *s, size_t i, int *year, size_t *end);

/// Reads the name of a month, with the full stop of a short form.
bool
ent_scan_month(const ent_scan *s, size_t i, int *month, size_t *end);

/// Tells whether `i` stands between the days of a span: "to", "-".
bool
ent_scan_range(const ent_scan *s, size_t i);

/// Tells whether a word before `i` makes a bare month or year a date.
bool
ent_scan_led(const ent_scan *s, size_t i);

/// Gives the tense around a date: -1, 1, or 0 if it is open.
int
ent_scan_tense(const ent_scan *s, size_t i);

/// Gives the year of publication.
int
ent_scan_now(const ent_scan *s);

/// Gives the day of `weekday` in the week `weeks` from now.
int32_t
ent_scan_weekday(const ent_scan *s, int weekday, int weeks);

/// Gives the year that brings `month` (and `day`, or 0) nearest to today.
int
ent_scan_year_pick(const ent_scan *s, int month, int day, int tense);

// Filling readings (reading.c).

void
ent_reading_day(ent_reading *r, int32_t day, size_t end);

/// Fills a stretch of days that is no calendar unit: as precise as its ends
/// agree.
void
ent_reading_days(ent_reading *r, int32_t from, int32_t to);

/// Fills `months` months from `month` on.
void
ent_reading_months(ent_reading *r, int year, int month, int months,
                   ent_precision precision);

/// Fills the unit that lies `count` units from today's; false if there is no
/// such unit.
bool
ent_reading_unit(const ent_scan *s, ent_reading *r, int unit, int count);

/// Moves a day by `count` units.  A day past the month's end becomes its last.
int32_t
ent_day_move(int32_t day, int unit, int count);

/// Fills in the year that the text leaves out, and first and last day; false
/// if there is no such date or no way to know.
bool
ent_reading_settle(const ent_scan *s, size_t i, ent_reading *r);

// Dates of the calendar (absolute.c).

/// Reads any form of a full day without its weekday.
bool
ent_read_day(const ent_scan *s, size_t i, ent_reading *r);

/// Reads a day in two numbers, "22/04", "4.22": more of them if `led`.
bool
ent_read_day_numbers(const ent_scan *s, size_t i, bool led, ent_reading *r);

/// Reads a month in two numbers, "2016/11", "11-2016"; "2016 - 11" if `wide`.
bool
ent_read_month_numbers(const ent_scan *s, size_t i, bool wide, ent_reading *r);

bool
ent_read_numeric(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_short(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_month_day(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_day_month(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_month(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_quarter(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_season(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_year_first(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_year(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_age(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_week(const ent_scan *s, size_t i, ent_reading *r);

// Dates that count from the day of publication or the last one told
// (relative.c).

bool
ent_read_deictic(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_weekday(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_unit(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_ordinal(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_told(const ent_scan *s, size_t i, ent_reading *r);

// Days with names (holiday.c).

bool
ent_read_holiday(const ent_scan *s, size_t i, ent_reading *r);

// Dates made from lengths of time and from other dates (derived.c).

bool
ent_read_ago(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_offset(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_stretch(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_part(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_nth(const ent_scan *s, size_t i, ent_reading *r);
bool
ent_read_week_of(const ent_scan *s, size_t i, ent_reading *r);
/// Reads "in two weeks", "3 weeks later", "a few days ago": loose.
bool
ent_read_distance(const ent_scan *s, size_t i, ent_reading *r);

/// Reads what rarely is a date in news (vague.c): loose readings.
bool
ent_read_vague(const ent_scan *s, size_t i, ent_reading *r);

#endif
