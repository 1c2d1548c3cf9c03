// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// One name has one kind in an article, and a name told once is known
/// wherever it stands.

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

#include <string.h>

enum { KINDS = 5, MOST_TOKENS = 24 };

/// A name of the article: how sure each kind is, over all its mentions.
typedef struct {
  float sum[KINDS];
  float best; ///< Of one mention
  float body; ///< Of all kinds, but for headlines
} name;

typedef struct {
  ent_mention_draft *draft;
  ent_map *index;   // words -> names
  ent_map *longest; // first word -> most tokens
  ENT_VECTOR(name) names;
  char bytes[ENT_KEY_BYTES];
} recall;

static name *
name_at(recall *r, uint32_t first, uint32_t end)
{
  const ent_text key = ent_draft_key(r->draft, first, end, r->bytes);
  if (!key.data) {
    return NULL;
  }
  const uint32_t index = *ent_map_at(r->index, key, (uint32_t)r->names.n);
  if (index == r->names.n) {
    ENT_PUSH(r->draft->arena, &r->names);
    uint32_t *const most =
        ent_map_at(r->longest, r->draft->document->tokens[first].lower, 0);
    *most = end - first > *most ? end - first : *most;
  }
  return &r->names.items[index];
}

static bool
in_title(const recall *r, const ent_mention *m)
{
  return r->draft->document->sentences[m->sentence].kind != ENT_SENTENCE_BODY;
}

static void
name_count(recall *r, uint32_t first, uint32_t end, const ent_mention *m,
           float weight)
{
  name *const n = name_at(r, first, end);
  if (n) {
    const float score = m->score * weight * (in_title(r, m) ? 0.5f : 1.0f);
    n->sum[m->kind] += score;
    n->best = score > n->best ? score : n->best;
    n->body += in_title(r, m) ? 0 : score;
  }
}

static ent_mention_kind
kind_of(const name *n)
{
  uint32_t best = 0;
  for (uint32_t k = 1; k < KINDS; k++) {
    best = n->sum[k] > n->sum[best] ? k : best;
  }
  return (ent_mention_kind)best;
}

static void
names_count(recall *r)
{
  for (size_t i = 0; i < r->draft->mentions.n; i++) {
    const ent_mention *const m = &r->draft->mentions.items[i];
    name_count(r, m->first, m->end, m, 1.0f);
    if (m->kind == ENT_MENTION_PERSON && m->end - m->first > 1) {
      name_count(r, m->end - 1, m->end, m, 0.5f); // the family name alone
    }
  }
}

/// Gives each name the kind that its mentions make likeliest together.
static void
kinds_settle(recall *r)
{
  for (size_t i = 0; i < r->draft->mentions.n; i++) {
    ent_mention *const m = &r->draft->mentions.items[i];
    const name *const n = name_at(r, m->first, m->end);
    if (n && m->score < 0.95f) {
      m->kind = kind_of(n);
    }
  }
}

static bool
is_free(const recall *r, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++) {
    if (r->draft->owner[i]) {
      return false;
    }
  }
  return true;
}

/// Tries the names that begin with the word at `first`, the longest first.
static uint32_t
name_recall(recall *r, uint32_t first, const ent_sentence *s)
{
  uint32_t most = 0;
  ent_map_get(r->longest, r->draft->document->tokens[first].lower, &most);
  most = most > MOST_TOKENS ? MOST_TOKENS : most;
  most = most > s->end - first ? s->end - first : most;
  for (uint32_t n = most; n > 0; n--) {
    uint32_t index = 0;
    const ent_text key = ent_draft_key(r->draft, first, first + n, r->bytes);
    if (key.data && ent_map_get(r->index, key, &index) &&
        r->names.items[index].best > 0.4f && is_free(r, first, first + n) &&
        !(first + n < s->end &&
          ent_token_hyphen(r->draft->document, first + n))) {
      ent_draft_own(r->draft, kind_of(&r->names.items[index]), first, first + n)
          ->score = 0.5f;
      return first + n;
    }
  }
  return first + 1;
}

/// Says whether a free capitalised word is one of its own, not a part of a
/// longer unknown name or an ordinary word at a sentence's start.
static bool
may_recall(const recall *r, uint32_t i, const ent_sentence *s)
{
  const ent_token *const t = &r->draft->document->tokens[i];
  return !r->draft->owner[i] && ent_token_capital(t) &&
         !(i == s->first && t->known_lower) &&
         !(i > s->first && ent_token_hyphen(r->draft->document, i - 1));
}

static void
names_recall(recall *r)
{
  const ent_document *const d = r->draft->document;
  for (uint32_t i = 0; i < d->n_sentences; i++) {
    const ent_sentence *const s = &d->sentences[i];
    if (s->kind == ENT_SENTENCE_ASIDE) {
      continue;
    }
    for (uint32_t t = s->first; t < s->end;) {
      t = may_recall(r, t, s) ? name_recall(r, t, s) : t + 1;
    }
  }
}

/// Adds the bodies that the article names alone and inside a longer name.
static void
names_nest(recall *r)
{
  const ent_document *const d = r->draft->document;
  const size_t n = r->draft->mentions.n;
  for (size_t k = 0; k < n; k++) {
    const ent_mention m = r->draft->mentions.items[k];
    for (uint32_t i = m.first + 1;
         m.kind == ENT_MENTION_ORGANIZATION && i + 1 < m.end; i++) {
      uint32_t index = 0;
      const ent_text key = ent_draft_key(r->draft, i, m.end, r->bytes);
      if (ent_token_capital(&d->tokens[i]) &&
          !ent_token_capital(&d->tokens[i - 1]) &&
          !ent_token_hyphen(r->draft->document, i - 1) && key.data &&
          ent_map_get(r->index, key, &index) &&
          kind_of(&r->names.items[index]) == ENT_MENTION_ORGANIZATION) {
        ent_draft_add(r->draft, ENT_MENTION_ORGANIZATION, i, m.end);
        break;
      }
    }
  }
}

static recall
recall_make(ent_mention_draft *draft)
{
  recall r = {.draft = draft,
              .index = ent_map_new(draft->arena),
              .longest = ent_map_new(draft->arena)};
  names_count(&r);
  return r;
}

void
ent_draft_again(ent_mention_draft *draft)
{
  recall r = recall_make(draft);
  kinds_settle(&r);
  ent_draft_kinds(draft);
  r = recall_make(draft);
  names_recall(&r);
  names_nest(&r);
}
