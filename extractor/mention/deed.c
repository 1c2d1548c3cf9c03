// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Named events, and agreements with or without a name.

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

/// Mentions that a short name of an agreement looks back.
enum { FAR_BACK = 500 };

/// The type that the last head word before "of" implies.
static ent_text
type_of(const ent_mention_draft *draft, uint32_t first, uint32_t end,
        ent_use use, ent_text usual)
{
  ent_text type = {NULL, 0};
  for (uint32_t i = first; i < end;) {
    const ent_phrase *phrase = NULL;
    const uint32_t next = ent_draft_phrase(draft, i, end, use, &phrase);
    if (phrase) {
      type = use == ENT_USE_EVENT ? phrase->event_type : phrase->agreement_type;
    } else if (type.data &&
               (ent_draft_is(draft, i, "of") || ent_draft_is(draft, i, "on") ||
                ent_draft_is(draft, i, "for"))) {
      break;
    }
    i = next > i ? next : i + 1;
  }
  return type.data ? type : usual;
}

static bool
is_free(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++) {
    if (draft->owner[i]) {
      return false;
    }
  }
  return true;
}

/// Returns the end of the runs that go on after "of", "on", "for".
static uint32_t
event_end(const ent_mention_draft *draft, const ent_sentence *s, uint32_t end)
{
  while (end + 1 < s->end &&
         (ent_draft_is(draft, end, "of") || ent_draft_is(draft, end, "on") ||
          ent_draft_is(draft, end, "for"))) {
    const uint32_t i = end + (ent_draft_is(draft, end + 1, "the") ? 2u : 1u);
    const ent_token_facts *const t = &draft->context->tokens[i];
    if (i >= s->end || t->run != i || !is_free(draft, i, t->run_end)) {
      break;
    }
    end = t->run_end;
  }
  return end;
}

/// Adds the run at `i` if it is two capitalised words or more and ends in the
/// head of an event's name; returns where to go on.
static uint32_t
event_add(ent_mention_draft *draft, const ent_sentence *s, uint32_t i)
{
  const ent_token_facts *const t = &draft->context->tokens[i];
  if (t->run != i || t->run_end - i < 2 || !is_free(draft, i, t->run_end) ||
      !ent_draft_uses(draft, t->run_end - 1, ENT_USE_EVENT)) {
    return i + 1;
  }
  const bool numbered =
      i > s->first && !draft->owner[i - 1] &&
      ent_draft_token(draft, i - 1)->shape == ENT_SHAPE_NUMBER;
  const uint32_t end = event_end(draft, s, t->run_end);
  ent_draft_own(draft, ENT_MENTION_EVENT, i - (numbered ? 1u : 0u), end)
      ->score = 0.5f;
  return end;
}

void
ent_draft_events(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  for (uint32_t k = 0; k < d->n_sentences; k++) {
    const ent_sentence *const s = &d->sentences[k];
    for (uint32_t i = s->first; s->kind == ENT_SENTENCE_BODY && i < s->end;) {
      i = event_add(draft, s, i);
    }
  }
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->kind == ENT_MENTION_EVENT) {
      m->class_name = type_of(draft, m->first, m->end, ENT_USE_EVENT,
                              ENT_TEXT("Gathering"));
    }
  }
}

static uint8_t
number_of(ent_text lower)
{
  return ent_text_ends(lower, ENT_TEXT("s")) ||
                 ent_text_starts(lower, ENT_TEXT("memoranda"))
             ? ENT_PLURAL
             : ENT_SINGULAR;
}

/// "The memorandum" is of the kind that the article named in full before.
static ent_text
type_known(const ent_mention_draft *draft, ent_text type, uint32_t first,
           uint32_t end)
{
  const size_t n = draft->mentions.n;
  for (size_t i = n; end == first + 1 && i-- > 0 && i + FAR_BACK > n;) {
    const ent_mention *const m = &draft->mentions.items[i];
    if (m->kind == ENT_MENTION_AGREEMENT && m->end > m->first + 1 &&
        ent_text_equal(ent_draft_token(draft, m->first)->lower,
                       ent_draft_token(draft, first)->lower)) {
      return m->class_name;
    }
  }
  return type;
}

/// Adds the agreement without a name at `i`; returns where to go on.
static uint32_t
agreement_add(ent_mention_draft *draft, const ent_sentence *s, uint32_t i)
{
  const ent_phrase *phrase = NULL;
  const uint32_t end =
      ent_draft_phrase(draft, i, s->end, ENT_USE_AGREEMENT, &phrase);
  const ent_upos tag = ent_draft_token(draft, end > i ? end - 1 : i)->upos;
  if (end == i || !is_free(draft, i, end) ||
      (end == i + 1 && tag != ENT_UPOS_NOUN && tag != ENT_UPOS_PROPN)) {
    return i + 1;
  }
  ent_mention *const m = ent_draft_own(draft, ENT_MENTION_AGREEMENT, i, end);
  m->class_name = type_known(draft, phrase->agreement_type, i, end);
  m->number = number_of(ent_draft_token(draft, i)->lower);
  m->name = (ent_span){0, 0};
  return end;
}

void
ent_draft_agreements(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->kind == ENT_MENTION_AGREEMENT) {
      m->class_name = type_of(draft, m->first, m->end, ENT_USE_AGREEMENT,
                              ENT_TEXT("Agreement"));
      m->number = ENT_SINGULAR;
    }
  }
  for (uint32_t k = 0; k < d->n_sentences; k++) {
    const ent_sentence *const s = &d->sentences[k];
    for (uint32_t i = s->first; s->kind != ENT_SENTENCE_ASIDE && i < s->end;) {
      i = agreement_add(draft, s, i);
    }
  }
}
