// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/write/csv.h"

#include "extractor/base/error.h"

#include <csv.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

/// Tells whether a cell holds what RFC 4180 section 2 wants quoted.
static bool
needs_quotes(ent_text cell)
{
  for (size_t i = 0; i < cell.len; i++) {
    if (strchr("\",\r\n", cell.data[i]) && cell.data[i]) {
      return true;
    }
  }
  return false;
}

static bool
write_cell(FILE *stream, ent_text cell)
{
  if (needs_quotes(cell)) {
    return csv_fwrite(stream, cell.data, cell.len) == 0;
  }
  return cell.len == 0 || fwrite(cell.data, 1, cell.len, stream) == cell.len;
}

ent_status
ent_csv_row(FILE *stream, const ent_text *cells, size_t n, ent_error *error)
{
  bool done = true;
  for (size_t i = 0; i < n && done; i++) {
    done = (i == 0 || putc(',', stream) != EOF) && write_cell(stream, cells[i]);
  }
  done = done && fputs("\r\n", stream) != EOF;
  return done ? ENT_OK
              : ent_fail(error, ENT_ERR_IO, NULL, 0, ENT_NO_OFFSET,
                         "cannot be written: %s", strerror(errno));
}
