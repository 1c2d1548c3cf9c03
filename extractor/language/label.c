// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/label.h"

#include "extractor/base/error.h"
#include "extractor/base/exp.h"
#include "extractor/base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_KINDS 8
#define MAX_GROUPS 8

/// Groups that are not simply spans with a label.
typedef enum { SPANS, NAMES, INNER, EVENTS, PLANS } purpose;

/// Columns of the labels of one kind.
typedef struct {
  ent_text name;
  uint32_t begin, inside, end, single;
} kind;

/// Labels of which each word has one.
typedef struct {
  ent_text name;
  purpose purpose;
  uint32_t first; // column
  uint32_t n;
  uint32_t outside; // column
  kind kinds[MAX_KINDS];
  uint32_t n_kinds;
} group;

struct ent_label_set {
  group groups[MAX_GROUPS];
  uint32_t n_groups;
  uint32_t n_labels;
  const group *plans; // NULL if no group tells what is planned
};

/// One step of the best sequences of a group: one in which no span is open
/// behind this word, and one for each kind in which a span of it is.
typedef struct {
  double closed;
  double open[MAX_KINDS];
  uint8_t last; // of `closed`: 0 for O, else 1 + 2·kind, and 1 more for E
  bool continues[MAX_KINDS]; // `open` by I, not by B
} step;

struct ent_label_search {
  const ent_label_set *set;
  ent_arena *arena;
  step *steps;      // one more than words
  uint32_t *within; // of a word: length of the name it stands in
};

static ent_status
label_fail(ent_text label, ent_error *error)
{
  return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                  "label \"%.*s\" is not understood", (int)label.len,
                  label.data);
}

