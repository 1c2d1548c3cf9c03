// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/dataset.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/graph/term.h"

#include <stdlib.h>
#include <string.h>

/// Which part stands at which place of a kept quad: graph first, then the
/// statement turned so that every pattern is a prefix of one of the orders.
static const int orders[ENT_ORDERS][4] = {
    {0, 1, 2, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}};

ent_dataset *
ent_dataset_new(ent_arena *arena)
{
  ent_dataset *d = ENT_ARENA_ARRAY(arena, ent_dataset, 1);
  d->arena = arena;
  d->ids = ent_map_new(arena);
  *ENT_PUSH(arena, &d->terms) = (ent_term){0};
  return d;
}

/// Leaves out the datatypes that RDF 1.1 implies.
static ent_term
normal_term(const ent_term *term)
{
  ent_term t = *term;
  if (t.kind == ENT_TERM_IRI) {
    t.datatype = t.lang = (ent_text){0};
  } else if (t.lang.len > 0) {
    t.datatype = (ent_text){0};
  } else {
    t.lang = (ent_text){0};
    if (ent_text_equal(t.datatype, ENT_TEXT(ENT_XSD "string")) ||
        ent_text_equal(t.datatype, ENT_TEXT(ENT_RDF "langString"))) {
      t.datatype = (ent_text){0};
    }
  }
  return t;
}

static void
key_append(ent_dataset *d, ent_text text)
{
  for (size_t i = 0; i < text.len; i++) {
    *ENT_PUSH(d->arena, &d->key) = text.data[i];
  }
}

/// Spells a normal term as bytes, no two terms alike.
static ent_text
key_make(ent_dataset *d, const ent_term *t)
{
  d->key.n = 0;
  if (t->kind == ENT_TERM_IRI) {
    key_append(d, ENT_TEXT("<"));
  } else if (t->lang.len > 0) {
    key_append(d, ENT_TEXT("@"));
    key_append(d, t->lang);
    key_append(d, ENT_TEXT("\""));
  } else {
    key_append(d, ENT_TEXT("^"));
    key_append(d, t->datatype);
    key_append(d, ENT_TEXT("\""));
  }
  key_append(d, t->value);
  return (ent_text){d->key.items, d->key.n};
}

static ent_text
copy(ent_dataset *d, ent_text text)
{
  return text.len ? ent_arena_copy(d->arena, text.data, text.len)
                  : (ent_text){text.data ? "" : NULL, 0};
}

static ent_term_id
intern(ent_dataset *d, const ent_term *term)
{
  const ent_term t = normal_term(term);
  const ent_text key = key_make(d, &t);
  const ent_term_id fresh = (ent_term_id)d->terms.n;
  const ent_term_id id = *ent_map_at(d->ids, key, fresh);
  if (id == fresh) {
    *ENT_PUSH(d->arena, &d->terms) = (ent_term){
        t.kind, copy(d, t.value), copy(d, t.datatype), copy(d, t.lang)};
  }
  return id;
}

ent_term_id
ent_dataset_find(ent_dataset *d, const ent_term *term)
{
  const ent_term t = normal_term(term);
  ent_term_id id = 0;
  return ent_map_get(d->ids, key_make(d, &t), &id) ? id : 0;
}

typedef struct {
  ent_dataset *dataset;
  const ent_statement *statement;
} addition;

static void
add(void *user)
{
  const addition *a = user;
  ent_dataset *d = a->dataset;
  const ent_statement *s = a->statement;
  ent_quad q = {{0}};
  q.ids[0] = s->graph.value.data ? intern(d, &s->graph) : 0;
  q.ids[1] = intern(d, &s->subject);
  q.ids[2] = intern(d, &s->predicate);
  q.ids[3] = intern(d, &s->object);
  *ENT_PUSH(d->arena, &d->quads) = q;
}

static bool
holds_nul(ent_text text)
{
  return text.len > 0 && memchr(text.data, 0, text.len);
}

