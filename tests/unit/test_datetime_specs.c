// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

// Measures dates against a corpus of date expressions that is not part of the
// source tree: how many of its days we find with the right value, and how many
// of the days we find are right.  Its sentences are of calendars and chats
// ("schedule it for oct 2 at 5"), not of news: what is vague there we find
// without a value, which tests/quality/dates.py counts and this does not.

#include "extractor/base/text.h"
#include "extractor/mention/mention.h"
#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECALL_FLOOR = 70, PRECISION_FLOOR = 95 };

typedef struct {
  const ent_language *language;
  const ent_calendar *calendar;
  int wanted;
  int right;
  int found;
  char days[16][11];
  int n;
} score;

static void
day_keep(void *user, uint32_t first, uint32_t end, const ent_date *date)
{
  score *s = (score *)user;
  (void)first;
  (void)end;
  if (date->precision == ENT_PRECISION_DAY && date->value[0] && s->n < 16) {
    memcpy(s->days[s->n++], date->value, sizeof date->value);
  }
}

/// Takes `day` out of the days found; false if it is not there.
static int
day_take(score *s, const char *day)
{
  for (int i = 0; day && i < s->n; i++) {
    if (strcmp(s->days[i], day) == 0) {
      memmove(s->days[i], s->days[i + 1], sizeof *s->days * (size_t)(15 - i));
      s->n--;
      return 1;
    }
  }
  return 0;
}

static const char *
text_at(const json_t *object, const char *outer, const char *key)
{
  return json_string_value(
      json_object_get(json_object_get(object, outer), key));
}

/// Scores one expected expression; any of its readings will do.
static void
result_score(score *s, const json_t *result)
{
  const char *type = json_string_value(json_object_get(result, "TypeName"));
  const json_t *value = json_object_get(result, "Value");
  if (value) { // a parser's record
    s->wanted++;
    s->right += day_take(s, text_at(value, "PastResolution", "date")) ||
                day_take(s, text_at(value, "FutureResolution", "date"));
    return;
  }
  if (!type || strcmp(type, "datetimeV2.date") != 0) {
    return;
  }
  s->wanted++;
  const json_t *values =
      json_object_get(json_object_get(result, "Resolution"), "values");
  for (size_t i = 0; i < json_array_size(values); i++) {
    const char *day =
        json_string_value(json_object_get(json_array_get(values, i), "value"));
    if (day_take(s, day)) {
      s->right++;
      return;
    }
  }
}

/// Does the record expect days alone?  Others would count our days, found in
/// ranges and times of day, as wrong.
static int
record_fits(const json_t *record)
{
  const json_t *results = json_object_get(record, "Results");
  int fits = 1;
  for (size_t i = 0; i < json_array_size(results); i++) {
    const char *type = json_string_value(
        json_object_get(json_array_get(results, i), "TypeName"));
    fits = fits && (!type || strcmp(type, "datetimeV2.date") == 0);
  }
  return fits;
}

static void
record_score(score *s, const json_t *record)
{
  const char *input = json_string_value(json_object_get(record, "Input"));
  const char *today = text_at(record, "Context", "ReferenceDateTime");
  ent_article article = {.text = ent_text_from(input)};
  ent_arena *arena = ent_arena_new();
  assert(arena && input);
  article.body = (ent_span){0, (uint32_t)article.text.len};
  if (today && strlen(today) >= 10) {
    memcpy(article.published, today, 10);
  }
  s->n = 0;
  ent_dates_find(s->calendar, ent_document_make(s->language, &article, arena),
                 arena, day_keep, s);
  s->found += s->n;
  const json_t *results = json_object_get(record, "Results");
  for (size_t i = 0; i < json_array_size(results); i++) {
    result_score(s, json_array_get(results, i));
  }
  ent_arena_free(arena);
}

int
main(void)
{
  const char *src = getenv("TOP_SRCDIR") ? getenv("TOP_SRCDIR") : ".";
  const char *shared = getenv("SHARED");
  static const char *const files[] = {"DateParser.json", "DateTimeModel.json"};
  char path[4096];
  score s = {.wanted = 0};
  ent_error error = {.status = ENT_OK};
  ent_arena *arena = ent_arena_new();
  assert(arena);
  snprintf(path, sizeof path, "%s/data", src);
  if (ent_language_load(arena, path, &s.language, &error) ||
      ent_calendar_load(arena, path, &s.calendar, &error)) {
    fprintf(stderr, "%s: %s\n", error.source, error.message);
    return 1;
  }
  for (size_t k = 0; k < 2; k++) {
    snprintf(path, sizeof path, "%s/corpora/datetime-specs/%s",
             shared ? shared : "../shared", files[k]);
    json_t *records = json_load_file(path, 0, NULL);
    if (!records) {
      printf("1..0 # SKIP no datetime-specs corpus\n");
      ent_arena_free(arena);
      return 0;
    }
    for (size_t i = 0; i < json_array_size(records); i++) {
      const json_t *record = json_array_get(records, i);
      if (record_fits(record)) {
        record_score(&s, record);
      }
    }
    json_decref(records);
  }
  printf("# days: %d wanted, %d found, %d right\n", s.wanted, s.found, s.right);
  printf("%sok 1 - recall at least %d %%\n",
         s.right * 100 >= s.wanted * RECALL_FLOOR ? "" : "not ", RECALL_FLOOR);
  printf("%sok 2 - precision at least %d %%\n",
         s.right * 100 >= s.found * PRECISION_FLOOR ? "" : "not ",
         PRECISION_FLOOR);
  printf("1..2\n");
  ent_language_free(s.language);
  ent_arena_free(arena);
  return 0;
}
