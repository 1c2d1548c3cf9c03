// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes arrays of the drafts of events and agreements, once all are read.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

enum { MAX_POSITIONS = 4096 };

/// Tells whether a draft says enough: it has a name or an entity in a role.
static bool
tells_enough(const ent_draft *d)
{
  bool any = d->made.name.len > 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    any |= d->roles.items[i].entity != ENT_NONE;
  }
  return any;
}

/// Makes an array of the drafts that say enough; `places` receives the new
/// index of each, or ENT_NONE.
static const ent_happening *
happenings_make(ent_drafts *drafts, const ent_draft_list *list,
                uint32_t *places, size_t *n)
{
  ent_happening *const made =
      ENT_ARENA_ARRAY(drafts->scene->arena, ent_happening, list->n + 1);
  *n = 0;
  for (size_t i = 0; i < list->n; i++) {
    const ent_draft *const d = &list->items[i];
    places[i] = tells_enough(d) ? (uint32_t)*n : ENT_NONE;
    if (places[i] != ENT_NONE) {
      ent_happening *const h = &made[(*n)++];
      *h = d->made;
      h->roles = d->roles.items;
      h->n_roles = d->roles.n;
      h->source.evidence = d->evidence.items;
      h->source.n_evidence = d->evidence.n;
    }
  }
  return made;
}

/// Points the agreement roles of events to where the agreements are now.
static void
roles_renumber(ent_draft *d, const uint32_t *places)
{
  size_t n = 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    ent_role role = d->roles.items[i];
    if (role.agreement != ENT_NONE) {
      role.agreement = places[role.agreement];
    }
    if (role.agreement != ENT_NONE || role.entity != ENT_NONE) {
      d->roles.items[n++] = role;
    }
  }
  d->roles.n = n;
}

/// Gives an event that happened the day of the last dated one with the same
/// participant before it.
static void
date_inherit(ent_draft_list *events, size_t at)
{
  ent_draft *const d = &events->items[at];
  for (size_t i = at; i-- > 0 && at - i <= ENT_MAX_LOOK_BACK;) {
    const ent_draft *const e = &events->items[i];
    size_t few;
    if (e->made.date.precision == ENT_PRECISION_DAY &&
        ent_text_is(e->made.status, "held") &&
        ent_draft_shared(d, e, "participant", &few) > 0) {
      d->made.date = e->made.date;
      return;
    }
  }
}

/// Counts the entities in a draft that have `role`.
static size_t
count_of(const ent_draft *d, const char *role)
{
  size_t n = 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    n += d->roles.items[i].entity != ENT_NONE &&
         ent_role_is(&d->roles.items[i], role);
  }
  return n;
}

/// Lets the parties of an agreement that only persons sign be their bodies.
static void
parties_add(const ent_drafts *drafts, ent_draft *agreement)
{
  const size_t n = count_of(agreement, "party") ? 0 : agreement->roles.n;
  for (size_t i = 0; i < n; i++) {
    const ent_role role = agreement->roles.items[i];
    const size_t last =
        ent_role_is(&role, "signatory") ? drafts->positions.n : 0;
    for (size_t p = last > MAX_POSITIONS ? last - MAX_POSITIONS : 0; p < last;
         p++) {
      const ent_position *const position = &drafts->positions.items[p];
      if (position->person == role.entity &&
          position->organization != ENT_NONE) {
        ent_draft_role(drafts->scene, agreement,
                       (ent_role){ENT_TEXT("party"), position->organization,
                                  ENT_NONE, ENT_NONE});
        break;
      }
    }
  }
}

/// Lets a Signing and its agreements share what only one of them tells: who
/// signs, and where.
static void
signing_share(ent_drafts *drafts, ent_draft *signing)
{
  const bool alone = !count_of(signing, "participant");
  for (size_t i = 0; i < signing->roles.n; i++) {
    const uint32_t a = signing->roles.items[i].agreement;
    if (a == ENT_NONE) {
      continue;
    }
    ent_draft *const paper = &drafts->agreements.items[a];
    if (paper->made.place == ENT_NONE) {
      paper->made.place = signing->made.place;
    }
    for (size_t j = 0; alone && j < paper->roles.n; j++) {
      ent_role role = paper->roles.items[j];
      role.role = ENT_TEXT("participant");
      ent_draft_role(drafts->scene, signing, role);
    }
    parties_add(drafts, paper);
  }
}

/// Drops bodies from the participants of a Signing where persons sign.
static void
signing_trim(const ent_scene *s, ent_draft *d)
{
  bool person = false;
  for (size_t i = 0; i < d->roles.n; i++) {
    const uint32_t e = d->roles.items[i].entity;
    person |= e != ENT_NONE && s->entities->items[e].kind == ENT_PERSON;
  }
  size_t n = 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    const ent_role role = d->roles.items[i];
    if (!person || role.entity == ENT_NONE ||
        s->entities->items[role.entity].kind == ENT_PERSON) {
      d->roles.items[n++] = role;
    }
  }
  d->roles.n = n;
}

void
ent_events_finish(ent_drafts *drafts, ent_facts *facts)
{
  ent_arena *const arena = drafts->scene->arena;
  uint32_t *const agreements =
      ENT_ARENA_ARRAY(arena, uint32_t, drafts->agreements.n + 1);
  uint32_t *const events =
      ENT_ARENA_ARRAY(arena, uint32_t, drafts->events.n + 1);
  for (size_t i = 0; i < drafts->events.n; i++) {
    if (ent_text_is(drafts->events.items[i].made.type, "Signing")) {
      signing_share(drafts, &drafts->events.items[i]);
    }
  }
  facts->agreements = happenings_make(drafts, &drafts->agreements, agreements,
                                      &facts->n_agreements);
  for (size_t i = 0; i < drafts->events.n; i++) {
    ent_draft *const d = &drafts->events.items[i];
    roles_renumber(d, agreements);
    if (ent_text_is(d->made.type, "Signing")) {
      signing_trim(drafts->scene, d);
    }
    if (!d->made.date.value[0] && ent_text_is(d->made.status, "held") &&
        (ent_text_is(d->made.type, "Meeting") ||
         ent_text_is(d->made.type, "Signing"))) {
      date_inherit(&drafts->events, i);
    }
  }
  facts->events =
      happenings_make(drafts, &drafts->events, events, &facts->n_events);
}
