// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/group.h"

#include "extractor/base/text.h"

// Windows in tokens: an argument farther away belongs to something else.
enum { SUBJECT_WINDOW = 45, OBJECT_WINDOW = 10, AFTER_WINDOW = 25, SKIP = 9 };

// Limits for sentences without end.
enum { MOST_OWNERS = 64, MOST_MEMBERS = 64, MOST_OPENING = 14, MOST_NAME = 16 };

static const ent_token *
token_at(const ent_scene *s, uint32_t token)
{
  return &s->document->tokens[token];
}

static bool
word_is(const ent_scene *s, uint32_t token, const char *word)
{
  return ent_text_equal(token_at(s, token)->lower, ent_text_from(word));
}

bool
ent_member_fits(const ent_member *member, uint32_t things)
{
  const uint32_t kinds = things & ~(uint32_t)ENT_THING_NAMED;
  return (member->things & kinds) &&
         (!(things & ENT_THING_NAMED) || (member->things & ENT_THING_NAMED));
}

static bool
finite(const ent_token *t)
{
  return t->upos == ENT_UPOS_AUX ||
         (t->upos == ENT_UPOS_VERB &&
          (t->verb == ENT_FORM_THIRD || t->verb == ENT_FORM_PAST));
}

static bool
hard_border(const ent_scene *s, uint32_t token)
{
  return word_is(s, token, ";") || word_is(s, token, ":") ||
         word_is(s, token, "\"") || word_is(s, token, "\xe2\x80\x9c") ||
         word_is(s, token, "\xe2\x80\x9d");
}

static bool
verb_between(const ent_scene *scene, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end; t++) {
    if (finite(token_at(scene, t))) {
      return true;
    }
  }
  return false;
}

bool
ent_scene_border(const ent_scene *scene, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end; t++) {
    if (finite(token_at(scene, t)) || hard_border(scene, t)) {
      return true;
    }
  }
  return false;
}

/// Tells whether the name of an agreement ends before `token`.
static bool
paper_ends(const ent_scene *s, uint32_t token)
{
  const uint32_t begin =
      s->document->sentences[token_at(s, token)->sentence].first;
  uint32_t t = token > begin + MOST_NAME ? token - MOST_NAME : begin;
  for (uint32_t m = s->first_at[t];
       m < s->mentions->n && s->mentions->items[m].first < token; m++) {
    if (s->mentions->items[m].kind == ENT_MENTION_AGREEMENT &&
        s->mentions->items[m].end == token) {
      return true;
    }
  }
  return false;
}

bool
ent_scene_passive(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const ent_token *const verb = token_at(scene, first);
  const uint32_t from = scene->document->sentences[verb->sentence].first;
  if (ent_scene_lists(scene, "be-forms", first, ENT_NO_TOKEN) ||
      (verb->verb != ENT_FORM_PARTICIPLE && verb->verb != ENT_FORM_PAST)) {
    return false;
  }
  uint32_t t = first;
  while (t > from && (token_at(scene, t - 1)->upos == ENT_UPOS_ADV ||
                      word_is(scene, t - 1, "not"))) {
    t--;
  }
  if (t > from && ent_scene_lists(scene, "be-forms", t - 1, ENT_NO_TOKEN)) {
    return true;
  }
  if (t > from + 1 &&
      ent_scene_lists(scene, "transitive-verbs", first, ENT_NO_TOKEN) &&
      (word_is(scene, t - 1, ",") || paper_ends(scene, t)) &&
      ent_scene_lists(scene, "time-prepositions", end, ENT_NO_TOKEN)) {
    return true; // "the union, founded in 1998", "the treaty signed on Monday"
  }
  return end < scene->document->n_tokens &&
         ent_scene_lists(scene, "passive-prepositions", end, ENT_NO_TOKEN) &&
         !(t > from &&
           ent_scene_lists(scene, "have-forms", t - 1, ENT_NO_TOKEN));
}

/// Tells whether words such as articles and adjectives stand before names.
static bool
passed_over(const ent_scene *s, uint32_t token)
{
  switch (token_at(s, token)->upos) {
  case ENT_UPOS_DET:
  case ENT_UPOS_ADJ:
  case ENT_UPOS_NUM:
  case ENT_UPOS_NOUN:
  case ENT_UPOS_PROPN:
  case ENT_UPOS_PRON:
  case ENT_UPOS_X:
  case ENT_UPOS_PART:
    return !word_is(s, token, "to") &&
           !ent_scene_lists(s, "relative-words", token, ENT_NO_TOKEN);
  default:
    return false;
  }
}

