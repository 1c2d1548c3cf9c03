// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads events and agreements, and makes one of several mentions of one.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdlib.h>
#include <string.h>

enum {
  MAX_EVIDENCE = 6,
  MAX_LOOK_BACK = 64,
  LAST_WINDOW = 12,
  MOST_NAMES = 256, // looked at in a sentence without end
  MAX_ROLES = 128
};

static bool
in_list_within(const ent_scene *s, const char *list, uint32_t first,
               uint32_t end)
{
  while (first < end && !ent_scene_lists(s, list, first, ENT_NO_TOKEN)) {
    first++;
  }
  return first < end;
}

static bool
role_is(const ent_role *role, const char *code)
{
  return ent_text_equal(role->role, ent_text_from(code));
}

static bool
same_role(const ent_role *a, const ent_role *b)
{
  return ent_text_equal(a->role, b->role) && a->entity == b->entity &&
         a->agreement == b->agreement;
}

static bool
has_role(const ent_draft *d, const ent_role *role)
{
  for (size_t i = 0; i < d->roles.n; i++) {
    if (same_role(&d->roles.items[i], role)) {
      return true;
    }
  }
  return false;
}

static bool
has_entity(const ent_draft *d, uint32_t entity)
{
  for (size_t i = 0; i < d->roles.n; i++) {
    if (d->roles.items[i].entity == entity) {
      return true;
    }
  }
  return false;
}

static void
role_add(const ent_scene *s, ent_draft *d, ent_role role)
{
  if (d->roles.n < MAX_ROLES && !has_role(d, &role) &&
      (role.entity == ENT_NONE || !has_entity(d, role.entity))) {
    *ENT_PUSH(s->arena, &d->roles) = role;
  }
}

static bool
text_is(ent_text text, const char *what)
{
  return ent_text_equal(text, ent_text_from(what));
}

/// Sets the name of an event, unless it has a longer one.
static void
name_set(const ent_scene *s, ent_draft *d, ent_text name)
{
  if (name.len > d->made.name.len) {
    d->made.name = name;
    d->folded = ent_text_fold(s->arena, name);
  }
}

/// Reads the proper name of an agreement: capitalised words besides those
/// that say what it is.
static void
agreement_name(const ent_scene *s, ent_draft *d, const ent_mention *m)
{
  const ent_token *const t = s->document->tokens;
  for (uint32_t i = m->first; i < m->end; i++) {
    if (t[i].shape != ENT_SHAPE_LOWER && t[i].shape != ENT_SHAPE_OTHER &&
        t[i].shape != ENT_SHAPE_NUMBER &&
        !ent_scene_lists(s, "agreement-words", i, ENT_NO_TOKEN) &&
        !ent_scene_lists(s, "articles", i, ENT_NO_TOKEN)) {
      uint32_t first = m->first;
      while (first < i && ent_scene_lists(s, "articles", first, ENT_NO_TOKEN)) {
        first++;
      }
      name_set(s, d, ent_scene_words(s, first, m->end));
      return;
    }
  }
}

static bool
anaphoric(const ent_scene *s, uint32_t first)
{
  const ent_token *const t = s->document->tokens;
  if (ent_scene_lists(s, "definite-words", first, ENT_NO_TOKEN)) {
    return true;
  }
  uint32_t i = first;
  const uint32_t begin = s->document->sentences[t[first].sentence].first;
  for (unsigned n = 0; i > begin && n < 3; n++) {
    i--;
    if (ent_scene_lists(s, "definite-words", i, ENT_NO_TOKEN)) {
      return true;
    }
    if (t[i].upos != ENT_UPOS_ADJ && t[i].upos != ENT_UPOS_NOUN &&
        t[i].upos != ENT_UPOS_NUM) {
      return false;
    }
  }
  return false;
}

/// Begins a draft at the tokens `first..end`.
static ent_draft
draft_begin(const ent_scene *s, const ent_rule *rule,
            const ent_vocabulary_term *type, uint32_t first, uint32_t end)
{
  ent_draft d = {.sentence = s->document->tokens[first].sentence,
                 .first = first,
                 .end = end,
                 .whole = true,
                 .anaphoric = anaphoric(s, first)};
  d.made = (ent_happening){.type = type->local,
                           .type_iri = type->iri,
                           .place = ENT_NONE,
                           .part_of = ENT_NONE};
  d.made.source.rule = rule->id;
  d.made.source.confidence = rule->confidence;
  *ENT_PUSH(s->arena, &d.evidence) = ent_evidence_make(s, first, end);
  return d;
}

