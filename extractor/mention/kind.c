// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Kinds of names that their heads, the tables and the persons of the article
/// decide better than the words around: "Black Sea Office" is a body, "Keller"
/// is Anna Keller, "Georgia" is the country.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// Probability that makes a person of a full name.
#define SURE_PERSON 0.3f

/// Probabilities from which the words around decide against a head, and for a
/// body against a family name.
#define SURE_PLACE 0.9f
#define SURE_BODY 0.95f

/// Words of a person's name that are looked at.
enum { MOST_WORDS = 8 };

typedef struct {
  ent_mention_draft *draft;
  ent_map *families; ///< Last words of persons' full names
  ent_map *words;    ///< Each word of them
  char bytes[ENT_KEY_BYTES];
} kinds;

static const ent_token *
token_at(const ent_mention_draft *draft, uint32_t i)
{
  return &draft->document->tokens[i];
}

static bool
is_any(const ent_mention_draft *draft, uint32_t i, const char *const *words)
{
  for (; *words; words++) {
    if (ent_draft_is(draft, i, *words)) {
      return true;
    }
  }
  return false;
}

/// Returns the phrase that the whole name is, NULL if none.
static const ent_phrase *
whole_phrase(const ent_mention_draft *draft, const ent_mention *m, ent_use use)
{
  const ent_phrase *phrase = NULL;
  return ent_draft_phrase(draft, m->first, m->end, use, &phrase) == m->end
             ? phrase
             : NULL;
}

/// Returns the last token of a name before "of", "for" …
static uint32_t
head_of(const ent_mention_draft *draft, const ent_mention *m)
{
  static const char *const joints[] = {"of", "for", "in", "at", "on", NULL};
  uint32_t i = m->first + 1;
  while (i < m->end && !is_any(draft, i, joints)) {
    i++;
  }
  return i - 1;
}

/// Says whether the head or the first word of a name of two words or more is
/// one that only bodies have.
static bool
has_body_head(const ent_mention_draft *draft, const ent_mention *m)
{
  const uint32_t head = head_of(draft, m);
  const bool person = m->kind == ENT_MENTION_PERSON;
  if (m->end - m->first < 2) {
    return false;
  }
  if (ent_draft_uses(draft, m->end - 1, ENT_USE_SUFFIX)) {
    return true;
  }
  if (person && ent_draft_uses(draft, m->first, ENT_USE_GIVEN)) {
    return false;
  }
  return (ent_draft_uses(draft, head, ENT_USE_BODY) &&
          !ent_draft_uses(draft, head, ENT_USE_PLACE) &&
          !(person && ent_draft_uses(draft, head, ENT_USE_SURNAME))) ||
         (ent_draft_uses(draft, m->first, ENT_USE_BODY) &&
          !ent_draft_uses(draft, m->first, ENT_USE_PLACE) &&
          !ent_draft_uses(draft, m->first, ENT_USE_SURNAME));
}

/// Says whether the tables know the whole name as a place.
static bool
is_known_place(const ent_mention_draft *draft, const ent_mention *m)
{
  return whole_phrase(draft, m, ENT_USE_COUNTRY) ||
         whole_phrase(draft, m, ENT_USE_CITY) ||
         whole_phrase(draft, m, ENT_USE_REGION) ||
         whole_phrase(draft, m, ENT_USE_TOWN) ||
         whole_phrase(draft, m, ENT_USE_AREA);
}

static void
heads_settle(ent_mention_draft *draft)
{
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if ((m->kind == ENT_MENTION_PERSON ||
         (m->kind == ENT_MENTION_PLACE && m->score < SURE_PLACE)) &&
        !is_known_place(draft, m) && has_body_head(draft, m)) {
      m->kind = ENT_MENTION_ORGANIZATION;
    }
  }
}

/// Notes the words of a person's full name, and each run of last words.
static void
person_note(kinds *k, const ent_mention *m)
{
  for (uint32_t i = m->first; i < m->end; i++) {
    if (ent_draft_is(k->draft, i, "of") || ent_draft_is(k->draft, i, ",")) {
      return; // "Hassan of Jordan"
    }
  }
  for (uint32_t i = m->first; i < m->end; i++) {
    ent_text key = ent_draft_key(k->draft, i, i + 1, k->bytes);
    if (key.data) {
      ent_map_at(k->words, key, 1);
    }
    key = ent_draft_key(k->draft, i, m->end, k->bytes);
    if (i > m->first && i + MOST_WORDS > m->end && key.data) {
      ent_map_at(k->families, key, 1);
    }
  }
}