/// Returns where the words that end at `t` and lead in members of a group,
/// such as "including" and "led by", begin; t + 1 if there are none.
static uint32_t
lead_start(const ent_scene *s, uint32_t t, uint32_t from)
{
  const ent_list *const list = ent_rules_list(s->rules, "including");
  for (uint32_t i = t; i + 2 > t && i > from; i--) {
    if (ent_scene_in_list(s, list, i, t + 1) == t + 1) {
      return i;
    }
  }
  return t + 1;
}

/// Returns where the title that ends behind `t` begins; `t` if none does.
static uint32_t
title_start(const ent_scene *s, uint32_t t, uint32_t from)
{
  enum { MOST = 16 };
  for (uint32_t i = t; i > from && t - i < MOST; i--) {
    for (uint32_t m = s->first_at[i - 1];
         m < s->mentions->n && s->mentions->items[m].first == i - 1; m++) {
      if (s->mentions->items[m].kind == ENT_MENTION_TITLE &&
          s->mentions->items[m].end == t + 1) {
        return i - 1;
      }
    }
  }
  return t;
}

/// Tells whether a group begins the clause behind an introductory phrase that
/// no comma closes: "Before the ceremony Anna Berzina met …".
static bool
opens_clause(const ent_scene *s, uint32_t from, uint32_t preposition,
             uint32_t first)
{
  const ent_token *const last = token_at(s, first - 1);
  if (first - 1 <= preposition || last->upos != ENT_UPOS_NOUN ||
      last->shape != ENT_SHAPE_LOWER ||
      token_at(s, from)->upos == ENT_UPOS_NOUN || first - from > MOST_OPENING ||
      ent_scene_lists(s, "representing", first - 1, ENT_NO_TOKEN) ||
      title_start(s, first - 1, from) < first - 1) {
    return false;
  }
  for (uint32_t t = from; t < first; t++) {
    const ent_token *const token = token_at(s, t);
    if (token->upos == ENT_UPOS_PUNCT || token->upos == ENT_UPOS_VERB ||
        token->upos == ENT_UPOS_AUX || token->upos == ENT_UPOS_CCONJ) {
      return false;
    }
  }
  return token_at(s, from)->upos == ENT_UPOS_ADP ||
         token_at(s, from)->upos == ENT_UPOS_SCONJ ||
         ent_scene_lists(s, "sequel-words", from, ENT_NO_TOKEN);
}

/// Finds what stands before a group; `body`: it begins with an organisation.
static void
before_find(const ent_scene *s, uint32_t from, bool body, ent_group *g)
{
  uint32_t t = g->first;
  for (unsigned i = 0; t > from && i < SKIP; i++) {
    t--;
    const ent_token *const token = token_at(s, t);
    const uint32_t title = title_start(s, t, from);
    if (title < t) {
      t = title;
      i = 0;
      continue;
    }
    const uint32_t lead = t > from ? lead_start(s, t, from) : t + 1;
    if (lead <= t) {
      t = lead > from && word_is(s, lead - 1, ",") ? lead - 1 : lead;
      i = 0;
      continue;
    }
    g->before_token = t;
    if (token->upos == ENT_UPOS_ADP || word_is(s, t, "to")) {
      if (t > from && ent_scene_lists(s, "representing", t - 1, ENT_NO_TOKEN) &&
          (word_is(s, t, "of") || (word_is(s, t, "from") && body))) {
        continue;
      }
      g->before = opens_clause(s, from, t, g->first) ? ENT_BEFORE_START
                                                     : ENT_BEFORE_PREPOSITION;
      return;
    }
    if (token->upos == ENT_UPOS_VERB || token->upos == ENT_UPOS_AUX) {
      g->before = ENT_BEFORE_VERB;
      return;
    }
    if (!passed_over(s, t)) {
      g->before = ENT_BEFORE_BREAK;
      return;
    }
  }
  g->before = t > from ? ENT_BEFORE_BREAK : ENT_BEFORE_START;
}

/// Tells whether only a comma or conjunction, and words that go before names,
/// stand in first..end; `*strong` if a conjunction does.
static bool
link_between(const ent_scene *s, uint32_t first, uint32_t end, bool *strong)
{
  const ent_list *const list = ent_rules_list(s->rules, "coordinators");
  bool comma = false;
  *strong = false;
  uint32_t t = first;
  if (t < end && (word_is(s, t, ",") || word_is(s, t, ";"))) {
    comma = true;
    t++;
  }
  const uint32_t behind = ent_scene_in_list(s, list, t, end);
  if (behind != ENT_NO_TOKEN) {
    *strong = true;
    t = behind;
  }
  if ((!comma && !*strong) || end - t > SKIP) {
    return false;
  }
  for (; t < end; t++) {
    if (!passed_over(s, t)) {
      return false;
    }
  }
  return true;
}

