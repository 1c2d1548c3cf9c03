// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the country of an office of state that the text names without it:
/// "the Foreign Minister", "President X".

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>

// Weights of what tells whose officials need no adjective, in mentions.
enum { EXPLICIT = 5, TELLING = 10, SENT = 5 };

/// Least probability for a country to be taken before what follows from where
/// and how often it is named.
#define LEAST_LIKELY 0.5f

// Sentences before one that tells of a meeting in which the host's country may
// stand.
enum { SENTENCES_BEFORE = 3 };

/// Tells whether the list `kind`-of-XX of a country has the title, or if
/// `whole`, has all of it.
static bool
country_has_title(const ent_scene *s, uint32_t country, const char *kind,
                  uint32_t first, uint32_t end, bool whole)
{
  char name[40];
  const char *const code = s->entities->items[country].country;
  if (!code[0] || s->entities->items[country].kind != ENT_PLACE) {
    return false;
  }
  snprintf(name, sizeof name, "%.30s-of-%.2s", kind, code);
  const ent_list *const list = ent_rules_list(s->rules, name);
  for (uint32_t t = first; list && t < (whole ? first + 1 : end); t++) {
    const uint32_t behind = ent_scene_in_list(s, list, t, end);
    if (behind != ENT_NO_TOKEN && (!whole || behind == end)) {
      return true;
    }
  }
  return false;
}

/// Finds the country, among those the article names, that alone has such a
/// title.
static uint32_t
country_of_title(const ent_scene *s, uint32_t first, uint32_t end)
{
  for (uint32_t e = 0; e < s->entities->n; e++) {
    if (country_has_title(s, e, "titles", first, end, false) ||
        country_has_title(s, e, "whole-titles", first, end, true)) {
      return e;
    }
  }
  return ENT_NONE;
}

/// Tells whether somebody is or goes where `m` says: "in Armenia", "to the
/// Maldives", "Rabat, Morocco".
static bool
located(const ent_scene *s, uint32_t m)
{
  const ent_mention *const mention = &s->mentions->items[m];
  const uint32_t from =
      s->document->sentences[s->document->tokens[mention->first].sentence]
          .first;
  uint32_t t = mention->first;
  if (t > from && ent_scene_lists(s, "articles", t - 1, ENT_NO_TOKEN)) {
    t--;
  }
  if (t > from + 1 &&
      ent_text_equal(s->document->tokens[t - 1].form, ENT_TEXT(","))) {
    for (uint32_t i = m; i-- > 0 && t - s->mentions->items[i].first < 6;) {
      if (s->mentions->items[i].end == t - 1) {
        return s->mentions->items[i].kind == ENT_MENTION_PLACE;
      }
    }
  }
  return t > from &&
         ent_scene_lists(s, "destination-prepositions", t - 1, ENT_NO_TOKEN);
}

/// Tells whether somebody travels where `m` says: "visit to the Maldives".
static bool
visited(const ent_scene *s, uint32_t m)
{
  const uint32_t first = s->mentions->items[m].first;
  uint32_t t = first;
  for (uint32_t i = 0; i < 2 && t > 0; i++) {
    t -= ent_scene_lists(s, "articles", t - 1, ENT_NO_TOKEN) ||
                 ent_scene_lists(s, "destination-prepositions", t - 1,
                                 ENT_NO_TOKEN)
             ? 1u
             : 0u;
  }
  return t > 0 && ent_scene_lists(s, "travel-words", t - 1, ENT_NO_TOKEN);
}

/// Tells whether somebody is sent where `m` says: "Ambassador to Latvia".
static bool
accredited(const ent_scene *s, uint32_t m)
{
  enum { MOST = 8 };
  const uint32_t first = s->mentions->items[m].first;
  if (first == 0 ||
      !ent_text_equal(s->document->tokens[first - 1].lower, ENT_TEXT("to"))) {
    return false;
  }
  for (uint32_t t = first - 1; t-- > 0 && first - t <= MOST;) {
    if (ent_scene_lists(s, "envoy-words", t, ENT_NO_TOKEN)) {
      return true;
    }
  }
  return false;
}

/// Finds the last country in tokens `from..end` that somebody is in or goes to.
static uint32_t
located_last(const ent_scene *s, uint32_t from, uint32_t end)
{
  uint32_t found = ENT_NONE;
  for (uint32_t m = s->first_at[from];
       m < s->mentions->n && s->mentions->items[m].first < end; m++) {
    if (s->mentions->items[m].kind == ENT_MENTION_PLACE &&
        (ent_scene_things(s, m) & ENT_THING_COUNTRY) && located(s, m)) {
      found = s->mentions->items[m].entity;
    }
  }
  return found;
}

/// Finds the country whose office is met there: "She travels to Armenia,
/// where she will meet Prime Minister X".
static uint32_t
host_country(const ent_scene *s, uint32_t title)
{
  const ent_document *const d = s->document;
  const uint32_t sentence = d->tokens[title].sentence;
  uint32_t meeting = title;
  while (meeting > d->sentences[sentence].first &&
         !ent_scene_lists(s, "meeting-words", meeting - 1, ENT_NO_TOKEN)) {
    meeting--;
  }
  if (meeting == d->sentences[sentence].first) {
    return ENT_NONE;
  }
  for (uint32_t i = 0; i <= SENTENCES_BEFORE && i <= sentence; i++) {
    const ent_sentence *const x = &d->sentences[sentence - i];
    if (x->paragraph != d->sentences[sentence].paragraph) {
      break;
    }
    const uint32_t found = located_last(s, x->first, i ? x->end : meeting);
    if (found != ENT_NONE) {
      return found;
    }
  }
  return ENT_NONE;
}

