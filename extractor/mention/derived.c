// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads dates that are made from lengths of time, "two weeks before May 13",
/// and from longer times, "the first Friday of July", "early next month".

#include "extractor/mention/scan.h"

enum { LENGTH_PARTS = 4 };

/// A length of time: "2 years 1 month and 21 days".
typedef struct {
  int counts[LENGTH_PARTS];
  int units[LENGTH_PARTS];
  size_t n;
  size_t end; // behind the last piece
} length;

static bool
length_read(const ent_scan *s, size_t i, length *l)
{
  size_t at = i;
  l->n = 0;
  while (l->n < LENGTH_PARTS && ent_scan_count(s, at, &l->counts[l->n], &at) &&
         ent_scan_kind(s, at, ENT_DATE_UNIT) &&
         !ent_scan_unit(s, at, ENT_UNIT_WEEKEND)) {
    l->units[l->n++] = ent_scan_value(s, at);
    l->end = at + 1;
    at = l->end +
         (ent_scan_mark(s, l->end, ',') || ent_scan_word(s, l->end, "and") ? 1
                                                                           : 0);
  }
  return l->n > 0;
}

/// Moves a day by a length of time: years and months first.
static int32_t
length_move(const length *l, int32_t day, int sign)
{
  for (int pass = 0; pass < 2; pass++) {
    for (size_t k = 0; k < l->n; k++) {
      if ((l->units[k] < ENT_UNIT_MONTH) == (pass == 1)) {
        day = ent_day_move(day, l->units[k], sign * l->counts[k]);
      }
    }
  }
  return day;
}

/// Is there one number and one unit, and is it `unit`?
static bool
length_is(const length *l, ent_date_unit unit)
{
  return l->n == 1 && l->units[0] == (int)unit;
}

/// "two days ago", "a week ago", "10 years ago", "1 month 21 days ago".
bool
ent_read_ago(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  if (!s->dated || !length_read(s, i, &l) ||
      !ent_scan_kind(s, l.end, ENT_DATE_AGO) || ent_scan_value(s, l.end) > 0 ||
      l.units[0] >= ENT_UNIT_DECADE) {
    return false;
  }
  r->end = l.end + 1;
  if (length_is(&l, ENT_UNIT_WEEK)) {
    const int32_t day = length_move(&l, s->today, -1);
    ent_reading_days(r, day - 3, day + 3);
    return true;
  }
  if (l.n == 1) {
    return ent_reading_unit(s, r, l.units[0], -l.counts[0]);
  }
  ent_reading_day(r, length_move(&l, s->today, -1), r->end);
  return true;
}

/// Reads the one day from which a length of time counts.
static bool
anchor_read(const ent_scan *s, size_t i, ent_reading *r)
{
  static const ent_form_fn forms[] = {ent_read_weekday, ent_read_deictic,
                                      ent_read_day, ent_read_holiday};
  if (s->dated && ent_scan_word(s, i, "now")) {
    ent_reading_day(r, s->today, i + 1);
    return true;
  }
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    *r = (ent_reading){.end = i};
    if (forms[k](s, i, r) && ent_reading_settle(s, i, r)) {
      return r->precision == ENT_PRECISION_DAY && !r->last_day;
    }
  }
  return false;
}

/// "two weeks before May 13", "three days after Friday", "a month from now".
bool
ent_read_offset(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  ent_reading anchor;
  if (!length_read(s, i, &l)) {
    return false;
  }
  const bool from = ent_scan_word(s, l.end, "from");
  const int sign = from ? 1 : ent_scan_shift(s, l.end);
  if (!sign || !anchor_read(s, l.end + 1, &anchor)) {
    return false;
  }
  ent_reading_day(r, length_move(&l, anchor.from, sign), anchor.end);
  return true;
}

/// Reads a length of time that may be "a few days".
static bool
vague_length_read(const ent_scan *s, size_t i, length *l)
{
  const size_t at = i + (ent_scan_word(s, i, "a") ? 1 : 0);
  if (!ent_scan_kind(s, at, ENT_DATE_FEW) ||
      !ent_scan_kind(s, at + 1, ENT_DATE_UNIT)) {
    return length_read(s, i, l);
  }
  *l = (length){.counts = {ent_scan_value(s, at)},
                .units = {ent_scan_value(s, at + 1)},
                .n = 1,
                .end = at + 2};
  return l->units[0] != ENT_UNIT_WEEKEND;
}

bool
ent_read_distance(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  const bool in = ent_scan_word(s, i, "in");
  if (!vague_length_read(s, i + (in ? 1 : 0), &l)) {
    return false;
  }
  const bool ago =
      ent_scan_kind(s, l.end, ENT_DATE_AGO) && ent_scan_value(s, l.end) < 0;
  const bool later = ent_scan_word(s, l.end, "later");
  if (!ago && !later && !in) {
    return false;
  }
  ent_reading_day(r, length_move(&l, s->today, ago ? -1 : 1),
                  l.end + (ago || later ? 1 : 0));
  return true;
}

