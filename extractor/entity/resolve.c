// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Which entity a pronoun, a description or a nationality means.

#include "extractor/base/text.h"
#include "extractor/entity/group.h"
#include "extractor/mention/coref.h"
#include "extractor/mention/names.h"

/// Sentences that a pronoun looks back.
enum { LOOK_BACK = 2 };

/// Mentions that a pronoun or description looks back, and a title.
enum { FAR_BACK = 500, NEAR_BACK = 16 };

/// One for each pair of letters, and one for no country.
enum { COUNTRY_SLOTS = 1 + 26 * 26 };

typedef struct {
  const ent_names *names;
  ent_mentions *mentions;
  ent_entities *entities;
  uint8_t *genders;
  const bool *acting;
  uint32_t *names_of;  ///< How often each entity is named
  uint32_t *countries; ///< For each code: 1 + its entity, or 0
} resolver;

static const ent_token *
token_at(const resolver *r, uint32_t i)
{
  return &r->mentions->document->tokens[i];
}

static ent_kind
kind_at(const resolver *r, const ent_mention *m)
{
  return r->entities->items[m->entity].kind;
}

static bool
is_name(const ent_mention *m)
{
  return m->kind <= ENT_MENTION_PLACE && m->entity != ENT_NONE &&
         m->inside == ENT_NONE;
}

/// Finds the first fitting name of the nearest sentence, from that of mention
/// `i` back to LOOK_BACK sentences before it.
static uint32_t
subject_find(const resolver *r, uint32_t i,
             bool (*fits)(const resolver *, const ent_mention *,
                          const ent_mention *))
{
  const ent_mention *const here = &r->mentions->items[i];
  uint32_t best = ENT_NONE;
  uint32_t sentence = here->sentence;
  for (uint32_t j = i; j-- > 0 && j + FAR_BACK > i;) {
    const ent_mention *const m = &r->mentions->items[j];
    if (m->sentence + LOOK_BACK < here->sentence ||
        (best != ENT_NONE && m->sentence != sentence)) {
      break;
    }
    if (is_name(m) && fits(r, here, m)) {
      best = j;
      sentence = m->sentence;
    }
  }
  return best;
}

static bool
fits_person(const resolver *r, const ent_mention *here, const ent_mention *m)
{
  const uint8_t gender = r->genders[m->entity];
  return kind_at(r, m) == ENT_PERSON && (!gender || gender == here->gender);
}

static bool
fits_thing(const resolver *r, const ent_mention *here, const ent_mention *m)
{
  (void)here;
  return kind_at(r, m) == ENT_ORGANIZATION ||
         (kind_at(r, m) == ENT_PLACE && r->acting[m->entity]);
}

static void
pronoun_resolve(resolver *r, uint32_t i)
{
  ent_mention *const m = &r->mentions->items[i];
  if (m->number != ENT_SINGULAR) {
    return;
  }
  const bool thing = m->gender == ENT_NEUTER;
  const uint32_t found = subject_find(r, i, thing ? fits_thing : fits_person);
  if (found != ENT_NONE) {
    m->entity = r->mentions->items[found].entity;
    if (!thing && !r->genders[m->entity]) {
      r->genders[m->entity] = m->gender;
    }
  }
}

/// Says whether the lower-case word stands among the name's words.
static bool
has_word(const resolver *r, const ent_mention *m, ent_text word)
{
  for (uint32_t i = m->first; i < m->end; i++) {
    if (ent_text_equal(token_at(r, i)->lower, word)) {
      return true;
    }
  }
  return false;
}

/// Returns what data/ says may be called `word`, 0 if nothing.
static char
calls(const resolver *r, ent_text word)
{
  const ent_phrase *const phrase = ent_phrase_find(r->names, word);
  return phrase ? phrase->calls : '\0';
}

/// Says whether a body may be called so: "the company", "the organization".
static bool
may_be_called(const resolver *r, const ent_mention *m, ent_text word)
{
  const ent_text iri = r->entities->items[m->entity].class_iri;
  const char called = calls(r, word);
  if (has_word(r, m, word) || called == 'a') {
    return true;
  }
  if (called == 'b') {
    return iri.data && ent_text_ends(iri, ENT_TEXT("PublicBody"));
  }
  return called == 'c' &&
         (!iri.data || ent_text_ends(iri, ENT_TEXT("Company")));
}

