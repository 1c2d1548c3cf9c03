// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// Tokens that a list in a title has at most.
enum { LIST_TOKENS = 24 };

static bool
is_noun(const ent_token *t)
{
  return t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_PROPN;
}

/// Finds the title of which token `i` is the plural: "astronauts"; NULL if
/// there is none.
static const ent_phrase *
plural_title(const ent_mention_draft *draft, uint32_t i)
{
  const ent_token *const t = ent_draft_token(draft, i);
  if (!is_noun(t) || t->lower.len < 4 ||
      !ent_text_ends(t->lower, ENT_TEXT("s"))) {
    return NULL;
  }
  const ent_phrase *const phrase = ent_phrase_find(
      draft->names, (ent_text){t->lower.data, t->lower.len - 1});
  return phrase && phrase->uses & ENT_USE_BIT(ENT_USE_TITLE) ? phrase : NULL;
}

/// Returns the end of the title's head at `first`, `first` if there is none.
static uint32_t
head_end(const ent_mention_draft *draft, uint32_t first, uint32_t limit,
         const ent_phrase **phrase)
{
  uint32_t end = ent_draft_phrase(draft, first, limit, ENT_USE_TITLE, phrase);
  if (end == first) {
    *phrase = plural_title(draft, first);
    end += *phrase ? 1u : 0u;
  }
  if (end == first || draft->owner[first] ||
      (!is_noun(ent_draft_token(draft, end - 1)) &&
       !ent_token_capital(ent_draft_token(draft, first)))) {
    return first;
  }
  while (end < limit && !draft->owner[end]) {
    const bool hyphen = ent_token_hyphen(draft->document, end);
    const uint32_t at = end + (hyphen ? 1u : 0u);
    if (!(ent_draft_uses(draft, at, ENT_USE_TITLE) ||
          plural_title(draft, at)) ||
        !(hyphen ? ent_draft_uses(draft, end, ENT_USE_TITLE)
                 : is_noun(ent_draft_token(draft, at)))) {
      break;
    }
    end = at + 1; // "Prime Minister", "Deputy Director-General"
  }
  return end;
}

/// Says whether a capitalised word before a title may be of it: "External
/// Affairs Minister".
static bool
is_field(const ent_mention_draft *draft, uint32_t i)
{
  const ent_token *const t = ent_draft_token(draft, i);
  return t->shape == ENT_SHAPE_CAPITAL && t->known_lower &&
         (is_noun(t) || t->upos == ENT_UPOS_ADJ) &&
         draft->document->sentences[t->sentence].first != i &&
         !ent_draft_uses(draft, i, ENT_USE_NATION);
}

/// Returns the first token of the words before the head that belong to it.
static uint32_t
modifiers_begin(const ent_mention_draft *draft, uint32_t head, uint32_t least)
{
  uint32_t first = head;
  const bool capital = ent_token_capital(ent_draft_token(draft, head));
  while (first > least && !draft->owner[first - 1] &&
         (ent_draft_uses(draft, first - 1, ENT_USE_TITLE_BEFORE) ||
          (capital && is_field(draft, first - 1)) ||
          (ent_draft_is(draft, first - 1, "and") && first - 1 > least &&
           ent_token_capital(ent_draft_token(draft, first)) &&
           ent_draft_uses(draft, first - 2, ENT_USE_TITLE_BEFORE) &&
           ent_token_capital(ent_draft_token(draft, first - 2))))) {
    first--;
  }
  return first;
}

/// Says whether the comma at `i` parts a list that ends in "and X".
static bool
is_list(const ent_mention_draft *draft, uint32_t i, uint32_t limit)
{
  uint32_t j = i + 1;
  if (j + 1 < limit && ent_draft_is(draft, j, "and")) {
    return !draft->owner[j + 1] &&
           ent_token_capital(ent_draft_token(draft, j + 1));
  }
  while (j < limit && j < i + LIST_TOKENS && !draft->owner[j] &&
         (ent_token_capital(ent_draft_token(draft, j)) ||
          ent_draft_is(draft, j, ","))) {
    j++;
  }
  return j > i + 1 && j + 1 < limit && ent_draft_is(draft, j, "and") &&
         !draft->owner[j + 1] &&
         ent_token_capital(ent_draft_token(draft, j + 1));
}

/// Returns the end of a field of office: "Culture", "Trade, Industry and
/// Energy", "State for Political Affairs".
static uint32_t
field_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit)
{
  uint32_t end = i;
  while (end < limit) {
    const ent_token *const t = ent_draft_token(draft, end);
    const bool more = end + 1 < limit && !draft->owner[end + 1] &&
                      ent_token_capital(ent_draft_token(draft, end + 1));
    if (draft->owner[end] || ent_draft_uses(draft, end, ENT_USE_HONORIFIC)) {
      break;
    }
    if (!ent_token_capital(t) &&
        !(ent_draft_is(draft, end, "and") && end > i &&
          ent_draft_is(draft, end - 1, ",") && more) &&
        !((ent_draft_is(draft, end, "and") || ent_draft_is(draft, end, "&") ||
           ent_draft_is(draft, end, "for") || ent_draft_is(draft, end, "of") ||
           ent_draft_is(draft, end, "the")) &&
          more) &&
        !(ent_draft_is(draft, end, ",") && is_list(draft, end, limit))) {
      break;
    }
    end++;
  }
  while (end > i && !ent_token_capital(ent_draft_token(draft, end - 1))) {
    end--;
  }
  return end;
}

