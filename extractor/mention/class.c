// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

#include <string.h>

static uint8_t
sex_at(const ent_mention_draft *draft, uint32_t i, ent_use use)
{
  const ent_phrase *const phrase =
      ent_phrase_find(draft->names, draft->document->tokens[i].lower);
  return phrase && phrase->uses >> use & 1u ? phrase->sex : 0;
}

/// Drops honorifics from the name and takes those before it into the mention.
static void
person_set(ent_mention_draft *draft, ent_mention *m)
{
  const ent_document *const d = draft->document;
  uint32_t name = m->first;
  while (name + 1 < m->end && ent_draft_uses(draft, name, ENT_USE_HONORIFIC)) {
    name++;
  }
  while (name == m->first && name > d->sentences[m->sentence].first &&
         !draft->owner[name - 1] && !d->tokens[name - 1].known_lower &&
         ent_draft_uses(draft, name - 1, ENT_USE_PARTICLE)) {
    name = --m->first; // "de Mistura"
    draft->owner[name] = draft->owner[name + 1];
  }
  while (m->first > d->sentences[m->sentence].first &&
         !draft->owner[m->first - 1] &&
         ent_draft_uses(draft, m->first - 1, ENT_USE_HONORIFIC) &&
         ent_token_capital(&d->tokens[m->first - 1])) {
    m->first--;
    draft->owner[m->first] = draft->owner[name];
  }
  m->name.start = d->tokens[name].span.start;
  m->number = ENT_SINGULAR;
  for (uint32_t i = m->first; i < name && !m->gender; i++) {
    m->gender = sex_at(draft, i, ENT_USE_HONORIFIC);
  }
  if (!m->gender && m->end - name > 1) {
    m->gender = sex_at(draft, name, ENT_USE_GIVEN);
  }
}

/// "Cultural Capital of the Islamic World" is an honour, not a place: it holds
/// an event's head of two words or more.
static bool
is_honour(const ent_mention_draft *draft, const ent_mention *m)
{
  for (uint32_t i = m->first; i < m->end; i++) {
    const ent_phrase *phrase = NULL;
    const uint32_t end =
        ent_draft_phrase(draft, i, m->end, ENT_USE_EVENT, &phrase);
    if (phrase && end > i + 1 && m->end - m->first > end - i &&
        ent_text_equal(phrase->event_type, ENT_TEXT("Award"))) {
      return true;
    }
  }
  return false;
}

static ent_text
lower_name(const ent_mention_draft *draft, const ent_mention *m)
{
  return ent_text_lower(
      draft->arena, ent_text_slice(draft->document->article->text, m->name));
}

static const ent_phrase *
whole_phrase(const ent_mention_draft *draft, const ent_mention *m)
{
  ent_text name = lower_name(draft, m);
  if (ent_text_starts(name, ENT_TEXT("the "))) {
    name = (ent_text){name.data + 4, name.len - 4};
  }
  return ent_phrase_find(draft->names, name);
}

/// Says whether the tables know the whole name as a body and as nothing else.
static bool
is_body(const ent_mention_draft *draft, const ent_mention *m)
{
  const uint32_t bodies =
      ENT_USE_BIT(ENT_USE_KNOWN) | ENT_USE_BIT(ENT_USE_COMPANY) |
      ENT_USE_BIT(ENT_USE_PUBLIC) | ENT_USE_BIT(ENT_USE_UNIVERSITY);
  const ent_phrase *const whole = whole_phrase(draft, m);
  return whole && !(whole->uses & ~bodies);
}

static bool
is_joint(const ent_mention_draft *draft, uint32_t i)
{
  static const char *const joints[] = {"of", "for", "on", "in", "to", NULL};
  for (size_t j = 0; joints[j]; j++) {
    if (ent_draft_is(draft, i, joints[j])) {
      return true;
    }
  }
  return false;
}

/// The class that the last head word before "of" implies.
static ent_text
body_class(const ent_mention_draft *draft, const ent_mention *m)
{
  ent_text class_name = {NULL, 0};
  for (uint32_t i = m->first; i < m->end;) {
    const ent_phrase *phrase = NULL;
    if (i > m->first && is_joint(draft, i) && class_name.data) {
      break;
    }
    const uint32_t end = ent_draft_phrase(
        draft, i, m->end,
        i == m->first && ent_draft_uses(draft, i, ENT_USE_LEAD) ? ENT_USE_LEAD
                                                                : ENT_USE_BODY,
        &phrase);
    if (phrase && phrase->body_class.data) {
      class_name = phrase->body_class;
    }
    i = end > i ? end : i + 1;
  }
  return class_name;
}

static void
organization_set(const ent_mention_draft *draft, ent_mention *m)
{
  const ent_phrase *const whole = whole_phrase(draft, m);
  m->number = ENT_SINGULAR;
  m->gender = ENT_NEUTER;
  if (whole && whole->uses >> ENT_USE_KNOWN & 1u) {
    m->class_name = whole->body_class;
  } else if (ent_draft_uses(draft, m->end - 1, ENT_USE_SUFFIX) ||
             (whole && whole->uses >> ENT_USE_COMPANY & 1u)) {
    m->class_name = ENT_TEXT("Company");
  } else {
    m->class_name = body_class(draft, m);
  }
}

static void
place_set(const ent_mention_draft *draft, ent_mention *m)
{
  const ent_phrase *const whole = whole_phrase(draft, m);
  m->number = ENT_SINGULAR;
  m->gender = ENT_NEUTER;
  if (whole && whole->uses >> ENT_USE_COUNTRY & 1u) {
    memcpy(m->country, whole->country, sizeof m->country);
  }
}

void
ent_draft_classes(ent_mention_draft *draft)
{
  for (size_t i = 0; i < draft->mentions.n; i++) {
    ent_mention *const m = &draft->mentions.items[i];
    if (m->kind <= ENT_MENTION_PLACE && is_body(draft, m)) {
      m->kind = ENT_MENTION_ORGANIZATION;
    }
    if (m->kind == ENT_MENTION_PLACE && is_honour(draft, m)) {
      m->kind = ENT_MENTION_EVENT;
      m->class_name = ENT_TEXT("Award");
    }
    switch (m->kind) {
    case ENT_MENTION_PERSON:
      person_set(draft, m);
      break;
    case ENT_MENTION_ORGANIZATION:
      organization_set(draft, m);
      break;
    case ENT_MENTION_PLACE:
      place_set(draft, m);
      break;
    default:
      break;
    }
  }
}