/// Finds the last body or place before mention `i` that `word` may call; names
/// that hold the word come first.
static uint32_t
thing_called(const resolver *r, uint32_t i, ent_text word)
{
  const bool state = calls(r, word) == 's';
  uint32_t best = ENT_NONE;
  for (uint32_t j = i; j-- > 0 && j + FAR_BACK > i;) {
    const ent_mention *const m = &r->mentions->items[j];
    if (!is_name(m)) {
      continue;
    }
    const ent_entity *const e = &r->entities->items[m->entity];
    if (e->kind == ENT_ORGANIZATION && has_word(r, m, word)) {
      return j;
    }
    const bool fits =
        e->kind == ENT_ORGANIZATION ? may_be_called(r, m, word)
        : e->kind == ENT_PLACE
            ? (state && e->country[0]) || has_word(r, m, word) ||
                  (!e->country[0] && ent_text_equal(word, ENT_TEXT("city")))
            : false;
    if (fits && best == ENT_NONE) {
      best = j;
    }
  }
  return best;
}

/// Returns the person whose title `title` is: the name right behind it, or
/// before it and a comma.
static uint32_t
holder_find(const resolver *r, uint32_t title)
{
  const ent_mentions *const all = r->mentions;
  const ent_mention *const t = &all->items[title];
  for (uint32_t j = title + 1; j < all->n && all->items[j].first <= t->end;
       j++) {
    if (is_name(&all->items[j]) && all->items[j].first == t->end &&
        kind_at(r, &all->items[j]) == ENT_PERSON) {
      return all->items[j].entity;
    }
  }
  for (uint32_t j = title; j-- > 0 && j + NEAR_BACK > title &&
                           all->items[j].sentence == t->sentence;) {
    const ent_mention *const m = &all->items[j];
    if (is_name(m) && m->end + 1 == t->first && kind_at(r, m) == ENT_PERSON &&
        ent_text_equal(token_at(r, m->end)->form, ENT_TEXT(","))) {
      return m->entity;
    }
  }
  return ENT_NONE;
}

static bool
title_has(const resolver *r, const ent_mention *title, const ent_mention *d)
{
  const uint32_t n = d->end - d->first - 1;
  for (uint32_t i = title->first; i + n <= title->end; i++) {
    uint32_t k = 0;
    while (k < n && ent_text_equal(token_at(r, i + k)->lower,
                                   token_at(r, d->first + 1 + k)->lower)) {
      k++;
    }
    if (k == n) {
      return true;
    }
  }
  return false;
}

/// Finds the person named with the title of description `i` before it: the
/// one so named most often, of two the last.
static uint32_t
person_called(const resolver *r, uint32_t i)
{
  const ent_mention *const d = &r->mentions->items[i];
  uint32_t best = ENT_NONE;
  for (uint32_t j = i; j-- > 0 && j + FAR_BACK > i;) {
    const ent_mention *const m = &r->mentions->items[j];
    if (m->kind == ENT_MENTION_TITLE && title_has(r, m, d)) {
      const uint32_t holder = holder_find(r, j);
      if (holder != ENT_NONE &&
          (best == ENT_NONE || r->names_of[holder] > r->names_of[best])) {
        best = holder;
      }
    }
  }
  return best;
}

static void
description_resolve(resolver *r, uint32_t i)
{
  ent_mention *const m = &r->mentions->items[i];
  if (m->number != ENT_SINGULAR) {
    return;
  }
  if (m->gender != ENT_NEUTER) {
    m->entity = person_called(r, i);
    return;
  }
  const uint32_t found = thing_called(r, i, token_at(r, m->end - 1)->lower);
  m->entity = found == ENT_NONE ? ENT_NONE : r->mentions->items[found].entity;
}

/// For each token the entity that a name there means, or ENT_NONE.
static uint32_t *
names_place(const resolver *r, ent_arena *arena)
{
  const ent_document *const d = r->mentions->document;
  uint32_t *const entity = ENT_ARENA_ARRAY(arena, uint32_t, d->n_tokens + 1u);
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    entity[i] = ENT_NONE;
  }
  for (uint32_t i = 0; i < r->mentions->n; i++) {
    const ent_mention *const m = &r->mentions->items[i];
    for (uint32_t k = m->first; is_name(m) && k < m->end; k++) {
      entity[k] = m->entity;
    }
  }
  return entity;
}

