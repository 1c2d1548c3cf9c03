// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/words.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <stdio.h>
#include <stdlib.h>

#define LONGEST 96 // bytes of a phrase

static const char *const kind_names[ENT_WORD_COUNT] = {
    "month",         "weekday",        "clock",     "date",
    "byline",        "byline-end",     "role",      "office",
    "reports",       "source",         "learned",   "origin",
    "disclaim",      "syndicator",     "issuer",    "particle",
    "no-name",       "abbreviation",   "furniture", "furniture-start",
    "furniture-end", "furniture-part", "end",       "column"};

typedef ENT_VECTOR(ent_text) phrase_list;

struct ent_head_words {
  ent_arena *arena;
  ent_map *sets[ENT_WORD_COUNT];
  phrase_list lists[ENT_WORD_COUNT];
};

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
ent_head_word(const ent_head_words *words, ent_word_kind kind, ent_text phrase,
              uint32_t *value)
{
  char buffer[LONGEST];
  if (phrase.len == 0 || phrase.len > sizeof buffer) {
    return false;
  }
  for (size_t i = 0; i < phrase.len; i++) {
    buffer[i] = lower(phrase.data[i]);
  }
  return ent_map_get(words->sets[kind], (ent_text){buffer, phrase.len}, value);
}

const ent_text *
ent_head_phrases(const ent_head_words *words, ent_word_kind kind, size_t *n)
{
  *n = words->lists[kind].n;
  return words->lists[kind].items;
}

bool
ent_ascii_starts(ent_text text, ent_text lower_prefix)
{
  if (text.len < lower_prefix.len) {
    return false;
  }
  for (size_t i = 0; i < lower_prefix.len; i++) {
    if (lower(text.data[i]) != lower_prefix.data[i]) {
      return false;
    }
  }
  return true;
}

size_t
ent_ascii_find(ent_text text, ent_text lower_needle, size_t from)
{
  for (size_t i = from; i + lower_needle.len <= text.len; i++) {
    if (lower(text.data[i]) == lower_needle.data[0] &&
        ent_ascii_starts((ent_text){text.data + i, text.len - i},
                         lower_needle)) {
      return i;
    }
  }
  return SIZE_MAX;
}

ent_text
ent_ascii_lower(ent_text text, char *out)
{
  for (size_t i = 0; i < text.len; i++) {
    out[i] = lower(text.data[i]);
  }
  return (ent_text){out, text.len};
}

static bool
number_read(ent_text text, uint32_t *value)
{
  char digits[8];
  if (text.len == 0 || text.len >= sizeof digits) {
    return false;
  }
  snprintf(digits, sizeof digits, "%.*s", (int)text.len, text.data);
  char *end = NULL;
  *value = (uint32_t)strtoul(digits, &end, 10);
  return *end == '\0';
}

static int
kind_find(ent_text name)
{
  for (int k = 0; k < ENT_WORD_COUNT; k++) {
    if (ent_text_equal(name, ent_text_from(kind_names[k]))) {
      return k;
    }
  }
  return -1;
}

/// Takes `kind phrase [value]`.
static ent_status
row_take(void *user, uint64_t line, const ent_text *fields, size_t n,
         ent_error *error)
{
  ent_head_words *words = (ent_head_words *)user;
  (void)line;
  const int kind = kind_find(fields[0]);
  if (kind < 0) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "unknown kind \"%.*s\"", (int)fields[0].len,
                    fields[0].data);
  }
  uint32_t value = 0;
  const bool valued = kind == ENT_WORD_MONTH || kind == ENT_WORD_COLUMN;
  if (n != (valued ? 3 : 2) || fields[1].len == 0 || fields[1].len > LONGEST ||
      (valued && !number_read(fields[2], &value))) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "needs a phrase of at most %d bytes%s", LONGEST,
                    valued ? " and a number" : " and nothing else");
  }
  const ent_text phrase =
      ent_arena_copy(words->arena, fields[1].data, fields[1].len);
  ent_map_set(words->sets[kind], phrase, value);
  *ENT_PUSH(words->arena, &words->lists[kind]) = phrase;
  return ENT_OK;
}

ent_status
ent_head_words_load(ent_arena *arena, const char *data_dir,
                    const ent_head_words **words, ent_error *error)
{
  ent_head_words *made = ENT_ARENA_ARRAY(arena, ent_head_words, 1);
  made->arena = arena;
  for (size_t k = 0; k < ENT_WORD_COUNT; k++) {
    made->sets[k] = ent_map_new(arena);
  }
  const ent_status status =
      ent_data_table_read(data_dir, "en/head", row_take, made, error);
  if (status == ENT_OK) {
    *words = made;
  }
  return status;
}