ent_status
ent_dataset_add(void *dataset, const ent_statement *s, ent_error *error)
{
  ent_dataset *d = dataset;
  if (holds_nul(s->subject.value) || holds_nul(s->predicate.value) ||
      holds_nul(s->object.value) || holds_nul(s->graph.value)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "U+0000 in a statement cannot be stored");
  }
  addition a = {d, s};
  const ent_status status = ent_arena_guard(d->arena, add, &a);
  return status ? ent_fail(error, status, NULL, 0, ENT_NO_OFFSET,
                           "memory is short after %zu statements", d->quads.n)
                : ENT_OK;
}

typedef struct {
  const ent_term *term;
  ent_term_id id;
} numbered;

static int
compare_terms(const void *a, const void *b)
{
  const ent_term *s = ((const numbered *)a)->term;
  const ent_term *t = ((const numbered *)b)->term;
  if (s->kind != t->kind) {
    return s->kind < t->kind ? -1 : 1;
  }
  int c = ent_text_compare(s->value, t->value);
  c = c ? c : ent_text_compare(s->lang, t->lang);
  return c ? c : ent_text_compare(s->datatype, t->datatype);
}

static int
compare_quads(const void *a, const void *b)
{
  const ent_quad *q = a;
  const ent_quad *r = b;
  for (int i = 0; i < 4; i++) {
    if (q->ids[i] != r->ids[i]) {
      return q->ids[i] < r->ids[i] ? -1 : 1;
    }
  }
  return 0;
}

/// Numbers the terms in the order of their bytes.
static void
renumber(ent_dataset *d)
{
  const size_t n = d->terms.n;
  numbered *sorted = ENT_ARENA_ARRAY(d->arena, numbered, n);
  ent_term_id *moved = ENT_ARENA_ARRAY(d->arena, ent_term_id, n);
  ent_term *terms = ENT_ARENA_ARRAY(d->arena, ent_term, n);
  for (size_t i = 0; i < n; i++) {
    sorted[i] = (numbered){&d->terms.items[i], (ent_term_id)i};
  }
  qsort(sorted + 1, n - 1, sizeof *sorted, compare_terms);
  for (size_t i = 0; i < n; i++) {
    terms[i] = *sorted[i].term;
    moved[sorted[i].id] = (ent_term_id)i;
  }
  d->terms.items = terms;
  d->terms.room = n;
  for (size_t i = 0; i < d->quads.n; i++) {
    for (int k = 0; k < 4; k++) {
      d->quads.items[i].ids[k] = moved[d->quads.items[i].ids[k]];
    }
  }
  for (size_t i = 1; i < n; i++) {
    ent_map_set(d->ids, key_make(d, &terms[i]), (ent_term_id)i);
  }
}

/// Sorts `quads` and drops repeated ones; returns how many are left.
static size_t
sort_distinct(ent_quad *quads, size_t n)
{
  if (n == 0) {
    return 0;
  }
  qsort(quads, n, sizeof *quads, compare_quads);
  size_t kept = 1;
  for (size_t i = 1; i < n; i++) {
    if (compare_quads(&quads[i], &quads[kept - 1]) != 0) {
      quads[kept++] = quads[i];
    }
  }
  return kept;
}

/// Copies all quads, turned into `order`, sorted and distinct.
static ent_quad *
turn(ent_dataset *d, const int order[4], bool merged, size_t *n)
{
  ent_quad *turned = ENT_ARENA_ARRAY(d->arena, ent_quad, d->quads.n);
  for (size_t i = 0; i < d->quads.n; i++) {
    for (int k = 0; k < 4; k++) {
      turned[i].ids[k] = d->quads.items[i].ids[order[k]];
    }
    if (merged) {
      turned[i].ids[0] = 0;
    }
  }
  *n = sort_distinct(turned, d->quads.n);
  return turned;
}

