// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/lexicon.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "extractor/language/core.h"
#include "extractor/language/lemma.h"

#include <stdio.h>
#include <string.h>

/// Class of a word by its most frequent tag.
enum { OPEN, CLOSED };

struct ent_language {
  const ent_core *core; // NULL: only words are known
  const ent_lemmas *lemmas;
  ent_map *words; // form -> OPEN or CLOSED
  ent_map *flags;
};

static ent_status
fields_needed(size_t n, size_t needed, ent_error *error)
{
  return n == needed ? ENT_OK
                     : ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                                "%zu fields found, %zu needed", n, needed);
}

/// Takes the two words of `pair`, with a blank between them.
static ent_status
split_add(ent_language *l, ent_text pair, ent_error *error)
{
  const size_t at = ent_text_find(pair, ENT_TEXT(" "), 0);
  char joined[32];
  if (at == SIZE_MAX || at == 0 || pair.len > sizeof joined) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "two words needed");
  }
  memcpy(joined, pair.data, at);
  memcpy(joined + at, pair.data + at + 1, pair.len - at - 1);
  *ent_map_at(l->flags, (ent_text){joined, pair.len - 1}, 0) |= (uint32_t)at
                                                                << 8;
  return ENT_OK;
}

/// Says whether the most frequent tag of a word, the first of `tags`, is of a
/// closed class.
static bool
is_closed(ent_text tags)
{
  static const char *const closed[] = {"CC",   "DT", "EX", "IN",  "MD", "PRP",
                                       "PRP$", "RB", "TO", "WDT", "WP", "WRB"};
  const size_t colon = ent_text_find(tags, ENT_TEXT(":"), 0);
  const ent_text tag = {tags.data, colon == SIZE_MAX ? tags.len : colon};
  for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
    if (ent_text_equal(tag, ent_text_from(closed[i]))) {
      return true;
    }
  }
  return false;
}

static ent_status
lexicon_row(void *user, uint64_t line, const ent_text *fields, size_t n,
            ent_error *error)
{
  ent_language *l = (ent_language *)user;
  (void)line;
  const ent_status status = fields_needed(n, 4, error);
  if (status == ENT_OK) {
    ent_map_set(l->words, fields[0], is_closed(fields[1]) ? CLOSED : OPEN);
  }
  return status;
}

static ent_status
language_row(void *user, uint64_t line, const ent_text *fields, size_t n,
             ent_error *error)
{
  static const struct {
    ent_text kind;
    unsigned flag;
  } kinds[] = {{ENT_TEXT_INIT("title"), ENT_WORD_TITLE},
               {ENT_TEXT_INIT("abbreviation"), ENT_WORD_ABBREVIATION},
               {ENT_TEXT_INIT("clitic"), ENT_WORD_CLITIC},
               {ENT_TEXT_INIT("prefix"), ENT_WORD_PREFIX},
               {ENT_TEXT_INIT("unit"), ENT_WORD_UNIT},
               {ENT_TEXT_INIT("counted"), ENT_WORD_COUNTED},
               {ENT_TEXT_INIT("sign"), ENT_WORD_SIGN}};
  ent_language *l = (ent_language *)user;
  (void)line;
  const ent_status status = fields_needed(n, 2, error);
  if (status != ENT_OK) {
    return status;
  }
  if (ent_text_equal(fields[0], ENT_TEXT("split"))) {
    return split_add(l, fields[1], error);
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (ent_text_equal(fields[0], kinds[i].kind)) {
      *ent_map_at(l->flags, fields[1], 0) |= kinds[i].flag;
      return ENT_OK;
    }
  }
  return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                  "unknown kind \"%.*s\"", (int)fields[0].len, fields[0].data);
}

static ent_status
words_load(ent_arena *arena, const char *data_dir, ent_language **language,
           ent_error *error)
{
  ent_language *l = ENT_ARENA_ARRAY(arena, ent_language, 1);
  l->words = ent_map_new(arena);
  l->flags = ent_map_new(arena);
  ent_status status =
      ent_data_table_read(data_dir, "en/lexicon", lexicon_row, l, error);
  if (status == ENT_OK) {
    status =
        ent_data_table_read(data_dir, "en/language", language_row, l, error);
  }
  if (status == ENT_OK) {
    *language = l;
  }
  return status;
}

/// Opens the core and what only it needs.
static ent_status
core_load(ent_arena *arena, const char *data_dir, bool vectors, ent_language *l,
          ent_error *error)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/en/lemmas.tsv", data_dir);
  ent_status status = ent_lemmas_load(arena, path, &l->lemmas, error);
  if (status == ENT_OK) {
    snprintf(path, sizeof path, "%s/en/core.model", data_dir);
    status = ent_core_new(arena, path, vectors, &l->core, error);
  }
  return status;
}

static ent_status
whole_load(ent_arena *arena, const char *data_dir, bool vectors,
           const ent_language **language, ent_error *error)
{
  ent_language *l = NULL;
  ent_status status = words_load(arena, data_dir, &l, error);
  if (status == ENT_OK) {
    status = core_load(arena, data_dir, vectors, l, error);
    if (status == ENT_OK) {
      *language = l;
    } else {
      ent_language_free(l);
    }
  }
  return status;
}

ent_status
ent_language_load(ent_arena *arena, const char *data_dir,
                  const ent_language **language, ent_error *error)
{
  return whole_load(arena, data_dir, true, language, error);
}

ent_status
ent_language_load_trees(ent_arena *arena, const char *data_dir,
                        const ent_language **language, ent_error *error)
{
  return whole_load(arena, data_dir, false, language, error);
}

ent_status
ent_language_load_words(ent_arena *arena, const char *data_dir,
                        const ent_language **language, ent_error *error)
{
  ent_language *l = NULL;
  const ent_status status = words_load(arena, data_dir, &l, error);
  if (status == ENT_OK) {
    *language = l;
  }
  return status;
}

void
ent_language_free(const ent_language *language)
{
  if (language) {
    ent_core_free(language->core);
  }
}

const ent_core *
ent_language_core(const ent_language *l)
{
  return l->core;
}

const ent_lemmas *
ent_language_lemmas(const ent_language *l)
{
  return l->lemmas;
}

unsigned
ent_language_flags(const ent_language *l, ent_text lower)
{
  uint32_t flags = 0;
  return ent_map_get(l->flags, lower, &flags) ? flags : 0;
}

bool
ent_language_ordinary(const ent_language *l, ent_text lower)
{
  return ent_map_get(l->words, lower, NULL);
}

bool
ent_language_closed(const ent_language *l, ent_text lower)
{
  uint32_t class = OPEN;
  return ent_map_get(l->words, lower, &class) && class == CLOSED;
}
