// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads events and agreements where rules match.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <string.h>

enum { LAST_WINDOW = 12 };

// What the reader of one sentence knows.
typedef struct {
  ent_drafts *drafts;
  const ent_scene *scene;
  const ent_groups *groups;
  bool headline; // makes only what the story does not tell at all
} reader;

/// Finds or makes the agreement that a mention names.
static uint32_t
agreement_at(reader *r, const ent_rule *rule, uint32_t mention,
             const ent_draft *event)
{
  const ent_scene *const s = r->scene;
  const ent_mention *const m = &s->mentions->items[mention];
  const ent_vocabulary_term *type =
      m->class_name.len ? ent_vocabulary_find(s->rules->vocabulary,
                                              ENT_TERM_CLASS, m->class_name)
                        : NULL;
  if (!type) {
    type = ent_vocabulary_find(s->rules->vocabulary, ENT_TERM_CLASS,
                               ENT_TEXT("Agreement"));
  }
  if (!type) {
    return ENT_NONE;
  }
  ent_draft d =
      ent_draft_begin(s, rule->id, rule->confidence, type, m->first, m->end);
  d.paper = true;
  ent_draft_agreement_name(s, &d, m);
  d.made.status = ent_text_is(event->made.status, "held") ? ENT_TEXT("signed")
                                                          : ENT_TEXT("planned");
  for (size_t i = 0; i < event->roles.n; i++) {
    ent_role role = event->roles.items[i];
    if (role.entity == ENT_NONE || !ent_role_is(&role, "participant")) {
      continue;
    }
    const bool person = s->entities->items[role.entity].kind == ENT_PERSON;
    role.role = person ? ENT_TEXT("signatory") : ENT_TEXT("party");
    ent_draft_role(s, &d, role);
  }
  d.made.date = event->made.date;
  ent_draft_requote(s, &d);
  const bool may_make =
      !r->headline || ent_drafts_lack(&r->drafts->agreements, d.made.type);
  const uint32_t found =
      ent_drafts_add(s, &r->drafts->agreements, &d, may_make);
  if (found != ENT_NONE || !may_make) {
    return found;
  }
  *ENT_PUSH(s->arena, &r->drafts->agreements) = d; // parties may follow
  return (uint32_t)r->drafts->agreements.n - 1;
}

/// Adds one member of a group, or the words of a mention, to a draft.
static void
slot_fill(reader *r, ent_draft *d, ent_text slot, uint32_t mention,
          uint32_t first, uint32_t end)
{
  const ent_scene *const s = r->scene;
  const ent_mention *const m =
      mention != ENT_NONE ? &s->mentions->items[mention] : NULL;
  if (ent_text_is(slot, "name")) {
    if (m && m->class_name.len &&
        !ent_text_equal(m->class_name, d->made.type)) {
      return;
    }
    while (first + 1 < end &&
           (ent_scene_lists(s, "articles", first, ENT_NO_TOKEN) ||
            ent_scene_lists(s, "quotation-marks", first, ENT_NO_TOKEN))) {
      first++;
    }
    while (first + 1 < end &&
           ent_scene_lists(s, "quotation-marks", end - 1, ENT_NO_TOKEN)) {
      end--;
    }
    ent_draft_name(s, d, ent_scene_words(s, first, end));
  } else if (ent_text_is(slot, "place")) {
    d->made.place = m ? m->entity : ENT_NONE;
  } else if (ent_text_is(slot, "date")) {
    d->made.date = m ? m->date : d->made.date;
  } else if (m && m->entity < s->entities->n) {
    ent_draft_role(s, d, (ent_role){slot, m->entity, ENT_NONE, ENT_NONE});
  }
}

/// Fills an argument with the members of one group.
static bool
group_fill(reader *r, ent_draft *d, const ent_argument *a, const ent_group *g)
{
  bool any = false;
  for (uint32_t i = 0; i < g->n; i++) {
    const ent_member *const m = &r->groups->members.items[g->member + i];
    if (ent_member_fits(m, a->things)) {
      any = true;
      if (!ent_text_is(a->slot, "agreement")) {
        slot_fill(r, d, a->slot, m->mention, m->first, m->end);
      }
    }
  }
  return any;
}

/// Fills one argument of a rule; returns false if nothing fits.
static bool
argument_fill(reader *r, ent_draft *d, const ent_argument *a, uint32_t end)
{
  for (size_t w = 0; w < a->n_where; w++) {
    size_t n;
    const ent_group *const g = ent_groups_find(
        r->scene, r->groups, &a->where[w], d->first, end, a->things, &n);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
      any |= group_fill(r, d, a, &g[i]);
    }
    if (any) {
      return true;
    }
  }
  return false;
}

static bool
captured(const ent_match *match, ent_text slot)
{
  for (size_t i = 0; i < match->n_captures; i++) {
    if (ent_text_equal(match->captures[i].slot, slot)) {
      return true;
    }
  }
  return false;
}

