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

/// Probabilities from which the words around decide against a person's name.
#define SURE_OTHER 0.9f
#define SURE_BODY 0.95f

/// Probability below which a place in a list with bodies may be one.
#define UNSURE_PLACE 0.7f

/// Words of a person's name that are looked at.
enum { MOST_WORDS = 8 };

typedef struct {
  ent_mention_draft *draft;
  ent_map *families; ///< Last words of persons' full names
  ent_map *persons;  ///< Persons' names as they stand
  ent_map *words;    ///< Each word of them
  ent_map *bodies;   ///< Short names of bodies
  char bytes[ENT_KEY_BYTES];
} kinds;

/// Returns the last token of a name before "of", "for" …
static uint32_t
head_of(const ent_mention_draft *draft, const ent_mention *m)
{
  static const char *const joints[] = {"of", "for", "in", "at", "on", NULL};
  uint32_t i = m->first + 1;
  while (i < m->end && !ent_draft_is_any(draft, i, joints)) {
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
  return (ent_draft_is_body(draft, head) && !ent_draft_is_site(draft, head) &&
          !(person && ent_draft_uses(draft, head, ENT_USE_SURNAME))) ||
         (ent_draft_is_body(draft, m->first) &&
          !ent_draft_is_site(draft, m->first) &&
          !ent_draft_uses(draft, m->first, ENT_USE_SURNAME));
}

/// Says whether a name stands behind "director of the": what is a building and
/// a body is the body there.
static bool
has_holder(const ent_mention_draft *draft, const ent_mention *m)
{
  const uint32_t least = draft->document->sentences[m->sentence].first;
  uint32_t i = m->first;
  i -= i > least && ent_draft_is(draft, i - 1, "the") ? 1u : 0u;
  return i > least + 1 && ent_draft_is(draft, i - 1, "of") &&
         ent_draft_uses(draft, i - 2, ENT_USE_TITLE) &&
         (ent_draft_is_body(draft, head_of(draft, m)) ||
          ent_draft_is_body(draft, m->first));
}

static void
heads_settle(ent_mention_draft *draft)
{
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if ((m->kind == ENT_MENTION_PERSON || m->kind == ENT_MENTION_PLACE) &&
        !ent_draft_is_place(draft, m->first, m->end) &&
        has_body_head(draft, m)) {
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
    const ent_text key =
        m->kind == ENT_MENTION_PERSON
            ? ent_draft_key(k->draft, m->first, m->end, k->bytes)
            : ENT_TEXT("");
    if (key.len) {
      ent_map_at(k->persons, key, 1);
    }
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
  const bool country =
      ent_draft_whole(draft, m->first, m->end, ENT_USE_COUNTRY) != NULL;
  if (m->first == s->first || !ent_draft_is_place(draft, m->first, m->end)) {
    return false;
  }
  return ent_draft_is_any(draft, m->first - 1, local) ||
         (country &&
          ent_draft_token(draft, m->first - 1)->upos == ENT_UPOS_ADP);
}

/// Says whether the last words of a name are a person's short name, and none
/// of its words heads a body or a place: "Mikkel Lund" beside "Lund".
static bool
is_full_name(kinds *k, const ent_mention *m)
{
  bool found = false;
  for (uint32_t i = m->first; i < m->end; i++) {
    if (ent_draft_is_body(k->draft, i) || ent_draft_is_site(k->draft, i) ||
        (ent_token_capital(ent_draft_token(k->draft, i)) &&
         ent_draft_token(k->draft, i)->known_lower)) {
      return false;
    }
    found |= i > m->first && is_in(k, k->persons, i, m->end);
  }
  return found && m->score < SURE_OTHER &&
         !ent_draft_is_place(k->draft, m->first, m->end);
}

static void
full_names_settle(kinds *k)
{
  for (size_t i = 0; i < k->draft->mentions.n; i++) {
    ent_mention *const m = &k->draft->mentions.items[i];
    if ((m->kind == ENT_MENTION_PLACE || m->kind == ENT_MENTION_ORGANIZATION) &&
        is_full_name(k, m)) {
      m->kind = ENT_MENTION_PERSON;
      person_note(k, m);
    }
  }
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
        (m->score > SURE_BODY ||
         ent_draft_whole(draft, m->first, m->end, ENT_USE_COMPANY) ||
         ent_draft_whole(draft, m->first, m->end, ENT_USE_KNOWN))) {
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

/// Says whether a name is one word that nothing knows but the core.
static bool
is_unknown(kinds *k, const ent_mention *m)
{
  return m->end == m->first + 1 &&
         ent_draft_is_foreign(k->draft, m->first, m->end) &&
         (m->kind == ENT_MENTION_PERSON ||
          (m->kind == ENT_MENTION_PLACE && m->score < UNSURE_PLACE)) &&
         !((k->draft->context->tokens[m->first].begins |
            k->draft->context->tokens[m->first].inside) &
           ENT_USES_PROPER) &&
         !is_in(k, k->words, m->first, m->end) &&
         !is_in(k, k->families, m->first, m->end);
}

/// Says whether two names stand side by side in a list.
static bool
is_listed(const ent_mention_draft *draft, const ent_mention *a,
          const ent_mention *b)
{
  return a->sentence == b->sentence && b->first == a->end + 1 &&
         (ent_draft_is(draft, a->end, "and") ||
          ent_draft_is(draft, a->end, ","));
}

/// Says whether a name is a head and words that may stand for it alone; a
/// place's name may only behind a company's head.
static bool
has_rest(const ent_mention_draft *draft, const ent_mention *m)
{
  const ent_phrase *const head = ent_draft_whole(
      draft, m->first, m->first + 1,
      ent_draft_uses(draft, m->first, ENT_USE_BODY) ? ENT_USE_BODY
                                                    : ENT_USE_LEAD);
  return head && ent_draft_is_foreign(draft, m->first + 1, m->end) &&
         (!ent_draft_is_place(draft, m->first + 1, m->end) ||
          ent_text_equal(head->body_class, ENT_TEXT("Company")));
}

static void
body_note(kinds *k, uint32_t first, uint32_t end)
{
  const ent_text key = ent_draft_key(k->draft, first, end, k->bytes);
  if (key.data) {
    ent_map_at(k->bodies, key, 1);
  }
}

/// Notes what has a director, "Altamira" of "Grupo Altamira", and what stands
/// in a list with bodies: "Vellora and Grupo Altamira".
static void
bodies_note(kinds *k)
{
  ent_mention_draft *const draft = k->draft;
  for (size_t i = 0; i < draft->mentions.n; i++) {
    const ent_mention *const m = &draft->mentions.items[i];
    if (m->kind == ENT_MENTION_PLACE && has_holder(draft, m)) {
      body_note(k, m->first, m->end);
    }
    if (m->kind != ENT_MENTION_ORGANIZATION) {
      continue;
    }
    if (has_rest(draft, m)) {
      body_note(k, m->first + 1, m->end);
    }
    for (size_t j = i; j > 0; j--) {
      const ent_mention *const before = &draft->mentions.items[j - 1];
      if (!is_listed(draft, before, &draft->mentions.items[j]) ||
          !is_unknown(k, before)) {
        break;
      }
      body_note(k, before->first, before->end);
    }
    for (size_t j = i + 1; j < draft->mentions.n; j++) {
      const ent_mention *const next = &draft->mentions.items[j];
      if (!is_listed(draft, &draft->mentions.items[j - 1], next) ||
          !is_unknown(k, next)) {
        break;
      }
      body_note(k, next->first, next->end);
    }
  }
}

static void
bodies_settle(kinds *k)
{
  bodies_note(k);
  for (size_t i = 0; i < k->draft->mentions.n; i++) {
    ent_mention *const m = &k->draft->mentions.items[i];
    if ((m->kind == ENT_MENTION_PERSON || m->kind == ENT_MENTION_PLACE) &&
        is_in(k, k->bodies, m->first, m->end) &&
        !is_in(k, k->families, m->first, m->end) && !is_placed(k->draft, m)) {
      m->kind = ENT_MENTION_ORGANIZATION;
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
        ent_draft_whole(k->draft, m->first, m->end, ENT_USE_KNOWN)) {
      continue;
    }
    const ent_phrase *const city =
        ent_draft_whole(k->draft, m->first, m->end, ENT_USE_CITY);
    if (ent_draft_whole(k->draft, m->first, m->end, ENT_USE_COUNTRY) ||
        (m->kind == ENT_MENTION_PERSON && city && city->capital)) {
      m->kind = ENT_MENTION_PLACE;
    }
  }
}

/// Returns the end of the country's name that the run of capitalised words at
/// `i` is, `i` if it is none, owned or a person's.
static uint32_t
country_end(kinds *k, const ent_sentence *s, uint32_t i)
{
  const ent_token_facts *const t = &k->draft->context->tokens[i];
  const ent_phrase *phrase = NULL;
  const uint32_t end =
      ent_draft_phrase(k->draft, i, s->end, ENT_USE_COUNTRY, &phrase);
  if (!phrase || t->run != i || t->run_end != end ||
      phrase->uses &
          (ENT_USE_BIT(ENT_USE_KNOWN) | ENT_USE_BIT(ENT_USE_NATION)) ||
      is_in(k, k->words, i, end)) {
    return i;
  }
  for (uint32_t j = i; j < end; j++) {
    if (k->draft->owner[j] ||
        ent_draft_token(k->draft, j)->shape != ENT_SHAPE_CAPITAL) {
      return i;
    }
  }
  return end;
}

/// Adds countries that the core left out.
static void
countries_add(kinds *k)
{
  const ent_document *const d = k->draft->document;
  for (uint32_t n = 0; n < d->n_sentences; n++) {
    const ent_sentence *const s = &d->sentences[n];
    for (uint32_t i = s->first; s->kind == ENT_SENTENCE_BODY && i < s->end;) {
      const uint32_t end = country_end(k, s, i);
      if (end > i) {
        ent_draft_own(k->draft, ENT_MENTION_PLACE, i, end)->score = 0.5f;
      }
      i = end > i ? end : i + 1;
    }
  }
}

void
ent_draft_kinds(ent_mention_draft *draft)
{
  kinds k = {.draft = draft,
             .families = ent_map_new(draft->arena),
             .persons = ent_map_new(draft->arena),
             .words = ent_map_new(draft->arena),
             .bodies = ent_map_new(draft->arena)};
  heads_settle(draft);
  persons_note(&k);
  full_names_settle(&k);
  families_settle(&k);
  countries_settle(&k);
  bodies_settle(&k);
  ent_draft_pack(draft);
  countries_add(&k);
}
