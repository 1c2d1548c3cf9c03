// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/grid.h"

#include "extractor/base/text.h"

#include <stdbool.h>
#include <uniwidth.h>

/// Narrowest that a column is made.
#define MIN_COLUMN 8
#define GAP 2

/// Decodes one character; control characters become a blank, so that a cell
/// cannot move the cursor.
static int
char_width(ent_text cell, size_t *at, bool *control)
{
  const uint32_t c = ent_utf8_next(cell, at);
  const int w = uc_width(c, "UTF-8");
  *control = c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
  return *control ? 1 : w < 0 ? 0 : w;
}

static size_t
cell_width(ent_text cell)
{
  size_t sum = 0;
  bool control;
  for (size_t at = 0; at < cell.len;) {
    sum += (size_t)char_width(cell, &at, &control);
  }
  return sum;
}

/// Takes columns from the widest until all fit.
static void
fit(size_t *widths, size_t n, unsigned width)
{
  if (width == 0) {
    return;
  }
  for (;;) {
    size_t sum = 0;
    size_t widest = 0;
    for (size_t i = 0; i < n; i++) {
      sum += widths[i] + (i ? GAP : 0);
      widest = widths[i] > widths[widest] ? i : widest;
    }
    if (sum <= width || widths[widest] <= MIN_COLUMN) {
      return;
    }
    widths[widest]--;
  }
}

/// Finds where the line that starts at `from` ends: at the last blank that
/// fits, else where the column is full.  `*to_next` is where the next begins.
static size_t
line_end(ent_text cell, size_t from, size_t width, size_t *to_next)
{
  size_t used = 0;
  size_t blank = 0;
  bool control;
  for (size_t at = from; at < cell.len;) {
    const size_t here = at;
    used += (size_t)char_width(cell, &at, &control);
    if (here > from && (cell.data[here] == ' ' || cell.data[here] == '\n')) {
      blank = here;
    }
    if (used > width && here > from) {
      *to_next = blank ? blank + 1 : here;
      return blank ? blank : here;
    }
  }
  *to_next = cell.len;
  return cell.len;
}

/// Writes one line of a cell and fills its column unless it is the last.
static void
write_part(ent_text part, size_t width, bool last, FILE *out)
{
  size_t used = 0;
  for (size_t at = 0; at < part.len;) {
    const size_t from = at;
    bool control;
    used += (size_t)char_width(part, &at, &control);
    if (control) {
      putc(' ', out);
    } else {
      fwrite(part.data + from, 1, at - from, out);
    }
  }
  if (!last) {
    fprintf(out, "%*s", (int)(width - (used < width ? used : width) + GAP), "");
  }
}

/// Writes a row in as many lines as its longest cell needs.
static bool
write_row(const ent_text *cells, const size_t *widths, size_t n, size_t *at,
          FILE *out)
{
  bool more = true;
  bool wrapped = false;
  for (size_t i = 0; i < n; i++) {
    at[i] = 0;
  }
  while (more) {
    more = false;
    for (size_t i = 0; i < n; i++) {
      size_t next = cells[i].len;
      const size_t end = at[i] < cells[i].len
                             ? line_end(cells[i], at[i], widths[i], &next)
                             : at[i];
      const ent_text part = {cells[i].data + at[i], end - at[i]};
      write_part(end > at[i] ? part : (ent_text){0}, widths[i], i + 1 == n,
                 out);
      at[i] = next;
      more = more || next < cells[i].len;
    }
    putc('\n', out);
    wrapped = wrapped || more;
  }
  return wrapped;
}

static void
write_rule(const size_t *widths, size_t n, FILE *out)
{
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < widths[i]; k++) {
      putc('-', out);
    }
    fputs(i + 1 < n ? "  " : "\n", out);
  }
}

void
ent_grid_write(const ent_text *cells, size_t n_columns, size_t n_rows,
               unsigned width, ent_arena *arena, FILE *out)
{
  size_t *widths = ENT_ARENA_ARRAY(arena, size_t, n_columns);
  size_t *at = ENT_ARENA_ARRAY(arena, size_t, n_columns);
  for (size_t i = 0; i < n_rows * n_columns; i++) {
    const size_t w = cell_width(cells[i]);
    size_t *column = &widths[i % n_columns];
    *column = w > *column ? w : *column;
  }
  fit(widths, n_columns, width);
  bool wrapped = false;
  for (size_t row = 0; row < n_rows; row++) {
    // A blank line tells rows of several lines apart.
    if (row > 1 && wrapped) {
      putc('\n', out);
    }
    wrapped = write_row(cells + row * n_columns, widths, n_columns, at, out);
    if (row == 0) {
      write_rule(widths, n_columns, out);
      wrapped = false;
    }
  }
}
