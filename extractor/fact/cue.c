// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads events that the core tells of: a cue says what happened, trained
/// scores say who took part.  Rules come first; a cue adds to what they found,
/// or makes an event where they found none.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

/// Least probability of a cue that makes an event, of a role in it, and of a
/// role that is added to an event of a rule.
#define LEAST_CUE 0.5f
#define LEAST_ROLE 0.4f
#define LEAST_MORE 0.6f

static bool
text_is(ent_text text, const char *what)
{
  return ent_text_equal(text, ent_text_from(what));
}

/// Finds the event of `kind` that has evidence whose trigger touches the cue.
static ent_draft *
draft_find(ent_drafts *drafts, const ent_cue *cue)
{
  const ent_token *const t = drafts->scene->document->tokens;
  const ent_span at = {t[cue->first].span.start, t[cue->end - 1].span.end};
  for (size_t i = drafts->events.n; i-- > 0;) {
    ent_draft *const d = &drafts->events.items[i];
    for (size_t k = 0; k < d->evidence.n; k++) {
      const ent_span trigger = d->evidence.items[k].trigger;
      if (trigger.start < at.end && at.start < trigger.end &&
          ent_text_equal(d->made.type, cue->kind)) {
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
    if (!text_is(code, "place")) {
      ent_draft_role(drafts->scene, d,
                     (ent_role){code, g->entity, ENT_NONE, ENT_NONE});
    } else if (d->made.place == ENT_NONE &&
               drafts->scene->entities->items[g->entity].kind == ENT_PLACE) {
      d->made.place = g->entity;
    }
  }
}

/// Names a gathering or award by the mention that holds its cue.
static void
name_find(const ent_scene *s, ent_draft *d, const ent_cue *cue)
{
  for (uint32_t m = 0; m < s->mentions->n; m++) {
    const ent_mention *const mention = &s->mentions->items[m];
    if (mention->first <= cue->first && mention->end >= cue->end &&
        mention->kind == ENT_MENTION_EVENT &&
        (!mention->class_name.len ||
         ent_text_equal(mention->class_name, cue->kind))) {
      ent_draft_name(s, d,
                     ent_text_slice(s->document->article->text, mention->name));
    }
  }
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
  const ent_text status = ent_scene_status(s, cue->first, cue->end);
  if (!type || !status.len) {
    return;
  }
  ent_draft d = ent_draft_begin(s, ENT_TEXT("core.cue"), (double)cue->score,
                                type, cue->first, cue->end);
  d.made.status = text_is(status, "held") && cue->planned > 0.5f
                      ? ENT_TEXT("planned")
                      : status;
  roles_add(drafts, &d, anchor, LEAST_ROLE);
  name_find(s, &d, cue);
  ent_draft_place(s, groups, &d, cue->end, false);
  ent_draft_requote(s, &d);
  ent_drafts_add(s, &drafts->events, &d,
                 !headline || ent_drafts_lack(&drafts->events, d.made.type));
}

void
ent_cues_read(ent_drafts *drafts, uint32_t sentence, const ent_groups *groups)
{
  const ent_document *const document = drafts->scene->document;
  const ent_sentence *const s = &document->sentences[sentence];
  for (size_t i = 0; i < drafts->anchors.n; i++) {
    const ent_anchor *const anchor = &drafts->anchors.items[i];
    const ent_text kind = ent_anchor_kind(anchor);
    if (anchor->first < s->first || anchor->first >= s->end ||
        !ent_anchor_tells(anchor) || text_is(kind, "Agreement")) {
      continue;
    }
    const ent_cue *const cue = &document->cues[anchor->source];
    ent_draft *const known = draft_find(drafts, cue);
    if (known) {
      roles_add(drafts, known, anchor, LEAST_MORE);
    } else if (cue->score >= LEAST_CUE) {
      event_make(drafts, groups, anchor, s->kind == ENT_SENTENCE_TITLE);
    }
  }
}
