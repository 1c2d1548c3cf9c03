// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Names that the core cuts at a comma, an "and" or an "in": "Ministry of
/// Trade, Industry and Energy", "Regional Office in Baku".

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// Tokens that a list in a name has at most.
enum { LIST_TOKENS = 16 };

/// Says whether token `i` is a capitalised ordinary word that no person or
/// place owns: "Industry", "Scientific".
static bool
is_field(const ent_mention_draft *draft, uint32_t i)
{
  const ent_token *const t = ent_draft_token(draft, i);
  const ent_mention *const owner = ent_draft_owner(draft, i);
  return t->shape == ENT_SHAPE_CAPITAL &&
         (t->known_lower || t->upos == ENT_UPOS_ADJ) &&
         (t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_PROPN ||
          t->upos == ENT_UPOS_ADJ) &&
         (!owner || owner->kind == ENT_MENTION_ORGANIZATION) &&
         !ent_draft_uses(draft, i, ENT_USE_TITLE) &&
         !ent_draft_uses(draft, i, ENT_USE_HONORIFIC);
}

static uint32_t
fields_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit)
{
  while (i < limit && is_field(draft, i)) {
    i++;
  }
  return i;
}

/// Returns the end of ", Industry and Energy" or "and Energy" at `i`; `i` if
/// there is no such list.
static uint32_t
list_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit)
{
  uint32_t at = i;
  limit = limit > i + LIST_TOKENS ? i + LIST_TOKENS : limit;
  while (at + 1 < limit && ent_draft_is(draft, at, ",")) {
    const uint32_t next = fields_end(draft, at + 1, limit);
    if (next == at + 1) {
      break;
    }
    at = next;
  }
  if (at + 2 < limit && ent_draft_is(draft, at, ",")) {
    at++;
  }
  if (at + 1 >= limit || !ent_draft_is(draft, at, "and")) {
    return i;
  }
  const uint32_t end = fields_end(draft, at + 1, limit);
  const ent_mention *const owner =
      end < limit ? ent_draft_owner(draft, end) : NULL;
  return end > at + 1 && !(owner && owner->first < end) ? end : i;
}

/// Says whether the name is of the form "Ministry of X".
static bool
has_field(const ent_mention_draft *draft, const ent_mention *m)
{
  for (uint32_t i = m->first + 1; i + 1 < m->end; i++) {
    if ((ent_draft_is(draft, i, "of") || ent_draft_is(draft, i, "for")) &&
        ent_draft_uses(draft, i - 1, ENT_USE_BODY)) {
      return is_field(draft, m->end - 1);
    }
  }
  return false;
}

/// Returns the first token of "Educational, Scientific and" before `i`, `i` if
/// there is no such list.
static uint32_t
list_begin(const ent_mention_draft *draft, uint32_t i, uint32_t least)
{
  least = i > LIST_TOKENS && i - LIST_TOKENS > least ? i - LIST_TOKENS : least;
  if (i < least + 2 || !ent_draft_is(draft, i - 1, "and") ||
      !is_field(draft, i)) {
    return i;
  }
  uint32_t at = i - 1;
  at -= at > least && ent_draft_is(draft, at - 1, ",") ? 1u : 0u;
  const uint32_t last = at;
  bool commas = false;
  while (at > least) {
    const bool comma = at < last && ent_draft_is(draft, at - 1, ",") &&
                       at - 1 > least && is_field(draft, at - 2);
    if (!comma && !is_field(draft, at - 1)) {
      break;
    }
    commas |= comma;
    at--;
  }
  if (!commas || at == last) {
    return i;
  }
  const uint32_t run = draft->context->tokens[at].run;
  while (at > least && at > run && run >= least && !draft->owner[at - 1]) {
    at--; // what the first of the list goes on: "Islamic World"
  }
  return at;
}

static void
name_join(ent_mention_draft *draft, uint32_t name)
{
  const ent_mention *const m = &draft->mentions.items[name];
  const ent_sentence *const s = &draft->document->sentences[m->sentence];
  if (has_field(draft, m)) {
    const uint32_t end = list_end(draft, m->end, s->end);
    if (end > m->end) {
      ent_draft_widen(draft, &draft->mentions.items[name], m->first, end);
    }
  }
  if (ent_draft_uses(draft, m->end - 1, ENT_USE_BODY)) {
    const uint32_t first = list_begin(draft, m->first, s->first);
    if (first < m->first) {
      ent_draft_widen(draft, &draft->mentions.items[name], first, m->end);
    }
  }
  if (ent_draft_is(draft, m->end - 1, "office") && m->end + 1 < s->end &&
      ent_draft_is(draft, m->end, "in")) {
    const ent_mention *const place = ent_draft_owner(draft, m->end + 1);
    if (place && place->kind == ENT_MENTION_PLACE &&
        place->first == m->end + 1) {
      ent_draft_widen(draft, &draft->mentions.items[name], m->first,
                      place->end);
    }
  }
}

