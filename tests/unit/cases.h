// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CASES_H
#define ENT_CASES_H

/// Runs a case file of sentences with what must come out of each, and nothing
/// else: blocks between blank lines,
///
///     published 2024-06-30        (may be missing)
///     text They met on Thursday.
///     Thursday = 2024-06-27       (one line for each result, in order)
///
/// A block that begins with `gap` is a known gap: it must fail.

#include "extractor/base/text.h"
#include "extractor/language/document.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Writes what comes out of the document, one line each, into `out`.
typedef void (*cases_fn)(void *user, const ent_document *document,
                         ent_arena *arena, char *out, size_t room);

typedef struct {
  char published[11];
  char text[4096];
  char want[2048];
  int gap;
  int lines;
} cases_block;

static inline void
cases_try(cases_block *b, const ent_language *language, cases_fn fn, void *user,
          int *count, int *failed)
{
  char got[4096] = "";
  ent_arena *arena = ent_arena_new();
  assert(arena);
  ent_article article = {.text = ent_text_from(b->text)};
  article.body = (ent_span){0, (uint32_t)article.text.len};
  memcpy(article.published, b->published, sizeof b->published);
  fn(user, ent_document_make(language, &article, arena), arena, got,
     sizeof got);
  const int right = (strcmp(got, b->want) == 0) != b->gap;
  printf("%sok %d - %s\n", right ? "" : "not ", ++*count, b->text);
  if (!right) {
    printf("# wanted:\n%s# got:\n%s", b->want, got);
    ++*failed;
  }
  ent_arena_free(arena);
  memset(b, 0, sizeof *b);
}

/// Runs every block of `path`; prints its plan; returns how many failed.
static inline int
cases_run(const char *path, const ent_language *language, cases_fn fn,
          void *user)
{
  static char line[4096];
  cases_block b = {.lines = 0};
  int count = 0;
  int failed = 0;
  FILE *file = fopen(path, "rb");
  assert(file);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#') {
      continue;
    }
    if (line[0] == '\n') {
      if (b.text[0]) {
        cases_try(&b, language, fn, user, &count, &failed);
      }
    } else if (strncmp(line, "published ", 10) == 0) {
      memcpy(b.published, line + 10, 10);
    } else if (strncmp(line, "text ", 5) == 0) {
      line[strcspn(line, "\n")] = '\0';
      snprintf(b.text, sizeof b.text, "%s", line + 5);
    } else if (strcmp(line, "gap\n") == 0) {
      b.gap = 1;
    } else {
      assert(strlen(b.want) + strlen(line) < sizeof b.want);
      strcat(b.want, line);
    }
  }
  if (b.text[0]) {
    cases_try(&b, language, fn, user, &count, &failed);
  }
  fclose(file);
  printf("1..%d\n", count);
  return failed;
}

#endif
