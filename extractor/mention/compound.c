// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Names that begin or end inside words with hyphens, which are several
/// tokens: "Lung-bin" is of the name, "UK-France" and "Chicago-based" are no
/// names.

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// A longer part in lower case is no part of a name: "Hau Lung-bin".
enum { SYLLABLE = 4 };

/// Finds the first word with hyphens in `*first` to `limit`; false if there
/// is none.
static bool
compound_find(const ent_mention_draft *draft, uint32_t *first, uint32_t *end,
              uint32_t limit)
{
  for (uint32_t i = *first; i < limit; i++) {
    if (ent_token_hyphen(draft->document, i)) {
      *first = i - 1;
      *end = i + 2;
      while (ent_token_hyphen(draft->document, *end)) {
        *end += 2;
      }
      return true;
    }
  }
  return false;
}

/// Says whether a part in lower case may belong to the name `m`.
static bool
is_syllable(const ent_mention_draft *draft, const ent_mention *m, uint32_t i)
{
  const ent_token *const t = ent_draft_token(draft, i);
  return ent_draft_uses(draft, i, ENT_USE_PARTICLE) ||
         (m->kind == ENT_MENTION_PERSON &&
          (!t->known_lower ||
           (t->lower.len < SYLLABLE && t->upos != ENT_UPOS_VERB)));
}

/// Says whether the name `m`, which covers a part of the word `first` to
/// `end`, goes over the whole word.
static bool
is_name(const ent_mention_draft *draft, const ent_mention *m, uint32_t first,
        uint32_t end)
{
  if (ent_draft_is_place(draft, first, end)) {
    return true;
  }
  if (ent_draft_whole(draft, first, first + 1, ENT_USE_COUNTRY) ||
      ent_draft_whole(draft, first, end, ENT_USE_TITLE)) {
    return false;
  }
  for (uint32_t i = first; i < end; i += 2) {
    if (!ent_token_capital(ent_draft_token(draft, i)) &&
        !is_syllable(draft, m, i)) {
      return false;
    }
  }
  return true;
}

/// Makes names cover the word `first` to `end` whole or not at all.
static void
compound_mend(ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++) {
    ent_mention *const m = ent_draft_owner(draft, i);
    if (!m || (m->first <= first && m->end >= end)) {
      continue;
    }
    if (is_name(draft, m, first, end)) {
      const ent_mention *const last = ent_draft_owner(draft, end - 1);
      const uint32_t to = last && last->end > end ? last->end : end;
      ent_draft_widen(draft, m, m->first < first ? m->first : first, to);
      return;
    }
    if (m->first < first) {
      ent_draft_widen(draft, m, m->first, first);
    } else {
      ent_draft_widen(draft, m, m->end > end ? end : m->end, m->end);
    }
  }
}

void
ent_draft_compounds(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  for (uint32_t k = 0; k < d->n_sentences; k++) {
    uint32_t end = 0;
    for (uint32_t first = d->sentences[k].first;
         compound_find(draft, &first, &end, d->sentences[k].end); first = end) {
      compound_mend(draft, first, end);
    }
  }
  ent_draft_pack(draft);
}