/// Reads what stands between a length of time and its first day: "starting on",
/// ", from"; the position behind it, or 0.
static size_t
onset_read(const ent_scan *s, size_t i)
{
  const bool comma = ent_scan_mark(s, i, ',');
  const size_t at = i + (comma ? 1 : 0);
  if (ent_scan_kind(s, at, ENT_DATE_ONSET) ||
      ent_scan_word(s, at, "beginning")) {
    const bool more =
        ent_scan_word(s, at + 1, "from") || ent_scan_word(s, at + 1, "on");
    return at + (more ? 2 : 1);
  }
  return comma && ent_scan_word(s, at, "from") ? at + 1 : 0;
}

/// "3 days starting from next Monday".
static bool
begun_read(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  if (!length_read(s, i, &l)) {
    return false;
  }
  const size_t at = onset_read(s, l.end);
  if (!at || !anchor_read(s, at, r)) {
    return false;
  }
  const int32_t last = length_move(&l, r->from, 1) - 1;
  ent_day_to(last, &r->last_year, &r->last_month, &r->last_day);
  return true;
}

/// Fills whole quarters or decades before or after the running one.
static bool
units_fill(const ent_scan *s, const length *l, int sign, ent_reading *r)
{
  ent_reading far = {.end = 0};
  ent_reading near = {.end = 0};
  if (!ent_reading_unit(s, &far, l->units[0], sign * l->counts[0]) ||
      !ent_reading_unit(s, &near, l->units[0], sign)) {
    return false;
  }
  ent_reading_days(r, sign < 0 ? far.from : near.from,
                   sign < 0 ? near.to : far.to);
  return true;
}

/// Reads "last 3 months", "5 upcoming years": which way, and how long.
static int
toward_read(const ent_scan *s, size_t i, length *l)
{
  if (ent_scan_word(s, i, "past")) {
    return vague_length_read(s, i + 1, l) ? -1 : 0;
  }
  if (ent_scan_kind(s, i, ENT_DATE_DIRECTION)) {
    return vague_length_read(s, i + 1, l) ? ent_scan_value(s, i) : 0;
  }
  size_t at = i;
  if (!ent_scan_count(s, i, &l->counts[0], &at) ||
      !ent_scan_kind(s, at, ENT_DATE_DIRECTION) ||
      !ent_scan_kind(s, at + 1, ENT_DATE_UNIT) ||
      ent_scan_unit(s, at + 1, ENT_UNIT_WEEKEND)) {
    return 0;
  }
  l->units[0] = ent_scan_value(s, at + 1);
  l->n = 1;
  l->end = at + 2;
  return ent_scan_value(s, at);
}

/// "within 5 days", "within the next 3 years".
static bool
within_read(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  size_t at = i + 1;
  if (!ent_scan_word(s, i, "within")) {
    return false;
  }
  at += ent_scan_word(s, at, "the") ? 1 : 0;
  at += ent_scan_kind(s, at, ENT_DATE_DIRECTION) ? 1 : 0;
  if (!length_read(s, at, &l)) {
    return false;
  }
  ent_reading_days(r, s->today, length_move(&l, s->today, 1) - 1);
  r->end = l.end;
  return true;
}

/// "2 days hence", "4 weeks in the future".
static bool
hence_read(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  if (!length_read(s, i, &l)) {
    return false;
  }
  const bool hence =
      ent_scan_kind(s, l.end, ENT_DATE_AGO) && ent_scan_value(s, l.end) > 0;
  if (!hence &&
      !(ent_scan_word(s, l.end, "in") && ent_scan_word(s, l.end + 1, "the") &&
        ent_scan_word(s, l.end + 2, "future"))) {
    return false;
  }
  ent_reading_days(r, s->today + 1, length_move(&l, s->today, 1));
  r->end = l.end + (hence ? 1 : 3);
  return true;
}

/// "the last 3 months", "10 previous weeks", "within 5 days": times that reach
/// up to today or begin there.  They date nothing by themselves.
bool
ent_read_stretch(const ent_scan *s, size_t i, ent_reading *r)
{
  length l;
  if (begun_read(s, i, r)) {
    return true;
  }
  *r = (ent_reading){.end = i};
  if (!s->dated) {
    return false;
  }
  r->loose = true;
  if (within_read(s, i, r) || hence_read(s, i, r)) {
    return true;
  }
  const int sign = toward_read(s, i, &l);
  if (!sign || ent_scan_word(s, l.end, "of")) {
    return false;
  }
  r->end = l.end;
  if (length_is(&l, ENT_UNIT_QUARTER) || length_is(&l, ENT_UNIT_DECADE)) {
    return units_fill(s, &l, sign, r);
  }
  const int32_t far = length_move(&l, s->today, sign);
  ent_reading_days(r, sign < 0 ? far : s->today + 1,
                   sign < 0 ? s->today - 1 : far);
  return true;
}

