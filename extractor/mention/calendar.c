// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/calendar.h"

#include "extractor/base/error.h"
#include "extractor/base/month.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

struct ent_calendar {
  ent_map *index; // word -> position in `words`
  ENT_VECTOR(ent_date_word) words;
};

static const char *const kind_names[ENT_DATE_KINDS] = {
    "month",     "weekday", "weekday-short", "number",  "ordinal",
    "suffix",    "unit",    "season",        "deictic", "daypart",
    "direction", "part",    "ago",           "range",   "lead",
    "deadline",  "span",    "block",         "told",    "future",
    "scale",     "decade",  "onset",         "few",     "holiday"};

typedef struct {
  ent_arena *arena;
  ent_calendar *calendar;
} loader;

static bool
integer_read(ent_text text, int *value)
{
  size_t i = text.len && text.data[0] == '-' ? 1 : 0;
  if (i == text.len || text.len > 5) {
    return false;
  }
  int n = 0;
  for (; i < text.len; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') {
      return false;
    }
    n = n * 10 + (text.data[i] - '0');
  }
  *value = text.data[0] == '-' ? -n : n;
  return true;
}

static ent_status
row_add(void *user, uint64_t line, const ent_text *fields, size_t n,
        ent_error *error)
{
  loader *l = (loader *)user;
  int kind = 0;
  ent_date_word word = {ENT_DATE_KINDS, 0};
  if (n != 3 || !fields[1].len || !integer_read(fields[2], &word.value)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "needs three fields: kind, word, whole number");
  }
  while (kind < ENT_DATE_KINDS &&
         !ent_text_equal(fields[0], ent_text_from(kind_names[kind]))) {
    kind++;
  }
  if (kind == ENT_DATE_KINDS) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "unknown kind \"%.*s\"", (int)fields[0].len,
                    fields[0].data);
  }
  if (ent_map_get(l->calendar->index, fields[1], NULL)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "\"%.*s\" is there already", (int)fields[1].len,
                    fields[1].data);
  }
  (void)line;
  word.kind = (ent_date_kind)kind;
  ent_map_set(l->calendar->index, fields[1], (uint32_t)l->calendar->words.n);
  *ENT_PUSH(l->arena, &l->calendar->words) = word;
  return ENT_OK;
}

ent_status
ent_calendar_load(ent_arena *arena, const char *data_dir,
                  const ent_calendar **calendar, ent_error *error)
{
  loader l = {arena, ENT_ARENA_ARRAY(arena, ent_calendar, 1)};
  l.calendar->index = ent_map_new(arena);
  const ent_status status =
      ent_data_table_read(data_dir, "en/dates", row_add, &l, error);
  if (status == ENT_OK) {
    *calendar = l.calendar;
  }
  return status;
}

const ent_date_word *
ent_calendar_word(const ent_calendar *calendar, ent_text lower)
{
  uint32_t i = 0;
  return ent_map_get(calendar->index, lower, &i) ? &calendar->words.items[i]
                                                 : NULL;
}

// The two conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms": years run from March, eras have 400 years.

int32_t
ent_day_from(int year, int month, int day)
{
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return (int32_t)(era * 146097 + doe - 719468);
}

void
ent_day_to(int32_t days, int *year, int *month, int *day)
{
  const int z = days + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  *day = doy - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = yoe + era * 400 + (*month <= 2);
}

int
ent_day_weekday(int32_t days)
{
  // 1970-01-01 was a Thursday.
  return (int)(((days + 3) % 7 + 7) % 7) + 1;
}

static int
days_in(int year, int month)
{
  return (int)ent_month_days((uint64_t)year, (unsigned)month);
}

int32_t
ent_day_last(int year, int month)
{
  return ent_day_from(year, month, days_in(year, month));
}

bool
ent_day_exists(int year, int month, int day)
{
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in(year, month);
}

bool
ent_day_read(const char *iso, int32_t *days)
{
  int part[3] = {0, 0, 0};
  for (int i = 0, p = 0; i < 10; i++) {
    const char c = iso[i];
    if (i == 4 || i == 7) {
      if (c != '-') {
        return false;
      }
      p++;
    } else if (c < '0' || c > '9') {
      return false;
    } else {
      part[p] = part[p] * 10 + (c - '0');
    }
  }
  if (iso[10] || !ent_day_exists(part[0], part[1], part[2])) {
    return false;
  }
  *days = ent_day_from(part[0], part[1], part[2]);
  return true;
}
