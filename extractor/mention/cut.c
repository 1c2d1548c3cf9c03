// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Names of bodies that the core draws too long: over a place ("Union of
/// Coastal Cities in Batumi") or an "and" between two bodies.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// How often the article tells each name.
typedef struct {
  ent_mention_draft *draft;
  ent_map *told;
  char bytes[ENT_KEY_BYTES];
} cutter;

static bool
is_told(cutter *c, uint32_t first, uint32_t end)
{
  uint32_t times = 0;
  const ent_text key = ent_draft_key(c->draft, first, end, c->bytes);
  return key.data && ent_map_get(c->told, key, &times);
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
    const ent_mention *const m = &draft->mentions.items[i];
    const ent_text key = ent_draft_key(draft, m->first, m->end, c.bytes);
    if (key.len) {
      ent_map_at(c.told, key, 1);
    }
  }
  for (size_t i = 0; i < draft->mentions.n; i++) {
    if (draft->mentions.items[i].kind == ENT_MENTION_ORGANIZATION) {
      body_cut(&c, i);
    }
  }
  ent_draft_pack(draft);
}
