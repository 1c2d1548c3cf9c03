// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads events that the core tells of: a cue says what happened, trained
/// scores say who took part.  Rules come first; a cue adds to what they found,
/// or makes an event where they found none.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

/// Least probability of a role in an event of a cue, and of one that is added
/// to an event of a rule.
#define LEAST_ROLE 0.5f
#define LEAST_MORE 0.95f

// Tokens of a name before a cue in it.
enum { NAME_TOKENS = 24 };

/// Finds the event of the cue's kind, or the agreement, that has evidence whose
/// trigger touches it; NULL if no rule made one.
static ent_draft *
draft_find(ent_drafts *drafts, const ent_cue *cue)
{
  const ent_token *const t = drafts->scene->document->tokens;
  const ent_span at = {t[cue->first].span.start, t[cue->end - 1].span.end};
  const bool paper = ent_text_is(cue->kind, "Agreement");
  ent_draft_list *const list = paper ? &drafts->agreements : &drafts->events;
  for (size_t i = list->n; i-- > 0 && list->n - i <= ENT_MAX_LOOK_BACK;) {
    ent_draft *const d = &list->items[i];
    for (size_t k = 0; k < d->evidence.n; k++) {
      const ent_span trigger = d->evidence.items[k].trigger;
      if (trigger.start < at.end && at.start < trigger.end &&
          (paper || ent_text_equal(d->made.type, cue->kind))) {
        return d;
      }
    }
  }
  return NULL;
}

static void
roles_add(ent_drafts *drafts, ent_draft *d, const ent_anchor *anchor,
          float least)
{
  const ent_role_guesses found = ent_roles_find(drafts->roles, anchor, least);
  for (size_t i = 0; i < found.n; i++) {
    const ent_role_guess *const g = &found.items[i];
    const ent_text code = ent_role_code(g->role);
    if (!ent_text_is(code, "place")) {
      ent_draft_role(drafts->scene, d,
                     (ent_role){code, g->entity, ENT_NONE, ENT_NONE});
    } else if (d->made.place == ENT_NONE &&
               drafts->scene->entities->items[g->entity].kind == ENT_PLACE) {
      d->made.place = g->entity;
    }
  }
}

/// Makes planned what a rule said was held or signed, if the core says so of
/// the only words that tell of it.
static void
plan_read(ent_draft *d, const ent_cue *cue)
{
  if (cue->planned > 0.5f && d->evidence.n == 1 &&
      (ent_text_is(d->made.status, "held") ||
       ent_text_is(d->made.status, "signed"))) {
    d->made.status = ENT_TEXT("planned");
  }
}

/// Names a gathering or award by the mention that holds its cue.
static void
name_find(const ent_scene *s, ent_draft *d, const ent_cue *cue)
{
  const uint32_t from = cue->first > NAME_TOKENS ? cue->first - NAME_TOKENS : 0;
  for (uint32_t m = s->first_at[from];
       m < s->mentions->n && s->mentions->items[m].first <= cue->first; m++) {
    const ent_mention *const mention = &s->mentions->items[m];
    if (mention->end >= cue->end && mention->kind == ENT_MENTION_EVENT &&
        (!mention->class_name.len ||
         ent_text_equal(mention->class_name, cue->kind))) {
      ent_draft_name(s, d, ent_scene_words(s, mention->first, mention->end));
    }
  }
}

/// Counts what fills a slot of an event.
static size_t
slot_count(const ent_draft *d, ent_text slot)
{
  size_t n =
      (ent_text_equal(slot, ENT_TEXT("name")) && d->made.name.len) ||
      (ent_text_equal(slot, ENT_TEXT("place")) && d->made.place != ENT_NONE) ||
      (ent_text_equal(slot, ENT_TEXT("date")) && d->made.date.value[0]);
  for (size_t i = 0; i < d->roles.n; i++) {
    n += ent_text_equal(d->roles.items[i].role, slot);
  }
  return n;
}

/// Tells whether an event has what its cue must tell.
static bool
answers(const ent_draft *d, const ent_cue_rule *asked)
{
  for (size_t i = 0; i < asked->slots.n; i++) {
    const ent_text slot = asked->slots.items[i];
    size_t n = 1;
    for (size_t k = 0; k < i; k++) {
      n += ent_text_equal(asked->slots.items[k], slot);
    }
    if (slot_count(d, slot) < n) {
      return false;
    }
  }
  return true;
}

/// Makes an event of a cue.
static void
event_make(ent_drafts *drafts, const ent_groups *groups,
           const ent_anchor *anchor, bool headline)
{
  const ent_scene *const s = drafts->scene;
  const ent_cue *const cue = &s->document->cues[anchor->source];
  const ent_vocabulary_term *const type =
      ent_vocabulary_find(s->rules->vocabulary, ENT_TERM_CLASS, cue->kind);
  const ent_cue_rule *const asked = ent_rules_cue(s->rules, cue->kind);
  const ent_text status = ent_scene_status(s, cue->first, cue->end);
  if (!type || !asked || !status.len || !((double)cue->score > asked->least)) {
    return;
  }
  ent_draft d = ent_draft_begin(s, ENT_TEXT("core.cue"), (double)cue->score,
                                type, cue->first, cue->end);
  d.made.status = ent_text_is(status, "held") && cue->planned > 0.5f
                      ? ENT_TEXT("planned")
                      : status;
  roles_add(drafts, &d, anchor, LEAST_ROLE);
  name_find(s, &d, cue);
  ent_draft_place(s, groups, &d, cue->end, false);
  if (!answers(&d, asked) || !ent_draft_requote(s, &d)) {
    return;
  }
  ent_drafts_add(s, &drafts->events, &d,
                 !headline || ent_drafts_lack(&drafts->events, d.made.type));
}

void
ent_cues_read(ent_drafts *drafts, uint32_t sentence, const ent_groups *groups)
{
  const ent_document *const document = drafts->scene->document;
  const ent_sentence *const s = &document->sentences[sentence];
  const ent_anchor_list *const cues = &drafts->anchors.cues;
  for (size_t i = ent_anchors_from(cues, s->first);
       i < cues->n && cues->items[i].first < s->end; i++) {
    const ent_anchor *const anchor = &cues->items[i];
    const ent_cue *const cue = &document->cues[anchor->source];
    ent_draft *const known = draft_find(drafts, cue);
    if (known) {
      plan_read(known, cue);
      roles_add(drafts, known, anchor, LEAST_MORE);
    } else {
      event_make(drafts, groups, anchor, s->kind == ENT_SENTENCE_TITLE);
    }
  }
}
