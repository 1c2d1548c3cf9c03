// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/article.h"
#include "extractor/article/bytes.h"
#include "extractor/article/columns.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <csv.h>

#define CHUNK ((size_t)64 * 1024)
#define MAX_COLUMNS 1024 // further ones are counted, not kept

/// Reads a table, a physical line at a time, so that rows have line numbers.
typedef struct {
  ent_input *input;
  ent_error *error;
  ent_status status; // not ENT_OK: stop
  struct csv_parser parser;
  unsigned char delimiter; // 0: comma, or what the first line suggests
  ent_bytes cells;         // of the row, one behind the other
  size_t ends[MAX_COLUMNS];
  size_t n_cells;
  size_t n_header; // 0: the header is still to come
  ent_columns columns;
  uint64_t line;     // lines begun
  uint64_t row_line; // where the row begins
  uint64_t row;      // rows behind the header
  uint64_t row_bytes;
  bool skipping; // to the end of the line, behind a mistake
  bool given_up; // nothing in this table can be read
  bool scans;    // looks at the dates only
  bool scanned;  // `order` is that of the whole column
  ent_date_order order;
} table;

static void
skip(const table *t, const ent_error *why)
{
  if (!t->scans) {
    ent_input_skip(t->input, why);
  }
}

/// Reads the whole table for the order of its dates.
static ent_date_order
column_scan(ent_input *input, unsigned char delimiter);

static void
cell_take(void *data, size_t len, void *user)
{
  table *t = (table *)user;
  if (t->status == ENT_OK && t->n_cells < MAX_COLUMNS) {
    if (!ent_bytes_add(&t->cells, (const char *)data, len)) {
      t->status = ent_fail(t->error, ENT_ERR_MEMORY, t->input->path, 0,
                           ENT_NO_OFFSET, "out of memory");
    }
    t->ends[t->n_cells] = t->cells.n;
  }
  t->n_cells++;
}

static ent_text
cell(const table *t, size_t i)
{
  const size_t start = i ? t->ends[i - 1] : 0;
  return (ent_text){t->cells.data ? t->cells.data + start : "",
                    t->ends[i] - start};
}

static void
header_take(table *t)
{
  ent_text names[MAX_COLUMNS];
  const size_t n = t->n_cells < MAX_COLUMNS ? t->n_cells : MAX_COLUMNS;
  for (size_t i = 0; i < n; i++) {
    names[i] = cell(t, i);
  }
  t->n_header = t->n_cells;
  ent_error why = {0};
  if (ent_columns_choose(t->input, names, n, &t->columns, &why) != ENT_OK) {
    skip(t, &why);
    t->given_up = true;
  }
}

/// Counts the cells up to the last that is not empty.
static size_t
cells_used(const table *t)
{
  size_t n = t->n_cells < MAX_COLUMNS ? t->n_cells : MAX_COLUMNS;
  while (n > t->n_header && cell(t, n - 1).len == 0) {
    n--;
  }
  return t->n_cells > MAX_COLUMNS ? t->n_cells : n;
}

/// Returns the order in which the whole column writes its dates; the table is
/// read once more when a date does not show it.
static ent_date_order
order_find(table *t, ent_text date)
{
  bool open = false;
  ent_date_order_find(ent_text_trim(date), &open);
  if (open && !t->scanned) {
    t->scanned = true;
    t->order = column_scan(t->input, t->delimiter);
  }
  return t->order;
}

/// Takes what the date of a row shows.
static void
date_take(table *t)
{
  const int at = t->columns.of[ENT_FIELD_DATE];
  bool open = false;
  const ent_date_order order =
      at < 0 ? ENT_ORDER_UNKNOWN
             : ent_date_order_find(ent_text_trim(cell(t, (size_t)at)), &open);
  if (order != ENT_ORDER_UNKNOWN) {
    t->order = t->order == ENT_ORDER_UNKNOWN || t->order == order
                   ? order
                   : ENT_ORDER_MIXED;
  }
}

static void
article_take(table *t)
{
  ent_record record = {0};
  record.line = t->row_line;
  record.offset = ENT_NO_OFFSET;
  record.row = t->row;
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    const int at = t->columns.of[f];
    if (at >= 0) {
      record.values[f] = cell(t, (size_t)at);
    }
  }
  record.order = order_find(t, record.values[ENT_FIELD_DATE]);
  t->status = ent_input_emit(t->input, &record, t->error);
}

static void
row_take(int end, void *user)
{
  table *t = (table *)user;
  (void)end;
  if (t->status != ENT_OK || t->given_up) {
    // nothing more is wanted
  } else if (t->n_header == 0) {
    header_take(t);
  } else {
    t->row++;
    if (cells_used(t) == t->n_header && t->scans) {
      date_take(t);
    } else if (cells_used(t) == t->n_header) {
      article_take(t);
    } else {
      ent_error why = {0};
      ent_fail(&why, ENT_ERR_SYNTAX, t->input->path, t->row_line, ENT_NO_OFFSET,
               "the row has %zu cells, the header %zu; put cells with "
               "commas or line ends in quotes",
               t->n_cells, t->n_header);
      skip(t, &why);
    }
  }
  t->n_cells = 0;
  t->cells.n = 0;
  t->row_bytes = 0;
}

