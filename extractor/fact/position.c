// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads who holds which position.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>
#include <string.h>

enum { MAX_TITLES = 3, NEXT_WINDOW = 14, MAX_OTHERS = 12, COUNTRY_WINDOW = 90 };

// What one sentence has so far.
typedef struct {
  ent_drafts *drafts;
  ent_folds *folds;
  uint32_t titles_end; // behind the last title that was given to a holder
  uint32_t holder_end; // behind the last holder whose title stands before it
} reader;

static const ent_mention *
mention_of(const reader *r, const ent_capture *c)
{
  return &r->drafts->scene->mentions->items[c->mention];
}

/// Finds the body that ends a title ("Director of the Bureau of Trade") and
/// cuts the title before it; ENT_NONE if there is none.
static uint32_t
organization_within(const ent_drafts *d, ent_capture *title)
{
  const ent_scene *const s = d->scene;
  const ent_list *const links = ent_rules_list(s->rules, "title-links");
  for (uint32_t t = title->first + 1; t + 1 < title->end; t++) {
    uint32_t entity;
    const bool the =
        ent_text_equal(s->document->tokens[t + 1].lower, ENT_TEXT("the"));
    const uint32_t first = t + 1 + (the && t + 2 < title->end);
    if (ent_scene_in_list(s, links, t, t + 1) == t + 1 &&
        ent_map_get(d->names, ent_scene_words(s, first, title->end), &entity)) {
      title->end = t;
      return entity;
    }
  }
  return ENT_NONE;
}

static uint32_t
organization_of(const reader *r, const ent_match *match, ent_capture *title)
{
  const ent_scene *const s = r->drafts->scene;
  const ent_capture *const c = ent_match_slot(match, "organization");
  if (!c || c->mention == ENT_NONE) {
    return organization_within(r->drafts, title);
  }
  const uint32_t e = mention_of(r, c)->entity;
  return e < s->entities->n ? e : ENT_NONE;
}

/// Tells whether an entry of `list` stands in the title.
static bool
title_in_list(const ent_scene *s, const char *name, const ent_capture *title)
{
  const ent_list *const list = ent_rules_list(s->rules, name);
  for (uint32_t t = title->first; list && t < title->end; t++) {
    if (ent_scene_in_list(s, list, t, title->end) != ENT_NO_TOKEN) {
      return true;
    }
  }
  return false;
}

/// Finds the country that the sentence names last before `token`: "travels to
/// Armenia, where she will meet Prime Minister X".
static uint32_t
country_before(const ent_scene *s, uint32_t token)
{
  const uint32_t from =
      s->document->sentences[s->document->tokens[token].sentence].first;
  uint32_t found = ENT_NONE;
  const uint32_t near =
      token - from > COUNTRY_WINDOW ? token - COUNTRY_WINDOW : from;
  for (uint32_t m = s->first_at[near];
       m < s->mentions->n && s->mentions->items[m].first < token; m++) {
    const ent_mention *const mention = &s->mentions->items[m];
    if (mention->kind == ENT_MENTION_PLACE &&
        (ent_scene_things(s, m) & ENT_THING_COUNTRY)) {
      found = mention->entity;
    }
  }
  return found;
}

/// Finds the country whose list "titles-of-XX" has the title, if the article
/// names it.
static uint32_t
country_of_title(const ent_scene *s, const ent_capture *title)
{
  for (uint32_t e = 0; e < s->entities->n; e++) {
    const char *const code = s->entities->items[e].country;
    char name[16];
    if (code[0] && s->entities->items[e].kind == ENT_PLACE) {
      snprintf(name, sizeof name, "titles-of-%.2s", code);
      if (title_in_list(s, name, title)) {
        return e;
      }
    }
  }
  return ENT_NONE;
}

static bool
words_within(ent_text few, ent_text many)
{
  return few.len <= many.len && ent_text_find(many, few, 0) != SIZE_MAX;
}

/// Finds a position of `person` that says the same or more.
static ent_position *
position_find(ent_drafts *d, uint32_t person, ent_text title,
              uint32_t organization)
{
  const ent_text folded = ent_text_fold(d->scene->arena, title);
  for (size_t i = d->positions.n; i-- > 0 && d->positions.n - i < 256;) {
    ent_position *const p = &d->positions.items[i];
    if (p->person != person ||
        (p->organization != organization && p->organization != ENT_NONE &&
         organization != ENT_NONE)) {
      continue;
    }
    const ent_text other = ent_text_fold(d->scene->arena, p->title);
    if (words_within(folded, other)) {
      return p;
    }
    if (words_within(other, folded)) {
      p->title = title;
      return p;
    }
  }
  return NULL;
}

