// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Names that the core draws too long: over a verb ("Union of Coastal Cities
/// opens office"), a possessive ("Latvia's Riga"), a place ("Union of Coastal
/// Cities in Batumi"), an "and" between two bodies, or to a last "of the".

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// How often the article tells each name.
typedef struct {
  ent_mention_draft *draft;
  ent_map *told;
  char bytes[ENT_KEY_BYTES];
} cutter;

/// Says whether token `i` may join two words of a name.
static bool
is_connector(const ent_mention_draft *draft, uint32_t i)
{
  static const char *const words[] = {
      "of", "and",  "for", "the", "to", "on", "in", "at", "with", "or",
      "by", "from", "as",  "a",   "an", "'s", "s",  "'",  NULL};
  return ent_draft_is_any(draft, i, words) ||
         ent_draft_uses(draft, i, ENT_USE_PARTICLE);
}

/// Says whether a name may not begin or end with token `i`.
static bool
is_loose(const ent_mention_draft *draft, uint32_t i)
{
  static const char *const words[] = {"of", "and",  "for", "to", "on",   "in",
                                      "at", "with", "or",  "by", "from", "as",
                                      ",",  "a",    "the", "'s", "'",    NULL};
  return ent_draft_token(draft, i)->form.data[0] ==
             ent_draft_token(draft, i)->lower.data[0] &&
         ent_draft_is_any(draft, i, words);
}

/// Says whether a name goes no further than token `i`: an ordinary word in
/// lower case that heads no body and no place.
static bool
is_ordinary(const ent_mention_draft *draft, uint32_t i)
{
  return ent_draft_token(draft, i)->shape == ENT_SHAPE_LOWER &&
         !is_connector(draft, i) && !ent_token_hyphen(draft->document, i - 1) &&
         !ent_draft_uses(draft, i, ENT_USE_BODY) &&
         !ent_draft_uses(draft, i, ENT_USE_PLACE);
}

/// Cuts a name before its first ordinary word that others follow.
static void
words_cut(ent_mention_draft *draft, ent_mention *m)
{
  bool capital = false;
  for (uint32_t i = m->first + 1; i + 1 < m->end; i++) {
    capital |= ent_token_capital(ent_draft_token(draft, i - 1));
    if (capital && is_ordinary(draft, i)) {
      ent_draft_widen(draft, m, m->first, i);
    }
  }
}

static void
ends_cut(ent_mention_draft *draft, ent_mention *m)
{
  uint32_t first = m->first;
  uint32_t end = m->end;
  while (end > first && is_loose(draft, end - 1) &&
         !(end > first + 1 && ent_draft_is(draft, end - 1, "'s"))) {
    end--;
  }
  while (first < end && is_loose(draft, first) &&
         !ent_draft_is(draft, first, "the")) {
    first++;
  }
  if (first != m->first || end != m->end) {
    ent_draft_widen(draft, m, first, end);
  }
}

static bool
is_told(cutter *c, uint32_t first, uint32_t end)
{
  uint32_t times = 0;
  const ent_text key = ent_draft_key(c->draft, first, end, c->bytes);
  return key.data && ent_map_get(c->told, key, &times);
}

/// The kind of what follows "X's" in a name of kind `kind`.
static ent_mention_kind
owned_kind(const ent_mention_draft *draft, uint32_t first, uint32_t end,
           ent_mention_kind kind)
{
  if (kind != ENT_MENTION_PLACE) {
    return kind;
  }
  return ent_draft_uses(draft, first, ENT_USE_GIVEN) ? ENT_MENTION_PERSON
         : ent_draft_is_body(draft, first) || ent_draft_is_body(draft, end - 1)
             ? ENT_MENTION_ORGANIZATION
             : kind;
}

/// Cuts a name in two where token `at` to `next` parts it.
static void
name_part(ent_mention_draft *draft, size_t name, uint32_t at, uint32_t next,
          ent_mention_kind left, ent_mention_kind right)
{
  const ent_mention m = draft->mentions.items[name];
  draft->mentions.items[name].kind = left;
  ent_draft_widen(draft, &draft->mentions.items[name], m.first, at);
  ent_draft_own(draft, right, next, m.end)->score = m.score;
}

