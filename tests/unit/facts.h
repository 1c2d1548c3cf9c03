// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FACTS_LINES_H
#define ENT_FACTS_LINES_H

/// Reads texts as a run does, for tests that stop before the store; line.h
/// says how facts are written.

#include "extractor/base/text.h"
#include "extractor/fact/line.h"
#include "extractor/fact/rules.h"
#include "extractor/mention/mention.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What a run loads, for tests that stop before the store.
typedef struct {
  ent_arena *arena;
  const ent_vocabulary *vocabulary;
  const ent_language *language;
  const ent_names *names;
  const ent_rules *rules;
  char shipped[4096]; ///< Folder of the rules
} facts_run;

static inline void
facts_load(facts_run *run)
{
  const char *data = getenv("ENTENTE_DATA");
  const char *const folders[] = {run->shipped};
  ent_error error = {0};
  data = data ? data : "data";
  snprintf(run->shipped, sizeof run->shipped, "%s/en/rules", data);
  run->arena = ent_arena_new();
  assert(run->arena);
  if (ent_vocabulary_load(run->arena, folders, 1, &run->vocabulary, &error) ||
      ent_language_load(run->arena, data, &run->language, &error) ||
      ent_names_load(run->arena, data, &run->names, &error) ||
      ent_rules_load(run->arena, folders, 1, run->vocabulary, &run->rules,
                     &error)) {
    printf("Bail out! %s:%lu: %s\n", error.source, (unsigned long)error.line,
           error.message);
    exit(1);
  }
}

static inline const ent_facts *
facts_of(const facts_run *run, const ent_document *document, ent_arena *arena)
{
  ent_mentions *mentions = ent_mentions_find(run->names, document, arena);
  const ent_entities *entities = ent_entities_make(run->names, mentions, arena);
  return ent_facts_make(run->rules, mentions, entities, arena);
}

static inline const ent_facts *
facts_of_text(const facts_run *run, ent_text text, ent_arena *arena)
{
  static ent_article article;
  article = (ent_article){.text = text};
  article.body = (ent_span){0, (uint32_t)text.len};
  return facts_of(run, ent_document_make(run->language, &article, arena),
                  arena);
}

/// Appends a line for each fact.
static inline void
facts_lines(const ent_facts *facts, ent_arena *arena, char *out, size_t room)
{
  const ent_lines lines = ent_lines_make(facts, arena);
  size_t n = strlen(out);
  for (size_t i = 0; i < lines.n && n < room; i++) {
    n += (size_t)snprintf(out + n, room - n, "%.*s\n",
                          (int)lines.items[i].text.len,
                          lines.items[i].text.data);
  }
}

#endif
