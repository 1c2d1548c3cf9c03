// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/match.h"

#include "extractor/base/text.h"

#include <string.h>

#define MAX_PHRASE 14 // tokens of a capitalised or quoted phrase
#define MAX_REACH 64  // tokens of a match, as many as `failed` has bits

/// Finds a word of the rules that a verb form may come from, where the word
/// list of the language does not know the verb: "chaired", "chair".
static uint32_t
stem_find(const ent_rules *rules, ent_text form)
{
  static const struct {
    ent_text ending;
    bool silent_e;
  } endings[] = {{{"ed", 2}, false},
                 {{"ed", 2}, true},
                 {{"ing", 3}, false},
                 {{"ing", 3}, true},
                 {{"s", 1}, false}};
  char stem[32];
  uint32_t word = 0;
  for (size_t i = 0; !word && i < sizeof endings / sizeof *endings; i++) {
    const size_t n = form.len - endings[i].ending.len;
    if (form.len < sizeof stem && form.len > endings[i].ending.len + 2 &&
        ent_text_ends(form, endings[i].ending)) {
      memcpy(stem, form.data, n);
      stem[n] = 'e';
      ent_map_get(rules->words, (ent_text){stem, n + endings[i].silent_e},
                  &word);
    }
  }
  return word;
}

/// Says whether the rules know the word with hyphens in tokens `first` to
/// `end`, or its beginning: "president-elect", "then-president".
static bool
compound_known(const ent_rules *rules, const ent_token *tokens, uint32_t first,
               uint32_t end)
{
  char word[64];
  size_t n = 0;
  for (uint32_t i = first; i < end; i++) {
    const ent_text part = tokens[i].lower;
    if (n + part.len > sizeof word) {
      return false;
    }
    memcpy(word + n, part.data, part.len);
    n += part.len;
    if (i == first + 1 &&
        ent_map_get(rules->words, (ent_text){word, n}, NULL)) {
      return true;
    }
  }
  return ent_map_get(rules->words, (ent_text){word, n}, NULL);
}

/// Forgets the parts of words with hyphens that the rules do not know: the
/// secretary of "Secretary-General" is none.
static void
compounds_hide(ent_scene *s)
{
  const ent_document *const d = s->document;
  for (uint32_t t = 1; t < d->n_tokens; t++) {
    if (!ent_token_hyphen(d, t)) {
      continue;
    }
    const uint32_t first = t - 1;
    uint32_t end = t + 2;
    while (end < d->n_tokens && ent_token_hyphen(d, end)) {
      end += 2;
    }
    const bool known = compound_known(s->rules, d->tokens, first, end);
    for (t = first; t < end; t += 2) {
      s->lower[t] = known ? s->lower[t] : 0;
      s->lemma[t] = known ? s->lemma[t] : 0;
    }
  }
}

ent_scene *
ent_scene_make(const ent_rules *rules, const ent_mentions *mentions,
               const ent_entities *entities, ent_arena *arena)
{
  ent_scene *const s = ENT_ARENA_ARRAY(arena, ent_scene, 1);
  const ent_document *const d = mentions->document;
  *s = (ent_scene){.rules = rules,
                   .document = d,
                   .mentions = mentions,
                   .entities = entities,
                   .arena = arena};
  s->lower = ENT_ARENA_ARRAY(arena, uint32_t, d->n_tokens + 1);
  s->lemma = ENT_ARENA_ARRAY(arena, uint32_t, d->n_tokens + 1);
  s->first_at = ENT_ARENA_ARRAY(arena, uint32_t, d->n_tokens + 1);
  uint32_t m = 0;
  for (uint32_t t = 0; t < d->n_tokens; t++) {
    ent_map_get(rules->words, d->tokens[t].lower, &s->lower[t]);
    ent_map_get(rules->words, d->tokens[t].lemma, &s->lemma[t]);
    if (s->lemma[t] == s->lower[t] && d->tokens[t].upos == ENT_UPOS_VERB) {
      const uint32_t stem = stem_find(rules, d->tokens[t].lower);
      s->lemma[t] = stem ? stem : s->lemma[t];
    }
    while (m < mentions->n && mentions->items[m].first < t) {
      m++;
    }
    s->first_at[t] = m;
  }
  s->first_at[d->n_tokens] = mentions->n;
  s->often = ENT_ARENA_ARRAY(arena, uint32_t, entities->n + 1);
  for (m = 0; m < mentions->n; m++) {
    if (mentions->items[m].entity < entities->n) {
      s->often[mentions->items[m].entity]++;
    }
  }
  compounds_hide(s);
  return s;
}

