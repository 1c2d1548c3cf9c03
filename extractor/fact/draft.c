// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes one draft of several mentions of one event or agreement.

#include "extractor/fact/draft.h"

#include "extractor/base/text.h"

#include <string.h>

enum {
  MAX_EVIDENCE = 6,
  MOST_NAMES = 256, // looked at in a sentence without end
  MAX_ROLES = 128
};

bool
ent_role_is(const ent_role *role, const char *code)
{
  return ent_text_is(role->role, code);
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

void
ent_draft_role(const ent_scene *s, ent_draft *d, ent_role role)
{
  if (d->roles.n < MAX_ROLES && !has_role(d, &role) &&
      (role.entity == ENT_NONE || !has_entity(d, role.entity))) {
    *ENT_PUSH(s->arena, &d->roles) = role;
  }
}

void
ent_draft_name(const ent_scene *s, ent_draft *d, ent_text name)
{
  if (name.len > d->made.name.len) {
    d->made.name = name;
    d->folded = ent_text_fold(s->arena, name);
  }
}

void
ent_draft_agreement_name(const ent_scene *s, ent_draft *d, const ent_mention *m)
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
      ent_draft_name(s, d, ent_scene_words(s, first, m->end));
      return;
    }
  }
}

bool
ent_scene_anaphoric(const ent_scene *s, uint32_t first)
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

/// Lends the folded words of the first title behind a trigger in its sentence;
/// empty if there is none.
static ent_text
title_behind(const ent_scene *s, uint32_t end)
{
  const ent_document *const d = s->document;
  const uint32_t stop = d->sentences[d->tokens[end - 1].sentence].end;
  for (uint32_t m = end < stop ? s->first_at[end] : s->mentions->n;
       m < s->mentions->n && s->mentions->items[m].first < stop; m++) {
    const ent_mention *const x = &s->mentions->items[m];
    if (x->kind == ENT_MENTION_TITLE) {
      return ent_text_fold(s->arena, ent_scene_words(s, x->first, x->end));
    }
  }
  return (ent_text){0};
}

