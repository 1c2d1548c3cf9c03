// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/tongue.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <stdio.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#define MOST 64           ///< Languages: bits of a word's set
#define WORD 32           ///< Bytes of a word of the lists, at most
#define SAMPLE 16384      ///< Bytes of a text that are looked at
#define LEAST_LETTERS 60u ///< Of a text whose language can be told
#define LEAST_WORDS 5u    ///< From the list of a language for it to be told

typedef struct {
  ent_text name;
  const uc_script_t *script;
} tongue;

struct ent_tongues {
  ent_arena *arena;
  ENT_VECTOR(tongue) all; ///< The first is English
  ent_map *words;         ///< word -> index into `sets`
  ENT_VECTOR(uint64_t) sets;
};

/// What was counted in a text.
typedef struct {
  size_t letters;
  size_t last;            ///< First language with the script of the last letter
  size_t of_script[MOST]; ///< Letters by the first language with their script
  size_t words[MOST];     ///< From the list of each language
} counts;

static void
word_add(ent_tongues *t, ent_text word)
{
  uint32_t *const at = ent_map_at(t->words, word, (uint32_t)t->sets.n);
  if (*at == t->sets.n) {
    *ENT_PUSH(t->arena, &t->sets) = 0;
  }
  t->sets.items[*at] |= (uint64_t)1 << (t->all.n - 1);
}

/// Takes `code name script words`.
static ent_status
row_take(void *user, uint64_t line, const ent_text *fields, size_t n,
         ent_error *error)
{
  ent_tongues *const t = (ent_tongues *)user;
  (void)line;
  char script[32] = "";
  if (n == 4 && fields[2].len < sizeof script) {
    snprintf(script, sizeof script, "%.*s", (int)fields[2].len, fields[2].data);
  }
  const uc_script_t *const found = uc_script_byname(script);
  if (!found || t->all.n == MOST) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "needs code, name, script of Unicode and words; at most %d "
                    "languages",
                    MOST);
  }
  tongue *const made = ENT_PUSH(t->arena, &t->all);
  made->name = ent_arena_copy(t->arena, fields[1].data, fields[1].len);
  made->script = found;
  ent_text rest = fields[3];
  while (rest.len) {
    const size_t end = ent_text_find(rest, ENT_TEXT(" "), 0);
    const size_t len = end == SIZE_MAX ? rest.len : end;
    word_add(t, (ent_text){rest.data, len});
    rest = end == SIZE_MAX
               ? (ent_text){0}
               : (ent_text){rest.data + len + 1, rest.len - len - 1};
  }
  return ENT_OK;
}

ent_status
ent_tongues_load(ent_arena *arena, const char *data_dir,
                 const ent_tongues **tongues, ent_error *error)
{
  ent_tongues *const t = ENT_ARENA_ARRAY(arena, ent_tongues, 1);
  t->arena = arena;
  t->words = ent_map_new(arena);
  const ent_status status =
      ent_data_table_read(data_dir, "languages", row_take, t, error);
  if (status == ENT_OK) {
    *tongues = t;
  }
  return status;
}

static void
word_count(const ent_tongues *t, counts *c, const char *word, size_t len)
{
  uint32_t set;
  if (len && len <= WORD &&
      ent_map_get(t->words, (ent_text){word, len}, &set)) {
    for (size_t i = 0; i < t->all.n; i++) {
      c->words[i] += t->sets.items[set] >> i & 1u;
    }
  }
}

static void
letter_count(const ent_tongues *t, counts *c, ucs4_t letter)
{
  const uc_script_t *const script = uc_script(letter);
  size_t i = c->last;
  if (t->all.items[i].script != script) {
    for (i = 0; i < t->all.n && t->all.items[i].script != script; i++) {
    }
  }
  c->letters++;
  if (i < t->all.n) {
    c->of_script[i]++;
    c->last = i;
  }
}

/// Counts letters and words in lower case; a word ends at what is no letter.
static counts
text_count(const ent_tongues *t, ent_text text)
{
  counts c = {0};
  char word[WORD + 8];
  size_t len = 0;
  const size_t end = text.len < SAMPLE ? text.len : SAMPLE;
  for (size_t at = 0; at < end;) {
    const ucs4_t letter = ent_utf8_next(text, &at);
    if (uc_is_alpha(letter)) {
      letter_count(t, &c, letter);
      len += len <= WORD ? (size_t)u8_uctomb((uint8_t *)word + len,
                                             uc_tolower(letter), 4)
                         : 0;
    } else if (!uc_is_general_category(letter, UC_CATEGORY_M)) {
      word_count(t, &c, word, len);
      len = 0;
    }
  }
  word_count(t, &c, word, len);
  return c;
}

/// Finds the language with the most words among those with the script of the
/// one numbered `first`.
static size_t
best_of(const ent_tongues *t, const counts *c, size_t first)
{
  size_t best = first;
  for (size_t i = first; i < t->all.n; i++) {
    if (t->all.items[i].script == t->all.items[first].script &&
        c->words[i] > c->words[best]) {
      best = i;
    }
  }
  return best;
}

ent_text
ent_tongue_of(const ent_tongues *t, ent_text text)
{
  if (t->all.n == 0) {
    return (ent_text){0};
  }
  const counts c = text_count(t, text);
  if (c.letters < LEAST_LETTERS) {
    return (ent_text){0};
  }
  if (c.of_script[0] * 2 >= c.letters) {
    const size_t best = best_of(t, &c, 0);
    return best != 0 && c.words[best] >= LEAST_WORDS &&
                   c.words[best] > 2 * c.words[0]
               ? t->all.items[best].name
               : (ent_text){0};
  }
  for (size_t i = 1; i < t->all.n; i++) {
    if (c.of_script[i] * 10 >= c.letters) {
      return t->all.items[best_of(t, &c, i)].name;
    }
  }
  return (ent_text){0};
}
