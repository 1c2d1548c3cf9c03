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
relation_add(ent_drafts *d, const ent_match *match, const ent_mention *a,
             uint32_t object, ent_span object_name)
{
  const ent_scene *const s = d->scene;
  const ent_vocabulary_term *const type = match->rule->makes;
  if (a->entity >= s->entities->n || object >= s->entities->n ||
      a->entity == object || !relation_new(d, type->local, a->entity, object)) {
    return;
  }
  ent_evidence evidence = ent_evidence_make(s, match->first, match->end);
  evidence.trigger = a->name;
  if (!ent_drafts_claim(d, type->local, a->name.start)) {
    evidence.trigger = object_name;
    if (!ent_drafts_claim(d, type->local, object_name.start)) {
      return;
    }
  }
  const ent_capture *const date = ent_match_slot(match, "date");
  *ENT_PUSH(s->arena, &d->relations) = (ent_relation){
      .type = type->local,
      .type_iri = type->iri,
      .subject = a->entity,
      .object = object,
      .source = ent_source_make(s, match->rule->id, match->rule->confidence,
                                evidence)};
  if (date && date->mention != ENT_NONE) {
    d->relations.items[d->relations.n - 1].date =
        s->mentions->items[date->mention].date;
  }
}

/// Adds a relation to what tokens `first..end` name, if that is known and of
/// `kind`.
static bool
named_add(ent_drafts *d, const ent_match *match, const ent_mention *a,
          uint32_t first, uint32_t end, ent_kind kind)
{
  const ent_scene *const s = d->scene;
  const ent_token *const tokens = s->document->tokens;
  uint32_t entity;
  if (!ent_map_get(d->names, ent_scene_words(s, first, end), &entity) ||
      s->entities->items[entity].kind != kind || entity == a->entity) {
    return false;
  }
  relation_add(d, match, a, entity,
               (ent_span){tokens[first].span.start, tokens[end - 1].span.end});
  return true;
}

/// Tells whether tokens `first..end` name a unit: "'s Research Office for
/// Trade".
static bool
is_unit(const ent_scene *s, uint32_t first, uint32_t end)
{
  uint32_t head = first;
  while (head + 1 < end && s->document->tokens[head + 1].upos != ENT_UPOS_ADP) {
    head++;
  }
  return ent_scene_lists(s, "unit-heads", head, end);
}

/// Reads what the name of a body says of it: "Research Office of the Baltic
/// Bank", "Baltic Bank Research Office", "Embassy of Latvia in Oslo".
static void
name_read(ent_drafts *d, const ent_match *match, const ent_mention *a)
{
  const ent_scene *const s = d->scene;
  const bool part =
      ent_text_equal(match->rule->makes->local, ENT_TEXT("partOf"));
  const ent_list *const links =
      ent_rules_list(s->rules, part ? "part-links" : "place-links");
  const bool unit = is_unit(s, a->first, a->end);
  for (uint32_t t = a->first + 1; unit && t + 1 < a->end; t++) {
    const bool the =
        ent_text_equal(s->document->tokens[t + 1].lower, ENT_TEXT("the"));
    if (ent_scene_in_list(s, links, t, a->end) == t + 1 &&
        named_add(d, match, a, t + 1 + (the && t + 2 < a->end), a->end,
                  part ? ENT_ORGANIZATION : ENT_PLACE)) {
      return;
    }
  }
  for (uint32_t t = a->end; part && --t > a->first;) {
    if (is_unit(s, t, a->end) &&
        named_add(d, match, a, a->first, t, ENT_ORGANIZATION)) {
      return;
    }
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
    for (size_t c = 0; c < match->n_captures; c++) {
      const ent_capture *const subject = &match->captures[c];
      if (!ent_text_equal(subject->slot, ENT_TEXT("subject")) ||
          subject->mention == ENT_NONE) {
        continue;
      }
      const ent_mentions *const m = drafts->scene->mentions;
      const ent_mention *const a = &m->items[subject->mention];
      if (!object) {
        name_read(drafts, match, a);
      } else if (object->mention != ENT_NONE &&
                 !listed(drafts->scene, subject, object)) {
        const ent_mention *const b = &m->items[object->mention];
        relation_add(drafts, match, a, b->entity, b->name);
        fold_add(drafts, match, subject, object, folds);
      }
    }
  }
}
