// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/draft.h"

#include "extractor/base/text.h"

#include <stdlib.h>
#include <string.h>

/// Mentions that may stand between a name and what stands inside it.
enum { LOOK_BACK = 32 };

ent_mention *
ent_draft_add(ent_mention_draft *draft, ent_mention_kind kind, uint32_t first,
              uint32_t end)
{
  const ent_token *const tokens = draft->document->tokens;
  ent_mention *const m = ENT_PUSH(draft->arena, &draft->mentions);
  m->kind = kind;
  m->first = first;
  m->end = end;
  m->sentence = tokens[first].sentence;
  m->name = (ent_span){tokens[first].span.start, tokens[end - 1].span.end};
  m->entity = ENT_NONE;
  m->inside = ENT_NONE;
  m->score = 1;
  return m;
}

ent_mention *
ent_draft_own(ent_mention_draft *draft, ent_mention_kind kind, uint32_t first,
              uint32_t end)
{
  ent_mention *const m = ent_draft_add(draft, kind, first, end);
  for (uint32_t i = first; i < end; i++) {
    draft->owner[i] = (uint32_t)draft->mentions.n;
  }
  return m;
}

ent_mention *
ent_draft_owner(const ent_mention_draft *draft, uint32_t i)
{
  return draft->owner[i] ? &draft->mentions.items[draft->owner[i] - 1] : NULL;
}

bool
ent_draft_uses(const ent_mention_draft *draft, uint32_t i, ent_use use)
{
  const ent_token_facts *const t = &draft->context->tokens[i];
  return ((t->begins | t->inside) >> use & 1u) != 0;
}

bool
ent_draft_is_body(const ent_mention_draft *draft, uint32_t i)
{
  return ent_draft_uses(draft, i, ENT_USE_BODY) ||
         ent_draft_uses(draft, i, ENT_USE_LEAD);
}

bool
ent_draft_is_site(const ent_mention_draft *draft, uint32_t i)
{
  return ent_draft_uses(draft, i, ENT_USE_PLACE) ||
         ent_draft_uses(draft, i, ENT_USE_SITE);
}

ent_text
ent_draft_key(const ent_mention_draft *draft, uint32_t first, uint32_t end,
              char bytes[ENT_KEY_BYTES])
{
  size_t len = 0;
  for (uint32_t i = first; i < end; i++) {
    const ent_text lower = draft->document->tokens[i].lower;
    if (len + lower.len + 1 > ENT_KEY_BYTES) {
      return (ent_text){NULL, 0};
    }
    memcpy(bytes + len, lower.data, lower.len);
    len += lower.len;
    bytes[len++] = ' ';
  }
  return (ent_text){bytes, len};
}

void
ent_draft_widen(ent_mention_draft *draft, ent_mention *m, uint32_t first,
                uint32_t end)
{
  const uint32_t mark = (uint32_t)(m - draft->mentions.items) + 1;
  for (uint32_t i = m->first; i < m->end; i++) {
    draft->owner[i] = 0;
  }
  for (uint32_t i = first; i < end; i++) {
    ent_mention *const other = ent_draft_owner(draft, i);
    for (uint32_t k = other ? other->first : 0; other && k < other->end; k++) {
      draft->owner[k] = draft->owner[k] == mark ? mark : 0;
    }
    if (other) {
      other->end = other->first;
    }
    draft->owner[i] = mark;
  }
  m->first = first;
  m->end = end;
  if (end > first) {
    m->name = (ent_span){draft->document->tokens[first].span.start,
                         draft->document->tokens[end - 1].span.end};
  }
}

void
ent_draft_pack(ent_mention_draft *draft)
{
  size_t n = 0;
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->end > m->first) {
      draft->mentions.items[n++] = *m;
      for (uint32_t t = m->first; t < m->end; t++) {
        draft->owner[t] = (uint32_t)n;
      }
    }
  }
  draft->mentions.n = n;
}

typedef struct {
  ent_use use;
  uint32_t end;
  const ent_phrase *phrase;
} longest;

static void
longest_take(void *user, uint32_t first, uint32_t end, const ent_phrase *phrase)
{
  longest *const l = (longest *)user;
  (void)first;
  if (phrase->uses >> l->use & 1u) {
    l->end = end;
    l->phrase = phrase;
  }
}

