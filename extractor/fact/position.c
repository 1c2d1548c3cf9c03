// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads who holds which position.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>
#include <string.h>

enum { MAX_TITLES = 3 };

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

static uint32_t
organization_of(const reader *r, const ent_match *match, const ent_capture *title)
{
  const ent_scene *const s = r->drafts->scene;
  const ent_capture *const c = ent_match_slot(match, "organization");
  if (c && c->mention != ENT_NONE) {
    const uint32_t e = mention_of(r, c)->entity;
    return e < s->entities->n ? e : ENT_NONE;
  }
  if (ent_match_slot(match, "holder") && title &&
      ent_scene_in_list(s, ent_rules_list(s->rules, "state-titles"),
                        title->first, title->end) != ENT_NO_TOKEN) {
    return r->drafts->home;
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

static void
position_add(reader *r, const ent_match *match, const ent_capture *title,
             const ent_capture *holder)
{
  ent_drafts *const d = r->drafts;
  const ent_scene *const s = d->scene;
  const uint32_t person = mention_of(r, holder)->entity;
  const uint32_t organization = organization_of(r, match, title);
  const ent_text words = ent_scene_words(s, title->first, title->end);
  ent_position *p = position_find(d, person, words, organization);
  if (p) {
    if (p->organization == ENT_NONE) {
      p->organization = organization;
    }
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
}

static void
fold_add(reader *r, const ent_match *match, const ent_capture *holder)
{
  const ent_fold fold = {match->first, match->end, holder->mention};
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
  for (uint32_t t = match->end;
       t < s->document->n_tokens && t < match->end + 2; t++) {
    for (uint32_t m = s->first_at[t];
         m < s->mentions->n && s->mentions->items[m].first == t; m++) {
      if (s->mentions->items[m].kind == ENT_MENTION_PERSON) {
        return true;
      }
    }
  }
  return false;
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
    position_add(r, match, titles[i], holder);
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