/// Gives heads of referents that mean nothing yet what the last name of their
/// cluster means, from the first referent on or from the last back.
static void
heads_walk(const ent_referents *all, bool back, uint32_t *means,
           uint32_t *entity)
{
  for (uint32_t i = 0; i < all->n; i++) {
    means[i] = ENT_NONE;
  }
  for (uint32_t i = 0; i < all->n; i++) {
    const ent_referent *const m = &all->items[back ? all->n - 1 - i : i];
    if (entity[m->head] != ENT_NONE) {
      means[m->cluster] = entity[m->head];
    } else if (m->kind <= ENT_REFERENT_NOUN) {
      entity[m->head] = means[m->cluster];
    }
  }
}

/// For each token that heads a referent the entity that the nearest name of
/// its cluster means: one before it, or else behind it.
static const uint32_t *
heads_place(const resolver *r, const ent_referents *all, ent_arena *arena)
{
  uint32_t *const entity = names_place(r, arena);
  uint32_t *const means = ENT_ARENA_ARRAY(arena, uint32_t, all->n + 1u);
  heads_walk(all, false, means, entity);
  heads_walk(all, true, means, entity);
  return entity;
}

/// Returns the entity that the head of a pronoun or description means.
static uint32_t
head_means(const ent_mention *m, const uint32_t *entity)
{
  for (uint32_t i = m->end; i-- > m->first;) {
    if (entity[i] != ENT_NONE) {
      return entity[i];
    }
  }
  return ENT_NONE;
}

/// Returns where the entity of a country is kept, 0 if the code is none.
static size_t
country_slot(const char country[3])
{
  return country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' &&
                 country[1] <= 'Z'
             ? 1u + (size_t)(country[0] - 'A') * 26 + (size_t)(country[1] - 'A')
             : 0;
}

static void
countries_index(resolver *r)
{
  for (uint32_t e = r->entities->n; e-- > 0;) {
    r->countries[country_slot(r->entities->items[e].country)] = e + 1;
  }
  r->countries[0] = 0;
}

/// Finds the country entity of a code.
static uint32_t
country_find(const resolver *r, const char country[3])
{
  const uint32_t found = r->countries[country_slot(country)];
  return found ? found - 1 : ENT_NONE;
}

void
ent_references_resolve(const ent_names *names, ent_mentions *mentions,
                       ent_entities *entities, uint8_t *genders,
                       const bool *acting, ent_arena *arena)
{
  resolver r = {names,
                mentions,
                entities,
                genders,
                acting,
                ENT_ARENA_ARRAY(arena, uint32_t, entities->n + 1u),
                ENT_ARENA_ARRAY(arena, uint32_t, COUNTRY_SLOTS)};
  countries_index(&r);
  for (uint32_t i = 0; i < mentions->n; i++) {
    if (is_name(&mentions->items[i])) {
      r.names_of[mentions->items[i].entity]++;
    }
  }
  // Without trained coreference, rules tell what pronouns mean.
  const uint32_t *const heads =
      mentions->document->vectors
          ? heads_place(&r, ent_coref_run(names, mentions->document, arena),
                        arena)
          : NULL;
  for (uint32_t i = 0; i < mentions->n; i++) {
    ent_mention *const m = &mentions->items[i];
    switch (m->kind) {
    case ENT_MENTION_PRONOUN:
      if (heads) {
        m->entity = head_means(m, heads);
      } else {
        pronoun_resolve(&r, i);
      }
      break;
    case ENT_MENTION_DESCRIPTION:
      m->entity = heads ? head_means(m, heads) : ENT_NONE;
      if (m->entity == ENT_NONE) {
        description_resolve(&r, i);
      }
      break;
    case ENT_MENTION_NATIONALITY:
      m->entity = country_find(&r, m->country);
      break;
    case ENT_MENTION_PLACE:
      if (m->inside != ENT_NONE) {
        m->entity = country_find(&r, m->country);
      }
      break;
    default:
      break;
    }
  }
}