static bool
possessive(const ent_scene *s, const ent_mention *m)
{
  return m->kind == ENT_MENTION_PRONOUN &&
         ent_scene_lists(s, "possessives", m->first, ENT_NO_TOKEN);
}

/// Takes the short name in brackets behind a name into it: "Baltic Port Union
/// (BPU)"; false if `m` is none.
static bool
bracket_join(const ent_scene *s, const ent_mention *m, ent_groups *g)
{
  ent_member *const last =
      g->members.n ? &g->members.items[g->members.n - 1] : NULL;
  if (!last || m->entity == ENT_NONE || last->entity != m->entity ||
      m->first != last->end + 1 || m->end >= s->document->n_tokens ||
      !word_is(s, last->end, "(") || !word_is(s, m->end, ")")) {
    return false;
  }
  last->end = m->end + 1;
  return true;
}

/// Takes the place behind a title into its holder: "Anna Berzina, ambassador
/// of Georgia to Latvia"; false if `m` is none.
static bool
seat_join(const ent_scene *s, const ent_mention *m, ent_groups *g)
{
  ent_member *const last =
      g->members.n ? &g->members.items[g->members.n - 1] : NULL;
  if (!last || !(last->things & ENT_THING_PERSON) ||
      last->end <= s->mentions->items[last->mention].end ||
      m->kind != ENT_MENTION_PLACE || m->first > last->end + 2 ||
      m->first == last->end ||
      (!word_is(s, last->end, "to") && !word_is(s, last->end, "in")) ||
      (m->first == last->end + 2 &&
       !ent_scene_lists(s, "articles", last->end + 1, ENT_NO_TOKEN))) {
    return false;
  }
  last->end = m->end;
  return true;
}

/// Lists names, one for each fold, no name inside another; or the possessive
/// pronouns if `owners`.
static void
members_make(const ent_scene *s, const ent_fold *folds, size_t n_folds,
             bool owners, ent_groups *g)
{
  const ent_sentence *const sentence = &s->document->sentences[g->sentence];
  uint32_t end = sentence->first;
  size_t f = 0;
  for (uint32_t m = s->first_at[sentence->first];
       m < s->mentions->n && s->mentions->items[m].first < sentence->end; m++) {
    const ent_mention *const mention = &s->mentions->items[m];
    while (f < n_folds && folds[f].end <= mention->first) {
      f++;
    }
    const bool folded = f < n_folds && folds[f].first <= mention->first;
    const uint32_t things = ent_scene_things(s, m);
    if (mention->first < end || (folded && folds[f].mention != m) ||
        !(things & (ENT_THING_PERSON | ENT_THING_ORGANIZATION |
                    ENT_THING_PLACE | ENT_THING_EVENT | ENT_THING_AGREEMENT)) ||
        (!folded && mention->inside != ENT_NONE) ||
        possessive(s, mention) != owners) {
      continue;
    }
    if (!folded && (bracket_join(s, mention, g) || seat_join(s, mention, g))) {
      end = g->members.items[g->members.n - 1].end;
      continue;
    }
    *ENT_PUSH(s->arena, &g->members) = (ent_member){
        folded ? folds[f].first : mention->first,
        folded ? folds[f].end : mention->end, m,
        things & (ENT_THING_EVENT | ENT_THING_AGREEMENT) ? ENT_NONE
                                                         : mention->entity,
        things};
    end = g->members.items[g->members.n - 1].end;
  }
}

static void
owners_make(const ent_scene *s, ent_groups *g)
{
  uint32_t m = (uint32_t)g->members.n;
  members_make(s, NULL, 0, true, g);
  for (; m < g->members.n; m++) {
    *ENT_PUSH(s->arena, &g->owners) =
        (ent_group){.member = m,
                    .n = 1,
                    .first = g->members.items[m].first,
                    .end = g->members.items[m].end};
  }
}

