// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the status and place of an event from the words around it.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <string.h>

// Tokens before and after a trigger in which words tell of its status.
enum {
  LEFT = 7,
  NOUN_LEFT = 14,
  RIGHT = 14,
  FAR = 40,
  PLACE_WINDOW = 60,
  DATE_WINDOW = 90
};

static bool
stops_status(const ent_token *t)
{
  return ent_text_equal(t->lower, ENT_TEXT(";")) ||
         ent_text_equal(t->lower, ENT_TEXT(",")) ||
         ent_text_equal(t->lower, ENT_TEXT("that")) ||
         ent_text_equal(t->lower, ENT_TEXT("who"));
}

/// Goes left from a trigger to where other words begin to speak of it: far
/// from a noun, to the next border from a verb.
static uint32_t
status_from(const ent_scene *s, uint32_t first, bool verb)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t begin = s->document->sentences[t[first].sentence].first;
  uint32_t from = first;
  const uint32_t window = verb ? LEFT : NOUN_LEFT;
  while (from > begin && first - from < window && !stops_status(&t[from - 1])) {
    from--;
  }
  return from;
}

static uint32_t
status_end(const ent_scene *s, uint32_t end)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t stop = s->document->sentences[t[end - 1].sentence].end;
  uint32_t to = end;
  while (to < stop && to - end < RIGHT && !stops_status(&t[to])) {
    to++;
  }
  return to;
}

/// Do words behind a noun say that what it names was called off: "The visit of
/// A to B has been cancelled"?
static bool
is_cancelled(const ent_scene *s, uint32_t end)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t stop = s->document->sentences[t[end - 1].sentence].end;
  for (uint32_t i = end; i < stop && i - end < FAR; i++) {
    if (ent_scene_lists(s, "cancelled-words", i, stop)) {
      return true;
    }
    if (t[i].upos == ENT_UPOS_VERB ||
        ent_text_equal(t[i].lower, ENT_TEXT(";"))) {
      return false;
    }
  }
  return false;
}

/// Does the clause of a trigger hang on a denial: "denied reports that the two
/// sides had signed …"?
static bool
is_denied(const ent_scene *s, uint32_t first)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t begin = s->document->sentences[t[first].sentence].first;
  for (uint32_t i = first; i > begin && first - i < FAR; i--) {
    if (ent_text_equal(t[i - 1].lower, ENT_TEXT("that"))) {
      const uint32_t from = i - begin > LEFT ? i - LEFT : begin;
      return ent_scene_lists_any(s, "denial-words", from, i);
    }
  }
  return false;
}

ent_text
ent_scene_status(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const bool verb = scene->document->tokens[first].upos == ENT_UPOS_VERB;
  const uint32_t from = status_from(scene, first, verb);
  const uint32_t to = verb ? end : status_end(scene, end);
  if (ent_scene_lists_any(scene, "denied-words", from, first) ||
      ent_scene_lists_any(scene, "doubtful-words", from, first) ||
      is_denied(scene, first)) {
    return (ent_text){0};
  }
  if (!verb && is_cancelled(scene, end)) {
    return ENT_TEXT("cancelled");
  }
  if (ent_scene_lists_any(scene, "planned-words", from, first) ||
      (!verb && ent_scene_lists_any(scene, "planned-words", end, to))) {
    return ENT_TEXT("planned");
  }
  return ENT_TEXT("held");
}

uint32_t
ent_scene_place(const ent_scene *scene, const ent_groups *groups,
                uint32_t first, uint32_t end, bool far)
{
  uint32_t best = ENT_NONE;
  uint32_t least = UINT32_MAX;
  const uint32_t from = first > PLACE_WINDOW ? first - PLACE_WINDOW : 0;
  for (size_t i = ent_groups_behind(groups, from);
       i < groups->groups.n &&
       groups->groups.items[i].first <= end + 2 * PLACE_WINDOW;
       i++) {
    const ent_group *const g = &groups->groups.items[i];
    const ent_member *const m = &groups->members.items[g->member];
    if (g->n != 1 || g->before != ENT_BEFORE_PREPOSITION ||
        !ent_member_fits(m, ENT_THING_PLACE) || ent_group_owns(scene, g) ||
        !ent_scene_lists(scene, "place-prepositions", g->before_token,
                         g->first)) {
      continue;
    }
    const uint32_t a = g->end <= first ? g->end : end;
    const uint32_t b = g->end <= first ? first : g->before_token;
    uint32_t distance = a < b ? b - a : 0;
    if (distance > PLACE_WINDOW) {
      continue;
    }
    if (a < b && ent_scene_border(scene, a, b)) {
      distance = far ? distance + 15 : UINT32_MAX;
    }
    if (g->end <= first && distance < UINT32_MAX) {
      distance += 5; // what follows is closer
    }
    if (distance < least) {
      least = distance;
      best = m->entity;
    }
  }
  return best;
}