/// Lends the words of a title, the last made singular if several hold it.
static ent_text
title_words(const ent_scene *s, const ent_capture *title, bool plural)
{
  const ent_text words = ent_scene_words(s, title->first, title->end);
  if (plural && words.len > 3 && words.data[words.len - 1] == 's') {
    return (ent_text){words.data, words.len - 1};
  }
  return words;
}

/// Reads dates where the sentence says of the holder what he is or was; not
/// in "President X stayed until May".
static void
tenure_read(const ent_scene *s, const ent_match *match,
            const ent_capture *title, const ent_capture *holder,
            ent_position *p)
{
  if (holder->first < title->first) {
    ent_tenure_words(s, match->first, title->first, p);
  }
}

static void
position_add(reader *r, const ent_match *match, ent_capture title_found,
             const ent_capture *holder, bool plural)
{
  ent_capture *const title = &title_found;
  ent_drafts *const d = r->drafts;
  const ent_scene *const s = d->scene;
  const uint32_t person = mention_of(r, holder)->entity;
  if (s->entities->items[person].kind != ENT_PERSON) {
    return;
  }
  const uint32_t organization = organization_of(r, match, title);
  const ent_text words = title_words(s, title, plural);
  ent_position *p = position_find(d, person, words, organization);
  if (p) {
    if (p->organization == ENT_NONE) {
      p->organization = organization;
    }
    tenure_read(s, match, title, holder, p);
    return;
  }
  ent_evidence evidence = ent_evidence_make(s, title->first, title->end);
  if (!ent_drafts_claim(d, ENT_TEXT("position"), evidence.trigger.start)) {
    const ent_span name = mention_of(r, holder)->name;
    if (!ent_drafts_claim(d, ENT_TEXT("position"), name.start)) {
      return;
    }
    evidence.trigger = name;
  }
  p = ENT_PUSH(s->arena, &d->positions);
  *p = (ent_position){.person = person,
                      .title = words,
                      .organization = organization,
                      .source = ent_source_make(s, match->rule, evidence)};
  tenure_read(s, match, title, holder, p);
  if (organization == ENT_NONE && title_in_list(s, "state-titles", title)) {
    *ENT_PUSH(s->arena, &d->guesses) =
        (ent_guess){(uint32_t)d->positions.n - 1, country_of_title(s, title)};
    ent_guess *const guess = &d->guesses.items[d->guesses.n - 1];
    if (guess->country == ENT_NONE) {
      guess->country = country_before(s, title->first);
    }
  }
}

static void
fold_add(reader *r, const ent_match *match, const ent_capture *holder)
{
  const ent_fold fold = {match->first, match->end, holder->mention};
  if (holder->first == match->first &&
      r->drafts->scene->document->tokens[holder->end].upos != ENT_UPOS_PUNCT) {
    return; // a clause: "X was appointed director"
  }
  if (r->folds->n) {
    ent_fold *const last = &r->folds->items[r->folds->n - 1];
    if (fold.first < last->end) {
      if (last->mention == fold.mention && fold.end > last->end) {
        last->end = fold.end;
      }
      return;
    }
  }
  *ENT_PUSH(r->drafts->scene->arena, r->folds) = fold;
}

/// Tells whether a name follows that the title before it may belong to: "X,
/// President of Y, Z" after "Minister X".
static bool
belongs_to_next(const reader *r, const ent_match *match,
                const ent_capture *holder)
{
  const ent_scene *const s = r->drafts->scene;
  if (holder->first != match->first || holder->end != r->holder_end) {
    return false;
  }
  const uint32_t end =
      s->document->sentences[s->document->tokens[match->first].sentence].end;
  for (uint32_t t = match->end; t < end && t < match->end + NEXT_WINDOW; t++) {
    if (s->document->tokens[t].upos == ENT_UPOS_VERB ||
        s->document->tokens[t].upos == ENT_UPOS_AUX) {
      return false;
    }
    for (uint32_t m = s->first_at[t];
         m < s->mentions->n && s->mentions->items[m].first == t; m++) {
      if (s->mentions->items[m].kind == ENT_MENTION_PERSON) {
        return true;
      }
    }
    if (ent_text_equal(s->document->tokens[t].form, ENT_TEXT(",")) &&
        t > match->end) {
      return false;
    }
  }
  return false;
}

