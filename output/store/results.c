// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/results.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/store/grid.h"
#include "output/write/csv.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static size_t
row_count(const ent_results *r)
{
  return r->n_columns ? r->cells.n / r->n_columns : 0;
}

static const ent_term *
row_at(const ent_results *r, size_t row)
{
  return r->cells.items + row * r->n_columns;
}

static bool
is_blank(const ent_term *t)
{
  return t->kind == ENT_TERM_IRI &&
         ent_text_starts(t->value, ENT_TEXT(ENT_BLANK));
}

/// Lends the values of a row: SPARQL 1.1 CSV knows no more of a term.
static void
row_values(const ent_results *r, size_t row, ent_text *values)
{
  for (size_t i = 0; i < r->n_columns; i++) {
    values[i] = row_at(r, row)[i].value;
  }
}

static ent_status
write_csv(const ent_results *r, ent_arena *arena, FILE *out, ent_error *error)
{
  if (r->is_truth) {
    return ent_csv_row(
        out, &(ent_text){r->truth ? "true" : "false", r->truth ? 4 : 5}, 1,
        error);
  }
  ent_text *values = ENT_ARENA_ARRAY(arena, ent_text, r->n_columns);
  ent_status status = ent_csv_row(out, r->names, r->n_columns, error);
  for (size_t i = 0; i < row_count(r) && status == ENT_OK; i++) {
    row_values(r, i, values);
    status = ent_csv_row(out, values, r->n_columns, error);
  }
  return status;
}

static ent_status
write_table(const ent_results *r, unsigned width, ent_arena *arena, FILE *out)
{
  if (r->is_truth) {
    fputs(r->truth ? "true\n" : "false\n", out);
    return ENT_OK;
  }
  const size_t n = row_count(r);
  ent_text *cells = ENT_ARENA_ARRAY(arena, ent_text, (n + 1) * r->n_columns);
  for (size_t i = 0; i < r->n_columns; i++) {
    cells[i] = r->names[i];
  }
  for (size_t i = 0; i < n; i++) {
    row_values(r, i, cells + (i + 1) * r->n_columns);
  }
  ent_grid_write(cells, r->n_columns, n + 1, width, arena, out);
  fprintf(out, "%zu %s\n", n, n == 1 ? "row" : "rows");
  return ENT_OK;
}

static json_t *
json_text(ent_text text)
{
  return json_stringn(text.data ? text.data : "", text.len);
}

static json_t *
json_term(const ent_term *t)
{
  json_t *o = json_object();
  if (is_blank(t)) {
    json_object_set_new(o, "type", json_string("bnode"));
    json_object_set_new(
        o, "value", json_text((ent_text){t->value.data + 2, t->value.len - 2}));
    return o;
  }
  json_object_set_new(o, "type",
                      json_string(t->kind == ENT_TERM_IRI ? "uri" : "literal"));
  json_object_set_new(o, "value", json_text(t->value));
  if (t->lang.len) {
    json_object_set_new(o, "xml:lang", json_text(t->lang));
  } else if (t->datatype.len) {
    json_object_set_new(o, "datatype", json_text(t->datatype));
  }
  return o;
}

/// Writes one row as an object.
static bool
write_json_row(const ent_results *r, size_t row, FILE *out)
{
  json_t *o = json_object();
  for (size_t i = 0; i < r->n_columns; i++) {
    const ent_term *t = &row_at(r, row)[i];
    if (t->value.data) {
      json_object_setn_new(o, r->names[i].data, r->names[i].len, json_term(t));
    }
  }
  const bool done = json_dumpf(o, out, JSON_COMPACT) == 0;
  json_decref(o);
  return done;
}

static ent_status
write_json(const ent_results *r, FILE *out, ent_error *error)
{
  if (r->is_truth) {
    fprintf(out, "{\"head\":{},\"boolean\":%s}\n", r->truth ? "true" : "false");
    return ENT_OK;
  }
  json_t *names = json_array();
  for (size_t i = 0; i < r->n_columns; i++) {
    json_array_append_new(names, json_text(r->names[i]));
  }
  fputs("{\"head\":{\"vars\":", out);
  bool done = json_dumpf(names, out, JSON_COMPACT) == 0;
  json_decref(names);
  fputs("},\"results\":{\"bindings\":[", out);
  for (size_t i = 0; i < row_count(r) && done; i++) {
    fputs(i ? ",\n" : "\n", out);
    done = write_json_row(r, i, out);
  }
  fputs("]}}\n", out);
  return done ? ENT_OK
              : ent_fail(error, ENT_ERR_IO, NULL, 0, ENT_NO_OFFSET,
                         "a row cannot be written as JSON");
}

