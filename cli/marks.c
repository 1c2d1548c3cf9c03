// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/marks.h"

#include <inttypes.h>
#include <stdlib.h>

/// A referent while they are sorted.
typedef struct {
  uint32_t first, end, index;
} place;

static int
opening_compare(const void *a, const void *b)
{
  const place *const x = (const place *)a;
  const place *const y = (const place *)b;
  return x->first != y->first ? (x->first < y->first ? -1 : 1)
         : x->end != y->end   ? (x->end > y->end ? -1 : 1)
                              : (x->index > y->index) - (x->index < y->index);
}

static int
closing_compare(const void *a, const void *b)
{
  const place *const x = (const place *)a;
  const place *const y = (const place *)b;
  return x->end != y->end       ? (x->end < y->end ? -1 : 1)
         : x->first != y->first ? (x->first > y->first ? -1 : 1)
                                : (x->index < y->index) - (x->index > y->index);
}

/// Numbers the things of two referents or more, in the order of the text, and
/// links their referents.
static void
number_set(ent_marks *m, uint32_t *size, uint32_t *latest)
{
  const ent_referent *const items = m->referents->items;
  uint32_t last = 0;
  for (uint32_t i = 0; i < m->referents->n; i++) {
    size[items[i].cluster]++;
  }
  for (uint32_t i = 0; i < m->referents->n; i++) {
    const uint32_t first = items[i].cluster;
    if (size[first] > 1) {
      m->number[i] = first == i ? ++last : m->number[first];
      m->next[i] = ENT_NONE;
      if (first != i) {
        m->next[latest[first]] = i;
      }
      latest[first] = i;
      m->n++;
    }
  }
}

ent_marks *
ent_marks_make(const ent_referents *referents, ent_arena *arena)
{
  const uint32_t n = referents->n;
  ent_marks *const m = ENT_ARENA_ARRAY(arena, ent_marks, 1);
  m->referents = referents;
  m->number = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  m->next = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  number_set(m, ENT_ARENA_ARRAY(arena, uint32_t, n + 1u),
             ENT_ARENA_ARRAY(arena, uint32_t, n + 1u));
  place *const places = ENT_ARENA_ARRAY(arena, place, m->n + 1u);
  m->opening = ENT_ARENA_ARRAY(arena, uint32_t, m->n + 1u);
  m->closing = ENT_ARENA_ARRAY(arena, uint32_t, m->n + 1u);
  uint32_t at = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (m->number[i]) {
      places[at++] =
          (place){referents->items[i].first, referents->items[i].end, i};
    }
  }
  qsort(places, m->n, sizeof *places, opening_compare);
  for (uint32_t i = 0; i < m->n; i++) {
    m->opening[i] = places[i].index;
  }
  qsort(places, m->n, sizeof *places, closing_compare);
  for (uint32_t i = 0; i < m->n; i++) {
    m->closing[i] = places[i].index;
  }
  return m;
}

const char *
ent_marks_kind(const ent_referent *r)
{
  static const char *const names[ENT_REFERENT_KINDS] = {
      "pronoun", "noun", "person", "organization",
      "place",   "name", "number", "nation"};
  return names[r->kind];
}

bool
ent_marks_write(ent_marks *m, uint32_t i, bool first, FILE *stream)
{
  const ent_referent *const items = m->referents->items;
  const char *before = first ? "Entity=" : "|Entity=";
  bool any = false;
  // What ends comes first: behind an opening its name could not be told.
  for (; m->closed < m->n && items[m->closing[m->closed]].end <= i + 1;
       m->closed++) {
    const ent_referent *const r = &items[m->closing[m->closed]];
    if (r->end > r->first + 1) {
      fprintf(stream, "%se%" PRIu32 ")", any ? "" : before,
              m->number[m->closing[m->closed]]);
      any = true;
    }
  }
  for (; m->opened < m->n && items[m->opening[m->opened]].first <= i;
       m->opened++, any = true) {
    const ent_referent *const r = &items[m->opening[m->opened]];
    fprintf(stream, "%s(e%" PRIu32 "-%s-%" PRIu32 "%s", any ? "" : before,
            m->number[m->opening[m->opened]], ent_marks_kind(r),
            r->head - r->first + 1, r->end == r->first + 1 ? ")" : "");
  }
  return any;
}