/// Reads a month, quarter, year and so on that is divided by what stands
/// before it; of "week" alone, the running one, if `bare`.
static bool
whole_read(const ent_scan *s, size_t i, bool bare, ent_reading *r)
{
  static const ent_form_fn forms[] = {ent_read_quarter, ent_read_season,
                                      ent_read_age};
  const bool the = ent_scan_word(s, i, "the") || ent_scan_word(s, i, "my");
  const size_t at = i + (the ? 1 : 0);
  *r = (ent_reading){.end = at};
  if (ent_read_day(s, at, r)) {
    return false;
  }
  *r = (ent_reading){.end = at + 1};
  if (s->dated && (the || bare) && ent_scan_kind(s, at, ENT_DATE_UNIT)) {
    return ent_reading_unit(s, r, ent_scan_value(s, at), 0);
  }
  if (s->dated && ent_scan_kind(s, at, ENT_DATE_DIRECTION) &&
      ent_scan_kind(s, at + 1, ENT_DATE_UNIT)) {
    r->end = at + 2;
    return ent_reading_unit(s, r, ent_scan_value(s, at + 1),
                            ent_scan_value(s, at));
  }
  if (ent_scan_month(s, at, &r->month, &r->end)) {
    r->precision = ENT_PRECISION_MONTH;
    (void)ent_scan_year_behind(s, r->end, &r->year, &r->end);
    return ent_reading_settle(s, i, r);
  }
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    *r = (ent_reading){.end = at};
    if (forms[k](s, at, r)) {
      return true;
    }
  }
  *r = (ent_reading){.precision = ENT_PRECISION_YEAR};
  return ent_scan_year(s, at, &r->year, &r->end) && ent_reading_settle(s, i, r);
}

/// Gives the first day of what lies behind `n` parts of `of` of a time: of
/// months in those of half a year and more.
static int32_t
part_day(const ent_reading *r, int n, int of)
{
  const int days = r->to - r->from + 1;
  const int months = (days * 12 + 182) / 365;
  return days > 100 ? ent_day_move(r->from, ENT_UNIT_MONTH, months * n / of)
                    : r->from + days * n / of;
}

/// Narrows a time to its beginning, middle or end.  Weeks and months have
/// middles of their own.
static void
part_narrow(ent_reading *r, int part)
{
  const int32_t begin = r->from;
  const int days = r->to - begin + 1;
  if (part == ENT_PART_EARLY) {
    r->to = part_day(r, 1, 2) - 1;
  } else if (part == ENT_PART_LATE) {
    r->from = part_day(r, 1, 2);
  } else if (days <= 7) {
    r->from = begin + 1;
    r->to = begin + 4;
  } else if (days <= 31) {
    r->from = begin + 9;
    r->to = begin + 19;
  } else {
    const int32_t end = part_day(r, 2, 3);
    r->from = part_day(r, 1, 3);
    r->to = end - 1;
  }
}

/// "early March", "late this year", "the end of 2025", "rest of the week",
/// "later this month".
bool
ent_read_part(const ent_scan *s, size_t i, ent_reading *r)
{
  if (!ent_scan_kind(s, i, ENT_DATE_PART) || !ent_scan_value(s, i)) {
    return false;
  }
  const int part = ent_scan_value(s, i);
  size_t at = i + 1;
  at += ent_scan_mark(s, at, '-') ? 1 : 0;
  at += ent_scan_word(s, at, "of") ||
                (part >= ENT_PART_EARLIER && ent_scan_word(s, at, "in"))
            ? 1
            : 0;
  if (!whole_read(s, at, part == ENT_PART_REST, r)) {
    return false;
  }
  if (r->to - r->from < 6) {
    return false; // a day, a weekend
  }
  if (part < ENT_PART_EARLIER) {
    part_narrow(r, part);
    return true;
  }
  if (!s->dated || s->today < r->from || s->today > r->to) {
    return false;
  }
  if (part == ENT_PART_EARLIER) {
    r->to = s->today;
  } else {
    r->from = s->today;
  }
  return true;
}

/// Which part of a time is meant: "first", "last 3".
typedef struct {
  int n; // from 1; 0: the last
  int count;
  int unit; // 0: a weekday
  int weekday;
  size_t end;
} nth;