/// Widens "Office of Riga" over the officer before it: "Mayor's Office".
static void
officer_join(ent_mention_draft *draft, uint32_t name)
{
  ent_mention *const m = &draft->mentions.items[name];
  const uint32_t least = draft->document->sentences[m->sentence].first;
  if (m->kind != ENT_MENTION_ORGANIZATION || m->first < least + 2 ||
      !ent_draft_is(draft, m->first - 1, "'s") ||
      !ent_draft_uses(draft, m->first, ENT_USE_BODY)) {
    return;
  }
  uint32_t first = m->first - 1;
  while (first > least && !draft->owner[first - 1] &&
         ent_token_capital(ent_draft_token(draft, first - 1)) &&
         (ent_draft_uses(draft, first - 1, ENT_USE_TITLE) ||
          ent_draft_uses(draft, first - 1, ENT_USE_TITLE_BEFORE))) {
    first--;
  }
  if (first < m->first - 1) {
    ent_draft_widen(draft, m, first, m->end);
  }
}

/// Widens "Black Sea Office" over "of the Union of Coastal Cities" behind it.
static void
unit_join(ent_mention_draft *draft, uint32_t name)
{
  ent_mention *const m = &draft->mentions.items[name];
  const ent_sentence *const s = &draft->document->sentences[m->sentence];
  if (m->end + 2 >= s->end || !ent_draft_is(draft, m->end, "of") ||
      !ent_draft_uses(draft, m->end - 1, ENT_USE_BODY) ||
      ent_draft_uses(draft, m->end - 1, ENT_USE_EVENT) ||
      (m->kind == ENT_MENTION_PLACE && ent_draft_is_site(draft, m->end - 1)) ||
      ent_draft_uses(draft, m->first, ENT_USE_KNOWN)) {
    return;
  }
  uint32_t i = m->end + 1;
  const ent_mention *whole = ent_draft_owner(draft, i);
  if (!whole && ent_draft_is(draft, i, "the")) {
    whole = ent_draft_owner(draft, ++i);
  }
  if (whole && whole->first == i && whole->kind == ENT_MENTION_ORGANIZATION) {
    m->kind = ENT_MENTION_ORGANIZATION;
    ent_draft_widen(draft, m, m->first, whole->end);
  }
}

/// Widens "Office of the Union" over "Black Sea" before it.
static void
area_join(ent_mention_draft *draft, uint32_t name)
{
  ent_mention *const m = &draft->mentions.items[name];
  const ent_mention *const area =
      m->first > draft->document->sentences[m->sentence].first
          ? ent_draft_owner(draft, m->first - 1)
          : NULL;
  if (m->kind == ENT_MENTION_ORGANIZATION && area &&
      area->kind == ENT_MENTION_PLACE &&
      ent_draft_uses(draft, m->first, ENT_USE_BODY) &&
      !ent_draft_whole(draft, area->first, area->end, ENT_USE_COUNTRY) &&
      m->first + 1 < m->end && ent_draft_is(draft, m->first + 1, "of")) {
    ent_draft_widen(draft, m, area->first, m->end);
  }
}

/// Cuts a name at a bracket that has no partner in it.
static void
brackets_mend(ent_mention_draft *draft, uint32_t name)
{
  ent_mention *const m = &draft->mentions.items[name];
  uint32_t open = m->end;
  uint32_t first = m->first;
  for (uint32_t i = m->first; i < m->end; i++) {
    if (ent_draft_is(draft, i, "(")) {
      open = i;
    } else if (ent_draft_is(draft, i, ")")) {
      first = open < m->end ? first : i + 1;
      open = m->end;
    }
  }
  if (first == m->first && open == m->end) {
    return;
  }
  for (uint32_t i = m->first; i < m->end; i++) {
    draft->owner[i] = 0;
  }
  if (first < open) {
    ent_draft_widen(draft, &draft->mentions.items[name], first, open);
  } else {
    m->end = m->first;
  }
}

void
ent_draft_join(ent_mention_draft *draft)
{
  for (uint32_t i = 0; i < draft->mentions.n; i++) {
    if (draft->mentions.items[i].end > draft->mentions.items[i].first) {
      brackets_mend(draft, i);
    }
  }
  for (uint32_t i = 0; i < draft->mentions.n; i++) {
    const ent_mention *const m = &draft->mentions.items[i];
    if (m->kind == ENT_MENTION_ORGANIZATION && m->end > m->first) {
      name_join(draft, i);
    }
  }
  for (uint32_t i = (uint32_t)draft->mentions.n; i-- > 0;) {
    const ent_mention *const m = &draft->mentions.items[i];
    if (m->kind <= ENT_MENTION_PLACE && m->end > m->first) {
      officer_join(draft, i);
      area_join(draft, i);
      unit_join(draft, i);
    }
  }
  ent_draft_pack(draft);
}
