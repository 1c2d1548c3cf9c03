// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/columns.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <stdio.h>
#include <string.h>

const char *const ent_field_names[ENT_FIELD_COUNT] = {
    "text", "title", "date", "publisher", "author", "id", "url"};

/// Takes the next "field=column" of a map; false at its end.  The field is -1
/// if it is unknown or the pair has no "=".
static bool
pair_next(const char **map, int *field, ent_text *column)
{
  const char *at = *map;
  if (!at || !*at) {
    return false;
  }
  const size_t len = strcspn(at, ",");
  const char *const sign = (const char *)memchr(at, '=', len);
  *field = -1;
  *column = (ent_text){at, len};
  if (sign && sign + 1 < at + len) {
    const ent_text name = {at, (size_t)(sign - at)};
    *column = (ent_text){sign + 1, len - name.len - 1};
    for (int f = 0; f < ENT_FIELD_COUNT; f++) {
      if (ent_text_equal(name, ent_text_from(ent_field_names[f]))) {
        *field = f;
      }
    }
  }
  *map = at + len + (at[len] == ',');
  return true;
}

ent_status
ent_columns_check(const char *map, ent_error *error)
{
  int field = 0;
  ent_text column;
  while (pair_next(&map, &field, &column)) {
    if (field < 0) {
      return ent_fail(error, ENT_ERR_ARGUMENT, NULL, 0, ENT_NO_OFFSET,
                      "--map: \"%.*s\" is not FIELD=COLUMN with a field of "
                      "text, title, date, publisher, author, id, url",
                      (int)column.len, column.data);
    }
  }
  return ENT_OK;
}

/// Writes the names as "a, b, c"; a long list is cut.
static void
names_list(const ent_text *names, size_t n, char *out, size_t room)
{
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < n && used + names[i].len + 6 < room; i++) {
    used += (size_t)snprintf(out + used, room - used, "%s%.*s", i ? ", " : "",
                             (int)names[i].len, names[i].data);
  }
}

static int
name_find(const ent_text *names, size_t n, ent_text name)
{
  for (size_t i = 0; i < n; i++) {
    if (ent_text_equal(ent_text_trim(names[i]), name)) {
      return (int)i;
    }
  }
  return -1;
}

static int
name_find_folded(const ent_text *names, size_t n, ent_text lower)
{
  for (size_t i = 0; i < n; i++) {
    const ent_text name = ent_text_trim(names[i]);
    if (name.len == lower.len && ent_ascii_starts(name, lower)) {
      return (int)i;
    }
  }
  return -1;
}

static ent_status
choose_mapped(const ent_input *input, const ent_text *names, size_t n,
              ent_columns *columns, ent_error *error)
{
  const char *map = input->map;
  int field = 0;
  ent_text column;
  while (pair_next(&map, &field, &column)) {
    const int at = name_find(names, n, column);
    if (field >= 0 && at >= 0) {
      columns->of[field] = at;
    } else if (field == ENT_FIELD_TEXT) {
      char list[256];
      names_list(names, n, list, sizeof list);
      return ent_fail(error, ENT_ERR_SYNTAX, input->path, 0, ENT_NO_OFFSET,
                      "has no column \"%.*s\", which --map asks for; it has: "
                      "%s",
                      (int)column.len, column.data, list);
    }
  }
  return ENT_OK;
}

/// The usual names stand in the order in which they are preferred.
static void
choose_usual(const ent_input *input, const ent_text *names, size_t n,
             ent_columns *columns)
{
  size_t n_usual = 0;
  const ent_text *usual =
      ent_head_phrases(input->words, ENT_WORD_COLUMN, &n_usual);
  for (size_t i = 0; i < n_usual; i++) {
    uint32_t field = 0;
    if (ent_head_word(input->words, ENT_WORD_COLUMN, usual[i], &field) &&
        field < ENT_FIELD_COUNT && columns->of[field] < 0) {
      columns->of[field] = name_find_folded(names, n, usual[i]);
    }
  }
}

ent_status
ent_columns_choose(const ent_input *input, const ent_text *names, size_t n,
                   ent_columns *columns, ent_error *error)
{
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    columns->of[f] = -1;
  }
  if (input->map) {
    const ent_status status = choose_mapped(input, names, n, columns, error);
    if (status != ENT_OK) {
      return status;
    }
  } else {
    choose_usual(input, names, n, columns);
  }
  if (columns->of[ENT_FIELD_TEXT] < 0) {
    char list[256];
    names_list(names, n, list, sizeof list);
    return ent_fail(error, ENT_ERR_SYNTAX, input->path, 0, ENT_NO_OFFSET,
                    "nothing here is named as the article's text; say which "
                    "with --map text=COLUMN; there are: %s",
                    list);
  }
  return ENT_OK;
}
