// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads since when and until when a position is held, from the words around
/// its title, and the sum of money that an agreement is about.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

// Tokens behind a title in which a date may tell of it.
enum { DATE_WINDOW = 18 };

/// "head of the agency since 2019", "director from 2010 to 2015", "became
/// director in May".
void
ent_tenure_words(const ent_scene *s, uint32_t first, uint32_t title,
                 ent_position *p)
{
  const ent_document *const document = s->document;
  const uint32_t end =
      document->sentences[document->tokens[title].sentence].end;
  const bool takes = ent_scene_lists_any(s, "taking-words", first, title);
  const bool leaves = ent_scene_lists_any(s, "leaving-words", first, title);
  for (uint32_t m = s->first_at[first];
       m < s->mentions->n && s->mentions->items[m].first < end; m++) {
    const ent_mention *const x = &s->mentions->items[m];
    const bool behind = x->first > title;
    if (x->first > title + DATE_WINDOW ||
        (behind && ((x->kind == ENT_MENTION_PERSON && x->entity != p->person) ||
                    (x->kind == ENT_MENTION_TITLE && x->inside == ENT_NONE)))) {
      return;
    }
    if (x->kind != ENT_MENTION_DATE || x->inside != ENT_NONE ||
        x->first <= first || (!behind && !takes && !leaves)) {
      continue;
    }
    const bool starts = takes || ent_scene_lists_any(s, "tenure-starts",
                                                     x->first - 1, x->first);
    const bool ends =
        leaves || ent_scene_lists_any(s, "tenure-ends", x->first - 1, x->first);
    if (ends && !p->end.value[0]) {
      p->end = x->date;
    } else if (starts && !ends && !p->start.value[0]) {
      p->start = x->date;
    }
  }
}

/// Finds the first token that ends behind `offset`.
static uint32_t
token_at(const ent_document *document, uint32_t offset)
{
  uint32_t low = 0;
  uint32_t high = document->n_tokens;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (document->tokens[middle].span.end <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Finds the sum nearest to the words of `evidence`; NULL if its sentence has
/// none.
static const ent_mention *
sum_find(const ent_scene *s, const ent_evidence *evidence)
{
  const ent_document *const document = s->document;
  const uint32_t at = token_at(document, evidence->trigger.start);
  const ent_mention *best = NULL;
  uint32_t least = UINT32_MAX;
  if (at >= document->n_tokens) {
    return NULL;
  }
  const ent_sentence *const sentence =
      &document->sentences[document->tokens[at].sentence];
  for (uint32_t m = s->first_at[sentence->first];
       m < s->mentions->n && s->mentions->items[m].first < sentence->end; m++) {
    const ent_mention *const x = &s->mentions->items[m];
    const uint32_t far = x->first > at ? x->first - at : at - x->first;
    if (x->kind == ENT_MENTION_AMOUNT && far < least) {
      least = far;
      best = x;
    }
  }
  return best;
}

void
ent_sums_read(ent_drafts *drafts)
{
  for (size_t i = 0; i < drafts->agreements.n; i++) {
    ent_draft *const d = &drafts->agreements.items[i];
    for (size_t k = 0; k < d->evidence.n && !d->made.amount.len; k++) {
      const ent_mention *const sum =
          sum_find(drafts->scene, &d->evidence.items[k]);
      if (sum) {
        d->made.amount = sum->amount;
        for (int c = 0; c < 4; c++) {
          d->made.currency[c] = sum->currency[c];
        }
      }
    }
  }
}