/// Gives a plural title to the names that follow its first holder:
/// "engineers A, B and C".
static void
others_add(reader *r, const ent_match *match, const ent_capture *title,
           const ent_capture *holder)
{
  const ent_scene *const s = r->drafts->scene;
  const ent_list *const list = ent_rules_list(s->rules, "coordinators");
  uint32_t t = holder->end;
  for (unsigned n = 0; n < MAX_OTHERS && t < s->document->n_tokens; n++) {
    const uint32_t from = t;
    t += ent_text_equal(s->document->tokens[t].form, ENT_TEXT(","));
    const uint32_t behind =
        ent_scene_in_list(s, list, t, s->document->n_tokens);
    t = behind == ENT_NO_TOKEN ? t : behind;
    uint32_t m = t < s->document->n_tokens ? s->first_at[t] : s->mentions->n;
    if (t == from || m >= s->mentions->n || s->mentions->items[m].first != t ||
        s->mentions->items[m].kind != ENT_MENTION_PERSON ||
        s->mentions->items[m].entity >= s->entities->n) {
      return;
    }
    const ent_capture other = {holder->slot, t, s->mentions->items[m].end, m};
    position_add(r, match, *title, &other, true);
    t = other.end;
  }
}

static void
match_take(reader *r, const ent_match *match)
{
  const ent_capture *const holder = ent_match_slot(match, "holder");
  const ent_capture *titles[MAX_TITLES];
  size_t n = 0;
  for (size_t i = 0; i < match->n_captures && n < MAX_TITLES; i++) {
    if (ent_text_equal(match->captures[i].slot, ENT_TEXT("positionTitle"))) {
      titles[n++] = &match->captures[i];
    }
  }
  if (!holder || holder->mention == ENT_NONE || !n ||
      titles[0]->first < r->titles_end || belongs_to_next(r, match, holder)) {
    return;
  }
  for (size_t i = 0; i < n; i++) {
    const ent_token *const last =
        &r->drafts->scene->document->tokens[titles[i]->end - 1];
    const bool plural = titles[i]->end <= holder->first &&
                        last->upos != ENT_UPOS_PROPN &&
                        ent_text_ends(last->lower, ENT_TEXT("s")) &&
                        !ent_text_equal(last->lower, last->lemma);
    position_add(r, match, *titles[i], holder, plural);
    if (plural) {
      others_add(r, match, titles[i], holder);
    }
    r->titles_end = titles[i]->end;
  }
  if (holder->first > titles[0]->first) {
    r->holder_end = holder->end;
  }
  fold_add(r, match, holder);
}

void
ent_positions_read(ent_drafts *drafts, uint32_t sentence, ent_folds *folds)
{
  reader r = {drafts, folds, 0, 0};
  ent_matches matches = {0};
  ent_scene_match(drafts->scene, sentence, 1u << ENT_NODE_POSITION, &matches);
  for (size_t i = 0; i < matches.n; i++) {
    match_take(&r, &matches.items[i]);
  }
}

/// Finds the country whose officials need no adjective: the one named most,
/// less those whose officials are said to be theirs.
static uint32_t
home_find(const ent_drafts *d)
{
  enum { EXPLICIT = 5 };
  const ent_scene *const s = d->scene;
  int *const scores = ENT_ARENA_ARRAY(s->arena, int, s->entities->n + 1);
  for (uint32_t i = 0; i < s->mentions->n; i++) {
    const ent_mention *const m = &s->mentions->items[i];
    if (m->kind == ENT_MENTION_PLACE && m->entity < s->entities->n &&
        s->entities->items[m->entity].country[0]) {
      scores[m->entity]++;
    }
  }
  for (size_t i = 0; i < d->positions.n; i++) {
    const uint32_t e = d->positions.items[i].organization;
    if (e < s->entities->n) {
      scores[e] -= EXPLICIT;
    }
  }
  uint32_t best = ENT_NONE;
  for (uint32_t e = 0; e < s->entities->n; e++) {
    if (scores[e] > 0 && (best == ENT_NONE || scores[e] > scores[best])) {
      best = e;
    }
  }
  return best;
}

void
ent_positions_finish(ent_drafts *drafts)
{
  const uint32_t home = home_find(drafts);
  for (size_t i = 0; i < drafts->guesses.n; i++) {
    const ent_guess *const g = &drafts->guesses.items[i];
    ent_position *const p = &drafts->positions.items[g->position];
    if (p->organization == ENT_NONE) {
      p->organization = g->country != ENT_NONE ? g->country : home;
    }
  }
}