static bool
dates_agree(const ent_date *a, const ent_date *b)
{
  if (!a->value[0] || !b->value[0]) {
    return true;
  }
  const size_t n =
      strlen(a->value) < strlen(b->value) ? strlen(a->value) : strlen(b->value);
  return !strncmp(a->value, b->value, n);
}

/// Counts the roles that two drafts share; `*few` is how many the one with
/// fewer has.
static size_t
shared_roles(const ent_draft *a, const ent_draft *b, const char *role,
             size_t *few)
{
  size_t n = 0;
  size_t in_a = 0;
  size_t in_b = 0;
  for (size_t i = 0; i < a->roles.n; i++) {
    const ent_role *const r = &a->roles.items[i];
    if (!role || role_is(r, role)) {
      in_a++;
      n += has_role(b, r);
    }
  }
  for (size_t i = 0; i < b->roles.n; i++) {
    in_b += !role || role_is(&b->roles.items[i], role);
  }
  *few = in_a < in_b ? in_a : in_b;
  return n;
}

/// Tells whether the roles of two drafts of one type can be those of one
/// event.
static bool
roles_agree(const ent_draft *a, const ent_draft *b)
{
  size_t few;
  const ent_text type = a->made.type;
  const size_t shared = shared_roles(a, b, NULL, &few);
  if (text_is(type, "Visit")) {
    size_t visited_few;
    const size_t visited = shared_roles(a, b, "visited", &visited_few);
    shared_roles(a, b, "participant", &few);
    const size_t who = shared_roles(a, b, "participant", &few);
    return (visited || !visited_few) && (who || !few);
  }
  if (text_is(type, "Gathering") && b->anaphoric && !b->folded.len) {
    shared_roles(a, b, "organiser", &few);
    size_t attending;
    const size_t same = shared_roles(a, b, "participant", &attending);
    return shared > 0 || same > 0 || (!few && !attending);
  }
  if (text_is(type, "Appointment") || text_is(type, "Award")) {
    return shared > 0 || !few;
  }
  if (text_is(type, "Meeting") || text_is(type, "Signing")) {
    return !few || shared * 2 >= few + 1 || shared == few;
  }
  return shared > 0 || !few;
}

static bool
names_agree(const ent_draft *a, const ent_draft *b, bool *same)
{
  *same = false;
  if (!a->folded.len || !b->folded.len) {
    return true;
  }
  const ent_draft *const little = a->folded.len < b->folded.len ? a : b;
  const ent_draft *const big = little == a ? b : a;
  *same = ent_text_find(big->folded, little->folded, 0) != SIZE_MAX;
  return *same;
}

/// Tells whether two drafts tell of one event or agreement.
static bool
same_happening(const ent_draft *old, const ent_draft *more)
{
  bool same_name;
  const bool told_again = more->anaphoric && !more->folded.len;
  if (!ent_text_equal(old->made.type, more->made.type) &&
      !(told_again && text_is(more->made.type, "Agreement"))) {
    return false;
  }
  if (old->evidence.items[0].trigger.start ==
      more->evidence.items[0].trigger.start) {
    return true;
  }
  if (!names_agree(old, more, &same_name) ||
      !dates_agree(&old->made.date, &more->made.date)) {
    return false;
  }
  if (same_name) {
    return true;
  }
  if (!more->roles.n || (!old->roles.n && !old->folded.len)) {
    return more->anaphoric;
  }
  if (told_again && old->paper) {
    return true; // "the memorandum was signed by …"
  }
  if (more->folded.len != 0 || old->folded.len != 0) {
    return more->anaphoric && roles_agree(old, more);
  }
  if (!ent_text_equal(old->made.status, more->made.status)) {
    return more->anaphoric && roles_agree(old, more);
  }
  return roles_agree(old, more);
}