static void
persons_note(kinds *k)
{
  for (size_t i = 0; i < k->draft->mentions.n; i++) {
    const ent_mention *const m = &k->draft->mentions.items[i];
    if (m->kind == ENT_MENTION_PERSON && m->end - m->first > 1 &&
        m->score >= SURE_PERSON) {
      person_note(k, m);
    }
  }
}

static bool
is_in(kinds *k, const ent_map *map, uint32_t first, uint32_t end)
{
  uint32_t value = 0;
  const ent_text key = ent_draft_key(k->draft, first, end, k->bytes);
  return key.data && ent_map_get(map, key, &value);
}

/// Says whether a name is a known place that stands as one.
static bool
is_placed(const ent_mention_draft *draft, const ent_mention *m)
{
  static const char *const local[] = {"in", "at", "near", NULL};
  const ent_sentence *const s = &draft->document->sentences[m->sentence];
  const bool country = whole_phrase(draft, m, ENT_USE_COUNTRY) != NULL;
  if (m->first == s->first || !is_known_place(draft, m)) {
    return false;
  }
  return is_any(draft, m->first - 1, local) ||
         (country && token_at(draft, m->first - 1)->upos == ENT_UPOS_ADP);
}

/// Gives short names of persons their kind, and the particles before them.
static void
families_settle(kinds *k)
{
  ent_mention_draft *const draft = k->draft;
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    const ent_sentence *const s = &draft->document->sentences[m->sentence];
    if (m->kind > ENT_MENTION_PLACE ||
        !is_in(k, k->families, m->first, m->end)) {
      continue;
    }
    if (is_placed(draft, m)) {
      m->kind = ENT_MENTION_PLACE;
      continue;
    }
    if (m->kind == ENT_MENTION_ORGANIZATION &&
        (m->score > SURE_BODY || whole_phrase(draft, m, ENT_USE_COMPANY) ||
         whole_phrase(draft, m, ENT_USE_KNOWN))) {
      continue;
    }
    m->kind = ENT_MENTION_PERSON;
    uint32_t first = m->first;
    while (first > s->first && !draft->owner[first - 1] &&
           is_in(k, k->families, first - 1, m->end)) {
      first--;
    }
    if (first < m->first) {
      ent_draft_widen(draft, m, first, m->end);
    }
  }
}

/// Says whether the words around a name are those of a person.
static bool
is_personal(const ent_mention_draft *draft, const ent_mention *m)
{
  const ent_sentence *const s = &draft->document->sentences[m->sentence];
  return m->first > s->first &&
         (ent_draft_uses(draft, m->first - 1, ENT_USE_HONORIFIC) ||
          ent_draft_uses(draft, m->first - 1, ENT_USE_TITLE));
}

/// A country's or capital's name alone is no person.
static void
countries_settle(kinds *k)
{
  for (size_t i = 0; i < k->draft->mentions.n; i++) {
    ent_mention *const m = &k->draft->mentions.items[i];
    if (m->kind == ENT_MENTION_PLACE || m->kind > ENT_MENTION_PLACE ||
        is_in(k, k->words, m->first, m->end) || is_personal(k->draft, m) ||
        whole_phrase(k->draft, m, ENT_USE_KNOWN)) {
      continue;
    }
    const ent_phrase *const city = whole_phrase(k->draft, m, ENT_USE_CITY);
    if (whole_phrase(k->draft, m, ENT_USE_COUNTRY) ||
        (m->kind == ENT_MENTION_PERSON && city && city->capital)) {
      m->kind = ENT_MENTION_PLACE;
    }
  }
}

void
ent_draft_kinds(ent_mention_draft *draft)
{
  kinds k = {.draft = draft,
             .families = ent_map_new(draft->arena),
             .words = ent_map_new(draft->arena)};
  heads_settle(draft);
  persons_note(&k);
  families_settle(&k);
  countries_settle(&k);
  ent_draft_pack(draft);
}