static void
group_push(const ent_scene *s, ent_groups *g, uint32_t first, uint32_t end)
{
  ent_group *const group = ENT_PUSH(s->arena, &g->groups);
  group->member = first;
  group->n = end - first;
  group->first = g->members.items[first].first;
  group->end = g->members.items[end - 1].end;
  before_find(s, s->document->sentences[g->sentence].first,
              (g->members.items[first].things & ENT_THING_ORGANIZATION) != 0,
              group);
}

/// Closes the run of members first..end: one group if a conjunction joins it,
/// else each for itself.
static void
run_close(const ent_scene *s, ent_groups *g, uint32_t first, uint32_t end,
          bool joined)
{
  if (joined) {
    group_push(s, g, first, end);
    return;
  }
  for (uint32_t i = first; i < end; i++) {
    group_push(s, g, i, i + 1);
  }
}

ent_groups *
ent_groups_make(const ent_scene *scene, uint32_t sentence,
                const ent_fold *folds, size_t n_folds)
{
  ent_groups *const g = ENT_ARENA_ARRAY(scene->arena, ent_groups, 1);
  g->sentence = sentence;
  members_make(scene, folds, n_folds, false, g);
  const uint32_t n = (uint32_t)g->members.n;
  uint32_t first = 0;
  bool joined = false;
  for (uint32_t i = 1; i <= n; i++) {
    bool strong = false;
    const ent_member *const m = &g->members.items[i];
    bool linked = i < n && i - first < MOST_MEMBERS &&
                  link_between(scene, m[-1].end, m->first, &strong);
    const uint32_t kinds = ~(uint32_t)ENT_THING_NAMED;
    if (linked && !strong && !(m->things & m[-1].things & kinds)) {
      linked = false;
    }
    joined |= linked && (strong || !(m->things & ENT_THING_PLACE));
    if (!linked) {
      run_close(scene, g, first, i, joined);
      first = i;
      joined = false;
    }
  }
  owners_make(scene, g);
  return g;
}