void
ent_dataset_index(ent_dataset *d)
{
  renumber(d);
  d->quads.n = sort_distinct(d->quads.items, d->quads.n);
  for (size_t i = 0; i < d->quads.n; i++) {
    const ent_term_id g = d->quads.items[i].ids[0];
    if (g && (i == 0 || d->quads.items[i - 1].ids[0] != g)) {
      *ENT_PUSH(d->arena, &d->graphs) = g;
    }
  }
  size_t n_named = 0;
  for (int k = 0; k < ENT_ORDERS; k++) {
    d->named[k] = turn(d, orders[k], false, &n_named);
    d->merged[k] = turn(d, orders[k], true, &d->n_merged);
  }
}

static bool
same_term(const ent_term *s, const ent_term *t)
{
  return compare_terms(&(numbered){s, 0}, &(numbered){t, 0}) == 0;
}

bool
ent_dataset_equal(const ent_dataset *a, const ent_dataset *b)
{
  if (a->quads.n != b->quads.n) {
    return false;
  }
  for (size_t i = 0; i < a->quads.n; i++) {
    for (int k = 0; k < 4; k++) {
      const ent_term_id s = a->quads.items[i].ids[k];
      const ent_term_id t = b->quads.items[i].ids[k];
      if (!s != !t ||
          (s && !same_term(&a->terms.items[s], &b->terms.items[t]))) {
        return false;
      }
    }
  }
  return true;
}

ent_statement
ent_dataset_statement(const ent_dataset *d, size_t i)
{
  const ent_quad *q = &d->quads.items[i];
  return (ent_statement){d->terms.items[q->ids[1]], d->terms.items[q->ids[2]],
                         d->terms.items[q->ids[3]], d->terms.items[q->ids[0]]};
}

/// Chooses the order of which the wanted parts are the longest prefix.
static int
choose_order(const ent_term_id want[4])
{
  if (want[1]) {
    return want[2] || !want[3] ? 0 : 2;
  }
  return want[2] ? 1 : want[3] ? 2 : 0;
}

/// Finds the first quad whose first `n` ids are not below (`after`: are
/// above) those of `key`.
static const ent_quad *
bound(const ent_quad *quads, size_t n_quads, const ent_quad *key, int n,
      bool after)
{
  size_t low = 0;
  size_t high = n_quads;
  while (low < high) {
    const size_t mid = low + (high - low) / 2;
    int c = 0;
    for (int k = 0; k < n && c == 0; k++) {
      const ent_term_id a = quads[mid].ids[k];
      c = a < key->ids[k] ? -1 : a > key->ids[k] ? 1 : 0;
    }
    if (c < 0 || (after && c == 0)) {
      low = mid + 1;
    } else {
      high = mid;
    }
  }
  return quads + low;
}

ent_matches
ent_dataset_match(const ent_dataset *d, const ent_term_id want[4])
{
  ent_matches m = {0};
  m.order = choose_order(want);
  memcpy(m.want, want, sizeof m.want);
  const ent_quad *quads = want[0] ? d->named[m.order] : d->merged[m.order];
  const size_t n_quads = want[0] ? d->quads.n : d->n_merged;
  ent_quad key = {{want[0], 0, 0, 0}};
  int n = 1;
  while (n < 4 && want[orders[m.order][n]]) {
    key.ids[n] = want[orders[m.order][n]];
    n++;
  }
  m.at = bound(quads, n_quads, &key, n, false);
  m.end = bound(quads, n_quads, &key, n, true);
  return m;
}

bool
ent_matches_next(ent_matches *m, ent_quad *quad)
{
  while (m->at < m->end) {
    const ent_quad *q = m->at++;
    bool fits = true;
    for (int k = 0; k < 4; k++) {
      const int part = orders[m->order][k];
      quad->ids[part] = q->ids[k];
      fits = fits && (!m->want[part] || m->want[part] == q->ids[k]);
    }
    if (fits) {
      return true;
    }
  }
  return false;
}
