// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/article.h"
#include "extractor/article/bytes.h"
#include "extractor/article/columns.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <jansson.h>
#include <stdio.h>

#define CHUNK ((size_t)64 * 1024)
#define MAX_KEYS 256

/// Reads objects, one after the other.
typedef struct {
  ent_input *input;
  ent_error *error;
  ent_status status; // not ENT_OK: stop
  bool lines;        // an object a line, so that a broken one ends there
  ent_bytes value;   // bytes of the object or line that is being read
  ent_bytes first;   // whole first object of a file that is no array
  ent_bytes joined;  // values put together
  uint64_t line;
  uint64_t offset;
  uint64_t value_line;
  uint64_t value_offset;
  uint64_t row;
  uint32_t depth;
  bool in_string;
  bool escaped;
  bool in_array;
  bool closed; // the array has ended
  bool too_long;
  bool given_up;
} objects;

static void
skip(objects *o, ent_status status, uint64_t line, uint64_t offset,
     const char *message, const char *detail)
{
  ent_error why = {0};
  ent_fail(&why, status, o->input->path, line, offset, message, detail);
  ent_input_skip(o->input, &why);
}

static void
memory_short(objects *o)
{
  o->status = ent_fail(o->error, ENT_ERR_MEMORY, o->input->path, 0,
                       ENT_NO_OFFSET, "out of memory");
}

/// Lends the name of a person or body that is an object, as in schema.org.
static const json_t *
name_of(const json_t *value)
{
  return json_is_object(value) ? json_object_get(value, "name") : value;
}

/// Adds a string or whole number to `joined`.
static void
value_add(objects *o, const json_t *value, const char *glue, bool glued)
{
  char number[32];
  const char *data = number;
  size_t len = 0;
  if (json_is_string(value)) {
    data = json_string_value(value);
    len = json_string_length(value);
  } else if (json_is_integer(value)) {
    len = (size_t)snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT,
                           json_integer_value(value));
  }
  if (len && ((glued && !ent_bytes_add(&o->joined, glue, strlen(glue))) ||
              !ent_bytes_add(&o->joined, data, len))) {
    memory_short(o);
  }
}

/// Puts the value of a field behind the others in `joined`.
static void
field_add(objects *o, const json_t *value, ent_field field)
{
  const size_t start = o->joined.n;
  const bool named = field == ENT_FIELD_AUTHOR || field == ENT_FIELD_PUBLISHER;
  if (!json_is_array(value)) {
    value_add(o, named ? name_of(value) : value, "", false);
    return;
  }
  const char *glue = field == ENT_FIELD_TEXT ? "\n\n" : ", ";
  for (size_t i = 0; i < json_array_size(value); i++) {
    const json_t *item = json_array_get(value, i);
    value_add(o, named ? name_of(item) : item, glue, o->joined.n > start);
  }
}

static void
object_take(objects *o, json_t *object)
{
  ent_text names[MAX_KEYS];
  const json_t *values[MAX_KEYS];
  size_t n = 0;
  const char *key = NULL;
  json_t *value = NULL;
  json_object_foreach(object, key, value)
  {
    if (n < MAX_KEYS) {
      names[n] = ent_text_from(key);
      values[n++] = value;
    }
  }
  ent_columns columns;
  ent_error why = {0};
  if (ent_columns_choose(o->input, names, n, &columns, &why) != ENT_OK) {
    why.line = o->value_line;
    why.offset = o->value_offset;
    ent_input_skip(o->input, &why);
    return;
  }
  ent_record record = {0};
  record.line = o->value_line;
  record.offset = o->value_offset;
  record.row = o->row;
  size_t starts[ENT_FIELD_COUNT + 1];
  o->joined.n = 0;
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    starts[f] = o->joined.n;
    if (columns.of[f] >= 0) {
      field_add(o, values[columns.of[f]], (ent_field)f);
    }
  }
  starts[ENT_FIELD_COUNT] = o->joined.n;
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    const size_t len = starts[f + 1] - starts[f];
    if (len || f == ENT_FIELD_TEXT) {
      record.values[f] = (ent_text){len ? o->joined.data + starts[f] : "", len};
    }
  }
  if (o->status == ENT_OK) {
    o->status = ent_input_emit(o->input, &record, o->error);
  }
}

/// Parses the bytes of one object.
static void
bytes_take(objects *o, const ent_bytes *bytes)
{
  json_error_t wrong;
  json_t *value = json_loadb(bytes->data, bytes->n, 0, &wrong);
  if (json_is_object(value)) {
    object_take(o, value);
  } else if (value) {
    skip(o, ENT_ERR_SYNTAX, o->value_line, o->value_offset,
         "is JSON, but not an object with keys and values%s", "");
  } else {
    char *near = strstr(wrong.text, " near ");
    if (near) {
      *near = '\0';
    }
    const uint64_t inside = wrong.position > 0 ? (uint64_t)wrong.position : 0;
    skip(o, ENT_ERR_SYNTAX, o->value_line, o->value_offset + inside,
         "is not JSON (%s); mend it", wrong.text);
  }
  json_decref(value);
}