size_t
ent_groups_behind(const ent_groups *groups, uint32_t token)
{
  size_t low = 0;
  size_t high = groups->groups.n;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (groups->groups.items[middle].end <= token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool
ent_group_owns(const ent_scene *s, const ent_group *g)
{
  return g->end < s->document->n_tokens &&
         ent_scene_lists(s, "possessive-marks", g->end, ENT_NO_TOKEN);
}

static bool
group_fits(const ent_groups *groups, const ent_group *g, uint32_t things)
{
  for (uint32_t i = 0; i < g->n; i++) {
    if (ent_member_fits(&groups->members.items[g->member + i], things)) {
      return true;
    }
  }
  return false;
}

/// Goes left from a trigger over adverbs, auxiliaries and "to".
static uint32_t
verb_start(const ent_scene *s, uint32_t first, uint32_t from)
{
  while (first > from) {
    const ent_token *const t = token_at(s, first - 1);
    if (t->upos != ENT_UPOS_ADV && t->upos != ENT_UPOS_AUX &&
        t->upos != ENT_UPOS_PART && !word_is(s, first - 1, "to")) {
      break;
    }
    first--;
  }
  return first;
}

/// Tells whether the subject of an earlier verb can be that of the trigger:
/// "visited Riga and met", "came to meet", "after meeting".
static bool
shares_subject(const ent_scene *s, uint32_t first, uint32_t start,
               uint32_t from)
{
  const ent_token *const verb = token_at(s, first);
  if (verb->upos != ENT_UPOS_VERB || verb->verb == ENT_FORM_GERUND ||
      start == from) {
    return true;
  }
  const ent_token *const before = token_at(s, start - 1);
  return before->upos == ENT_UPOS_PRON || before->upos == ENT_UPOS_CCONJ ||
         before->upos == ENT_UPOS_ADP || word_is(s, start - 1, ",") ||
         (start < first && word_is(s, start, "to"));
}

/// Returns the group before "who", "which" or "that".
static const ent_group *
antecedent_find(const ent_groups *groups, uint32_t pronoun)
{
  const size_t i = ent_groups_behind(groups, pronoun);
  const ent_group *const g = i ? &groups->groups.items[i - 1] : NULL;
  return g && pronoun - g->end <= 2 ? g : NULL;
}

/// Tells whether "who is" and the like lead from a group to the trigger at
/// `first`: "for Anna Berzina, who is on a visit to …".
static bool
leads_to(const ent_scene *s, const ent_group *g, uint32_t first)
{
  uint32_t t = g->end;
  t += t < first && word_is(s, t, ",");
  if (t >= first || !ent_scene_lists(s, "relative-words", t, ENT_NO_TOKEN)) {
    return false;
  }
  while (t < first && token_at(s, t)->upos != ENT_UPOS_VERB) {
    t++;
  }
  return t == first;
}

static const ent_group *
subject_find(const ent_scene *s, const ent_groups *groups, uint32_t first,
             uint32_t things)
{
  const uint32_t from = s->document->sentences[groups->sentence].first;
  const uint32_t start = verb_start(s, first, from);
  if (start > from &&
      ent_scene_lists(s, "relative-words", start - 1, ENT_NO_TOKEN)) {
    const ent_group *const g = antecedent_find(groups, start - 1);
    if (g) {
      return group_fits(groups, g, things) ? g : NULL;
    }
  }
  uint32_t at = start;
  for (size_t i = ent_groups_behind(groups, first); i-- > 0;) {
    const ent_group *const g = &groups->groups.items[i];
    if (first - g->end > SUBJECT_WINDOW) {
      return NULL;
    }
    for (uint32_t t = g->end; t < at; t++) {
      if (hard_border(s, t)) {
        return NULL;
      }
    }
    at = g->first;
    if (leads_to(s, g, first) && group_fits(groups, g, things)) {
      return g;
    }
    if (g->before == ENT_BEFORE_PREPOSITION || g->before == ENT_BEFORE_VERB) {
      continue;
    }
    if (ent_scene_border(s, g->end, start) &&
        !shares_subject(s, first, start, from)) {
      return NULL;
    }
    if (group_fits(groups, g, things)) {
      return g;
    }
  }
  return NULL;
}

/// Returns the group right before a participle: "the treaty signed by X".
static const ent_group *
adjacent_find(const ent_scene *s, const ent_groups *groups, uint32_t first,
              uint32_t things)
{
  const size_t i = ent_groups_behind(groups, first);
  const ent_group *const g = i ? &groups->groups.items[i - 1] : NULL;
  const bool near = g && (g->end == first ||
                          (g->end + 1 == first && word_is(s, g->end, ",")));
  return near && group_fits(groups, g, things) ? g : NULL;
}

static const ent_group *
object_find(const ent_scene *s, const ent_groups *groups, uint32_t end,
            uint32_t things)
{
  for (size_t i = ent_groups_behind(groups, end); i < groups->groups.n; i++) {
    const ent_group *const g = &groups->groups.items[i];
    if (g->first >= end) {
      return g->first - end <= OBJECT_WINDOW &&
                     (g->first == end || g->before_token < end) &&
                     !ent_group_owns(s, g) && group_fits(groups, g, things)
                 ? g
                 : NULL;
    }
  }
  return NULL;
}

/// Tells whether a verb other than "held" stands in first..end.
static bool
verb_apart(const ent_scene *s, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end; t++) {
    if (token_at(s, t)->upos == ENT_UPOS_VERB &&
        !ent_scene_lists(s, "held-words", t, ENT_NO_TOKEN)) {
      return true;
    }
  }
  return false;
}

static const ent_group *
after_find(const ent_scene *s, const ent_groups *groups, const ent_where *where,
           uint32_t end, uint32_t things)
{
  const bool noun = end > 0 && token_at(s, end - 1)->upos == ENT_UPOS_NOUN;
  for (size_t i = ent_groups_behind(groups, end); i < groups->groups.n; i++) {
    const ent_group *const g = &groups->groups.items[i];
    if (g->first > end + AFTER_WINDOW) {
      return NULL;
    }
    if (g->first < end || g->before != ENT_BEFORE_PREPOSITION ||
        g->before_token + 1 < end) {
      continue;
    }
    if (noun ? verb_apart(s, end, g->before_token)
             : ent_scene_border(s, end, g->before_token)) {
      return NULL;
    }
    if (ent_scene_atom(s, where->preposition, g->before_token, g->first) !=
            ENT_NO_TOKEN &&
        !ent_group_owns(s, g) && group_fits(groups, g, things)) {
      return g;
    }
  }
  return NULL;
}

/// Tells whether only words that go before nouns stand in first..end.
static bool
all_passed_over(const ent_scene *s, uint32_t first, uint32_t end)
{
  while (first < end && passed_over(s, first)) {
    first++;
  }
  return first == end;
}

static const ent_group *
possessor_find(const ent_scene *s, const ent_groups *groups, uint32_t first,
               uint32_t things)
{
  for (size_t i = groups->owners.n; i-- > 0;) {
    const ent_group *const g = &groups->owners.items[i];
    if (groups->owners.n - i > MOST_OWNERS) {
      break; // a sentence without end
    }
    if (g->end <= first && first - g->end <= SKIP &&
        all_passed_over(s, g->end, first)) {
      return group_fits(groups, g, things) ? g : NULL;
    }
  }
  const size_t i = ent_groups_behind(groups, first);
  const ent_group *const g = i ? &groups->groups.items[i - 1] : NULL;
  return g && first - g->end <= SKIP && first > g->end &&
                 ent_scene_lists(s, "possessive-marks", g->end, ENT_NO_TOKEN) &&
                 all_passed_over(s, g->end + 1, first) &&
                 group_fits(groups, g, things)
             ? g
             : NULL;
}

/// Tells whether `next` hangs on the preposition of `g`, or on the same word
/// again: "with A, and with B".
static bool
goes_on(const ent_scene *s, const ent_group *g, const ent_group *next)
{
  const uint32_t t = next->before_token;
  if (next->before != ENT_BEFORE_PREPOSITION) {
    return false;
  }
  return t == g->before_token ||
         (t > g->end && t - g->end <= 3 &&
          ent_scene_lists(s, "coordinators", t - 1, ENT_NO_TOKEN) &&
          ent_text_equal(token_at(s, t)->lower,
                         token_at(s, g->before_token)->lower));
}

/// Counts the groups from `g` on that hang on the same preposition: "with
/// ministers, including A and B".
static size_t
same_preposition(const ent_scene *s, const ent_groups *groups,
                 const ent_group *g)
{
  const ent_group *const end = groups->groups.items + groups->groups.n;
  size_t n = 1;
  while (g + n < end && goes_on(s, g + n - 1, g + n)) {
    n++;
  }
  return n;
}

/// Returns the groups before a trigger, or those behind it up to a verb.
static const ent_group *
all_find(const ent_scene *s, const ent_groups *groups, bool before,
         uint32_t first, uint32_t end, size_t *n)
{
  const ent_group *const items = groups->groups.items;
  size_t i = ent_groups_behind(groups, before ? first : end);
  if (before) {
    *n = i < MOST_MEMBERS ? i : MOST_MEMBERS;
    return *n ? items + i - *n : NULL;
  }
  uint32_t at = end;
  *n = 0;
  while (i + *n < groups->groups.n && *n < MOST_MEMBERS &&
         !verb_between(s, at, items[i + *n].first)) {
    at = items[i + *n].end;
    ++*n;
  }
  return *n ? items + i : NULL;
}

static const ent_group *
one_find(const ent_scene *scene, const ent_groups *groups,
         const ent_where *where, uint32_t first, uint32_t end, uint32_t things)
{
  const bool passive =
      (where->kind == ENT_WHERE_SUBJECT || where->kind == ENT_WHERE_OBJECT) &&
      ent_scene_passive(scene, first, end);
  ent_where by = {ENT_WHERE_AFTER, {ENT_ATOM_WORD, 0, 0}};
  switch (where->kind) {
  case ENT_WHERE_SUBJECT:
    if (!passive) {
      return subject_find(scene, groups, first, things);
    }
    return ent_map_get(scene->rules->words, ENT_TEXT("by"),
                       &by.preposition.value)
               ? after_find(scene, groups, &by, end, things)
               : NULL;
  case ENT_WHERE_OBJECT:
    if (passive) {
      const ent_group *const g = adjacent_find(scene, groups, first, things);
      return g ? g : subject_find(scene, groups, first, things);
    }
    return object_find(scene, groups, end, things);
  case ENT_WHERE_AFTER:
    return after_find(scene, groups, where, end, things);
  case ENT_WHERE_POSSESSOR:
    return possessor_find(scene, groups, first, things);
  case ENT_WHERE_PRECEDING:
  case ENT_WHERE_FOLLOWING:
    break;
  }
  return NULL;
}

const ent_group *
ent_groups_find(const ent_scene *scene, const ent_groups *groups,
                const ent_where *where, uint32_t first, uint32_t end,
                uint32_t things, size_t *n)
{
  if (where->kind == ENT_WHERE_PRECEDING ||
      where->kind == ENT_WHERE_FOLLOWING) {
    return all_find(scene, groups, where->kind == ENT_WHERE_PRECEDING, first,
                    end, n);
  }
  const ent_group *const g = one_find(scene, groups, where, first, end, things);
  *n = g && g->before == ENT_BEFORE_PREPOSITION
           ? same_preposition(scene, groups, g)
           : g != NULL;
  return g;
}