static void
parser_start(table *t)
{
  csv_init(&t->parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_blk_size(&t->parser, 4096);
  csv_set_delim(&t->parser, t->delimiter ? t->delimiter : ',');
  t->n_cells = 0;
  t->cells.n = 0;
  t->row_bytes = 0;
}

/// Leaves the row out and goes on behind the line.
static void
row_skip(table *t, ent_status status, const char *message)
{
  ent_error why = {0};
  ent_fail(&why, status, t->input->path, t->row_line, ENT_NO_OFFSET, "%s",
           message);
  skip(t, &why);
  t->row += t->n_header > 0;
  csv_free(&t->parser);
  parser_start(t);
  t->skipping = true;
}

/// Takes semicolon or tab as the delimiter if the first line has no comma.
static void
delimiter_guess(table *t, ent_text line)
{
  if (t->delimiter == 0) {
    const bool comma = ent_text_find(line, ENT_TEXT(","), 0) != SIZE_MAX;
    const bool semicolon = ent_text_find(line, ENT_TEXT(";"), 0) != SIZE_MAX;
    const bool tab = ent_text_find(line, ENT_TEXT("\t"), 0) != SIZE_MAX;
    t->delimiter = comma ? ',' : semicolon ? ';' : tab ? '\t' : ',';
    csv_set_delim(&t->parser, t->delimiter);
  }
}

/// Feeds a part of a line, its end included if it is there.
static void
part_take(table *t, ent_text part, bool whole)
{
  if (!t->skipping) {
    delimiter_guess(t, part);
    // blank lines in front of a row are not of it
    t->row_bytes += t->row_bytes ? part.len : ent_text_trim(part).len;
    const size_t done =
        csv_parse(&t->parser, part.data, part.len, cell_take, row_take, t);
    if (done != part.len && csv_error(&t->parser) != CSV_EPARSE) {
      t->status = ent_fail(t->error, ENT_ERR_MEMORY, t->input->path, 0,
                           ENT_NO_OFFSET, "out of memory");
    } else if (done != part.len) {
      row_skip(t, ENT_ERR_SYNTAX,
               "the row is malformed: a quote stands alone; write it twice "
               "inside quotes");
    } else if (t->row_bytes > 2 * t->input->max_bytes) {
      row_skip(t, ENT_ERR_LIMIT,
               "the row is larger than allowed, and what follows is left out; "
               "is a quote never closed?");
      t->given_up = true;
    }
  }
  if (whole) {
    t->line++;
    t->skipping = false;
    if (t->row_bytes == 0) {
      t->row_line = t->line;
    }
  }
}

static void
chunk_take(table *t, ent_text chunk)
{
  while (chunk.len && t->status == ENT_OK && !t->given_up) {
    const char *newline = (const char *)memchr(chunk.data, '\n', chunk.len);
    const size_t len = newline ? (size_t)(newline - chunk.data) + 1 : chunk.len;
    part_take(t, (ent_text){chunk.data, len}, newline != NULL);
    chunk = (ent_text){chunk.data + len, chunk.len - len};
  }
}

static void
table_finish(table *t)
{
  if (t->status == ENT_OK && !t->given_up && !t->skipping &&
      csv_fini(&t->parser, cell_take, row_take, t) != 0) {
    row_skip(t, ENT_ERR_SYNTAX, "the row ends inside quotes");
  }
  if (t->status == ENT_OK && t->n_header == 0 && !t->given_up) {
    ent_error why = {0};
    ent_fail(&why, ENT_ERR_SYNTAX, t->input->path, 0, ENT_NO_OFFSET,
             "is empty: there is no header line");
    skip(t, &why);
  }
}

/// Reads all of a stream.
static void
table_run(table *t, ent_stream *stream, char *chunk)
{
  ent_error why = {0};
  size_t got = 1;
  t->line = 1;
  t->row_line = 1;
  parser_start(t);
  while (got && t->status == ENT_OK && !t->given_up) {
    if (ent_stream_read(stream, chunk, CHUNK, &got, &why) != ENT_OK) {
      skip(t, &why);
      t->given_up = true;
    } else {
      chunk_take(t, (ent_text){chunk, got});
    }
  }
  table_finish(t);
  csv_free(&t->parser);
  ent_bytes_clear(&t->cells);
}

static ent_status
table_read(ent_input *input, ent_stream *stream, const table *start,
           ent_date_order *order, ent_error *error)
{
  table *t = (table *)malloc(sizeof *t);
  char *chunk = (char *)malloc(CHUNK);
  ent_status status = ENT_OK;
  if (!t || !chunk) {
    status = ent_fail(error, ENT_ERR_MEMORY, input->path, 0, ENT_NO_OFFSET,
                      "out of memory");
  } else {
    *t = *start;
    t->input = input;
    t->error = error;
    table_run(t, stream, chunk);
    status = t->status;
    *order = t->order;
  }
  free(chunk);
  free(t);
  return status;
}

static ent_date_order
column_scan(ent_input *input, unsigned char delimiter)
{
  static const table blank;
  table start = blank;
  start.delimiter = delimiter;
  start.scans = true;
  ent_date_order order = ENT_ORDER_UNKNOWN;
  ent_stream *again = NULL;
  ent_error why = {0};
  if (ent_stream_again(input->stream, &again, &why) != ENT_OK ||
      table_read(input, again, &start, &order, &why) != ENT_OK) {
    order = ENT_ORDER_UNKNOWN;
  }
  ent_stream_free(again);
  return order;
}

static ent_status
csv_read(ent_input *input, ent_error *error)
{
  static const table start;
  ent_date_order order;
  return table_read(input, input->stream, &start, &order, error);
}

static ent_status
tsv_read(ent_input *input, ent_error *error)
{
  static const table start = {.delimiter = '\t'};
  ent_date_order order;
  return table_read(input, input->stream, &start, &order, error);
}

const ent_reader ent_reader_csv = {"CSV", ".csv", csv_read};
const ent_reader ent_reader_tsv = {"TSV", ".tsv .tab", tsv_read};