/// Fills the arguments of a rule; returns false if one that it requires has
/// nothing.
static bool
arguments_fill(reader *r, ent_draft *d, const ent_match *match)
{
  const ent_rule *const rule = match->rule;
  bool whole = true;
  bool either = false;
  bool any = false;
  for (size_t i = 0; i < rule->n_arguments; i++) {
    const ent_argument *const a = &rule->arguments[i];
    const bool filled =
        argument_fill(r, d, a, match->end) || captured(match, a->slot);
    whole &= filled || !a->required;
    either |= a->either;
    any |= a->either && filled;
  }
  return whole && (any || !either);
}

/// Adds an agreement to a Signing.
static void
agreement_take(reader *r, ent_draft *d, const ent_rule *rule, uint32_t mention)
{
  const uint32_t a = agreement_at(r, rule, mention, d);
  if (a == ENT_NONE) {
    return;
  }
  d->paper = true;
  d->anaphoric |=
      ent_scene_anaphoric(r->scene, r->scene->mentions->items[mention].first);
  ent_draft_role(r->scene, d,
                 (ent_role){ENT_TEXT("agreement"), ENT_NONE, a, ENT_NONE});
}

/// Adds the agreements that an argument or capture of a Signing names.
static void
agreements_fill(reader *r, ent_draft *d, const ent_match *match)
{
  const ent_rule *const rule = match->rule;
  for (size_t i = 0; i < match->n_captures; i++) {
    const ent_capture *const c = &match->captures[i];
    if (ent_text_is(c->slot, "agreement") && c->mention != ENT_NONE) {
      agreement_take(r, d, rule, c->mention);
    }
  }
  for (size_t i = 0; i < rule->n_arguments; i++) {
    const ent_argument *const a = &rule->arguments[i];
    const ent_group *g = NULL;
    size_t n;
    for (size_t w = 0;
         !g && ent_text_is(a->slot, "agreement") && w < a->n_where; w++) {
      g = ent_groups_find(r->scene, r->groups, &a->where[w], d->first,
                          match->end, a->things, &n);
    }
    for (uint32_t j = 0; g && j < g->n; j++) {
      const ent_member *const m = &r->groups->members.items[g->member + j];
      if (ent_member_fits(m, a->things)) {
        agreement_take(r, d, rule, m->mention);
      }
    }
  }
}

/// Reads the status of a draft; returns false if nothing happened.
static bool
status_read(const reader *r, ent_draft *d, const ent_rule *rule, uint32_t end)
{
  const ent_text found = ent_scene_status(r->scene, d->first, end);
  const bool off = ent_text_is(found, "cancelled");
  d->made.status = rule->status.len && !off ? rule->status : found;
  return found.len > 0 && !(off && rule->node == ENT_NODE_AGREEMENT);
}

/// Tells whether a mention names something else than what a rule makes: an
/// Award's name is no Gathering.
static bool
other_type(const reader *r, const ent_match *match)
{
  for (size_t i = 0; i < match->n_captures; i++) {
    const ent_capture *const c = &match->captures[i];
    if (c->mention != ENT_NONE && ent_text_is(c->slot, "name")) {
      const ent_text type = r->scene->mentions->items[c->mention].class_name;
      return (type.len && !ent_text_equal(type, match->rule->makes->local)) ||
             ent_scene_lists_any(r->scene, "no-events", c->first, c->end);
    }
  }
  return false;
}

/// Adds the persons in a draft to a Signing and to its agreements as those who
/// sign: "The document was signed by …".
static void
signing_extend(reader *r, ent_draft *signing, const ent_draft *d)
{
  ent_draft_merge(r->scene, signing, d);
  for (size_t i = 0; i < signing->roles.n; i++) {
    const uint32_t a = signing->roles.items[i].agreement;
    for (size_t j = 0; a != ENT_NONE && j < d->roles.n; j++) {
      ent_role role = d->roles.items[j];
      role.role = ENT_TEXT("signatory");
      ent_draft_role(r->scene, &r->drafts->agreements.items[a], role);
    }
  }
}

/// Adds what a draft tells to the event last spoken of; returns false if there
/// is none.  Who only attends a Signing has no part in it.
static bool
last_extend(reader *r, const ent_draft *d)
{
  ent_draft_list *const events = &r->drafts->events;
  ent_draft *last = NULL;
  for (size_t i = events->n; i-- > 0 && events->n - i <= ENT_MAX_LOOK_BACK;) {
    ent_draft *const e = &events->items[i];
    if (e->sentence <= d->sentence &&
        d->sentence - e->sentence <= LAST_WINDOW &&
        !ent_text_is(e->made.status, "cancelled") &&
        (!last || e->sentence > last->sentence) &&
        (ent_text_is(e->made.type, "Gathering") ||
         ent_text_is(e->made.type, "Meeting") ||
         ent_text_is(e->made.type, "Founding") ||
         ent_text_is(e->made.type, "Signing"))) {
      last = e;
    }
  }
  if (!last || !d->roles.n) {
    return false;
  }
  if (!ent_text_is(last->made.type, "Signing")) {
    ent_draft_merge(r->scene, last, d);
  } else if (ent_scene_lists_any(r->scene, "sign-verbs", d->first, d->end)) {
    signing_extend(r, last, d);
  }
  return true;
}

