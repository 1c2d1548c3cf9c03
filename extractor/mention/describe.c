// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Pronouns, descriptions ("the Foundation"), nationalities, and places inside
/// other names.

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

#include <string.h>

typedef struct {
  const char *word;
  uint8_t number;
  uint8_t gender;
} pronoun;

/// Personal pronouns of English: a closed class.
static const pronoun pronouns[] = {
    {"he", ENT_SINGULAR, ENT_MALE},
    {"him", ENT_SINGULAR, ENT_MALE},
    {"his", ENT_SINGULAR, ENT_MALE},
    {"himself", ENT_SINGULAR, ENT_MALE},
    {"she", ENT_SINGULAR, ENT_FEMALE},
    {"her", ENT_SINGULAR, ENT_FEMALE},
    {"hers", ENT_SINGULAR, ENT_FEMALE},
    {"herself", ENT_SINGULAR, ENT_FEMALE},
    {"it", ENT_SINGULAR, ENT_NEUTER},
    {"its", ENT_SINGULAR, ENT_NEUTER},
    {"itself", ENT_SINGULAR, ENT_NEUTER},
    {"they", ENT_PLURAL, 0},
    {"them", ENT_PLURAL, 0},
    {"their", ENT_PLURAL, 0},
    {"themselves", ENT_PLURAL, 0},
    {NULL, 0, 0},
};

static bool
pronoun_add(ent_mention_draft *draft, uint32_t i)
{
  const ent_token *const t = &draft->document->tokens[i];
  if (t->upos != ENT_UPOS_PRON && t->upos != ENT_UPOS_DET) {
    return false;
  }
  if (ent_draft_is(draft, i, "it") && i + 1 < draft->document->n_tokens &&
      draft->document->tokens[i + 1].upos == ENT_UPOS_AUX) {
    return false; // "it should be noted"
  }
  for (const pronoun *p = pronouns; p->word; p++) {
    if (ent_draft_is(draft, i, p->word)) {
      ent_mention *const m =
          ent_draft_add(draft, ENT_MENTION_PRONOUN, i, i + 1);
      m->number = p->number;
      m->gender = p->gender;
      return true;
    }
  }
  return false;
}

static bool
is_pointer(const ent_mention_draft *draft, uint32_t i)
{
  return ent_draft_is(draft, i, "the") || ent_draft_is(draft, i, "this") ||
         ent_draft_is(draft, i, "both");
}

/// Returns the end of what describes somebody at `i`: a phrase of the tables,
/// or a title with what stands before it ("Deputy Under Secretary"); `i` if
/// nothing does.
static uint32_t
described_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit,
              const ent_phrase **phrase)
{
  uint32_t end = ent_draft_phrase(draft, i, limit, ENT_USE_DESCRIBE, phrase);
  if (*phrase) {
    return end;
  }
  uint32_t head = i;
  while (head + 1 < limit && !draft->owner[head] &&
         ent_draft_uses(draft, head, ENT_USE_TITLE_BEFORE)) {
    head++;
  }
  end = ent_draft_phrase(draft, head, limit, ENT_USE_TITLE, phrase);
  if (!*phrase || draft->owner[head]) {
    *phrase = NULL;
    return i;
  }
  const ent_phrase *second = NULL; // "Deputy Minister"
  return end < limit
             ? ent_draft_phrase(draft, end, limit, ENT_USE_TITLE, &second)
             : end;
}

/// Adds "the Foundation", "the two sides" at `i`.
static void
description_add(ent_mention_draft *draft, const ent_sentence *s, uint32_t i)
{
  if (!is_pointer(draft, i) || i + 1 >= s->end || draft->owner[i] ||
      draft->owner[i + 1]) {
    return;
  }
  const ent_phrase *phrase = NULL;
  const uint32_t end = described_end(draft, i + 1, s->end, &phrase);
  if (!phrase || (end < s->end && draft->owner[end])) {
    return; // "the President Ilham Aliyev" is no description
  }
  if (end < s->end) {
    const ent_token *const next = &draft->document->tokens[end];
    if (ent_draft_is(draft, end, "of") || next->upos == ENT_UPOS_NOUN ||
        next->upos == ENT_UPOS_PROPN) {
      return;
    }
  }
  ent_mention *const m = ent_draft_add(draft, ENT_MENTION_DESCRIPTION, i, end);
  m->number = phrase->describes == 'n' ? ENT_PLURAL : ENT_SINGULAR;
  m->gender =
      phrase->describes == 'o' || phrase->describes == 'l' ? ENT_NEUTER : 0;
}

/// Adds a nationality at `i`, and a country or city inside a longer name.
static void
country_add(ent_mention_draft *draft, const ent_sentence *s, uint32_t i)
{
  const ent_phrase *phrase = NULL;
  const ent_mention *const owner = ent_draft_owner(draft, i);
  if (!ent_token_capital(&draft->document->tokens[i])) {
    return;
  }
  uint32_t end = ent_draft_phrase(draft, i, s->end, ENT_USE_NATION, &phrase);
  if (phrase && (!owner || owner->end - owner->first > end - i)) {
    ent_mention *const m =
        ent_draft_add(draft, ENT_MENTION_NATIONALITY, i, end);
    memcpy(m->country, phrase->country, sizeof m->country);
    return;
  }
  if (!owner || owner->kind == ENT_MENTION_PERSON) {
    return;
  }
  const uint32_t limit = owner->end;
  const uint32_t width = owner->end - owner->first;
  end = ent_draft_phrase(draft, i, limit, ENT_USE_COUNTRY, &phrase);
  if (!phrase) {
    end = ent_draft_phrase(draft, i, limit, ENT_USE_CITY, &phrase);
  }
  if (phrase && width > end - i) {
    ent_mention *const m = ent_draft_add(draft, ENT_MENTION_PLACE, i, end);
    memcpy(m->country, phrase->country, sizeof m->country);
    m->score = 0.5f;
  }
}

void
ent_draft_descriptions(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  for (uint32_t k = 0; k < d->n_sentences; k++) {
    const ent_sentence *const s = &d->sentences[k];
    for (uint32_t i = s->first; s->kind != ENT_SENTENCE_ASIDE && i < s->end;
         i++) {
      if (!pronoun_add(draft, i)) {
        description_add(draft, s, i);
        country_add(draft, s, i);
      }
    }
  }
}
