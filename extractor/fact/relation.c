// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads memberOf, partOf and locatedIn.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>

static bool
relation_new(ent_drafts *d, ent_text type, uint32_t subject, uint32_t object)
{
  char key[96];
  snprintf(key, sizeof key, "%.*s %u %u", (int)(type.len < 40 ? type.len : 40),
           type.data, (unsigned)object, (unsigned)subject);
  if (ent_map_get(d->keys, ent_text_from(key), NULL)) {
    return false; // said the other way round
  }
  snprintf(key, sizeof key, "%.*s %u %u", (int)(type.len < 40 ? type.len : 40),
           type.data, (unsigned)subject, (unsigned)object);
  if (ent_map_get(d->keys, ent_text_from(key), NULL)) {
    return false;
  }
  ent_map_set(d->keys, ent_text_from(key), 1);
  return true;
}

static void
relation_add(ent_drafts *d, const ent_match *match, const ent_capture *subject,
             const ent_capture *object)
{
  const ent_scene *const s = d->scene;
  const ent_mention *const a = &s->mentions->items[subject->mention];
  const ent_mention *const b = &s->mentions->items[object->mention];
  const ent_vocabulary_term *const type = match->rule->makes;
  if (a->entity >= s->entities->n || b->entity >= s->entities->n ||
      a->entity == b->entity ||
      !relation_new(d, type->local, a->entity, b->entity)) {
    return;
  }
  ent_evidence evidence = ent_evidence_make(s, match->first, match->end);
  evidence.trigger = a->name;
  if (!ent_drafts_claim(d, type->local, a->name.start)) {
    evidence.trigger = b->name;
    if (!ent_drafts_claim(d, type->local, b->name.start)) {
      return;
    }
  }
  const ent_capture *const date = ent_match_slot(match, "date");
  *ENT_PUSH(s->arena, &d->relations) =
      (ent_relation){.type = type->local,
                     .type_iri = type->iri,
                     .subject = a->entity,
                     .object = b->entity,
                     .source = ent_source_make(s, match->rule, evidence)};
  if (date && date->mention != ENT_NONE) {
    d->relations.items[d->relations.n - 1].date =
        s->mentions->items[date->mention].date;
  }
}

/// Finds a place by name that begins at `token`; ENT_NONE if there is none.
static uint32_t
place_at(const ent_scene *s, uint32_t token)
{
  for (uint32_t m = s->first_at[token];
       m < s->mentions->n && s->mentions->items[m].first == token; m++) {
    if (s->mentions->items[m].kind == ENT_MENTION_PLACE) {
      return m;
    }
  }
  return ENT_NONE;
}

static bool
comma_at(const ent_scene *s, uint32_t token)
{
  return token < s->document->n_tokens &&
         ent_text_equal(s->document->tokens[token].form, ENT_TEXT(","));
}

static bool
place_ends_at(const ent_scene *s, uint32_t token)
{
  for (uint32_t t = token; t-- > 0 && token - t < 6;) {
    const uint32_t m = place_at(s, t);
    if (m != ENT_NONE && s->mentions->items[m].end == token) {
      return true;
    }
  }
  return false;
}

/// Tells whether "A, B" is part of a list of places, not a place in a place:
/// a country stands first, or more places follow or stand before.
static bool
listed(const ent_scene *s, const ent_capture *a, const ent_capture *b)
{
  if (!comma_at(s, a->end) || b->first != a->end + 1) {
    return false;
  }
  const ent_list *const list = ent_rules_list(s->rules, "coordinators");
  const bool country =
      (ent_scene_things(s, b->mention) & ENT_THING_COUNTRY) != 0;
  if (ent_scene_things(s, a->mention) & ENT_THING_COUNTRY) {
    return true;
  }
  if (country) {
    return false;
  }
  if (a->first > 1 && comma_at(s, a->first - 1) &&
      place_ends_at(s, a->first - 1)) {
    return true;
  }
  uint32_t next = b->end + (comma_at(s, b->end) ? 1 : 0);
  const uint32_t behind =
      ent_scene_in_list(s, list, next, s->document->n_tokens);
  if (behind != ENT_NO_TOKEN) {
    next = behind;
  } else if (next == b->end) {
    return false;
  }
  const uint32_t m =
      next < s->document->n_tokens ? place_at(s, next) : ENT_NONE;
  if (m == ENT_NONE) {
    return false;
  }
  const bool chain =
      behind == ENT_NO_TOKEN && (ent_scene_things(s, m) & ENT_THING_COUNTRY);
  return !chain && !comma_at(s, s->mentions->items[m].end);
}

/// Lets "Riga, Latvia" stand for Riga.
static void
fold_add(const ent_drafts *d, const ent_match *match,
         const ent_capture *subject, const ent_capture *object,
         ent_folds *folds)
{
  const ent_mentions *const m = d->scene->mentions;
  if (match->first == subject->first && match->end == object->end &&
      comma_at(d->scene, subject->end) && object->first == subject->end + 1 &&
      m->items[object->mention].kind == ENT_MENTION_PLACE &&
      (!folds->n || folds->items[folds->n - 1].end <= match->first)) {
    *ENT_PUSH(d->scene->arena, folds) =
        (ent_fold){match->first, match->end, subject->mention};
  }
}

void
ent_relations_read(ent_drafts *drafts, uint32_t sentence, ent_folds *folds)
{
  ent_matches matches = {0};
  ent_scene_match(drafts->scene, sentence, 1u << ENT_NODE_RELATION, &matches);
  for (size_t i = 0; i < matches.n; i++) {
    const ent_match *const match = &matches.items[i];
    const ent_capture *const object = ent_match_slot(match, "object");
    if (!object || object->mention == ENT_NONE) {
      continue;
    }
    for (size_t c = 0; c < match->n_captures; c++) {
      const ent_capture *const subject = &match->captures[c];
      if (ent_text_equal(subject->slot, ENT_TEXT("subject")) &&
          subject->mention != ENT_NONE &&
          !listed(drafts->scene, subject, object)) {
        relation_add(drafts, match, subject, object);
        fold_add(drafts, match, subject, object, folds);
      }
    }
  }
}