static bool
is_country(const ent_scene *s, uint32_t e)
{
  return e < s->entities->n && s->entities->items[e].kind == ENT_PLACE &&
         s->entities->items[e].country[0];
}

/// Finds the country at which the trained scores would soonest have the title.
static uint32_t
country_likely(const ent_scene *s, const ent_judgement *j)
{
  const ent_role_guess *best = NULL;
  for (size_t i = 0; i < j->guesses.n; i++) {
    const ent_role_guess *const g = &j->guesses.items[i];
    if (g->p >= LEAST_LIKELY && is_country(s, g->entity) &&
        (!best || g->p > best->p)) {
      best = g;
    }
  }
  return best ? best->entity : ENT_NONE;
}

void
ent_country_guess(ent_drafts *d, const ent_judgement *judged, uint32_t position,
                  uint32_t first, uint32_t end)
{
  const ent_scene *const s = d->scene;
  *ENT_PUSH(s->arena, &d->guesses) =
      (ent_guess){.position = position,
                  .first = first,
                  .end = end,
                  .country = country_of_title(s, first, end),
                  .likely = country_likely(s, judged),
                  .host = host_country(s, first)};
}

/// Tells whether `country` cannot have the office of `g`: somebody else holds
/// it, or it has none such.
static bool
refused(const ent_drafts *d, const ent_guess *g, uint32_t country)
{
  const ent_scene *const s = d->scene;
  const ent_position *const p = &d->positions.items[g->position];
  const ent_text title = ent_text_fold(s->arena, p->title);
  if (country_has_title(s, country, "no-titles", g->first, g->end, false)) {
    return true;
  }
  for (size_t i = 0; i < d->positions.n; i++) {
    const ent_position *const x = &d->positions.items[i];
    if (x->organization == country && x->person != p->person &&
        ent_text_equal(ent_text_fold(s->arena, x->title), title)) {
      return true;
    }
  }
  return false;
}

static uint32_t
unless_refused(const ent_drafts *d, const ent_guess *g, uint32_t country)
{
  return country != ENT_NONE && !refused(d, g, country) ? country : ENT_NONE;
}

/// Counts for each entity how much speaks for its officials being named
/// without it: how often it is named as no destination, less those whose
/// officials are said to be theirs.
static int *
scores_make(const ent_drafts *d)
{
  const ent_scene *const s = d->scene;
  int *const scores = ENT_ARENA_ARRAY(s->arena, int, s->entities->n + 1);
  for (uint32_t i = 0; i < s->mentions->n; i++) {
    const ent_mention *const m = &s->mentions->items[i];
    if (m->kind == ENT_MENTION_PLACE && is_country(s, m->entity)) {
      scores[m->entity] += visited(s, i) ? 0 : accredited(s, i) ? SENT : 1;
    }
  }
  for (size_t i = 0; i < d->positions.n; i++) {
    if (is_country(s, d->positions.items[i].organization)) {
      scores[d->positions.items[i].organization] -= EXPLICIT;
    }
  }
  for (size_t i = 0; i < d->guesses.n; i++) {
    if (d->guesses.items[i].country != ENT_NONE) {
      scores[d->guesses.items[i].country] += TELLING;
    }
  }
  return scores;
}

static uint32_t
home_find(const ent_drafts *d, const ent_guess *g, const int *scores)
{
  uint32_t best = ENT_NONE;
  for (uint32_t e = 0; e < d->scene->entities->n; e++) {
    if (is_country(d->scene, e) && scores[e] > 0 &&
        (best == ENT_NONE || scores[e] > scores[best]) && !refused(d, g, e)) {
      best = e;
    }
  }
  return best;
}

/// Finds the country in which the holder has another office.
static uint32_t
other_office(const ent_drafts *d, const ent_position *p)
{
  for (size_t i = 0; i < d->positions.n; i++) {
    const ent_position *const x = &d->positions.items[i];
    if (x != p && x->person == p->person &&
        is_country(d->scene, x->organization)) {
      return x->organization;
    }
  }
  return ENT_NONE;
}

void
ent_positions_finish(ent_drafts *drafts)
{
  const int *const scores = scores_make(drafts);
  // The surest first: they tell what the others cannot be.
  for (int round = 0; round < 5; round++) {
    for (size_t i = 0; i < drafts->guesses.n; i++) {
      const ent_guess *const g = &drafts->guesses.items[i];
      ent_position *const p = &drafts->positions.items[g->position];
      if (p->organization != ENT_NONE) {
        continue;
      }
      if (round == 0) {
        p->organization = g->country;
      } else if (round == 1) {
        p->organization = other_office(drafts, p);
      } else if (round == 2) {
        p->organization = unless_refused(drafts, g, g->likely);
      } else if (round == 3) {
        p->organization = unless_refused(drafts, g, g->host);
      } else {
        p->organization = home_find(drafts, g, scores);
      }
    }
  }
}