/// Returns the kind `name` of `g`, added if need be; NULL if there are too
/// many.
static kind *
kind_of(group *g, ent_text name)
{
  for (uint32_t k = 0; k < g->n_kinds; k++) {
    if (ent_text_equal(g->kinds[k].name, name)) {
      return &g->kinds[k];
    }
  }
  if (g->n_kinds == MAX_KINDS) {
    return NULL;
  }
  kind *const k = &g->kinds[g->n_kinds++];
  *k = (kind){name, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
  return k;
}

static ent_text
upper_make(ent_arena *arena, ent_text name)
{
  char *const copy = (char *)ent_arena_alloc(arena, name.len + 1);
  for (size_t i = 0; i < name.len; i++) {
    const char c = name.data[i];
    copy[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return (ent_text){copy, name.len};
}

/// Reads what stands behind the colon of label `column`; says whether it can.
static bool
mark_read(ent_arena *arena, group *g, ent_text mark, uint32_t column)
{
  if (ent_text_equal(mark, ENT_TEXT("O"))) {
    g->outside = column;
    return true;
  }
  if (mark.len == 0 || mark.len == 2 || (mark.len > 2 && mark.data[1] != '-')) {
    return false;
  }
  kind *const k =
      kind_of(g, mark.len == 1 ? upper_make(arena, g->name)
                               : (ent_text){mark.data + 2, mark.len - 2});
  uint32_t *const place = !k                    ? NULL
                          : mark.data[0] == 'B' ? &k->begin
                          : mark.data[0] == 'I' ? &k->inside
                          : mark.data[0] == 'E' ? &k->end
                          : mark.data[0] == 'S' ? &k->single
                                                : NULL;
  if (!place || *place != UINT32_MAX) {
    return false;
  }
  *place = column;
  return true;
}

static purpose
purpose_of(ent_text name)
{
  static const ent_text names[] = {[NAMES] = ENT_TEXT_INIT("name"),
                                   [INNER] = ENT_TEXT_INIT("inner"),
                                   [EVENTS] = ENT_TEXT_INIT("event"),
                                   [PLANS] = ENT_TEXT_INIT("plan")};
  for (purpose p = NAMES; p <= PLANS; p++) {
    if (ent_text_equal(name, names[p])) {
      return p;
    }
  }
  return SPANS;
}

static bool
label_read(ent_arena *arena, ent_label_set *set, ent_text label)
{
  const size_t colon = ent_text_find(label, ENT_TEXT(":"), 0);
  const ent_text name = {label.data, colon};
  if (colon == SIZE_MAX) {
    return false;
  }
  group *g = set->n_groups ? &set->groups[set->n_groups - 1] : NULL;
  if (!g || !ent_text_equal(g->name, name)) {
    if (set->n_groups == MAX_GROUPS) {
      return false;
    }
    g = &set->groups[set->n_groups++];
    *g = (group){.name = name,
                 .purpose = purpose_of(name),
                 .first = set->n_labels,
                 .outside = UINT32_MAX};
    set->plans = g->purpose == PLANS ? g : set->plans;
  }
  g->n++;
  return mark_read(arena, g,
                   (ent_text){label.data + colon + 1, label.len - colon - 1},
                   set->n_labels++);
}

static bool
is_whole(const group *g)
{
  bool whole = g->outside != UINT32_MAX;
  for (uint32_t k = 0; k < g->n_kinds; k++) {
    const kind *const x = &g->kinds[k];
    whole = whole && x->begin != UINT32_MAX && x->inside != UINT32_MAX &&
            x->end != UINT32_MAX && x->single != UINT32_MAX;
  }
  return whole;
}

ent_status
ent_label_set_new(ent_arena *arena, ent_text list, const ent_label_set **set,
                  ent_error *error)
{
  ent_label_set *const s = ENT_ARENA_ARRAY(arena, ent_label_set, 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = ent_text_find(list, ENT_TEXT("\n"), at);
    end = end == SIZE_MAX ? list.len : end;
    const ent_text label = {list.data + at, end - at};
    if (!label_read(arena, s, label)) {
      return label_fail(label, error);
    }
    at = end + 1;
  }
  for (uint32_t g = 0; g < s->n_groups; g++) {
    if (!is_whole(&s->groups[g])) {
      return label_fail(s->groups[g].name, error);
    }
  }
  *set = s;
  return ENT_OK;
}

/// Returns the share of `column` among the labels of its group.
static double
share_of(const group *g, const float *row, uint32_t column)
{
  float most = row[g->first];
  for (uint32_t c = g->first; c < g->first + g->n; c++) {
    most = row[c] > most ? row[c] : most;
  }
  double sum = 0;
  for (uint32_t c = g->first; c < g->first + g->n; c++) {
    sum += ent_exp((double)row[c] - (double)most);
  }
  return ent_exp((double)row[column] - (double)most) / sum;
}

static step
step_make(const group *g, const float *row, const step *before)
{
  step s = {.closed = before->closed + row[g->outside]};
  for (uint32_t k = 0; k < g->n_kinds; k++) {
    const kind *const x = &g->kinds[k];
    const double single = before->closed + row[x->single];
    const double ends = before->open[k] + row[x->end];
    if (single > s.closed) {
      s.closed = single;
      s.last = (uint8_t)(1 + 2 * k);
    }
    if (ends > s.closed) {
      s.closed = ends;
      s.last = (uint8_t)(2 + 2 * k);
    }
    const double begins = before->closed + row[x->begin];
    const double goes_on = before->open[k] + row[x->inside];
    s.continues[k] = goes_on > begins;
    s.open[k] = s.continues[k] ? goes_on : begins;
  }
  return s;
}

/// Returns the mean share of the labels of a span of kind `x`: words `from` to
/// `to` of the sentence.
static float
score_of(const ent_label_set *set, const group *g, const kind *x,
         const float *scores, uint32_t from, uint32_t to)
{
  double sum = 0;
  for (uint32_t i = from; i < to; i++) {
    const uint32_t column = to - from == 1 ? x->single
                            : i == from    ? x->begin
                            : i == to - 1  ? x->end
                                           : x->inside;
    sum += share_of(g, scores + (size_t)i * set->n_labels, column);
  }
  return (float)(sum / (to - from));
}

/// Returns where the span of kind `k` that ends with word `last` begins.
static uint32_t
begin_find(const step *steps, uint32_t k, uint32_t last)
{
  uint32_t from = last - 1;
  while (from > 0 && steps[from + 1].continues[k]) {
    from--;
  }
  return from;
}

/// Appends the spans of group `g`, the last one first.
static void
group_find(ent_label_search *search, const group *g, const float *scores,
           uint32_t first, uint32_t n, ent_label_spans *spans)
{
  const ent_label_set *const set = search->set;
  step *const steps = search->steps;
  steps[0] = (step){.closed = 0};
  for (uint32_t k = 0; k < g->n_kinds; k++) {
    steps[0].open[k] = -INFINITY;
  }
  for (uint32_t i = 0; i < n; i++) {
    steps[i + 1] = step_make(g, scores + (size_t)i * set->n_labels, &steps[i]);
  }
  for (uint32_t end = n, from; end > 0; end = from) {
    const uint8_t last = steps[end].last;
    from = end - 1;
    if (last) {
      const uint32_t k = (last - 1u) / 2;
      from = last % 2 == 0 ? begin_find(steps, k, from) : from;
      *ENT_PUSH(search->arena, spans) = (ent_label_span){
          .first = first + from,
          .end = first + end,
          .label = g->kinds[k].name,
          .score = score_of(set, g, &g->kinds[k], scores, from, end)};
    }
  }
}

/// Marks the spans from `begin` on, those of the group "inner", and drops them
/// where no longer name stands around them.
static void
inner_keep(const ent_label_search *search, uint32_t first, size_t begin,
           ent_label_spans *spans)
{
  size_t kept = begin;
  for (size_t i = begin; i < spans->n; i++) {
    ent_label_span *const s = &spans->items[i];
    const uint32_t *const within = search->within + (s->first - first);
    const uint32_t n = s->end - s->first;
    s->inner = true;
    // a name's words say how many of them are left, so one look is enough
    if (within[0] >= n &&
        (within[0] > n || (s->first > first && within[-1] > within[0]))) {
      spans->items[kept++] = *s;
    }
  }
  spans->n = kept;
}

/// Writes behind each word of a name how many of its words are left.
static void
names_mark(ent_label_search *search, uint32_t first, uint32_t n, size_t begin,
           const ent_label_spans *spans)
{
  memset(search->within, 0, n * sizeof *search->within);
  for (size_t i = begin; i < spans->n; i++) {
    const ent_label_span *const s = &spans->items[i];
    for (uint32_t w = s->first; w < s->end; w++) {
      search->within[w - first] = s->end - w;
    }
  }
}

/// Makes the spans from `begin` on cues, the first one first.
static void
cues_take(const ent_label_search *search, const float *scores, uint32_t first,
          size_t begin, ent_label_spans *spans, ent_cues *cues)
{
  const ent_label_set *const set = search->set;
  while (spans->n > begin) {
    const ent_label_span s = spans->items[--spans->n];
    double held = 0;
    for (uint32_t i = s.first; set->plans && i < s.end; i++) {
      held += share_of(set->plans, scores + (size_t)(i - first) * set->n_labels,
                       set->plans->outside);
    }
    *ENT_PUSH(search->arena, cues) = (ent_cue){
        .first = s.first,
        .end = s.end,
        .kind = s.label,
        .score = s.score,
        .planned = set->plans ? (float)(1 - held / (s.end - s.first)) : 0};
  }
}

/// Orders by first word, longer ones first, then inner ones, then by label.
static int
span_compare(const void *left, const void *right)
{
  const ent_label_span *const a = (const ent_label_span *)left;
  const ent_label_span *const b = (const ent_label_span *)right;
  if (a->first != b->first) {
    return a->first < b->first ? -1 : 1;
  }
  if (a->end != b->end) {
    return a->end > b->end ? -1 : 1;
  }
  return a->inner != b->inner ? a->inner - b->inner
                              : ent_text_compare(a->label, b->label);
}

ent_label_search *
ent_label_search_new(const ent_label_set *set, uint32_t most, ent_arena *arena)
{
  ent_label_search *const s = ENT_ARENA_ARRAY(arena, ent_label_search, 1);
  s->set = set;
  s->arena = arena;
  s->steps = ENT_ARENA_ARRAY(arena, step, (size_t)most + 1);
  s->within = ENT_ARENA_ARRAY(arena, uint32_t, most);
  return s;
}

void
ent_labels_find(ent_label_search *search, const float *scores, uint32_t first,
                uint32_t n, ent_label_spans *spans, ent_cues *cues)
{
  const size_t before = spans->n;
  for (uint32_t i = 0; i < search->set->n_groups; i++) {
    const group *const g = &search->set->groups[i];
    const size_t begin = spans->n;
    if (g->purpose == PLANS) {
      continue;
    }
    group_find(search, g, scores, first, n, spans);
    if (g->purpose == NAMES) {
      names_mark(search, first, n, begin, spans);
    } else if (g->purpose == INNER) {
      inner_keep(search, first, begin, spans);
    } else if (g->purpose == EVENTS) {
      cues_take(search, scores, first, begin, spans, cues);
    }
  }
  if (spans->n > before) {
    qsort(spans->items + before, spans->n - before, sizeof *spans->items,
          span_compare);
  }
}