/// Writes text with what XML reserves escaped; false if XML 1.0 cannot hold it.
static bool
write_xml_text(ent_text text, FILE *out)
{
  for (size_t i = 0; i < text.len; i++) {
    const unsigned char c = (unsigned char)text.data[i];
    switch (c) {
    case '&':
      fputs("&amp;", out);
      break;
    case '<':
      fputs("&lt;", out);
      break;
    case '>':
      fputs("&gt;", out);
      break;
    case '"':
      fputs("&quot;", out);
      break;
    case '\r':
      fputs("&#13;", out);
      break;
    default:
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if ((c < ' ' && c != '\t' && c != '\n') ||
          (c == 0xef && (unsigned char)text.data[i + 1] == 0xbf &&
           (unsigned char)text.data[i + 2] >= 0xbe)) {
        return false;
      }
      putc(c, out);
    }
  }
  return true;
}

static bool
write_xml_term(const ent_term *t, FILE *out)
{
  const char *element = is_blank(t)               ? "bnode"
                        : t->kind == ENT_TERM_IRI ? "uri"
                                                  : "literal";
  bool done = true;
  fprintf(out, "<%s", element);
  if (t->lang.len || t->datatype.len) {
    fputs(t->lang.len ? " xml:lang=\"" : " datatype=\"", out);
    done = write_xml_text(t->lang.len ? t->lang : t->datatype, out);
    putc('"', out);
  }
  putc('>', out);
  const size_t from = is_blank(t) ? 2 : 0;
  done = done &&
         write_xml_text((ent_text){t->value.data + from, t->value.len - from},
                        out);
  fprintf(out, "</%s>", element);
  return done;
}

static bool
write_xml_row(const ent_results *r, size_t row, FILE *out)
{
  bool done = true;
  fputs("    <result>\n", out);
  for (size_t i = 0; i < r->n_columns && done; i++) {
    const ent_term *t = &row_at(r, row)[i];
    if (t->value.data) {
      fputs("      <binding name=\"", out);
      done = write_xml_text(r->names[i], out);
      fputs("\">", out);
      done = done && write_xml_term(t, out);
      fputs("</binding>\n", out);
    }
  }
  fputs("    </result>\n", out);
  return done;
}

static ent_status
write_xml(const ent_results *r, FILE *out, ent_error *error)
{
  fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n",
        out);
  for (size_t i = 0; i < r->n_columns; i++) {
    fprintf(out, "    <variable name=\"%.*s\"/>\n", (int)r->names[i].len,
            r->names[i].data);
  }
  fputs("  </head>\n", out);
  if (r->is_truth) {
    fprintf(out, "  <boolean>%s</boolean>\n", r->truth ? "true" : "false");
  } else {
    fputs("  <results>\n", out);
    for (size_t i = 0; i < row_count(r); i++) {
      if (!write_xml_row(r, i, out)) {
        return ent_fail(error, ENT_ERR_UNSUPPORTED, NULL, 0, ENT_NO_OFFSET,
                        "row %zu holds a character that XML cannot hold; ask "
                        "for csv or json",
                        i + 1);
      }
    }
    fputs("  </results>\n", out);
  }
  fputs("</sparql>\n", out);
  return ENT_OK;
}

static ent_status
write_format(const ent_results *r, ent_result_format format, unsigned width,
             ent_arena *arena, FILE *out, ent_error *error)
{
  switch (format) {
  case ENT_RESULT_CSV:
    return write_csv(r, arena, out, error);
  case ENT_RESULT_JSON:
    return write_json(r, out, error);
  case ENT_RESULT_XML:
    return write_xml(r, out, error);
  default:
    return write_table(r, width, arena, out);
  }
}

ent_status
ent_results_write(const ent_results *r, ent_result_format format,
                  unsigned width, ent_arena *arena, FILE *out, ent_error *error)
{
  const ent_status status = write_format(r, format, width, arena, out, error);
  if (status == ENT_OK && (fflush(out) != 0 || ferror(out))) {
    return ent_fail(error, ENT_ERR_IO, NULL, 0, ENT_NO_OFFSET,
                    "the result cannot be written: %s", strerror(errno));
  }
  return status;
}
