// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/columns.h"

#include "extractor/article/reading.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <stdio.h>
#include <string.h>

const char *const ent_field_names[ENT_FIELD_COUNT] = {
    "text", "title", "date", "publisher", "author", "id", "url"};

/// A "field=column" of a map.
typedef struct {
  ent_text whole;
  ent_text column;
  int field; // -1: unknown, or the pair has no "="
} pair;

/// Takes the next pair of a map; false at its end.
static bool
pair_next(const char **map, pair *p)
{
  const char *at = *map;
  if (!at || !*at) {
    return false;
  }
  const size_t len = strcspn(at, ",");
  const char *const sign = (const char *)memchr(at, '=', len);
  *p = (pair){{at, len}, {at, 0}, -1};
  if (sign && sign + 1 < at + len) {
    const ent_text name = {at, (size_t)(sign - at)};
    p->column = (ent_text){sign + 1, len - name.len - 1};
    for (int f = 0; f < ENT_FIELD_COUNT; f++) {
      if (ent_text_equal(name, ent_text_from(ent_field_names[f]))) {
        p->field = f;
      }
    }
  }
  *map = at + len + (at[len] == ',');
  return true;
}

ent_status
ent_columns_check(const char *map, ent_error *error)
{
  pair p;
  while (pair_next(&map, &p)) {
    if (p.field < 0) {
      return ent_fail(error, ENT_ERR_ARGUMENT, NULL, 0, ENT_NO_OFFSET,
                      "--map: \"%.*s\" is not FIELD=COLUMN with a field of "
                      "text, title, date, publisher, author, id, url",
                      (int)p.whole.len, p.whole.data);
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

static void
choose_mapped(ent_input *input, const ent_text *names, size_t n,
              ent_columns *columns)
{
  const char *map = input->map;
  pair p;
  bool all = true;
  while (pair_next(&map, &p)) {
    const int at = name_find(names, n, p.column);
    if (p.field >= 0 && at >= 0) {
      columns->of[p.field] = at;
      input->mapped |= 1u << p.field;
    } else {
      all = false;
    }
  }
  if (!all && !input->has[0]) {
    names_list(names, n, input->has, sizeof input->has);
  }
}

static bool
is_taken(const ent_columns *columns, int column)
{
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    if (columns->of[f] == column) {
      return true;
    }
  }
  return false;
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
      const int at = name_find_folded(names, n, usual[i]);
      columns->of[field] = is_taken(columns, at) ? -1 : at;
    }
  }
}

/// Finds a pair of the map whose column no record has had; false if there is
/// none, or no more.
static bool
pair_unused(const ent_input *input, const char **map, pair *p)
{
  while (pair_next(map, p)) {
    if (p->field >= 0 && !(input->mapped & (1u << p->field))) {
      return true;
    }
  }
  return false;
}

static void
fail_unused(const ent_input *input, const pair *p, const char *has,
            ent_error *error)
{
  ent_fail(error, ENT_ERR_SYNTAX, input->path, 0, ENT_NO_OFFSET,
           "--map: \"%.*s\": nothing here is named \"%.*s\"; there are: %s",
           (int)p->whole.len, p->whole.data, (int)p->column.len, p->column.data,
           has);
}

static ent_status
fail_textless(const ent_input *input, const ent_text *names, size_t n,
              ent_error *error)
{
  char list[sizeof input->has];
  names_list(names, n, list, sizeof list);
  const char *map = input->map;
  pair p;
  while (pair_next(&map, &p)) {
    if (p.field == ENT_FIELD_TEXT) {
      fail_unused(input, &p, list, error);
      return ENT_ERR_SYNTAX;
    }
  }
  return ent_fail(error, ENT_ERR_SYNTAX, input->path, 0, ENT_NO_OFFSET,
                  "nothing here is named as the article's text; say which "
                  "with --map text=COLUMN; there are: %s",
                  list);
}

ent_status
ent_columns_choose(ent_input *input, const ent_text *names, size_t n,
                   ent_columns *columns, ent_error *error)
{
  for (int f = 0; f < ENT_FIELD_COUNT; f++) {
    columns->of[f] = -1;
  }
  choose_mapped(input, names, n, columns);
  choose_usual(input, names, n, columns);
  if (columns->of[ENT_FIELD_TEXT] < 0) {
    return fail_textless(input, names, n, error);
  }
  input->texts = true;
  return ENT_OK;
}

void
ent_columns_note(ent_input *input)
{
  const char *map = input->map;
  pair p;
  while (input->has[0] && pair_unused(input, &map, &p)) {
    // without any text, the records themselves were told
    if (p.field != ENT_FIELD_TEXT || input->texts) {
      ent_error what = {0};
      fail_unused(input, &p, input->has, &what);
      ent_reading_note(input->reading, &what);
    }
  }
}