uint32_t
ent_draft_phrase(const ent_mention_draft *draft, uint32_t first, uint32_t limit,
                 ent_use use, const ent_phrase **phrase)
{
  longest l = {use, first, NULL};
  if (draft->context->tokens[first].begins >> use & 1u) {
    ent_phrases_at(draft->names, draft->document, first, limit, longest_take,
                   &l);
  }
  *phrase = l.phrase;
  return l.end;
}

bool
ent_draft_is(const ent_mention_draft *draft, uint32_t i, const char *word)
{
  return ent_text_equal(draft->document->tokens[i].lower, ent_text_from(word));
}

bool
ent_draft_is_any(const ent_mention_draft *draft, uint32_t i,
                 const char *const *words)
{
  for (; *words; words++) {
    if (ent_draft_is(draft, i, *words)) {
      return true;
    }
  }
  return false;
}

const ent_phrase *
ent_draft_whole(const ent_mention_draft *draft, uint32_t first, uint32_t end,
                ent_use use)
{
  const ent_phrase *phrase = NULL;
  return ent_draft_phrase(draft, first, end, use, &phrase) == end ? phrase
                                                                  : NULL;
}

bool
ent_draft_is_place(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  for (ent_use use = ENT_USE_COUNTRY; use <= ENT_USE_TOWN; use++) {
    if (use != ENT_USE_NATION && ent_draft_whole(draft, first, end, use)) {
      return true;
    }
  }
  return false;
}

bool
ent_draft_is_foreign(const ent_mention_draft *draft, uint32_t first,
                     uint32_t end)
{
  for (uint32_t i = first; i < end; i++) {
    const ent_token *const t = &draft->document->tokens[i];
    if (t->known_lower || !ent_token_capital(t)) {
      return false;
    }
  }
  return end > first;
}

static void
date_add(void *user, uint32_t first, uint32_t end, const ent_date *date)
{
  if (!date->value[0] && date->precision != ENT_PRECISION_DECADE) {
    return; // it dates nothing
  }
  ent_draft_add((ent_mention_draft *)user, ENT_MENTION_DATE, first, end)->date =
      *date;
}

static void
amount_add(void *user, uint32_t first, uint32_t end, ent_text amount,
           const char *currency)
{
  ent_mention *const m =
      ent_draft_add((ent_mention_draft *)user, ENT_MENTION_AMOUNT, first, end);
  m->amount = amount;
  memcpy(m->currency, currency, 3);
}

static int
mention_compare(const void *a, const void *b)
{
  const ent_mention *const x = (const ent_mention *)a;
  const ent_mention *const y = (const ent_mention *)b;
  return x->first != y->first ? (x->first < y->first ? -1 : 1)
         : x->end != y->end   ? (x->end > y->end ? -1 : 1)
                              : (int)x->kind - (int)y->kind;
}

/// Sets `inside` to the narrowest name that holds a mention.
static void
inside_set(ent_mention *items, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t j = i; j-- > 0 && j + LOOK_BACK > i &&
                         items[j].sentence == items[i].sentence;) {
      if (items[j].end >= items[i].end && items[j].kind <= ENT_MENTION_TITLE &&
          items[j].end - items[j].first > items[i].end - items[i].first) {
        items[i].inside = j;
        break;
      }
    }
  }
}

ent_mentions *
ent_mentions_find(const ent_names *names, const ent_document *document,
                  ent_arena *arena)
{
  ent_mention_draft draft = {
      .names = names, .document = document, .arena = arena};
  draft.context = ent_name_context_make(names, document, arena);
  draft.owner = ENT_ARENA_ARRAY(arena, uint32_t, document->n_tokens + 1u);
  ent_draft_names(&draft);
  ent_draft_compounds(&draft);
  ent_draft_cut(&draft);
  ent_draft_join(&draft);
  ent_draft_acronyms(&draft);
  ent_draft_again(&draft);
  ent_draft_events(&draft);
  ent_draft_classes(&draft);
  ent_draft_agreements(&draft);
  ent_draft_titles(&draft);
  ent_draft_descriptions(&draft);
  ent_dates_find(names->calendar, document, arena, date_add, &draft);
  ent_amounts_find(names->currencies, document, arena, amount_add, &draft);
  if (draft.mentions.n > 1) {
    qsort(draft.mentions.items, draft.mentions.n, sizeof(ent_mention),
          mention_compare);
  }
  ent_mentions *const result = ENT_ARENA_ARRAY(arena, ent_mentions, 1);
  result->document = document;
  result->items = draft.mentions.items;
  result->n = (uint32_t)draft.mentions.n;
  inside_set(result->items, result->n);
  return result;
}
