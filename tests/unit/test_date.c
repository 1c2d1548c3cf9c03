// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/calendar.h"
#include "tests/unit/cases.h"

typedef struct {
  ent_text text;
  char *out;
  size_t room;
} sink;

static void
date_write(void *user, uint32_t first, uint32_t end, const ent_date *date)
{
  sink *s = (sink *)user;
  const ent_text words = ent_text_slice(s->text, date->words);
  const size_t len = strlen(s->out);
  char range[32] = "";
  if (date->precision != ENT_PRECISION_DAY || !date->value[0]) {
    snprintf(range, sizeof range, " [%s %s]", date->earliest, date->latest);
  } else {
    assert(strcmp(date->value, date->earliest) == 0);
    assert(strcmp(date->value, date->latest) == 0);
  }
  if (date->last[0]) {
    snprintf(range, sizeof range, " to %s", date->last);
  }
  assert(first < end && date->precision != ENT_PRECISION_NONE);
  snprintf(s->out + len, s->room - len, "%.*s = %s%s\n", (int)words.len,
           words.data, date->value, range);
}

static void
dates_list(void *user, const ent_document *document, ent_arena *arena,
           char *out, size_t room)
{
  sink s = {document->article->text, out, room};
  ent_dates_find((const ent_calendar *)user, document, arena, date_write, &s);
}

static void
calendar_check(void)
{
  int y = 0;
  int m = 0;
  int d = 0;
  for (int32_t day = -800000; day < 800000; day += 13) {
    ent_day_to(day, &y, &m, &d);
    assert(ent_day_from(y, m, d) == day);
  }
  assert(ent_day_from(1970, 1, 1) == 0);
  assert(ent_day_weekday(ent_day_from(2024, 6, 30)) == 7);
  assert(ent_day_exists(2024, 2, 29) && !ent_day_exists(2023, 2, 29));
  assert(!ent_day_exists(1900, 2, 29) && ent_day_exists(2000, 2, 29));
  int32_t day = 0;
  assert(!ent_day_read("2024-6-3", &day) && !ent_day_read("", &day));
  assert(ent_day_read("2024-06-30", &day));
}

static void
date_check(void *user, uint32_t first, uint32_t end, const ent_date *date)
{
  int32_t from = 0;
  int32_t to = 0;
  assert(first < end && first >= *(uint32_t *)user);
  assert(ent_day_read(date->earliest, &from) &&
         ent_day_read(date->latest, &to));
  assert(from <= to);
  *(uint32_t *)user = end;
}

/// Reads dates in word salad: none may leave the sentence or overlap.
static void
salad_check(const ent_language *language, const ent_calendar *calendar)
{
  static const char *const words[] = {
      "today", "(",    ")",    "10",   "31",   "2024", "9999",   "99999999999",
      "May",   "Feb.", "29",   ",",    "-",    "–",    "/",      ".",
      ":",     "the",  "this", "last", "next", "year", "month",  "week",
      "ago",   "two",  "th",   "of",   "by",   "Mon",  "Monday", "q",
      "first", "half", "s",    "in",   "on",   "day",  "after",  "1990"};
  static const char *const days[] = {"", "0001-01-01", "9999-12-31",
                                     "2024-02-29"};
  uint32_t seed = 1;
  for (int round = 0; round < 400; round++) {
    char text[1024] = "";
    ent_arena *arena = ent_arena_new();
    assert(arena);
    while (strlen(text) < 900) {
      seed = seed * 1664525u + 1013904223u;
      strcat(text, words[(seed >> 16) % (sizeof words / sizeof *words)]);
      strcat(text, (seed >> 8) % 3 ? " " : "");
    }
    ent_article article = {.text = ent_text_from(text)};
    article.body = (ent_span){0, (uint32_t)article.text.len};
    memcpy(article.published, days[round % 4], strlen(days[round % 4]));
    uint32_t free_from = 0;
    ent_dates_find(calendar, ent_document_make(language, &article, arena),
                   arena, date_check, &free_from);
    ent_arena_free(arena);
  }
}

int
main(void)
{
  const char *src = getenv("TOP_SRCDIR") ? getenv("TOP_SRCDIR") : ".";
  char path[4096];
  ent_error error = {.status = ENT_OK};
  ent_arena *arena = ent_arena_new();
  const ent_language *language = NULL;
  const ent_calendar *calendar = NULL;
  snprintf(path, sizeof path, "%s/data", src);
  assert(arena);
  if (ent_language_load(arena, path, &language, &error) ||
      ent_calendar_load(arena, path, &calendar, &error)) {
    fprintf(stderr, "%s:%llu: %s\n", error.source,
            (unsigned long long)error.line, error.message);
    return 1;
  }
  calendar_check();
  salad_check(language, calendar);
  snprintf(path, sizeof path, "%s/tests/cases/date/dates.case", src);
  (void)cases_run(path, language, dates_list, (void *)(uintptr_t)calendar);
  ent_language_free(language);
  ent_arena_free(arena);
  return 0;
}
