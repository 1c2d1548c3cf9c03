// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Asks the trained scores who holds which title where.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

/// Least probability of a holder or body for it to be taken, and for that of a
/// rule to be kept where another is likely.
#define LEAST_TAKEN 0.7f
#define LEAST_KEPT 0.1f

static bool
guess_is(const ent_role_guess *g, const char *role)
{
  return ent_text_is(ent_role_code(g->role), role);
}

/// Drops guesses of a wrong kind: persons hold titles, where is no person.
static void
guesses_trim(const ent_scene *s, ent_role_guesses *guesses)
{
  size_t n = 0;
  for (size_t i = 0; i < guesses->n; i++) {
    const ent_role_guess g = guesses->items[i];
    const bool person = s->entities->items[g.entity].kind == ENT_PERSON;
    if (person == guess_is(&g, "holder")) {
      guesses->items[n++] = g;
    }
  }
  guesses->n = n;
}

ent_judgement
ent_title_judge(const ent_drafts *d, uint32_t first, uint32_t end)
{
  const ent_anchor_list *const titles = &d->anchors.titles;
  size_t i = ent_anchors_from(titles, first);
  i -= i && titles->items[i - 1].end > first;
  ent_judgement j = {.title = ENT_NONE};
  if (i < titles->n && titles->items[i].first < end) {
    j.title = (uint32_t)i;
    j.guesses = ent_roles_find(d->roles, &titles->items[i], LEAST_KEPT);
    guesses_trim(d->scene, &j.guesses);
  }
  return j;
}

const ent_role_guess *
ent_judgement_other(const ent_judgement *j, const char *role, uint32_t entity)
{
  const ent_role_guess *best = NULL;
  for (size_t i = 0; i < j->guesses.n; i++) {
    const ent_role_guess *const g = &j->guesses.items[i];
    if (!guess_is(g, role)) {
      continue;
    }
    if (g->entity == entity) {
      return NULL;
    }
    if (g->p >= LEAST_TAKEN && (!best || g->p > best->p)) {
      best = g;
    }
  }
  return best;
}

/// Tells whether a title is part of a military rank, which is no office.
static bool
is_rank(const ent_scene *s, const ent_anchor *title)
{
  const ent_list *const ranks = ent_rules_list(s->rules, "ranks");
  const uint32_t sentence = s->document->tokens[title->first].sentence;
  uint32_t m = s->first_at[s->document->sentences[sentence].first];
  for (; m < s->mentions->n && s->mentions->items[m].first < title->end; m++) {
    const ent_mention *const x = &s->mentions->items[m];
    if (x->kind == ENT_MENTION_TITLE && x->end >= title->end &&
        ent_scene_in_list(s, ranks, x->first, x->end) == x->end) {
      return true;
    }
  }
  return false;
}

/// Makes positions of a title that no rule has read.
static void
title_read(ent_drafts *d, const ent_anchor *title)
{
  const ent_scene *const s = d->scene;
  const ent_judgement j = ent_title_judge(d, title->first, title->end);
  ent_role_guesses holders = {0};
  for (size_t i = 0; i < j.guesses.n; i++) {
    const ent_role_guess *const g = &j.guesses.items[i];
    if (g->p >= LEAST_TAKEN && guess_is(g, "holder")) {
      *ENT_PUSH(s->arena, &holders) = *g;
    }
  }
  const ent_role_guess *const at = ent_judgement_other(&j, "at", ENT_NONE);
  for (size_t i = 0; i < holders.n; i++) {
    const ent_role_guess *const g = &holders.items[i];
    const ent_position made = {
        .person = g->entity,
        .title = holders.n > 1 ? ent_title_singular(s, title->first, title->end)
                               : ent_scene_words(s, title->first, title->end),
        .organization = at ? at->entity : ENT_NONE,
        .source = {.rule = ENT_TEXT("core.title"), .confidence = (double)g->p}};
    ent_position_make(d, &j, &made, title->first, title->end, g->mention);
  }
}

void
ent_titles_read(ent_drafts *d, uint32_t sentence)
{
  const ent_sentence *const s = &d->scene->document->sentences[sentence];
  const ent_anchor_list *const titles = &d->anchors.titles;
  for (size_t i = ent_anchors_from(titles, s->first);
       i < titles->n && titles->items[i].first < s->end; i++) {
    if (!d->titles_read[i] && !is_rank(d->scene, &titles->items[i])) {
      title_read(d, &titles->items[i]);
    }
  }
}