/// Parts "Latvia's Ministry of Culture".
static void
possessive_cut(cutter *c, size_t name)
{
  const ent_mention m = c->draft->mentions.items[name];
  for (uint32_t i = m.first + 1; i + 1 < m.end; i++) {
    if (!ent_draft_is(c->draft, i, "'s") ||
        !ent_token_capital(ent_draft_token(c->draft, i + 1))) {
      continue;
    }
    const bool place = ent_draft_is_place(c->draft, m.first, i);
    const bool proper = m.kind != ENT_MENTION_ORGANIZATION &&
                        !ent_draft_token(c->draft, i - 1)->known_lower;
    if (place || proper) {
      name_part(c->draft, name, i, i + 1, place ? ENT_MENTION_PLACE : m.kind,
                owned_kind(c->draft, i + 1, m.end, m.kind));
    }
    return;
  }
}

/// Says whether the "and" at token `i` of a body's name ends one body, and
/// another begins: "Riga Chamber of Commerce and Bank of Latvia".
static bool
is_next_body(const ent_mention_draft *draft, const ent_mention *m, uint32_t i)
{
  bool headed = false;
  for (uint32_t k = m->first; k < i; k++) {
    headed |= ent_draft_is_body(draft, k);
  }
  return headed && i > m->first + 1 && i + 2 < m->end &&
         ent_draft_is_body(draft, i + 1);
}

/// Says whether "in" behind token `i`, a body's head, tells only where it is:
/// "University in Riga", but not "Embassy in Riga".
static bool
is_sited(const ent_mention_draft *draft, uint32_t i)
{
  const ent_phrase *phrase = NULL;
  ent_draft_phrase(draft, i, i + 1, ENT_USE_BODY, &phrase);
  return phrase && !ent_text_equal(phrase->body_class, ENT_TEXT("PublicBody"));
}

/// Parts a body's name at an "in" or "and" if the article tells what stands
/// before it (and behind the "and") alone.
static void
body_cut(cutter *c, size_t name)
{
  const ent_mention m = c->draft->mentions.items[name];
  for (uint32_t i = m.first + 1; i + 1 < m.end; i++) {
    if (ent_draft_is(c->draft, i, "in") &&
        (is_told(c, m.first, i) || is_sited(c->draft, i - 1)) &&
        (is_told(c, i + 1, m.end) ||
         ent_draft_is_place(c->draft, i + 1, m.end) ||
         ent_draft_is_foreign(c->draft, i + 1, m.end))) {
      name_part(c->draft, name, i, i + 1, m.kind, ENT_MENTION_PLACE);
      return;
    }
    if (ent_draft_is(c->draft, i, "and") &&
        ((is_told(c, m.first, i) && is_told(c, i + 1, m.end)) ||
         is_next_body(c->draft, &m, i))) {
      name_part(c->draft, name, i, i + 1, m.kind, m.kind);
      return;
    }
  }
}

void
ent_draft_cut(ent_mention_draft *draft)
{
  cutter c = {.draft = draft, .told = ent_map_new(draft->arena)};
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->kind <= ENT_MENTION_PLACE) {
      words_cut(draft, m);
      ends_cut(draft, m);
    }
    const ent_text key = ent_draft_key(draft, m->first, m->end, c.bytes);
    if (key.len) {
      ent_map_at(c.told, key, 1);
    }
  }
  for (size_t i = 0; i < draft->mentions.n; i++) {
    if (draft->mentions.items[i].end == draft->mentions.items[i].first) {
      continue;
    }
    if (draft->mentions.items[i].kind <= ENT_MENTION_PLACE &&
        !ent_draft_is_place(draft, draft->mentions.items[i].first,
                            draft->mentions.items[i].end)) {
      possessive_cut(&c, i);
    }
    if (draft->mentions.items[i].kind == ENT_MENTION_ORGANIZATION) {
      body_cut(&c, i);
    }
  }
  ent_draft_pack(draft);
}
