// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the place of an event from the words around it.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <string.h>

// Tokens around a trigger in which its place may stand.
enum { PLACE_WINDOW = 60 };

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