/// Hands on the object in `value`.  The first of a file that is no array waits
/// until it is known whether it is the only one.
static void
value_end(objects *o)
{
  o->row++;
  if (o->too_long) {
    skip(o, ENT_ERR_LIMIT, o->value_line, o->value_offset,
         "the object is larger than allowed%s", "");
  } else if (!o->lines && !o->in_array && o->row == 1) {
    const ent_bytes swapped = o->first;
    o->first = o->value;
    o->value = swapped;
  } else {
    bytes_take(o, &o->value);
  }
  o->value.n = 0;
  o->too_long = false;
}

/// Hands on the object that waited, as row `row`.
static void
first_end(objects *o, uint64_t row)
{
  if (o->first.n && o->status == ENT_OK) {
    const uint64_t rows = o->row;
    o->row = row;
    bytes_take(o, &o->first);
    o->row = rows;
  }
  o->first.n = 0;
}

static void
value_add_byte(objects *o, char c)
{
  if (o->value.n > 2 * o->input->max_bytes) {
    o->too_long = true;
  } else if (!ent_bytes_add(&o->value, &c, 1)) {
    memory_short(o);
  }
}

/// Takes a byte between objects.
static void
outside_take(objects *o, char c)
{
  if (c == '{') {
    first_end(o, 1);
    o->value_line = o->line;
    o->value_offset = o->offset;
    o->depth = 1;
    value_add_byte(o, c);
  } else if (c == '[' && o->row == 0 && !o->in_array) {
    o->in_array = true;
  } else if (c == ']' && o->in_array && !o->closed) {
    o->closed = true;
  } else if (!strchr(" \t\r\n,", c) || c == '\0') {
    skip(o, ENT_ERR_SYNTAX, o->line, o->offset,
         "is not JSON: an object should begin here%s", "");
    o->given_up = true;
  }
}

/// Takes a byte inside an object, up to the brace that closes it.
static void
inside_take(objects *o, char c)
{
  value_add_byte(o, c);
  if (o->escaped) {
    o->escaped = false;
  } else if (o->in_string) {
    o->escaped = c == '\\';
    o->in_string = c != '"';
  } else if (c == '"') {
    o->in_string = true;
  } else if (c == '{' || c == '[') {
    o->depth++;
  } else if ((c == '}' || c == ']') && --o->depth == 0) {
    value_end(o);
  }
}

/// Takes a byte of a file with an object a line.
static void
line_take(objects *o, char c)
{
  if (c != '\n') {
    if (o->value.n == 0) {
      o->value_line = o->line;
      o->value_offset = o->offset;
    }
    value_add_byte(o, c);
  } else if (o->too_long ||
             ent_text_trim((ent_text){o->value.data, o->value.n}).len) {
    value_end(o);
  } else {
    o->value.n = 0;
  }
}

static void
chunk_take(objects *o, const char *chunk, size_t n)
{
  for (size_t i = 0; i < n && o->status == ENT_OK && !o->given_up; i++) {
    if (o->lines) {
      line_take(o, chunk[i]);
    } else if (o->depth) {
      inside_take(o, chunk[i]);
    } else {
      outside_take(o, chunk[i]);
    }
    o->line += chunk[i] == '\n';
    o->offset++;
  }
}

static void
objects_finish(objects *o)
{
  if (o->status != ENT_OK || o->given_up) {
    return;
  }
  if (o->lines) {
    line_take(o, '\n');
  } else {
    first_end(o, o->row > 1 || o->depth);
  }
  if (o->depth) {
    skip(o, ENT_ERR_SYNTAX, o->value_line, o->value_offset,
         "the file ends inside the object that begins here%s", "");
  } else if (o->in_array && !o->closed) {
    skip(o, ENT_ERR_SYNTAX, o->line, o->offset,
         "the file ends inside its array: it is cut%s", "");
  } else if (o->row == 0) {
    skip(o, ENT_ERR_SYNTAX, 0, ENT_NO_OFFSET,
         "is empty: there is no object in it%s", "");
  }
}

static ent_status
objects_read(ent_input *input, bool lines, ent_error *error)
{
  objects o;
  memset(&o, 0, sizeof o);
  o.input = input;
  o.error = error;
  o.lines = lines;
  o.line = 1;
  char *chunk = (char *)malloc(CHUNK);
  if (!chunk) {
    return ent_fail(error, ENT_ERR_MEMORY, input->path, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  size_t got = 1;
  while (got && o.status == ENT_OK && !o.given_up) {
    ent_error why = {0};
    if (ent_stream_read(input->stream, chunk, CHUNK, &got, &why) != ENT_OK) {
      ent_input_skip(input, &why);
      o.given_up = true;
    } else {
      chunk_take(&o, chunk, got);
    }
  }
  objects_finish(&o);
  ent_bytes_clear(&o.value);
  ent_bytes_clear(&o.first);
  ent_bytes_clear(&o.joined);
  free(chunk);
  return o.status;
}

static ent_status
json_read(ent_input *input, ent_error *error)
{
  return objects_read(input, false, error);
}

static ent_status
json_lines_read(ent_input *input, ent_error *error)
{
  return objects_read(input, true, error);
}

const ent_reader ent_reader_json = {"JSON", ".json", json_read};
const ent_reader ent_reader_json_lines = {"JSON Lines", ".jsonl .ndjson",
                                          json_lines_read};