uint32_t
ent_scene_head(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const ent_token *const t = scene->document->tokens;
  for (uint32_t i = first; i < end; i++) {
    if (t[i].head < first || t[i].head >= end) {
      return i;
    }
  }
  return end - 1;
}

uint32_t
ent_scene_things(const ent_scene *scene, uint32_t mention)
{
  static const uint32_t of_mention[] = {
      [ENT_MENTION_PERSON] = ENT_THING_PERSON,
      [ENT_MENTION_ORGANIZATION] = ENT_THING_ORGANIZATION,
      [ENT_MENTION_PLACE] = ENT_THING_PLACE,
      [ENT_MENTION_EVENT] = ENT_THING_EVENT,
      [ENT_MENTION_AGREEMENT] = ENT_THING_AGREEMENT,
      [ENT_MENTION_TITLE] = ENT_THING_TITLE,
      [ENT_MENTION_NATIONALITY] = ENT_THING_NATIONALITY,
      [ENT_MENTION_DATE] = ENT_THING_DATE,
      [ENT_MENTION_AMOUNT] = ENT_THING_AMOUNT};
  static const uint32_t of_entity[] = {[ENT_PERSON] = ENT_THING_PERSON,
                                       [ENT_ORGANIZATION] =
                                           ENT_THING_ORGANIZATION,
                                       [ENT_PLACE] = ENT_THING_PLACE};
  const ent_mention *const m = &scene->mentions->items[mention];
  const bool linked = m->entity < scene->entities->n;
  if (m->kind == ENT_MENTION_PRONOUN || m->kind == ENT_MENTION_DESCRIPTION) {
    return linked ? of_entity[scene->entities->items[m->entity].kind] : 0;
  }
  if (m->kind > ENT_MENTION_PLACE) {
    return of_mention[m->kind];
  }
  if (!linked) {
    return 0;
  }
  const ent_entity *const e = &scene->entities->items[m->entity];
  return of_entity[e->kind] | ENT_THING_NAMED |
         (e->country[0] && e->kind == ENT_PLACE ? ENT_THING_COUNTRY : 0u);
}

/// Tells whether a mention is one of `things`.
static bool
thing_fits(uint32_t has, uint32_t things)
{
  const uint32_t kinds = things & ~(uint32_t)ENT_THING_NAMED;
  return (has & kinds) != 0 &&
         (!(things & ENT_THING_NAMED) || (has & ENT_THING_NAMED));
}

static uint32_t
in_list(const ent_scene *s, const ent_list *list, uint32_t token,
        uint32_t limit, const uint32_t *words)
{
  uint32_t best = ENT_NO_TOKEN;
  for (size_t e = 0; e + 1 < list->entries.n; e++) {
    const uint32_t from = list->entries.items[e];
    const uint32_t n = list->entries.items[e + 1] - from;
    if (words[token] != list->words.items[from] || limit - token < n) {
      continue;
    }
    uint32_t i = 1;
    while (i < n && (s->lower[token + i] == list->words.items[from + i] ||
                     s->lemma[token + i] == list->words.items[from + i])) {
      i++;
    }
    if (i == n && (best == ENT_NO_TOKEN || token + n > best)) {
      best = token + n;
    }
  }
  return best;
}

uint32_t
ent_scene_in_list(const ent_scene *scene, const ent_list *list, uint32_t token,
                  uint32_t limit)
{
  if (!list || token >= limit) {
    return ENT_NO_TOKEN;
  }
  const uint32_t a = in_list(scene, list, token, limit, scene->lower);
  const uint32_t b = in_list(scene, list, token, limit, scene->lemma);
  return a == ENT_NO_TOKEN || (b != ENT_NO_TOKEN && b > a) ? b : a;
}

