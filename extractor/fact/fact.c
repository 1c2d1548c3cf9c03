// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>
#include <stdlib.h>

ent_text
ent_scene_words(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const ent_document *const d = scene->document;
  const ent_text text =
      ent_text_slice(d->article->text, (ent_span){d->tokens[first].span.start,
                                                  d->tokens[end - 1].span.end});
  char *const out = ENT_ARENA_ARRAY(scene->arena, char, text.len + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char c = text.data[i];
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) {
      out[n++] = c;
    } else if (n && out[n - 1] != ' ') {
      out[n++] = ' ';
    }
  }
  return (ent_text){out, n};
}

ent_evidence
ent_evidence_make(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const ent_document *const d = scene->document;
  return (ent_evidence){
      d->sentences[d->tokens[first].sentence].span,
      {d->tokens[first].span.start, d->tokens[end - 1].span.end}};
}

ent_source
ent_source_make(const ent_scene *scene, ent_text rule, double confidence,
                ent_evidence evidence)
{
  ent_evidence *const one = ENT_ARENA_ARRAY(scene->arena, ent_evidence, 1);
  *one = evidence;
  return (ent_source){one, 1, rule, confidence};
}

bool
ent_drafts_claim(ent_drafts *drafts, ent_text kind, uint32_t offset)
{
  char key[96];
  snprintf(key, sizeof key, "%.*s-%u", (int)(kind.len < 60 ? kind.len : 60),
           kind.data, (unsigned)offset);
  if (ent_map_get(drafts->triggers, ent_text_from(key), NULL)) {
    return false;
  }
  ent_map_set(drafts->triggers, ent_text_from(key), 1);
  return true;
}

static int
by_first(const void *a, const void *b)
{
  const ent_fold *const x = a;
  const ent_fold *const y = b;
  return x->first < y->first ? -1 : x->first > y->first;
}

/// Orders folds and drops those that overlap an earlier one.
static void
folds_sort(ent_folds *folds)
{
  if (!folds->n) {
    return;
  }
  qsort(folds->items, folds->n, sizeof *folds->items, by_first);
  size_t n = 1;
  for (size_t i = 1; i < folds->n; i++) {
    if (folds->items[i].first >= folds->items[n - 1].end) {
      folds->items[n++] = folds->items[i];
    }
  }
  folds->n = n;
}

static void
sentence_read(ent_drafts *d, uint32_t sentence)
{
  ent_folds folds = {0};
  ent_folds places = {0};
  ent_positions_read(d, sentence, &folds);
  ent_relations_read(d, sentence, &places);
  for (size_t i = 0; i < places.n; i++) {
    *ENT_PUSH(d->scene->arena, &folds) = places.items[i];
  }
  folds_sort(&folds);
  const ent_groups *const groups =
      ent_groups_make(d->scene, sentence, folds.items, folds.n);
  ent_events_read(d, sentence, groups);
  ent_cues_read(d, sentence, groups);
}

/// Maps the names of places and organisations to their entities.
static ent_map *
names_make(const ent_entities *entities, ent_arena *arena)
{
  ent_map *const names = ent_map_new(arena);
  for (uint32_t e = 0; e < entities->n; e++) {
    const ent_entity *const entity = &entities->items[e];
    if (entity->kind == ENT_PERSON) {
      continue;
    }
    ent_map_at(names, entity->name, e);
    for (size_t i = 0; i < entity->n_aliases; i++) {
      ent_map_at(names, entity->aliases[i], e);
    }
  }
  return names;
}

const ent_facts *
ent_facts_make(const ent_rules *rules, const ent_mentions *mentions,
               const ent_entities *entities, ent_arena *arena)
{
  const ent_document *const document = mentions->document;
  ent_drafts d = {.scene = ent_scene_make(rules, mentions, entities, arena),
                  .keys = ent_map_new(arena),
                  .triggers = ent_map_new(arena),
                  .names = names_make(entities, arena)};
  d.roles = ent_roles_new(d.scene);
  if (d.roles) {
    d.anchors = ent_anchors_find(d.scene);
    d.titles_read = ENT_ARENA_ARRAY(arena, uint8_t, d.anchors.titles.n + 1);
  }
  // Headlines last: they add to what the story tells.
  for (int titles = 0; titles < 2; titles++) {
    for (uint32_t s = 0; s < document->n_sentences; s++) {
      const ent_sentence_kind kind = document->sentences[s].kind;
      if (kind != ENT_SENTENCE_ASIDE &&
          (kind == ENT_SENTENCE_TITLE) == (titles == 1)) {
        sentence_read(&d, s);
      }
    }
  }
  ent_positions_finish(&d);
  ent_sums_read(&d);
  ent_facts *const facts = ENT_ARENA_ARRAY(arena, ent_facts, 1);
  *facts = (ent_facts){.article = document->article,
                       .entities = entities->items,
                       .n_entities = entities->n,
                       .positions = d.positions.items,
                       .n_positions = d.positions.n,
                       .relations = d.relations.items,
                       .n_relations = d.relations.n,
                       .vocabulary = rules->vocabulary};
  ent_events_finish(&d, facts);
  return facts;
}