ent_draft
ent_draft_begin(const ent_scene *s, ent_text rule, double confidence,
                const ent_vocabulary_term *type, uint32_t first, uint32_t end)
{
  ent_draft d = {.sentence = s->document->tokens[first].sentence,
                 .first = first,
                 .end = end,
                 .whole = true,
                 .anaphoric = ent_scene_anaphoric(s, first)};
  d.made = (ent_happening){.type = type->local,
                           .type_iri = type->iri,
                           .place = ENT_NONE,
                           .part_of = ENT_NONE};
  if (ent_text_is(type->local, "Appointment")) {
    d.title = title_behind(s, end);
  }
  d.made.source.rule = rule;
  d.made.source.confidence = confidence;
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

size_t
ent_draft_shared(const ent_draft *a, const ent_draft *b, const char *role,
                 size_t *few)
{
  size_t n = 0;
  size_t in_a = 0;
  size_t in_b = 0;
  for (size_t i = 0; i < a->roles.n; i++) {
    const ent_role *const r = &a->roles.items[i];
    if (!role || ent_role_is(r, role)) {
      in_a++;
      n += has_role(b, r);
    }
  }
  for (size_t i = 0; i < b->roles.n; i++) {
    in_b += !role || ent_role_is(&b->roles.items[i], role);
  }
  *few = in_a < in_b ? in_a : in_b;
  return n;
}

/// Tells whether two appointments can be to one position; one career has many.
static bool
titles_agree(const ent_draft *a, const ent_draft *b)
{
  return !a->title.len || !b->title.len || ent_text_equal(a->title, b->title);
}

/// Tells whether the roles of two drafts of one type can be those of one
/// event.
static bool
roles_agree(const ent_draft *a, const ent_draft *b)
{
  size_t few;
  const ent_text type = a->made.type;
  const size_t shared = ent_draft_shared(a, b, NULL, &few);
  if (ent_text_is(type, "Visit")) {
    size_t visited_few;
    const size_t visited = ent_draft_shared(a, b, "visited", &visited_few);
    ent_draft_shared(a, b, "participant", &few);
    const size_t who = ent_draft_shared(a, b, "participant", &few);
    return (visited || !visited_few) && (who || !few);
  }
  if (ent_text_is(type, "Gathering") && b->anaphoric && !b->folded.len) {
    ent_draft_shared(a, b, "organiser", &few);
    size_t attending;
    const size_t same = ent_draft_shared(a, b, "participant", &attending);
    return shared > 0 || same > 0 || (!few && !attending);
  }
  if (ent_text_is(type, "Appointment") || ent_text_is(type, "Award")) {
    const size_t same = ent_draft_shared(
        a, b, ent_text_is(type, "Award") ? "recipient" : "participant", &few);
    return (same > 0 || !few) && (b->anaphoric || titles_agree(a, b));
  }
  if (ent_text_is(type, "Meeting") || ent_text_is(type, "Signing")) {
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
      !(told_again && ent_text_is(more->made.type, "Agreement"))) {
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

void
ent_draft_merge(const ent_scene *s, ent_draft *old, const ent_draft *more)
{
  for (size_t i = 0; i < more->roles.n; i++) {
    ent_draft_role(s, old, more->roles.items[i]);
  }
  if (more->made.date.value[0] &&
      strlen(more->made.date.value) > strlen(old->made.date.value)) {
    old->made.date = more->made.date;
  }
  if (old->made.place == ENT_NONE) {
    old->made.place = more->made.place;
  }
  if (more->made.name.len) {
    ent_draft_name(s, old, more->made.name);
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

bool
ent_drafts_lack(const ent_draft_list *drafts, ent_text type)
{
  for (size_t i = 0; i < drafts->n && i < ENT_MAX_LOOK_BACK; i++) {
    if (ent_text_equal(drafts->items[i].made.type, type)) {
      return false;
    }
  }
  return true;
}

uint32_t
ent_drafts_add(const ent_scene *s, ent_draft_list *drafts,
               const ent_draft *more, bool may_make)
{
  for (size_t i = drafts->n; i-- > 0 && drafts->n - i <= ENT_MAX_LOOK_BACK;) {
    if (same_happening(&drafts->items[i], more)) {
      ent_draft_merge(s, &drafts->items[i], more);
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

bool
ent_draft_requote(const ent_scene *s, ent_draft *d)
{
  const ent_sentence *const now = &s->document->sentences[d->sentence];
  if (d->made.name.len || named_in(s, d, d->sentence)) {
    return true;
  }
  if (d->sentence == 0 || now[-1].kind != now->kind ||
      !named_in(s, d, d->sentence - 1)) {
    return false;
  }
  d->evidence.items[0].quote.start = now[-1].span.start;
  return true;
}

/// Lets the place of a visit be what is visited, if that is one place.
static void
visit_place(const ent_scene *s, ent_draft *d)
{
  uint32_t place = ENT_NONE;
  unsigned n = 0;
  for (size_t i = 0; i < d->roles.n; i++) {
    const ent_role *const role = &d->roles.items[i];
    if (ent_role_is(role, "visited")) {
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

/// Finds the date of a draft whose trigger ends before `end`.
static void
date_find(const ent_scene *s, ent_draft *d, uint32_t end)
{
  const bool gathering = ent_text_is(d->made.type, "Gathering");
  if (!d->made.date.value[0]) {
    d->made.date = ent_scene_date(
        s, d->first, end, ent_text_is(d->made.type, "Visit") || gathering);
  }
  if (!d->made.date.value[0] && !ent_text_is(d->made.type, "Appointment") &&
      !ent_text_is(d->made.type, "Founding")) {
    d->made.date = ent_scene_sequel_date(s, d->first);
  }
  if (!d->made.date.value[0] && gathering) {
    d->made.date = ent_scene_named_year(s, d->first, end);
  }
}

void
ent_draft_place(const ent_scene *s, const ent_groups *groups, ent_draft *d,
                uint32_t end, bool sure)
{
  date_find(s, d, end);
  if (!sure && ent_text_is(d->made.status, "held") && later(s, &d->made.date)) {
    d->made.status = ENT_TEXT("planned");
  }
  if (d->made.place == ENT_NONE) {
    d->made.place = ent_scene_place(s, groups, d->first, end,
                                    !ent_text_is(d->made.type, "Founding"));
  }
  if (ent_text_is(d->made.type, "Visit")) {
    visit_place(s, d);
  }
}