/// Adds what `more` tells to `old`.
static void
draft_merge(const ent_scene *s, ent_draft *old, const ent_draft *more)
{
  for (size_t i = 0; i < more->roles.n; i++) {
    role_add(s, old, more->roles.items[i]);
  }
  if (more->made.date.value[0] &&
      strlen(more->made.date.value) > strlen(old->made.date.value)) {
    old->made.date = more->made.date;
  }
  if (old->made.place == ENT_NONE) {
    old->made.place = more->made.place;
  }
  if (more->made.name.len) {
    name_set(s, old, more->made.name);
  }
  if (old->evidence.n < MAX_EVIDENCE &&
      (more->roles.n || more->made.name.len)) {
    const ent_evidence e = more->evidence.items[0];
    for (size_t i = 0; i < old->evidence.n; i++) {
      if (old->evidence.items[i].trigger.start == e.trigger.start) {
        return;
      }
    }
    *ENT_PUSH(s->arena, &old->evidence) = e;
  }
  old->sentence = more->sentence;
}

/// Tells whether no draft has `type`.
static bool
type_missing(const ent_draft_list *drafts, ent_text type)
{
  for (size_t i = 0; i < drafts->n && i < MAX_LOOK_BACK; i++) {
    if (ent_text_equal(drafts->items[i].made.type, type)) {
      return false;
    }
  }
  return true;
}

/// Adds `more` to `drafts`, or to the draft of the same event.  Returns its
/// index, or ENT_NONE if it says too little to stand alone.
static uint32_t
draft_add(const ent_scene *s, ent_draft_list *drafts, const ent_draft *more,
          bool may_make)
{
  for (size_t i = drafts->n; i-- > 0 && drafts->n - i <= MAX_LOOK_BACK;) {
    if (same_happening(&drafts->items[i], more)) {
      draft_merge(s, &drafts->items[i], more);
      return (uint32_t)i;
    }
  }
  if (!may_make || !more->whole ||
      (!more->roles.n && !more->made.name.len && !more->pending)) {
    return ENT_NONE;
  }
  *ENT_PUSH(s->arena, drafts) = *more;
  return (uint32_t)drafts->n - 1;
}

/// Tells whether a sentence names an entity that has a role in a draft.
static bool
named_in(const ent_scene *s, const ent_draft *d, uint32_t sentence)
{
  const ent_sentence *const at = &s->document->sentences[sentence];
  const uint32_t from = s->first_at[at->first];
  for (uint32_t m = from; m < s->mentions->n && m - from < MOST_NAMES &&
                          s->mentions->items[m].first < at->end;
       m++) {
    const ent_mention *const mention = &s->mentions->items[m];
    if (mention->kind <= ENT_MENTION_PLACE && mention->entity != ENT_NONE &&
        has_entity(d, mention->entity)) {
      return true;
    }
  }
  return false;
}

