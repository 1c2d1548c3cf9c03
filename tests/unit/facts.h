// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FACTS_LINES_H
#define ENT_FACTS_LINES_H

/// Writes facts as lines for tests, such as
///
///     position Karl Weiss | director | Baltic Port Union
///     event Meeting | held | participant=Anna Berzina | place=Riga
///     agreement Treaty | signed | party=Latvia
///     relation memberOf | Latvia | Baltic Port Union | 1998

#include "extractor/base/text.h"
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
} facts_run;

static inline void
facts_load(facts_run *run)
{
  const char *data = getenv("ENTENTE_DATA");
  char dir[4096];
  ent_error error = {0};
  data = data ? data : "data";
  snprintf(dir, sizeof dir, "%s/en/rules", data);
  run->arena = ent_arena_new();
  assert(run->arena);
  if (ent_vocabulary_load(run->arena, dir, &run->vocabulary, &error) ||
      ent_language_load(run->arena, data, &run->language, &error) ||
      ent_names_load(run->arena, data, &run->names, &error) ||
      ent_rules_load(run->arena, dir, run->vocabulary, &run->rules, &error)) {
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

static inline void
facts_print(char *out, size_t room, const char *before, ent_text text)
{
  const size_t n = strlen(out);
  if (text.len) {
    snprintf(out + n, room - n, "%s%.*s", before, (int)text.len, text.data);
  }
}

static inline ent_text
facts_name(const ent_facts *facts, uint32_t entity)
{
  return entity == ENT_NONE ? (ent_text){NULL, 0}
                            : facts->entities[entity].name;
}

static inline void
facts_happening(const ent_facts *facts, const ent_happening *h,
                const char *what, char *out, size_t room)
{
  facts_print(out, room, what, h->type);
  facts_print(out, room, " | ", h->status);
  facts_print(out, room, " | name=", h->name);
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *const r = &h->roles[i];
    facts_print(out, room, " | ", r->role);
    facts_print(out, room, "=",
                r->entity != ENT_NONE ? facts_name(facts, r->entity)
                                      : facts->agreements[r->agreement].type);
  }
  facts_print(out, room, " | place=", facts_name(facts, h->place));
  facts_print(out, room, " | date=", ent_text_from(h->date.value));
  facts_print(out, room, "", ENT_TEXT("\n"));
}

static inline void
facts_lines(const ent_facts *facts, char *out, size_t room)
{
  for (size_t i = 0; i < facts->n_positions; i++) {
    const ent_position *const p = &facts->positions[i];
    facts_print(out, room, "position ", facts_name(facts, p->person));
    facts_print(out, room, " | ", p->title);
    facts_print(out, room, " | ", facts_name(facts, p->organization));
    facts_print(out, room, "", ENT_TEXT("\n"));
  }
  for (size_t i = 0; i < facts->n_events; i++) {
    facts_happening(facts, &facts->events[i], "event ", out, room);
  }
  for (size_t i = 0; i < facts->n_agreements; i++) {
    facts_happening(facts, &facts->agreements[i], "agreement ", out, room);
  }
  for (size_t i = 0; i < facts->n_relations; i++) {
    const ent_relation *const r = &facts->relations[i];
    facts_print(out, room, "relation ", r->type);
    facts_print(out, room, " | ", facts_name(facts, r->subject));
    facts_print(out, room, " | ", facts_name(facts, r->object));
    facts_print(out, room, " | ", ent_text_from(r->date.value));
    facts_print(out, room, "", ENT_TEXT("\n"));
  }
}

#endif