bool
ent_scene_lists(const ent_scene *scene, const char *list, uint32_t token,
                uint32_t limit)
{
  const uint32_t end =
      limit == ENT_NO_TOKEN ? scene->document->n_tokens : limit;
  return ent_scene_in_list(scene, ent_rules_list(scene->rules, list), token,
                           end) != ENT_NO_TOKEN;
}

bool
ent_scene_lists_any(const ent_scene *scene, const char *list, uint32_t first,
                    uint32_t end)
{
  const ent_list *const entries = ent_rules_list(scene->rules, list);
  for (uint32_t t = first; entries && t < end; t++) {
    if (ent_scene_in_list(scene, entries, t, end) != ENT_NO_TOKEN) {
      return true;
    }
  }
  return false;
}

static bool
capital(const ent_token *t)
{
  return t->shape == ENT_SHAPE_CAPITAL || t->shape == ENT_SHAPE_UPPER ||
         t->shape == ENT_SHAPE_MIXED;
}

/// Passes a run of capitalised words, with small words and numbers inside.
static uint32_t
phrase_end(const ent_scene *s, uint32_t token, uint32_t limit)
{
  const ent_token *const t = s->document->tokens;
  const ent_list *const inner = ent_rules_list(s->rules, "phrase-words");
  uint32_t end = ENT_NO_TOKEN;
  uint32_t capitals = 0;
  for (uint32_t i = token; i < limit && i < token + MAX_PHRASE; i++) {
    if (capital(&t[i])) {
      capitals++;
      end = i + 1;
    } else if (t[i].shape == ENT_SHAPE_NUMBER && i > token) {
      end = i + 1;
    } else if (t[i].shape == ENT_SHAPE_NUMBER) {
      continue;
    } else if (i == token ||
               ent_scene_in_list(s, inner, i, limit) == ENT_NO_TOKEN) {
      break;
    }
  }
  return capitals ? end : ENT_NO_TOKEN;
}

static bool
quote_mark(const ent_token *t, bool closing)
{
  return ent_text_equal(t->form, ENT_TEXT("\"")) ||
         ent_text_equal(t->form, closing ? ENT_TEXT("\xe2\x80\x9d")
                                         : ENT_TEXT("\xe2\x80\x9c")) ||
         ent_text_equal(t->form, closing ? ENT_TEXT("''") : ENT_TEXT("``")) ||
         ent_text_equal(t->form, closing ? ENT_TEXT("\xe2\x80\x99")
                                         : ENT_TEXT("\xe2\x80\x98"));
}

static uint32_t
quoted_end(const ent_scene *s, uint32_t token, uint32_t limit)
{
  const ent_token *const t = s->document->tokens;
  if (!quote_mark(&t[token], false)) {
    return ENT_NO_TOKEN;
  }
  for (uint32_t i = token + 1; i < limit && i < token + MAX_PHRASE; i++) {
    if (quote_mark(&t[i], true)) {
      return i > token + 1 ? i + 1 : ENT_NO_TOKEN;
    }
  }
  return ENT_NO_TOKEN;
}

uint32_t
ent_scene_atom(const ent_scene *scene, ent_atom atom, uint32_t token,
               uint32_t limit)
{
  if (token >= limit || (atom.upos && scene->document->tokens[token].upos !=
                                          (ent_upos)(atom.upos - 1))) {
    return ENT_NO_TOKEN;
  }
  bool fits = false;
  switch (atom.kind) {
  case ENT_ATOM_WORD:
    fits =
        scene->lower[token] == atom.value || scene->lemma[token] == atom.value;
    break;
  case ENT_ATOM_FORM:
    fits = scene->lower[token] == atom.value;
    break;
  case ENT_ATOM_UPOS:
    fits = scene->document->tokens[token].upos == (ent_upos)atom.value;
    break;
  case ENT_ATOM_LIST:
    return ent_scene_in_list(scene, &scene->rules->lists.items[atom.value],
                             token, limit);
  case ENT_ATOM_PHRASE:
    return phrase_end(scene, token, limit);
  case ENT_ATOM_QUOTED:
    return quoted_end(scene, token, limit);
  case ENT_ATOM_MENTION:
  case ENT_ATOM_GAP:
    break;
  }
  return fits ? token + 1 : ENT_NO_TOKEN;
}

