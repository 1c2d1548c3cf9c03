// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the dates of texts, for dates.py and to look at.  Each line of the
/// input is a day, a tab and a text; of the output, one a line: number of the
/// input line, first byte, byte behind the last, value, earliest, latest and
/// last day of the date.

#include "extractor/base/text.h"
#include "extractor/mention/mention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
date_print(void *user, uint32_t first, uint32_t end, const ent_date *date)
{
  (void)first;
  (void)end;
  printf("%ld\t%u\t%u\t%s\t%s\t%s\t%s\n", *(const long *)user,
         (unsigned)date->words.start, (unsigned)date->words.end, date->value,
         date->earliest, date->latest, date->last);
}

/// Prints the dates of one line: `day` is empty or "YYYY-MM-DD".
static ent_status
line_read(const ent_language *language, const ent_calendar *calendar, long n,
          const char *day, const char *text)
{
  ent_article article = {.text = ent_text_from(text)};
  ent_arena *arena = ent_arena_new();
  if (!arena) {
    return ENT_ERR_MEMORY;
  }
  article.body = (ent_span){0, (uint32_t)article.text.len};
  if (strlen(day) == 10) {
    memcpy(article.published, day, 11);
  }
  ent_dates_find(calendar, ent_document_make(language, &article, arena), arena,
                 date_print, &n);
  ent_arena_free(arena);
  return ENT_OK;
}

int
main(int argc, char **argv)
{
  const char *data = argc > 1 ? argv[1] : "data";
  const ent_language *language = NULL;
  const ent_calendar *calendar = NULL;
  ent_error error = {.status = ENT_OK};
  ent_arena *arena = ent_arena_new();
  char *line = NULL;
  size_t room = 0;
  ent_status status = arena ? ENT_OK : ENT_ERR_MEMORY;
  if (status == ENT_OK) {
    status = ent_language_load(arena, data, &language, &error);
  }
  if (status == ENT_OK) {
    status = ent_calendar_load(arena, data, &calendar, &error);
  }
  for (long n = 1; status == ENT_OK && getline(&line, &room, stdin) > 0; n++) {
    line[strcspn(line, "\n")] = '\0';
    char *tab = strchr(line, '\t');
    if (tab) {
      *tab = '\0';
      status = line_read(language, calendar, n, line, tab + 1);
    }
  }
  if (status != ENT_OK) {
    fprintf(stderr, "%s: %s\n", error.source[0] ? error.source : data,
            error.message);
  }
  free(line);
  ent_language_free(language);
  ent_arena_free(arena);
  return status == ENT_OK ? 0 : 1;
}
