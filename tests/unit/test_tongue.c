// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the language of each text of tests/cases/article/languages.case.

#include "extractor/article/tongue.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
line_try(const ent_tongues *tongues, char *line, int n)
{
  line[strcspn(line, "\n")] = '\0';
  char *const text = strstr(line, ": ");
  assert(text);
  *text = '\0';
  const ent_text got = ent_tongue_of(tongues, ent_text_from(text + 2));
  const ent_text want = strcmp(line, "-") ? ent_text_from(line) : (ent_text){0};
  printf("%sok %d - %s: %.60s\n", ent_text_equal(got, want) ? "" : "not ", n,
         line, text + 2);
  if (!ent_text_equal(got, want)) {
    printf("# got: %.*s\n", (int)got.len, got.len ? got.data : "");
  }
}

int
main(void)
{
  const char *src = getenv("TOP_SRCDIR") ? getenv("TOP_SRCDIR") : ".";
  char path[4096], line[4096];
  ent_error error = {.status = ENT_OK};
  ent_arena *arena = ent_arena_new();
  const ent_tongues *tongues = NULL;
  snprintf(path, sizeof path, "%s/data", src);
  assert(arena && ent_tongues_load(arena, path, &tongues, &error) == ENT_OK);
  snprintf(path, sizeof path, "%s/tests/cases/article/languages.case", src);
  FILE *file = fopen(path, "r");
  assert(file);
  int n = 0;
  while (fgets(line, sizeof line, file)) {
    if (line[0] != '#') {
      line_try(tongues, line, ++n);
    }
  }
  printf("1..%d\n", n);
  fclose(file);
  ent_arena_free(arena);
  return 0;
}
