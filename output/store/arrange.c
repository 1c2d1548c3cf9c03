// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/arrange.h"

#include "extractor/base/text.h"
#include "output/graph/term.h"

#include <stdlib.h>
#include <string.h>

/// One row being sorted.
typedef struct {
  const ent_term *cells;
  size_t index;
  const ent_arrangement *arrangement;
  size_t n_columns;
} row;

static bool
is_number(const ent_term *t)
{
  static const char *const types[] = {"integer",
                                      "decimal",
                                      "double",
                                      "float",
                                      "int",
                                      "long",
                                      "short",
                                      "byte",
                                      "nonNegativeInteger",
                                      "positiveInteger",
                                      "negativeInteger",
                                      "nonPositiveInteger",
                                      "unsignedInt",
                                      "unsignedLong",
                                      "unsignedShort",
                                      "unsignedByte"};
  const ent_text local = ent_xsd_local(t->datatype);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (ent_text_equal(local, ent_text_from(types[i]))) {
      return true;
    }
  }
  return false;
}

/// Ranks kinds of term as SPARQL 1.1 section 15.1: unbound, blank, IRI,
/// literal; numbers before other literals.
static int
rank(const ent_term *t)
{
  if (!t->value.data) {
    return 0;
  }
  if (t->kind == ENT_TERM_LITERAL) {
    return is_number(t) ? 3 : 4;
  }
  return ent_text_starts(t->value, ENT_TEXT(ENT_BLANK)) ? 1 : 2;
}

/// Reads a number; `t->value` is terminated, as all cells are.
static double
number(const ent_term *t)
{
  return strtod(t->value.data, NULL);
}

static int
compare_terms(const ent_term *a, const ent_term *b)
{
  if (rank(a) != rank(b)) {
    return rank(a) - rank(b);
  }
  if (rank(a) == 3) {
    const double x = number(a);
    const double y = number(b);
    if (x < y || x > y) {
      return x < y ? -1 : 1;
    }
  }
  int c = ent_text_compare(a->value, b->value);
  c = c ? c : ent_text_compare(a->lang, b->lang);
  return c ? c : ent_text_compare(a->datatype, b->datatype);
}

static int
compare_index(const row *a, const row *b)
{
  return a->index < b->index ? -1 : a->index > b->index;
}

static int
compare_ordered(const void *x, const void *y)
{
  const row *a = x;
  const row *b = y;
  for (size_t i = 0; i < a->arrangement->n_orders; i++) {
    const ent_order *o = &a->arrangement->orders[i];
    const int c = compare_terms(&a->cells[o->column], &b->cells[o->column]);
    if (c) {
      return o->descending ? -c : c;
    }
  }
  return compare_index(a, b);
}

static int
compare_cells(const row *a, const row *b)
{
  for (size_t i = 0; i < a->n_columns; i++) {
    const int c = compare_terms(&a->cells[i], &b->cells[i]);
    if (c) {
      return c;
    }
  }
  return 0;
}

static int
compare_all(const void *x, const void *y)
{
  const int c = compare_cells(x, y);
  return c ? c : compare_index(x, y);
}

static int
compare_places(const void *x, const void *y)
{
  return compare_index(x, y);
}

/// Keeps the first of rows that are alike; returns how many are left.
static size_t
drop_repeated(row *rows, size_t n)
{
  size_t kept = n > 0;
  qsort(rows, n, sizeof *rows, compare_all);
  for (size_t i = 1; i < n; i++) {
    if (compare_cells(&rows[i], &rows[kept - 1]) != 0) {
      rows[kept++] = rows[i];
    }
  }
  qsort(rows, kept, sizeof *rows, compare_places);
  return kept;
}

void
ent_results_arrange(ent_results *r, const ent_arrangement *arrangement,
                    ent_arena *arena)
{
  if (r->n_columns == 0) {
    return;
  }
  size_t n = r->cells.n / r->n_columns;
  row *rows = ENT_ARENA_ARRAY(arena, row, n);
  for (size_t i = 0; i < n; i++) {
    rows[i] =
        (row){r->cells.items + i * r->n_columns, i, arrangement, r->n_columns};
  }
  if (arrangement->distinct) {
    n = drop_repeated(rows, n);
  }
  qsort(rows, n, sizeof *rows, compare_ordered);
  size_t from = arrangement->offset > 0 ? (size_t)arrangement->offset : 0;
  from = from < n ? from : n;
  const size_t left = n - from;
  const size_t kept =
      arrangement->limit >= 0 && (size_t)arrangement->limit < left
          ? (size_t)arrangement->limit
          : left;
  ent_term *cells = ENT_ARENA_ARRAY(arena, ent_term, kept * r->n_columns);
  for (size_t i = 0; i < kept; i++) {
    memcpy(cells + i * r->n_columns, rows[from + i].cells,
           r->n_columns * sizeof *cells);
  }
  r->cells.items = cells;
  r->cells.n = r->cells.room = kept * r->n_columns;
}