// One try of a pattern.  What follows an element does not depend on what came
// before it, so no element is tried twice at one token: the cost is at most
// elements times MAX_REACH, whatever gaps and options a pattern has.
typedef struct {
  const ent_scene *scene;
  const ent_pattern *pattern;
  uint32_t limit;
  uint64_t failed[ENT_MAX_ELEMENTS]; // of each element where it failed
  ent_match *match;
} attempt;

static bool
items_match(attempt *a, size_t item, uint32_t token);

/// Notes what fills the slot of `e` and goes on with the next element.
static bool
item_take(attempt *a, size_t item, uint32_t token, uint32_t end,
          uint32_t mention)
{
  const ent_element *const e = &a->pattern->items[item];
  const size_t n = a->match->n_captures;
  if (e->extends && n) {
    ent_capture *const last = &a->match->captures[n - 1];
    const uint32_t before = last->end;
    last->end = end;
    if (items_match(a, item + 1, end)) {
      return true;
    }
    last->end = before;
    return false;
  }
  if (e->slot.data && n < ENT_MAX_CAPTURES) {
    a->match->captures[a->match->n_captures++] =
        (ent_capture){e->slot, token, end, mention};
  }
  if (items_match(a, item + 1, end)) {
    return true;
  }
  a->match->n_captures = n;
  return false;
}

static bool
gap_fits(const ent_token *t)
{
  return t->upos != ENT_UPOS_VERB && t->upos != ENT_UPOS_AUX &&
         t->upos != ENT_UPOS_PUNCT && t->upos != ENT_UPOS_SCONJ;
}

/// Passes "(IMF)" behind a name; returns `end` if there is none.
static uint32_t
bracket_end(const attempt *a, uint32_t end)
{
  enum { MOST = 4 };
  const ent_token *const t = a->scene->document->tokens;
  if (end >= a->limit || !ent_text_equal(t[end].form, ENT_TEXT("("))) {
    return end;
  }
  for (uint32_t i = end + 2; i < a->limit && i <= end + MOST; i++) {
    if (ent_text_equal(t[i].form, ENT_TEXT(")"))) {
      return i + 1;
    }
  }
  return end;
}

static bool
mention_match(attempt *a, size_t item, uint32_t things, uint32_t token)
{
  const ent_scene *const s = a->scene;
  for (uint32_t m = s->first_at[token];
       m < s->mentions->n && s->mentions->items[m].first == token; m++) {
    const uint32_t end = s->mentions->items[m].end;
    if (end > a->limit || !thing_fits(ent_scene_things(s, m), things)) {
      continue;
    }
    const uint32_t behind = bracket_end(a, end);
    if (item_take(a, item, token, end, m) ||
        (behind > end && item_take(a, item, token, behind, m))) {
      return true;
    }
  }
  return false;
}

static bool
atom_match(attempt *a, size_t item, ent_atom atom, uint32_t token)
{
  if (atom.kind == ENT_ATOM_MENTION) {
    return mention_match(a, item, atom.value, token);
  }
  if (atom.kind == ENT_ATOM_GAP) {
    for (uint32_t i = 0; i <= atom.value && token + i <= a->limit; i++) {
      if (items_match(a, item + 1, token + i)) {
        return true;
      }
      if (token + i == a->limit ||
          !gap_fits(&a->scene->document->tokens[token + i])) {
        return false;
      }
    }
    return false;
  }
  const uint32_t end = ent_scene_atom(a->scene, atom, token, a->limit);
  return end != ENT_NO_TOKEN && item_take(a, item, token, end, ENT_NONE);
}

/// Tells whether one of the atoms of a negative element stands at `token`.
static bool
refused_here(const attempt *a, const ent_element *e, uint32_t token)
{
  const ent_scene *const s = a->scene;
  for (size_t i = 0; i < e->n; i++) {
    if (e->atoms[i].kind != ENT_ATOM_MENTION) {
      if (ent_scene_atom(s, e->atoms[i], token, a->limit) != ENT_NO_TOKEN) {
        return true;
      }
      continue;
    }
    for (uint32_t m = s->first_at[token];
         m < s->mentions->n && s->mentions->items[m].first == token; m++) {
      if (thing_fits(ent_scene_things(s, m), e->atoms[i].value)) {
        return true;
      }
    }
  }
  return false;
}