/// Lets the quote begin with the sentence before, where only that one names
/// who "they" are.
static void
evidence_widen(const ent_scene *s, ent_draft *d)
{
  const ent_sentence *const now = &s->document->sentences[d->sentence];
  if (d->sentence == 0 || now[-1].kind != now->kind || d->made.name.len ||
      named_in(s, d, d->sentence) || !named_in(s, d, d->sentence - 1)) {
    return;
  }
  d->evidence.items[0].quote.start = now[-1].span.start;
}

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
  ent_draft d = draft_begin(s, rule, type, m->first, m->end);
  d.paper = true;
  agreement_name(s, &d, m);
  d.made.status = text_is(event->made.status, "held") ? ENT_TEXT("signed")
                                                      : ENT_TEXT("planned");
  for (size_t i = 0; i < event->roles.n; i++) {
    ent_role role = event->roles.items[i];
    if (role.entity == ENT_NONE || !role_is(&role, "participant")) {
      continue;
    }
    const bool person = s->entities->items[role.entity].kind == ENT_PERSON;
    role.role = person ? ENT_TEXT("signatory") : ENT_TEXT("party");
    role_add(s, &d, role);
  }
  d.made.date = event->made.date;
  evidence_widen(s, &d);
  const bool may_make =
      !r->headline || type_missing(&r->drafts->agreements, d.made.type);
  const uint32_t found = draft_add(s, &r->drafts->agreements, &d, may_make);
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
  if (text_is(slot, "name")) {
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
    name_set(s, d, ent_scene_words(s, first, end));
  } else if (text_is(slot, "place")) {
    d->made.place = m ? m->entity : ENT_NONE;
  } else if (text_is(slot, "date")) {
    d->made.date = m ? m->date : d->made.date;
  } else if (m && m->entity < s->entities->n) {
    role_add(s, d, (ent_role){slot, m->entity, ENT_NONE, ENT_NONE});
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
      if (!text_is(a->slot, "agreement")) {
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
  d->anaphoric |= anaphoric(r->scene, r->scene->mentions->items[mention].first);
  role_add(r->scene, d,
           (ent_role){ENT_TEXT("agreement"), ENT_NONE, a, ENT_NONE});
}

/// Adds the agreements that an argument or capture of a Signing names.
static void
agreements_fill(reader *r, ent_draft *d, const ent_match *match)
{
  const ent_rule *const rule = match->rule;
  for (size_t i = 0; i < match->n_captures; i++) {
    const ent_capture *const c = &match->captures[i];
    if (text_is(c->slot, "agreement") && c->mention != ENT_NONE) {
      agreement_take(r, d, rule, c->mention);
    }
  }
  for (size_t i = 0; i < rule->n_arguments; i++) {
    const ent_argument *const a = &rule->arguments[i];
    const ent_group *g = NULL;
    size_t n;
    for (size_t w = 0; !g && text_is(a->slot, "agreement") && w < a->n_where;
         w++) {
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

/// Lets the place of a visit be what is visited, if that is one place.
static void
visit_place(const ent_scene *s, ent_draft *d)
{
  uint32_t place = ENT_NONE;
  unsigned n = 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    const ent_role *const role = &d->roles.items[i];
    if (role_is(role, "visited")) {
      n++;
      if (s->entities->items[role->entity].kind == ENT_PLACE) {
        place = role->entity;
      }
    }
  }
  if (n) {
    d->made.place = n == 1 ? place : ENT_NONE;
  }
}

/// Tells whether a date lies after the article's.
static bool
later(const ent_scene *s, const ent_date *date)
{
  const char *const published = s->document->article->published;
  return published[0] && date->earliest[0] &&
         strcmp(date->earliest, published) > 0;
}

/// Reads the status of a draft; returns false if nothing happened.
static bool
status_read(const reader *r, ent_draft *d, const ent_rule *rule, uint32_t end)
{
  const ent_text found = ent_scene_status(r->scene, d->first, end);
  const bool off = text_is(found, "cancelled");
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
    if (c->mention != ENT_NONE && text_is(c->slot, "name")) {
      const ent_text type = r->scene->mentions->items[c->mention].class_name;
      return (type.len && !ent_text_equal(type, match->rule->makes->local)) ||
             in_list_within(r->scene, "no-events", c->first, c->end);
    }
  }
  return false;
}

/// Adds the persons in a draft to a Signing and to its agreements as those who
/// sign: "The document was signed by …".
static void
signing_extend(reader *r, ent_draft *signing, const ent_draft *d)
{
  draft_merge(r->scene, signing, d);
  for (size_t i = 0; i < signing->roles.n; i++) {
    const uint32_t a = signing->roles.items[i].agreement;
    for (size_t j = 0; a != ENT_NONE && j < d->roles.n; j++) {
      ent_role role = d->roles.items[j];
      role.role = ENT_TEXT("signatory");
      role_add(r->scene, &r->drafts->agreements.items[a], role);
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
  for (size_t i = events->n; i-- > 0 && events->n - i <= MAX_LOOK_BACK;) {
    ent_draft *const e = &events->items[i];
    if (e->sentence <= d->sentence &&
        d->sentence - e->sentence <= LAST_WINDOW &&
        !text_is(e->made.status, "cancelled") &&
        (!last || e->sentence > last->sentence) &&
        (text_is(e->made.type, "Gathering") ||
         text_is(e->made.type, "Meeting") ||
         text_is(e->made.type, "Founding") ||
         text_is(e->made.type, "Signing"))) {
      last = e;
    }
  }
  if (!last || !d->roles.n) {
    return false;
  }
  if (!text_is(last->made.type, "Signing")) {
    draft_merge(r->scene, last, d);
  } else if (in_list_within(r->scene, "sign-verbs", d->first, d->end)) {
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
    if (!text_is(c->slot, "agreement")) {
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
  ent_draft d = draft_begin(s, rule, rule->makes, match->first, match->end);
  if (!status_read(r, &d, rule, match->end)) {
    return;
  }
  captures_fill(r, &d, match);
  d.whole = arguments_fill(r, &d, match);
  d.pending = rule->n_arguments == 0;
  if (!d.made.date.value[0]) {
    d.made.date = ent_scene_date(s, match->first, match->end,
                                 text_is(d.made.type, "Visit") ||
                                     text_is(d.made.type, "Gathering"));
  }
  if (!d.made.date.value[0] && !text_is(d.made.type, "Appointment") &&
      !text_is(d.made.type, "Founding")) {
    d.made.date = ent_scene_sequel_date(s, match->first);
  }
  if (!d.made.date.value[0] && text_is(d.made.type, "Gathering")) {
    d.made.date = ent_scene_named_year(s, match->first, match->end);
  }
  if (!rule->status.len && text_is(d.made.status, "held") &&
      later(s, &d.made.date)) {
    d.made.status = ENT_TEXT("planned");
  }
  if (d.made.place == ENT_NONE) {
    d.made.place = ent_scene_place(s, r->groups, match->first, match->end,
                                   !text_is(d.made.type, "Founding"));
  }
  if (text_is(d.made.type, "Visit")) {
    visit_place(s, &d);
  }
  if (d.whole) {
    agreements_fill(r, &d, match);
  }
  evidence_widen(s, &d);
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
      (!r->headline || type_missing(&r->drafts->events, d.made.type));
  if (draft_add(s, &r->drafts->events, &d, may_make) != ENT_NONE &&
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
      draft_begin(s, rule, type ? type : rule->makes, match->first, match->end);
  if (!status_read(r, &d, rule, match->end)) {
    return;
  }
  d.paper = true;
  if (m) {
    d.anaphoric = anaphoric(s, m->first);
    agreement_name(s, &d, m);
    d.evidence.items[0].trigger =
        (ent_span){s->document->tokens[m->first].span.start,
                   s->document->tokens[m->end - 1].span.end};
  }
  if (text_is(d.made.status, "held")) {
    d.made.status = ENT_TEXT("signed");
  }
  captures_fill(r, &d, match);
  d.whole = arguments_fill(r, &d, match);
  if (text_is(d.made.status, "signed")) {
    d.made.date = ent_scene_date(s, match->first, match->end, false);
  }
  evidence_widen(s, &d);
  if (draft_add(s, &r->drafts->agreements, &d,
                !rule->only_merges &&
                    (!r->headline || type_missing(&r->drafts->agreements,
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
  for (size_t i = at; i-- > 0 && at - i <= MAX_LOOK_BACK;) {
    const ent_draft *const e = &events->items[i];
    size_t few;
    if (e->made.date.precision == ENT_PRECISION_DAY &&
        text_is(e->made.status, "held") &&
        shared_roles(d, e, "participant", &few) > 0) {
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
         role_is(&d->roles.items[i], role);
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
    for (size_t p = 0; p < drafts->positions.n; p++) {
      const ent_position *const position = &drafts->positions.items[p];
      if (role_is(&role, "signatory") && position->person == role.entity &&
          position->organization != ENT_NONE) {
        role_add(drafts->scene, agreement,
                 (ent_role){ENT_TEXT("party"), position->organization, ENT_NONE,
                            ENT_NONE});
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
      role_add(drafts->scene, signing, role);
    }
    parties_add(drafts, paper);
  }
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
    if (text_is(drafts->events.items[i].made.type, "Signing")) {
      signing_share(drafts, &drafts->events.items[i]);
    }
  }
  facts->agreements = happenings_make(drafts, &drafts->agreements, agreements,
                                      &facts->n_agreements);
  for (size_t i = 0; i < drafts->events.n; i++) {
    ent_draft *const d = &drafts->events.items[i];
    roles_renumber(d, agreements);
    if (text_is(d->made.type, "Signing")) {
      signing_trim(drafts->scene, d);
    }
    if (!d->made.date.value[0] && text_is(d->made.status, "held") &&
        (text_is(d->made.type, "Meeting") ||
         text_is(d->made.type, "Signing"))) {
      date_inherit(&drafts->events, i);
    }
  }
  facts->events =
      happenings_make(drafts, &drafts->events, events, &facts->n_events);
}
