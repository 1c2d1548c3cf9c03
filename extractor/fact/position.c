// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads who holds which position.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <stdio.h>
#include <string.h>

enum { MAX_TITLES = 3, NEXT_WINDOW = 24, MAX_OTHERS = 12, COUNTRY_WINDOW = 90 };

// What one sentence has so far.
typedef struct {
  ent_drafts *drafts;
  ent_folds *folds;
  uint32_t titles_end;   // behind the last title that was given to a holder
  uint32_t holder_end;   // behind the last holder whose title stands before it
  uint32_t organization; // of that title, maybe of the one before; ENT_NONE
  uint32_t title_end;    // behind that title
  uint32_t given;        // body of the last position, as the rules have it
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
      if (s->entities->items[entity].kind == ENT_PLACE &&
          !ent_text_equal(s->document->tokens[t].lower, ENT_TEXT("of"))) {
        return ENT_NONE; // "Ambassador to Malta"
      }
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

/// Finds the body of a title that goes on from the one before: "NASA's
/// Administrator X, Deputy Administrator Y", "Indian President X, Prime
/// Minister Y".
static uint32_t
organization_before(const reader *r, const ent_match *match,
                    const ent_capture *title)
{
  const ent_scene *const s = r->drafts->scene;
  const uint32_t e = r->organization;
  if (!r->holder_end || e == ENT_NONE || title->first != match->first ||
      match->first == r->holder_end || match->first > r->holder_end + 3) {
    return ENT_NONE;
  }
  for (uint32_t t = r->holder_end; t < match->first; t++) {
    const ent_token *const x = &s->document->tokens[t];
    if (x->upos != ENT_UPOS_CCONJ && !ent_text_is(x->form, ",") &&
        !ent_text_is(x->form, ";")) {
      return ENT_NONE;
    }
  }
  const bool same = ent_text_equal(s->document->tokens[title->end - 1].lower,
                                   s->document->tokens[r->title_end - 1].lower);
  const bool state =
      s->entities->items[e].country[0] &&
      ent_scene_lists_any(s, "state-titles", title->first, title->end);
  return s->entities->items[e].kind == ENT_PLACE ? (state ? e : ENT_NONE)
         : same                                  ? e
                                                 : ENT_NONE;
}

ent_text
ent_title_singular(const ent_scene *s, uint32_t first, uint32_t end)
{
  const ent_token *const tokens = s->document->tokens;
  uint32_t head = first;
  while (head + 1 < end && tokens[head + 1].upos != ENT_UPOS_ADP &&
         tokens[head + 1].upos != ENT_UPOS_PUNCT) {
    head++;
  }
  const ent_text words = ent_scene_words(s, first, head + 1);
  if (!ent_text_ends(words, ENT_TEXT("s"))) {
    return ent_scene_words(s, first, end);
  }
  const ent_text rest =
      head + 1 < end ? ent_scene_words(s, head + 1, end) : ENT_TEXT("");
  char *const one = ent_arena_alloc(s->arena, words.len + rest.len + 1);
  snprintf(one, words.len + rest.len + 1, "%.*s%s%.*s", (int)words.len - 1,
           words.data, rest.len ? " " : "", (int)rest.len, rest.data);
  return ent_text_from(one);
}

/// Lends the words of a title, the last made singular if several hold it; with
/// where its holder is sent: "Ambassador (of Latvia) to Malta".
static ent_text
title_words(const ent_scene *s, const ent_match *match,
            const ent_capture *title, bool plural)
{
  const ent_text words = ent_scene_words(s, title->first, title->end);
  const ent_capture *const place = ent_match_slot(match, "place");
  if (place) {
    const ent_text where = ent_scene_words(s, place->first, place->end);
    const size_t size = words.len + sizeof " to " + where.len;
    char *const whole = ent_arena_alloc(s->arena, size);
    snprintf(whole, size, "%.*s to %.*s", (int)words.len, words.data,
             (int)where.len, where.data);
    return ent_text_from(whole);
  }
  return plural ? ent_title_singular(s, title->first, title->end) : words;
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

/// Makes the evidence of a title: its sentence, with the one beside it where
/// the holder is named; returns false if the holder is further away.
static bool
evidence_make(const ent_scene *s, uint32_t first, uint32_t end,
              const ent_mention *holder, ent_evidence *evidence)
{
  const ent_sentence *const all = s->document->sentences;
  const uint32_t here = s->document->tokens[first].sentence;
  *evidence = ent_evidence_make(s, first, end);
  if (holder->sentence < here) {
    evidence->quote.start = all[holder->sentence].span.start;
  } else if (holder->sentence > here) {
    evidence->quote.end = all[holder->sentence].span.end;
  }
  return holder->sentence + 1 >= here && holder->sentence <= here + 1;
}

ent_position *
ent_position_make(ent_drafts *d, const ent_judgement *judged,
                  const ent_position *made, uint32_t first, uint32_t end,
                  uint32_t holder)
{
  const ent_scene *const s = d->scene;
  const ent_mention *const m = &s->mentions->items[holder];
  ent_evidence evidence;
  ent_position *p =
      position_find(d, made->person, made->title, made->organization);
  if (p) {
    if (p->organization == ENT_NONE) {
      p->organization = made->organization;
    }
    return p;
  }
  if (!evidence_make(s, first, end, m, &evidence)) {
    return NULL;
  }
  if (!ent_drafts_claim(d, ENT_TEXT("position"), evidence.trigger.start)) {
    if (!ent_drafts_claim(d, ENT_TEXT("position"), m->name.start)) {
      return NULL;
    }
    evidence.trigger = m->name;
  }
  p = ENT_PUSH(s->arena, &d->positions);
  *p = *made;
  p->source =
      ent_source_make(s, made->source.rule, made->source.confidence, evidence);
  if (p->organization == ENT_NONE &&
      ent_scene_lists_any(s, "state-titles", first, end)) {
    ent_country_guess(d, judged, (uint32_t)d->positions.n - 1, first, end);
  }
  return p;
}

static void
position_add(reader *r, const ent_match *match, ent_capture title_found,
             const ent_capture *holder, bool plural)
{
  ent_capture *const title = &title_found;
  ent_drafts *const d = r->drafts;
  const ent_scene *const s = d->scene;
  const ent_judgement j = ent_title_judge(d, title->first, title->end);
  const uint32_t found = mention_of(r, holder)->entity;
  const ent_role_guess *const other = ent_judgement_other(&j, "holder", found);
  const uint32_t person = other ? other->entity : found;
  if (s->entities->items[person].kind != ENT_PERSON) {
    return;
  }
  uint32_t organization = organization_of(r, match, title);
  if (organization == ENT_NONE) {
    organization = organization_before(r, match, title);
  }
  r->given = organization;
  const ent_role_guess *const at = ent_judgement_other(&j, "at", organization);
  const ent_position made = {
      .person = person,
      .title = title_words(s, match, title, plural),
      .organization = at ? at->entity : organization,
      .source = {.rule = other ? ENT_TEXT("core.title") : match->rule->id,
                 .confidence =
                     other ? (double)other->p : match->rule->confidence}};
  ent_position *const p =
      ent_position_make(d, &j, &made, title->first, title->end,
                        other ? other->mention : holder->mention);
  if (p && !other) {
    tenure_read(s, match, title, holder, p);
  }
  if (j.title != ENT_NONE) {
    d->titles_read[j.title] = 1;
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
  for (uint32_t t = match->first; t < holder->first; t++) {
    if (r->drafts->scene->document->tokens[t].upos == ENT_UPOS_VERB) {
      return; // a clause: "Latvia appointed X as its ambassador"
    }
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

/// Tells whether a finite verb stands in first..end.
static bool
verb_in(const ent_scene *s, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end; t++) {
    if (s->document->tokens[t].upos == ENT_UPOS_VERB ||
        s->document->tokens[t].upos == ENT_UPOS_AUX) {
      return true;
    }
  }
  return false;
}

/// Passes the longest name or rank at `token`; sets `*person` if it is one.
/// Returns `token` if there is none.
static uint32_t
name_pass(const ent_scene *s, uint32_t token, bool *person)
{
  const uint32_t m = s->first_at[token];
  *person = false;
  if (m >= s->mentions->n || s->mentions->items[m].first != token) {
    return token;
  }
  const ent_mention *const mention = &s->mentions->items[m];
  *person = mention->kind == ENT_MENTION_PERSON;
  return mention->kind <= ENT_MENTION_PLACE ||
                 (mention->kind == ENT_MENTION_TITLE &&
                  ent_scene_in_list(s, ent_rules_list(s->rules, "ranks"), token,
                                    mention->end) == mention->end)
             ? mention->end
             : token;
}

/// Tells whether, in a list of titles with their holders behind them, a name
/// follows to which the title before it belongs: "…, President of Y, Z" after
/// "Minister X".
static bool
belongs_to_next(const reader *r, const ent_match *match,
                const ent_capture *holder)
{
  const ent_scene *const s = r->drafts->scene;
  const ent_list *const inner = ent_rules_list(s->rules, "title-inside");
  if (holder->first != match->first || !r->holder_end ||
      verb_in(s, r->holder_end, holder->first)) {
    return false;
  }
  const uint32_t end =
      s->document->sentences[s->document->tokens[match->first].sentence].end;
  uint32_t t = match->end;
  while (t < end && t < match->end + NEXT_WINDOW) {
    bool person;
    const uint32_t behind = name_pass(s, t, &person);
    const ent_upos upos = s->document->tokens[t].upos;
    if (person) {
      return true;
    }
    if (behind == t && upos != ENT_UPOS_PROPN && upos != ENT_UPOS_NOUN &&
        upos != ENT_UPOS_ADJ && upos != ENT_UPOS_PUNCT &&
        ent_scene_in_list(s, inner, t, end) == ENT_NO_TOKEN) {
      return false;
    }
    t = behind > t ? behind : t + 1;
  }
  return false;
}

/// Finds the person behind `token` and a comma or conjunction: "… A, B and C";
/// ENT_NONE if there is none.
static uint32_t
person_next(const ent_scene *s, uint32_t token)
{
  const ent_list *const list = ent_rules_list(s->rules, "coordinators");
  const uint32_t end = s->document->n_tokens;
  uint32_t t = token;
  t += t < end && ent_text_equal(s->document->tokens[t].form, ENT_TEXT(","));
  const uint32_t behind = ent_scene_in_list(s, list, t, end);
  t = behind == ENT_NO_TOKEN ? t : behind;
  const uint32_t m = t < end ? s->first_at[t] : s->mentions->n;
  return t > token && m < s->mentions->n && s->mentions->items[m].first == t &&
                 s->mentions->items[m].kind == ENT_MENTION_PERSON &&
                 s->mentions->items[m].entity < s->entities->n
             ? m
             : ENT_NONE;
}

/// Gives a plural title to its first holder and the names that follow:
/// "engineers A, B and C"; to none if it is not one title of several.
static void
holders_add(reader *r, const ent_match *match, const ent_capture *title,
            const ent_capture *holder)
{
  const ent_scene *const s = r->drafts->scene;
  uint32_t m = person_next(s, holder->end);
  if (holder->first < title->end || m == ENT_NONE ||
      ent_text_equal(s->document->tokens[holder->first - 1].form,
                     ENT_TEXT(","))) {
    return;
  }
  position_add(r, match, *title, holder, true);
  for (unsigned n = 0; n < MAX_OTHERS && m != ENT_NONE; n++) {
    const ent_mention *const person = &s->mentions->items[m];
    const ent_capture other = {holder->slot, person->first, person->end, m};
    position_add(r, match, *title, &other, true);
    m = person_next(s, other.end);
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
    if (titles[i]->mention != ENT_NONE &&
        mention_of(r, titles[i])->number == ENT_PLURAL) {
      holders_add(r, match, titles[i], holder);
    } else {
      position_add(r, match, *titles[i], holder, false);
    }
    r->titles_end = titles[i]->end;
  }
  if (holder->first > titles[0]->first) {
    r->organization = r->given;
    r->title_end = titles[0]->end;
    r->holder_end = holder->end;
    r->titles_end = holder->first; // and the rank between
  }
  fold_add(r, match, holder);
}

void
ent_positions_read(ent_drafts *drafts, uint32_t sentence, ent_folds *folds)
{
  reader r = {.drafts = drafts,
              .folds = folds,
              .organization = ENT_NONE,
              .given = ENT_NONE};
  ent_matches matches = {0};
  ent_scene_match(drafts->scene, sentence, 1u << ENT_NODE_POSITION, &matches);
  for (size_t i = 0; i < matches.n; i++) {
    match_take(&r, &matches.items[i]);
  }
  ent_titles_read(drafts, sentence);
}