static bool
nth_parse(const ent_scan *s, size_t i, nth *p)
{
  int count = 0;
  size_t end = i + 1;
  *p = (nth){.count = 1};
  if (!ent_scan_word(s, i, "last") && !ent_scan_ordinal(s, i, &p->n, &end)) {
    return false;
  }
  p->end = end;
  if (p->n < 2 && ent_scan_count(s, p->end, &count, &end)) {
    p->count = count;
    p->end = end;
  }
  if (p->count == 1 && ent_scan_kind(s, p->end, ENT_DATE_WEEKDAY)) {
    p->weekday = ent_scan_value(s, p->end);
  } else if (ent_scan_kind(s, p->end, ENT_DATE_UNIT)) {
    p->unit = ent_scan_value(s, p->end);
  } else {
    return false;
  }
  p->end++;
  return true;
}

/// Finds the `n`th day of a weekday in a time, or the last if 0.
static int32_t
weekday_find(const ent_reading *whole, int weekday, int n)
{
  return n ? whole->from + (weekday - ent_day_weekday(whole->from) + 7) % 7 +
                 7 * (n - 1)
           : whole->to - (ent_day_weekday(whole->to) - weekday + 7) % 7;
}

/// Finds first and last day.  A week belongs to the time in which its Thursday
/// lies (ISO 8601), a weekend to that of its Saturday.
static bool
nth_find(const nth *p, const ent_reading *whole, ent_reading *r)
{
  const bool week = p->unit == ENT_UNIT_WEEK;
  if (!p->unit || week || p->unit == ENT_UNIT_WEEKEND) {
    const int weekday = !p->unit ? p->weekday : week ? 4 : 6;
    const int32_t day = weekday_find(whole, weekday, p->n);
    const int32_t more = 7 * (p->count - 1);
    r->from = day - (week ? 3 : 0) - (p->n ? 0 : more);
    r->to = day + (week ? 3 : p->unit ? 1 : 0) + (p->n ? more : 0);
    return day >= whole->from && day <= whole->to;
  }
  if (p->unit >= ENT_UNIT_YEAR) {
    return false;
  }
  r->from = p->n ? ent_day_move(whole->from, p->unit, p->n - 1)
                 : ent_day_move(whole->to + 1, p->unit, -p->count);
  r->to = p->n ? ent_day_move(r->from, p->unit, p->count) - 1 : whole->to;
  return r->from >= whole->from && r->to <= whole->to;
}

/// "the first Friday of July", "third week of 2027", "last 3 weeks of this
/// year", "the 15th day of next month".
bool
ent_read_nth(const ent_scan *s, size_t i, ent_reading *r)
{
  nth p;
  ent_reading whole;
  int month = 0;
  size_t end = 0;
  if (!nth_parse(s, i, &p)) {
    return false;
  }
  const bool of =
      ent_scan_word(s, p.end, "of") || ent_scan_word(s, p.end, "in");
  if (!of && !ent_scan_kind(s, p.end, ENT_DATE_DIRECTION) &&
      (p.unit || !ent_scan_month(s, p.end, &month, &end))) {
    return false;
  }
  if (!whole_read(s, p.end + (of ? 1 : 0), false, &whole) ||
      ent_scan_mark(s, whole.end, '\'') || !nth_find(&p, &whole, r)) {
    return false; // "the second day of last week's talks"
  }
  if (r->from == r->to) {
    ent_reading_day(r, r->from, r->end);
  } else {
    ent_reading_days(r, r->from, r->to);
  }
  if (p.unit == ENT_UNIT_QUARTER) {
    r->precision = ENT_PRECISION_QUARTER;
  }
  r->end = whole.end;
  return true;
}

/// "the week of September 16", "the week starting on February 4",
/// "w/c Feb 4".
bool
ent_read_week_of(const ent_scan *s, size_t i, ent_reading *r)
{
  ent_reading day = {.end = i};
  const bool week =
      ent_scan_unit(s, i, ENT_UNIT_WEEK) || ent_scan_word(s, i, "w");
  if ((!week && !ent_scan_unit(s, i, ENT_UNIT_MONTH)) ||
      ent_scan_word(s, i, "weeks") || ent_scan_word(s, i, "months")) {
    return false;
  }
  const bool written = ent_scan_word(s, i, "w") &&
                       ent_scan_mark(s, i + 1, '/') &&
                       ent_scan_word(s, i + 2, "c");
  const size_t onset = written ? i + 3 : onset_read(s, i + 1);
  const size_t at = ent_scan_word(s, i + 1, "of") ? i + 2 : onset;
  if (!at || !ent_read_day(s, at, &day) || !ent_reading_settle(s, at, &day) ||
      day.last_day) {
    return false;
  }
  if (week) {
    const int32_t monday = day.from - ent_day_weekday(day.from) + 1;
    ent_reading_days(r, monday, monday + 6);
  } else {
    ent_reading_months(r, day.year, day.month, 1, ENT_PRECISION_MONTH);
  }
  r->end = day.end;
  return true;
}
