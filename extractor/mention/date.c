// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
read_firm(const ent_scan *s, size_t i, ent_reading *r)
{
  // What takes in more words comes first.
  static const ent_form_fn forms[] = {
      ent_read_numeric, ent_read_nth,       ent_read_part,
      ent_read_ago,     ent_read_offset,    ent_read_stretch,
      ent_read_weekday, ent_read_age,       ent_read_year_first,
      ent_read_holiday, ent_read_month_day, ent_read_day_month,
      ent_read_month,   ent_read_quarter,   ent_read_season,
      ent_read_deictic, ent_read_unit,      ent_read_week_of,
      ent_read_week,    ent_read_told,      ent_read_ordinal,
      ent_read_short,   ent_read_year};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    *r = (ent_reading){.end = i};
    if (forms[k](s, i, r)) {
      return true;
    }
  }
  return false;
}

static bool
read_at(const ent_scan *s, size_t i, ent_reading *r)
{
  ent_reading next;
  return read_firm(s, i, r) ||
         (ent_read_vague(s, i, r) && !read_firm(s, i + 1, &next));
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
date_make(const ent_reading *r, ent_span words)
{
  static const size_t length[] = {
      [ENT_PRECISION_NONE] = 0,  [ENT_PRECISION_DAY] = 10,
      [ENT_PRECISION_MONTH] = 7, [ENT_PRECISION_QUARTER] = 4,
      [ENT_PRECISION_YEAR] = 4,  [ENT_PRECISION_DECADE] = 0};
  ent_date date = {.precision = r->precision, .words = words};
  day_write(date.value, r->from, r->loose ? 0 : length[r->precision]);
  day_write(date.earliest, r->from, 10);
  day_write(date.latest, r->to, 10);
  const int year = r->last_year ? r->last_year
                                : r->year + (r->last_month < r->month ? 1 : 0);
  if (r->last_day && ent_day_exists(year, r->last_month, r->last_day) &&
      ent_day_from(year, r->last_month, r->last_day) > r->from) {
    day_write(date.last, ent_day_from(year, r->last_month, r->last_day), 10);
  }
  return date;
}

/// Takes the "from" or "between" of a span of days into its words, since what
/// lasts from day to day happens then.
static size_t
words_begin(const ent_scan *s, size_t i, const ent_reading *r)
{
  return r->last_day && i > 0 &&
                 (ent_scan_word(s, i - 1, "from") ||
                  ent_scan_word(s, i - 1, "between"))
             ? i - 1
             : i;
}

/// Is the date at `i` only what another is counted from: "two weeks before
/// May 13"?
static bool
is_anchor(const ent_scan *s, size_t i)
{
  return i > 1 &&
         (ent_scan_shift(s, i - 1) || ent_scan_word(s, i - 1, "from")) &&
         ent_scan_kind(s, i - 2, ENT_DATE_UNIT);
}

/// Is the date at `i` a deadline: "by the end of May"?
static bool
is_deadline(const ent_scan *s, size_t i)
{
  while (i > 0 &&
         (ent_scan_kind(s, i - 1, ENT_DATE_PART) ||
          ent_scan_word(s, i - 1, "of") || ent_scan_mark(s, i - 1, '-'))) {
    i--;
  }
  return i > 0 && ent_scan_kind(s, i - 1, ENT_DATE_DEADLINE);
}

/// May the text count further days from `day`?  It tells of the days around
/// its publication; older ones are background.
static bool
is_recent(const ent_scan *s, int32_t day)
{
  return !s->dated || labs((long)day - s->today) <= 31;
}

/// Reads the dates of one sentence.
static void
sentence_read(ent_scan *s, ent_date_fn fn, void *user)
{
  uint32_t free_from = 0; // first token that no date has taken
  s->behind = 0;
  for (size_t i = 0; i < s->n;) {
    ent_reading r;
    uint32_t first = 0;
    uint32_t end = 0;
    if (!read_at(s, i, &r)) {
      i++;
      continue;
    }
    const size_t from = words_begin(s, i, &r);
    const ent_span words = {s->pieces[from].span.start,
                            s->pieces[r.end - 1].span.end};
    if (ent_reading_settle(s, i, &r) && !is_deadline(s, i) &&
        !is_anchor(s, i) &&
        ent_tokens_cover(s->document, s->sentence, words, &first, &end) &&
        first >= free_from) {
      const ent_date date = date_make(&r, words);
      if (r.year && r.month && !r.loose) {
        s->year = r.year;
      }
      if (r.precision == ENT_PRECISION_DAY && !r.loose &&
          is_recent(s, r.from)) {
        s->told = r.from;
        s->telling = true;
      }
      fn(user, first, end, &date);
      free_from = end;
      s->behind = r.end;
    }
    i = r.end;
  }
}

void
ent_dates_find(const ent_calendar *calendar, const ent_document *document,
               ent_arena *arena, ent_date_fn fn, void *user)
{
  ent_scan s = {.calendar = calendar, .document = document};
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