/// Fills the slots that a trigger itself names, but for agreements.
static void
captures_fill(reader *r, ent_draft *d, const ent_match *match)
{
  for (size_t i = 0; i < match->n_captures; i++) {
    const ent_capture *const c = &match->captures[i];
    if (!ent_text_is(c->slot, "agreement")) {
      slot_fill(r, d, c->slot, c->mention, c->first, c->end);
    }
  }
}

static void
event_read(reader *r, const ent_match *match, uint32_t *behind)
{
  const ent_scene *const s = r->scene;
  const ent_rule *const rule = match->rule;
  if (other_type(r, match)) {
    return;
  }
  ent_draft d = ent_draft_begin(s, rule->id, rule->confidence, rule->makes,
                                match->first, match->end);
  if (!status_read(r, &d, rule, match->end)) {
    return;
  }
  captures_fill(r, &d, match);
  d.whole = arguments_fill(r, &d, match);
  d.pending = rule->n_arguments == 0;
  ent_draft_place(s, r->groups, &d, match->end, rule->status.len > 0);
  if (d.whole) {
    agreements_fill(r, &d, match);
  }
  ent_draft_requote(s, &d);
  if (rule->to_last) {
    if (d.whole && !r->headline) {
      d.made.date = (ent_date){0};
      d.made.place = ENT_NONE;
      *behind = last_extend(r, &d) ? match->end : *behind;
    }
    return;
  }
  const bool may_make =
      !rule->only_merges &&
      (!r->headline || ent_drafts_lack(&r->drafts->events, d.made.type));
  if (ent_drafts_add(s, &r->drafts->events, &d, may_make) != ENT_NONE &&
      (d.roles.n || d.made.name.len)) {
    *behind = match->end;
  }
}

/// Reads an agreement that a rule speaks of without a Signing.
static void
agreement_read(reader *r, const ent_match *match, uint32_t *behind)
{
  const ent_scene *const s = r->scene;
  const ent_rule *const rule = match->rule;
  const ent_capture *const c = ent_match_slot(match, "agreement");
  const ent_mention *const m =
      c && c->mention != ENT_NONE ? &s->mentions->items[c->mention] : NULL;
  const ent_vocabulary_term *type =
      m && m->class_name.len
          ? ent_vocabulary_find(s->rules->vocabulary, ENT_TERM_CLASS,
                                m->class_name)
          : NULL;
  ent_draft d =
      ent_draft_begin(s, rule->id, rule->confidence, type ? type : rule->makes,
                      match->first, match->end);
  if (!status_read(r, &d, rule, match->end)) {
    return;
  }
  d.paper = true;
  if (m) {
    d.anaphoric = ent_scene_anaphoric(s, m->first);
    ent_draft_agreement_name(s, &d, m);
    d.evidence.items[0].trigger =
        (ent_span){s->document->tokens[m->first].span.start,
                   s->document->tokens[m->end - 1].span.end};
  }
  if (ent_text_is(d.made.status, "held")) {
    d.made.status = ENT_TEXT("signed");
  }
  captures_fill(r, &d, match);
  d.whole = arguments_fill(r, &d, match);
  if (ent_text_is(d.made.status, "signed")) {
    d.made.date = ent_scene_date(s, match->first, match->end, false);
  }
  ent_draft_requote(s, &d);
  if (ent_drafts_add(
          s, &r->drafts->agreements, &d,
          !rule->only_merges &&
              (!r->headline || ent_drafts_lack(&r->drafts->agreements,
                                               d.made.type))) != ENT_NONE &&
      d.roles.n) {
    *behind = match->end;
  }
}

void
ent_events_read(ent_drafts *drafts, uint32_t sentence, const ent_groups *groups)
{
  const ent_scene *const s = drafts->scene;
  reader r = {drafts, s, groups,
              s->document->sentences[sentence].kind == ENT_SENTENCE_TITLE};
  ent_matches matches = {0};
  uint32_t behind_event = 0;
  uint32_t behind_agreement = 0;
  ent_scene_match(s, sentence, 1u << ENT_NODE_EVENT | 1u << ENT_NODE_AGREEMENT,
                  &matches);
  for (size_t i = 0; i < matches.n; i++) {
    const ent_match *const m = &matches.items[i];
    if (m->rule->node == ENT_NODE_EVENT && m->first >= behind_event) {
      event_read(&r, m, &behind_event);
    } else if (m->rule->node == ENT_NODE_AGREEMENT &&
               m->first >= behind_agreement) {
      agreement_read(&r, m, &behind_agreement);
    }
  }
}