static uint32_t
small_field_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit)
{
  uint32_t end = i;
  while (end < limit && end < i + 3 && !draft->owner[end] &&
         ent_draft_token(draft, end)->shape == ENT_SHAPE_LOWER &&
         (is_noun(ent_draft_token(draft, end)) ||
          (ent_draft_token(draft, end)->upos == ENT_UPOS_ADJ &&
           end + 1 < limit && is_noun(ent_draft_token(draft, end + 1))))) {
    end++;
  }
  return end;
}

/// Returns the end of the place behind `end` to which a title's holder is sent:
/// "Ambassador to Malta"; `end` if there is none.
static uint32_t
sent_end(const ent_mention_draft *draft, uint32_t end, uint32_t limit)
{
  if (end + 1 >= limit || draft->owner[end] ||
      !ent_draft_is(draft, end, "to")) {
    return end;
  }
  const uint32_t i = end + (ent_draft_is(draft, end + 1, "the") ? 2u : 1u);
  const ent_mention *const owner = i < limit ? ent_draft_owner(draft, i) : NULL;
  return owner && owner->kind == ENT_MENTION_PLACE && owner->first == i
             ? owner->end
             : end;
}

/// Returns the end of the title with its complement, but for the body's name.
static uint32_t
complement_end(const ent_mention_draft *draft, uint32_t end, uint32_t limit)
{
  if (end < limit && ent_draft_uses(draft, end, ENT_USE_TITLE_AFTER)) {
    end++;
  }
  if (end + 1 >= limit || draft->owner[end]) {
    return end;
  }
  const bool to = ent_draft_is(draft, end, "to");
  if (!to && !ent_draft_is(draft, end, "of") &&
      !ent_draft_is(draft, end, "for") && !ent_draft_is(draft, end, "on")) {
    return end;
  }
  const bool the = ent_draft_is(draft, end + 1, "the");
  const uint32_t i = end + 1 + (the ? 1u : 0u);
  if (i >= limit) {
    return end;
  }
  if (ent_draft_owner(draft, i)) {
    return sent_end(draft, end, limit);
  }
  if (to && !ent_token_capital(ent_draft_token(draft, i))) {
    return end;
  }
  const uint32_t field = ent_token_capital(ent_draft_token(draft, i))
                             ? field_end(draft, i, limit)
                         : the ? i
                               : small_field_end(draft, i, limit);
  return field > i ? field : end;
}

/// Finds the next title that the core has labelled at or behind token `i`,
/// label number `*label` or later, and cuts no name; ENT_NO_TOKEN if none.
static uint32_t
labelled_next(const ent_mention_draft *draft, uint32_t i, uint32_t *label)
{
  const ent_document *const d = draft->document;
  for (; *label < d->n_labels; ++*label) {
    const ent_label_span *const l = &d->labels[*label];
    const ent_mention *const a = ent_draft_owner(draft, l->first);
    const ent_mention *const b = ent_draft_owner(draft, l->end - 1);
    if (l->first >= i && ent_text_equal(l->label, ENT_TEXT("TITLE")) &&
        (!a || a->first >= l->first) && (!b || b->end <= l->end)) {
      return l->first;
    }
  }
  return ENT_NO_TOKEN;
}

/// Returns the end of a rank of the tables that begins at `i` and holds the
/// label at `next`, which cut it ("Air Vice Marshal"); `i` if there is none.
static uint32_t
rank_end(const ent_mention_draft *draft, uint32_t i, uint32_t limit,
         uint32_t next, uint32_t label)
{
  const ent_phrase *phrase = NULL;
  if (next >= limit) {
    return i;
  }
  const uint32_t end =
      ent_draft_phrase(draft, i, limit, ENT_USE_TITLE, &phrase);
  return end >= draft->document->labels[label].end ? end : i;
}

/// Adds the title `first..end`, whose head is a phrase of the tables between
/// them, if any is.
static void
title_add(ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const ent_phrase *phrase = NULL;
  uint32_t head = end;
  for (uint32_t i = first; i < end && head == end; i++) {
    const uint32_t behind = head_end(draft, i, end, &phrase);
    head = behind > i ? behind - 1 : end;
  }
  ent_mention *const m = ent_draft_add(draft, ENT_MENTION_TITLE, first, end);
  m->gender = head < end ? phrase->sex : 0;
  m->number = plural_title(draft, head < end ? head : end - 1) ? ENT_PLURAL
                                                               : ENT_SINGULAR;
}

/// Titles that the core has labelled, and between them those of the tables.
void
ent_draft_titles(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  uint32_t label = 0;
  for (uint32_t s = 0; s < d->n_sentences; s++) {
    const ent_sentence *const sentence = &d->sentences[s];
    uint32_t least = sentence->first;
    uint32_t i = least;
    while (sentence->kind != ENT_SENTENCE_ASIDE && i < sentence->end) {
      const ent_phrase *phrase = NULL;
      const uint32_t next = labelled_next(draft, i, &label);
      const uint32_t limit = next < sentence->end ? next : sentence->end;
      uint32_t first = i;
      uint32_t end = next == i
                         ? sent_end(draft, d->labels[label].end, sentence->end)
                         : rank_end(draft, i, sentence->end, next, label);
      if (end == i) {
        end = head_end(draft, i, limit, &phrase);
        if (end == i) {
          i++;
          continue;
        }
        first = modifiers_begin(draft, i, least);
        end = complement_end(draft, end, limit);
      }
      title_add(draft, first, end);
      i = least = end;
    }
  }
}
