// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Names that the core tells, but for those that the tables know to be none:
/// "Memorandum of Understanding", "Estonian", "the Embassy".

#include "extractor/base/text.h"
#include "extractor/mention/draft.h"

#include <string.h>

static const struct {
  ent_text label;
  ent_mention_kind kind;
} kinds[] = {
    {ENT_TEXT_INIT("PERSON"), ENT_MENTION_PERSON},
    {ENT_TEXT_INIT("ORGANISATION"), ENT_MENTION_ORGANIZATION},
    {ENT_TEXT_INIT("PLACE"), ENT_MENTION_PLACE},
    {ENT_TEXT_INIT("EVENT"), ENT_MENTION_EVENT},
    {ENT_TEXT_INIT("AGREEMENT"), ENT_MENTION_AGREEMENT},
};

/// Uses that make a proper name of an ordinary word.
enum {
  NAMES = ENT_USE_BIT(ENT_USE_COUNTRY) | ENT_USE_BIT(ENT_USE_REGION) |
          ENT_USE_BIT(ENT_USE_CITY) | ENT_USE_BIT(ENT_USE_KNOWN)
};

/// Says whether the tables know tokens `first` to `end` as words that name
/// nothing by themselves.
static bool
is_plain(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const ent_phrase *const nation =
      ent_draft_whole(draft, first, end, ENT_USE_NATION);
  return (nation && !(nation->uses & NAMES)) ||
         ent_draft_whole(draft, first, end, ENT_USE_AGREEMENT);
}

/// Says whether "the Embassy" stands there.
static bool
is_description(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const ent_token *const t = ent_draft_token(draft, first);
  return end == first + 1 && t->known_lower && t->shape == ENT_SHAPE_CAPITAL &&
         first > draft->document->sentences[t->sentence].first &&
         ent_draft_is(draft, first - 1, "the") &&
         (ent_draft_uses(draft, first, ENT_USE_DESCRIBE) ||
          ent_draft_uses(draft, first, ENT_USE_BODY));
}

/// Says whether the name's head, its last word before "of", "on" …, is one of
/// agreements alone.
static bool
is_agreement(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  static const char *const joints[] = {"of",   "on",      "for", "between",
                                       "with", "against", NULL};
  uint32_t head = first;
  while (head + 1 < end && !ent_draft_is_any(draft, head + 1, joints)) {
    head++;
  }
  return ent_draft_uses(draft, head, ENT_USE_AGREEMENT) &&
         !ent_draft_uses(draft, head, ENT_USE_EVENT);
}

/// Says whether the number of a gathering, "3rd", stands before token `first`.
static bool
is_numbered(const ent_mention_draft *draft, uint32_t first)
{
  const ent_token *const t = ent_draft_token(draft, first);
  const ent_token *const before = t - 1;
  return first > draft->document->sentences[t->sentence].first &&
         before->shape == ENT_SHAPE_NUMBER && before->lower.len > 2 &&
         before->lower.data[before->lower.len - 1] >= 'a';
}

/// Says whether the name's last word heads gatherings, and neither bodies nor
/// places: "Riga Port Forum".
static bool
is_gathering(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const ent_phrase *const head =
      ent_draft_whole(draft, end - 1, end, ENT_USE_EVENT);
  return end > first + 1 && head &&
         ent_text_equal(head->event_type, ENT_TEXT("Gathering")) &&
         !ent_draft_is_body(draft, end - 1) &&
         !ent_draft_is_site(draft, end - 1) &&
         !ent_draft_whole(draft, first, end, ENT_USE_KNOWN);
}

/// Returns the end of a name, which is before a title that goes on behind it:
/// "Ministry of Transport Air Vice Marshal".
static uint32_t
title_cut(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const uint32_t s = ent_draft_token(draft, first)->sentence;
  for (uint32_t i = first + 1; i < end; i++) {
    const ent_phrase *phrase = NULL;
    if (ent_draft_phrase(draft, i, draft->document->sentences[s].end,
                         ENT_USE_TITLE, &phrase) > end) {
      return i;
    }
  }
  return end;
}

/// Says whether the tables know the name as a place of the country whose
/// "'s" stands before it: "Latvia's Jelgava".
static bool
is_of_country(const ent_mention_draft *draft, uint32_t first, uint32_t end)
{
  const uint32_t s = ent_draft_token(draft, first)->sentence;
  if (first < draft->document->sentences[s].first + 2 ||
      !ent_draft_is(draft, first - 1, "'s")) {
    return false;
  }
  const ent_phrase *const country =
      ent_draft_whole(draft, first - 2, first - 1, ENT_USE_COUNTRY);
  for (ent_use use = ENT_USE_REGION; country && use <= ENT_USE_TOWN; use++) {
    const ent_phrase *const place = ent_draft_whole(draft, first, end, use);
    if (place && memcmp(place->place_country, country->country,
                        sizeof country->country) == 0) {
      return true;
    }
  }
  return false;
}

static void
name_add(ent_mention_draft *draft, const ent_label_span *span,
         ent_mention_kind kind)
{
  if (is_plain(draft, span->first, span->end) ||
      is_description(draft, span->first, span->end)) {
    return;
  }
  if ((kind == ENT_MENTION_ORGANIZATION || kind == ENT_MENTION_EVENT) &&
      is_agreement(draft, span->first, span->end)) {
    kind = ENT_MENTION_AGREEMENT;
  }
  uint32_t first = span->first;
  const uint32_t end = title_cut(draft, first, span->end);
  if (kind == ENT_MENTION_PERSON && is_of_country(draft, first, end)) {
    kind = ENT_MENTION_PLACE;
  }
  if (kind == ENT_MENTION_PLACE && is_gathering(draft, first, end)) {
    kind = ENT_MENTION_EVENT;
  }
  if (kind != ENT_MENTION_PERSON && is_numbered(draft, first) &&
      ent_draft_uses(draft, end - 1, ENT_USE_EVENT)) {
    kind = ENT_MENTION_EVENT;
    first--;
  }
  ent_draft_own(draft, kind, first, end)->score = span->score;
}

void
ent_draft_names(ent_mention_draft *draft)
{
  const ent_document *const d = draft->document;
  for (uint32_t i = 0; i < d->n_labels; i++) {
    const ent_label_span *const span = &d->labels[i];
    const uint32_t s = d->tokens[span->first].sentence;
    if (span->inner || d->sentences[s].kind == ENT_SENTENCE_ASIDE) {
      continue;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
      if (ent_text_equal(span->label, kinds[k].label)) {
        name_add(draft, span, kinds[k].kind);
      }
    }
  }
}