/// Matches element `item` and those behind it at `token`.
static bool
element_match(attempt *a, size_t item, uint32_t token)
{
  const ent_element *const e = &a->pattern->items[item];
  if (e->negative) {
    return (token >= a->limit || !refused_here(a, e, token)) &&
           items_match(a, item + 1, token);
  }
  if (token < a->limit) {
    for (size_t i = 0; i < e->n; i++) {
      if (atom_match(a, item, e->atoms[i], token)) {
        return true;
      }
    }
  }
  return e->optional && items_match(a, item + 1, token);
}

/// Matches the elements from `item` on at `token`; with backtracking, and so
/// recursive: as deep as a pattern has elements.
static bool
items_match(attempt *a, size_t item, uint32_t token)
{
  const uint32_t at = token - a->match->first;
  if (item == a->pattern->n) {
    a->match->end = token;
    return true;
  }
  if (at >= MAX_REACH || (a->failed[item] >> at & 1)) {
    return false;
  }
  const bool found = element_match(a, item, token);
  a->failed[item] |= (uint64_t)!found << at;
  return found;
}

/// Tries the patterns of `candidates` that make `nodes` at `token`.
static void
candidates_match(const ent_scene *s, const ent_indices *candidates,
                 unsigned nodes, uint32_t token, uint32_t limit,
                 ent_matches *matches)
{
  for (size_t i = 0; i < candidates->n; i++) {
    const ent_pattern *const p =
        &s->rules->patterns.items[candidates->items[i]];
    const ent_rule *const rule = &s->rules->rules.items[p->rule];
    if (!(nodes & 1u << rule->node)) {
      continue;
    }
    ent_match match = {.rule = rule, .first = token};
    attempt a = {.scene = s, .pattern = p, .limit = limit, .match = &match};
    if (items_match(&a, 0, token)) {
      *ENT_PUSH(s->arena, matches) = match;
    }
  }
}

/// Puts the matches from `from` on, all of one token, in the order of rules
/// and drops doubles.
static void
matches_sort(ent_matches *matches, size_t from)
{
  size_t n = from;
  for (size_t i = from; i < matches->n; i++) {
    const ent_match m = matches->items[i];
    size_t at = n;
    while (at > from && matches->items[at - 1].rule > m.rule) {
      at--;
    }
    if (at > from && matches->items[at - 1].rule == m.rule) {
      continue;
    }
    for (size_t j = n; j > at; j--) {
      matches->items[j] = matches->items[j - 1];
    }
    matches->items[at] = m;
    n++;
  }
  matches->n = n;
}

void
ent_scene_match(const ent_scene *scene, uint32_t sentence, unsigned nodes,
                ent_matches *matches)
{
  const ent_rules *const rules = scene->rules;
  const ent_sentence *const s = &scene->document->sentences[sentence];
  for (uint32_t t = s->first; t < s->end; t++) {
    const size_t from = matches->n;
    const uint32_t lower = scene->lower[t];
    const uint32_t lemma = scene->lemma[t];
    candidates_match(scene, &rules->by_word[lower], nodes, t, s->end, matches);
    if (lemma != lower) {
      candidates_match(scene, &rules->by_word[lemma], nodes, t, s->end,
                       matches);
    }
    uint32_t things = 0;
    for (uint32_t m = scene->first_at[t];
         m < scene->mentions->n && scene->mentions->items[m].first == t; m++) {
      things |= ent_scene_things(scene, m);
    }
    for (uint32_t bit = 0; bit < 10; bit++) {
      if (things & 1u << bit) {
        candidates_match(scene, &rules->by_thing[bit], nodes, t, s->end,
                         matches);
      }
    }
    matches_sort(matches, from);
  }
}

const ent_capture *
ent_match_slot(const ent_match *match, const char *slot)
{
  for (size_t i = 0; i < match->n_captures; i++) {
    if (ent_text_equal(match->captures[i].slot, ent_text_from(slot))) {
      return &match->captures[i];
    }
  }
  return NULL;
}
