// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/lemma.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <string.h>

#define MAX_ENDING 5 // letters, as training/lemmas.py learns them
#define MAX_KEY 96   // bytes of class and form; longer words have no exception

/// What becomes of an ending.
typedef struct {
  size_t cut; // bytes
  ent_text add;
} edit;

struct ent_lemmas {
  ent_arena *arena;
  ent_map *cased;   // class
  ent_map *endings; // class, tab, ending -> index into `edits`
  ent_map *words;   // class, tab, form -> index into `lemmas`
  ENT_VECTOR(edit) edits;
  ENT_VECTOR(ent_text) lemmas;
};

/// The class of a word, and behind it room for what it is looked up with.
typedef struct {
  char data[MAX_KEY];
  size_t n; // bytes of the class and the tab
} key;

/// Lends `key` with `rest` behind it; absent if that is too long.
static ent_text
key_with(key *k, ent_text rest)
{
  if (rest.len > MAX_KEY - k->n) {
    return (ent_text){NULL, 0};
  }
  memcpy(k->data + k->n, rest.data, rest.len);
  return (ent_text){k->data, k->n + rest.len};
}

/// Begins a key with a class, or the two words that it is made of; false if it
/// is longer than any.
static bool
key_begin(key *k, ent_text class, ent_text second)
{
  k->n = 0;
  const ent_text parts[] = {class, ENT_TEXT(" "), second, ENT_TEXT("\t")};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].len >= MAX_KEY / 4) {
      return false;
    }
    if (i == 1 && !second.len) {
      continue;
    }
    memcpy(k->data + k->n, parts[i].data, parts[i].len);
    k->n += parts[i].len;
  }
  return true;
}

static ent_status
ending_row(ent_lemmas *l, ent_text name, const ent_text *fields,
           ent_error *error)
{
  const ent_text cut = fields[3];
  if (cut.len != 1 || cut.data[0] < '0' || cut.data[0] > '0' + MAX_ENDING ||
      fields[2].len > MAX_ENDING) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "ending of %d letters at most needed", MAX_ENDING);
  }
  ent_map_set(l->endings, name, (uint32_t)l->edits.n);
  *ENT_PUSH(l->arena, &l->edits) =
      (edit){(size_t)(cut.data[0] - '0'),
             ent_arena_copy(l->arena, fields[4].data, fields[4].len)};
  return ENT_OK;
}

static ent_status
lemmas_row(void *user, uint64_t line, const ent_text *fields, size_t n,
           ent_error *error)
{
  ent_lemmas *const l = (ent_lemmas *)user;
  key k;
  (void)line;
  const bool keyed = n > 1 && key_begin(&k, fields[1], (ent_text){"", 0});
  const ent_text name =
      keyed && n > 2 ? key_with(&k, fields[2]) : (ent_text){NULL, 0};
  if (keyed && n == 2 && ent_text_equal(fields[0], ENT_TEXT("cased"))) {
    ent_map_set(l->cased, (ent_text){k.data, k.n}, 1);
    return ENT_OK;
  }
  if (name.data && n == 5 && ent_text_equal(fields[0], ENT_TEXT("ending"))) {
    return ending_row(l, name, fields, error);
  }
  if (name.data && n == 4 && ent_text_equal(fields[0], ENT_TEXT("word"))) {
    ent_map_set(l->words, name, (uint32_t)l->lemmas.n);
    *ENT_PUSH(l->arena, &l->lemmas) =
        ent_arena_copy(l->arena, fields[3].data, fields[3].len);
    return ENT_OK;
  }
  return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                  "unknown kind, or not its number of fields");
}

ent_status
ent_lemmas_load(ent_arena *arena, const char *path, const ent_lemmas **lemmas,
                ent_error *error)
{
  ent_lemmas *const l = ENT_ARENA_ARRAY(arena, ent_lemmas, 1);
  l->arena = arena;
  l->cased = ent_map_new(arena);
  l->endings = ent_map_new(arena);
  l->words = ent_map_new(arena);
  const ent_status status =
      ent_table_read(path, "lemmas", 1, lemmas_row, l, error);
  if (status == ENT_OK) {
    *lemmas = l;
  }
  return status;
}

/// Writes a number of digits without its commas; absent if it is none.
static ent_text
number_plain(ent_text form, ent_arena *arena)
{
  size_t commas = 0;
  for (size_t i = 0; i < form.len; i++) {
    const char c = form.data[i];
    if ((c < '0' || c > '9') && (c != ',' || i == 0)) {
      return (ent_text){NULL, 0};
    }
    commas += c == ',';
  }
  if (!commas) {
    return form;
  }
  char *const plain = (char *)ent_arena_alloc(arena, form.len);
  size_t used = 0;
  for (size_t i = 0; i < form.len; i++) {
    if (form.data[i] != ',') {
      plain[used++] = form.data[i];
    }
  }
  return (ent_text){plain, used};
}

/// Finds the edit of the longest known ending of `lower`, short of all of it;
/// NULL if there is none.
static const edit *
edit_find(const ent_lemmas *l, key *k, ent_text lower)
{
  size_t n = lower.len > MAX_ENDING ? MAX_ENDING : lower.len - 1;
  for (;; n--) {
    const ent_text ending = {lower.data + lower.len - n, n};
    uint32_t index = 0;
    if (ent_map_get(l->endings, key_with(k, ending), &index)) {
      return &l->edits.items[index];
    }
    if (n == 0) {
      return NULL;
    }
  }
}

/// Finds the exception for a form.
static bool
word_find(const ent_lemmas *l, key *k, ent_text form, ent_text *lemma)
{
  const ent_text name = key_with(k, form);
  uint32_t index = 0;
  const bool found = name.data && ent_map_get(l->words, name, &index);
  if (found) {
    *lemma = l->lemmas.items[index];
  }
  return found;
}

/// Says whether capitals stay: a class of names, or a word that nobody writes
/// without.
static bool
is_cased(const ent_lemmas *l, const key *k, const ent_lemma_word *word)
{
  return ent_map_get(l->cased, (ent_text){k->data, k->n}, NULL) ||
         (!word->known_lower && word->form.len == word->lower.len &&
          !ent_text_equal(word->form, word->lower));
}

ent_text
ent_lemma_find(const ent_lemmas *l, const ent_lemma_word *word, ent_text upos,
               ent_text xpos, ent_arena *arena)
{
  key k;
  ent_text lemma = word->lower;
  if (!lemma.len || !key_begin(&k, upos, xpos) ||
      word_find(l, &k, word->form, &lemma) ||
      word_find(l, &k, word->lower, &lemma)) {
    return lemma;
  }
  const ent_text number = number_plain(word->form, arena);
  if (number.data) {
    return number;
  }
  const ent_text base = is_cased(l, &k, word) ? word->form : word->lower;
  const edit *const e = edit_find(l, &k, word->lower);
  if (!e || e->cut > base.len) {
    return base;
  }
  const size_t kept = base.len - e->cut;
  char *const made = (char *)ent_arena_alloc(arena, kept + e->add.len + 1);
  memcpy(made, base.data, kept);
  memcpy(made + kept, e->add.data, e->add.len);
  return (ent_text){made, kept + e->add.len};
}
