// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Drops acronyms of what is no body: "artificial intelligence (AI)", "the
/// Treaty on Fair Ports (TFP)".

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

// Small words that an acronym may leave out between two letters.
enum { MOST_SMALL = 3 };

/// Finds the words before token `end` whose initials are the letters of
/// `acronym`, in lower case; returns their first, or `end` if there are none
/// such.
static uint32_t
long_form(const ent_mention_draft *draft, ent_text acronym, uint32_t end)
{
  const ent_document *const d = draft->document;
  const uint32_t begin = d->sentences[d->tokens[end].sentence].first;
  uint32_t t = end;
  unsigned small = 0;
  for (size_t i = acronym.len; i > 0;) {
    if (t == begin) {
      return end;
    }
    t--;
    if (d->tokens[t].lower.data[0] == acronym.data[i - 1]) {
      i--;
      small = 0;
    } else if (t + 1 == end || d->tokens[t].lower.len > 3 ||
               ++small > MOST_SMALL) {
      return end;
    }
  }
  return t;
}

/// Tells whether tokens `first..end` are a name, or have the head of one.
static bool
is_body(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  for (uint32_t t = first; t < end; t++) {
    if (draft->owner[t] || ent_draft_is_body(draft, t)) {
      return true;
    }
  }
  return false;
}

/// Tells whether a name is an acronym in brackets behind the words that it is
/// short for, which name no body.
static bool
is_no_name(const ent_mention_draft *draft, const ent_mention *m)
{
  const ent_document *const d = draft->document;
  const ent_token *const t = &d->tokens[m->first];
  if (m->end != m->first + 1 || t->shape != ENT_SHAPE_UPPER || m->first < 2 ||
      m->end >= d->n_tokens || t->form.len < 2 ||
      !ent_draft_is(draft, m->first - 1, "(") ||
      d->tokens[m->first - 1].sentence != t->sentence ||
      ent_draft_uses(draft, m->first, ENT_USE_KNOWN)) {
    return false;
  }
  const uint32_t end = m->first - 1;
  const uint32_t first = long_form(draft, t->lower, end);
  return first < end && !is_body(draft, first, end);
}

void
ent_draft_acronyms(ent_mention_draft *draft)
{
  ent_map *const dropped = ent_map_new(draft->arena);
  for (size_t i = 0; i < draft->mentions.n; i++) {
    const ent_mention *const m = &draft->mentions.items[i];
    if (is_no_name(draft, m)) {
      ent_map_set(dropped, ent_draft_token(draft, m->first)->form, 1);
    }
  }
  for (size_t i = 0; ent_map_size(dropped) && i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->end == m->first + 1 &&
        ent_map_get(dropped, ent_draft_token(draft, m->first)->form, NULL)) {
      ent_draft_widen(draft, m, m->first, m->first);
    }
  }
  ent_draft_pack(draft);
}
