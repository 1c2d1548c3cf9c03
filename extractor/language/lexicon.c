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

/// A word: its tags with counts, and its lemmas (absent: the word itself).
typedef struct {
  uint8_t tags[5];
  uint32_t counts[5];
  uint8_t n;
  ent_text verb;
  ent_text noun;
} word;

struct ent_language {
  const ent_core *core; // NULL: only words are known
  const ent_lemmas *lemmas;
  ent_arena *arena;
  ent_map *words; // form -> index of word
  ENT_VECTOR(word) entries;
  ent_map *suffixes; // "a" or "A" and the suffix -> index of word
  ent_map *flags;
  ent_map *tag_names;
  int32_t follow[ENT_TAG_COUNT][ENT_TAG_COUNT];
  uint32_t tag_totals[ENT_TAG_COUNT];
  uint32_t total;
};

static const char *const tag_names[ENT_TAG_COUNT] = {
#define TAG(name) #name,
    ENT_TAGS(TAG)
#undef TAG
        "<s>"};

/// Gives the names of tags.tsv that are no C names.
static const struct {
  const char *name;
  ent_tag tag;
} other_names[] = {{"PRP$", ENT_TAG_PRPS},       {"WP$", ENT_TAG_WPS},
                   {".", ENT_TAG_STOP},          {",", ENT_TAG_COMMA},
                   {":", ENT_TAG_COLON},         {"``", ENT_TAG_OPEN_QUOTE},
                   {"''", ENT_TAG_CLOSE_QUOTE},  {"(", ENT_TAG_OPEN_BRACKET},
                   {")", ENT_TAG_CLOSE_BRACKET}, {"$", ENT_TAG_DOLLAR},
                   {"</s>", ENT_TAG_EDGE}};

/// Computes log2(n) in 1/256, by squaring, so that no library decides.
static int32_t
log2_fixed(uint64_t n)
{
  int32_t whole = 0;
  while (n >> (whole + 1)) {
    whole++;
  }
  uint64_t x = whole >= 30 ? n >> (whole - 30) : n << (30 - whole);
  int32_t result = whole;
  for (int bit = 0; bit < 8; bit++) {
    x = x * x >> 30;
    result <<= 1;
    if (x >> 31) {
      x >>= 1;
      result |= 1;
    }
  }
  return result;
}

static bool
number_read(ent_text text, uint32_t *value)
{
  uint64_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.data[i] < '0' || text.data[i] > '9' || n > 100000000) {
      return false;
    }
    n = n * 10 + (uint64_t)(text.data[i] - '0');
  }
  *value = (uint32_t)n;
  return text.len > 0;
}

/// Takes the next "TAG:count" off `*list`; the tag may be ":" or ",".
static ent_status
pair_next(const ent_language *l, ent_text *list, uint32_t *tag, uint32_t *count,
          ent_error *error)
{
  size_t colon = 1;
  while (colon < list->len && list->data[colon] != ':') {
    colon++;
  }
  size_t end = colon;
  while (end < list->len && list->data[end] != ',') {
    end++;
  }
  const ent_text name = {list->data, colon < list->len ? colon : 0};
  const ent_text digits = {list->data + colon + 1,
                           end > colon ? end - colon - 1 : 0};
  if (!ent_map_get(l->tag_names, name, tag) || !number_read(digits, count)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "TAG:count expected at \"%.*s\"",
                    (int)(list->len < 40 ? list->len : 40), list->data);
  }
  const size_t used = end < list->len ? end + 1 : end;
  list->data += used;
  list->len -= used;
  return ENT_OK;
}

static ent_status
tags_read(const ent_language *l, ent_text list, word *w, ent_error *error)
{
  while (list.len && w->n < 5) {
    uint32_t tag = 0;
    uint32_t count = 0;
    const ent_status status = pair_next(l, &list, &tag, &count, error);
    if (status != ENT_OK) {
      return status;
    }
    w->tags[w->n] = (uint8_t)tag;
    w->counts[w->n++] = count;
  }
  return ENT_OK;
}

static ent_status
fields_needed(size_t n, size_t needed, ent_error *error)
{
  return n == needed ? ENT_OK
                     : ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                                "%zu fields found, %zu needed", n, needed);
}

static ent_text
lemma_copy(ent_language *l, ent_text lemma)
{
  return lemma.len ? ent_arena_copy(l->arena, lemma.data, lemma.len)
                   : (ent_text){NULL, 0};
}

static ent_status
lexicon_row(void *user, uint64_t line, const ent_text *fields, size_t n,
            ent_error *error)
{
  ent_language *l = (ent_language *)user;
  (void)line;
  ent_status status = fields_needed(n, 4, error);
  if (status != ENT_OK) {
    return status;
  }
  ent_map_set(l->words, fields[0], (uint32_t)l->entries.n);
  word *w = ENT_PUSH(l->arena, &l->entries);
  w->verb = lemma_copy(l, fields[2]);
  w->noun = lemma_copy(l, fields[3]);
  status = tags_read(l, fields[1], w, error);
  for (size_t i = 0; i < w->n; i++) {
    l->tag_totals[w->tags[i]] += w->counts[i];
    l->total += w->counts[i];
  }
  return status;
}

/// Fills one row of the tag pair costs; unseen pairs count half.
static ent_status
follow_read(ent_language *l, uint32_t before, ent_text list, ent_error *error)
{
  uint64_t counts[ENT_TAG_COUNT] = {0};
  uint64_t total = 0;
  while (list.len) {
    uint32_t tag = 0;
    uint32_t count = 0;
    const ent_status status = pair_next(l, &list, &tag, &count, error);
    if (status != ENT_OK) {
      return status;
    }
    counts[tag] = count;
    total += count;
  }
  for (size_t t = 0; t < ENT_TAG_COUNT; t++) {
    l->follow[before][t] =
        log2_fixed(2 * total + ENT_TAG_COUNT) - log2_fixed(2 * counts[t] + 1);
  }
  return ENT_OK;
}

static ent_status
tags_row(void *user, uint64_t line, const ent_text *fields, size_t n,
         ent_error *error)
{
  ent_language *l = (ent_language *)user;
  (void)line;
  ent_status status = fields_needed(n, 3, error);
  if (status != ENT_OK) {
    return status;
  }
  if (ent_text_equal(fields[0], ENT_TEXT("suffix"))) {
    ent_map_set(l->suffixes, fields[1], (uint32_t)l->entries.n);
    return tags_read(l, fields[2], ENT_PUSH(l->arena, &l->entries), error);
  }
  uint32_t before = 0;
  if (!ent_text_equal(fields[0], ENT_TEXT("follow")) ||
      !ent_map_get(l->tag_names, fields[1], &before)) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "unknown kind or tag");
  }
  return follow_read(l, before, fields[2], error);
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
               {ENT_TEXT_INIT("sign"), ENT_WORD_SIGN},
               {ENT_TEXT_INIT("subordinator"), ENT_WORD_SUBORDINATOR}};
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
file_load(const char *data_dir, const char *kind, ent_row_fn fn,
          ent_language *l, ent_error *error)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/en/%s.tsv", data_dir, kind);
  return ent_table_read(path, kind, 1, fn, l, error);
}

static ent_status
words_load(ent_arena *arena, const char *data_dir, ent_language **language,
           ent_error *error)
{
  ent_language *l = ENT_ARENA_ARRAY(arena, ent_language, 1);
  l->arena = arena;
  l->words = ent_map_new(arena);
  l->suffixes = ent_map_new(arena);
  l->flags = ent_map_new(arena);
  l->tag_names = ent_map_new(arena);
  for (uint32_t t = 0; t < ENT_TAG_COUNT; t++) {
    ent_map_set(l->tag_names, ent_text_from(tag_names[t]), t);
  }
  for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++) {
    ent_map_set(l->tag_names, ent_text_from(other_names[i].name),
                other_names[i].tag);
  }
  ent_status status = file_load(data_dir, "lexicon", lexicon_row, l, error);
  if (status == ENT_OK) {
    status = file_load(data_dir, "tags", tags_row, l, error);
  }
  if (status == ENT_OK) {
    status = file_load(data_dir, "language", language_row, l, error);
  }
  if (status == ENT_OK) {
    *language = l;
  }
  return status;
}

/// Opens the core and what only it needs.
static ent_status
core_load(ent_arena *arena, const char *data_dir, ent_language *l,
          ent_error *error)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/en/lemmas.tsv", data_dir);
  ent_status status = ent_lemmas_load(arena, path, &l->lemmas, error);
  if (status == ENT_OK) {
    snprintf(path, sizeof path, "%s/en/core.model", data_dir);
    status = ent_core_new(arena, path, &l->core, error);
  }
  return status;
}

ent_status
ent_language_load(ent_arena *arena, const char *data_dir,
                  const ent_language **language, ent_error *error)
{
  ent_language *l = NULL;
  ent_status status = words_load(arena, data_dir, &l, error);
  if (status == ENT_OK) {
    status = core_load(arena, data_dir, l, error);
    if (status == ENT_ERR_IO) { // until the weights are in the tree
      *error = (ent_error){0};
      status = ENT_OK;
    }
    if (status == ENT_OK) {
      *language = l;
    } else {
      ent_language_free(l);
    }
  }
  return status;
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

/// Adds the tags of `w`, each with `share` of 16, to `counts`.
static void
choices_add(const word *w, uint32_t share, uint32_t counts[ENT_TAG_COUNT])
{
  uint64_t total = 0;
  for (size_t i = 0; i < w->n; i++) {
    total += w->counts[i];
  }
  for (size_t i = 0; i < w->n && total; i++) {
    const uint64_t part = (uint64_t)w->counts[i] * share * 4096 / total;
    counts[w->tags[i]] += (uint32_t)part + 1;
  }
}

static const word *
word_find(const ent_language *l, const ent_map *map, ent_text key)
{
  uint32_t index = 0;
  return ent_map_get(map, key, &index) ? &l->entries.items[index] : NULL;
}

/// Finds the longest known suffix of an unknown word.
static const word *
suffix_find(const ent_language *l, ent_text lower, bool capital)
{
  char key[8];
  key[0] = capital ? 'A' : 'a';
  for (size_t n = lower.len > 4 ? 4 : lower.len - 1; n > 0; n--) {
    for (size_t i = 0; i < n; i++) {
      key[1 + i] = lower.data[lower.len - n + i];
    }
    const word *w = word_find(l, l->suffixes, (ent_text){key, n + 1});
    if (w) {
      return w;
    }
  }
  return NULL;
}

static void
choices_weigh(const ent_language *l, const uint32_t counts[ENT_TAG_COUNT],
              ent_tag_choices *choices)
{
  uint64_t total = 0;
  for (size_t t = 0; t < ENT_TAG_COUNT; t++) {
    total += counts[t];
  }
  choices->n = 0;
  for (size_t t = 0; t < ENT_TAG_COUNT && choices->n < ENT_TAG_CHOICES; t++) {
    if (counts[t]) {
      const int32_t given = log2_fixed(total) - log2_fixed(counts[t]);
      const int32_t prior = log2_fixed((uint64_t)l->total + 1) -
                            log2_fixed((uint64_t)l->tag_totals[t] + 1);
      choices->items[choices->n++] =
          (ent_tag_choice){(uint8_t)t, given - prior};
    }
  }
}

static ent_tag
mark_tag(ent_text form)
{
  static const struct {
    const char *marks;
    ent_tag tag;
  } table[] = {{".!?", ENT_TAG_STOP},           {",", ENT_TAG_COMMA},
               {"([{", ENT_TAG_OPEN_BRACKET},   {")]}", ENT_TAG_CLOSE_BRACKET},
               {"$#", ENT_TAG_DOLLAR},          {"\"", ENT_TAG_CLOSE_QUOTE},
               {"`", ENT_TAG_OPEN_QUOTE},       {"'", ENT_TAG_CLOSE_QUOTE},
               {"%&+=*@/<>^~|\\_", ENT_TAG_SYM}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    for (const char *m = table[i].marks; *m; m++) {
      if (form.len && form.data[0] == *m) {
        return table[i].tag;
      }
    }
  }
  if (ent_text_equal(form, ENT_TEXT("\u201c")) ||
      ent_text_equal(form, ENT_TEXT("\u2018"))) {
    return ENT_TAG_OPEN_QUOTE;
  }
  if (ent_text_equal(form, ENT_TEXT("\u201d")) ||
      ent_text_equal(form, ENT_TEXT("\u2019"))) {
    return ENT_TAG_CLOSE_QUOTE;
  }
  return ENT_TAG_COLON;
}

void
ent_language_choices(const ent_language *l, ent_text form, ent_text lower,
                     ent_shape shape, bool initial, ent_tag_choices *choices)
{
  uint32_t counts[ENT_TAG_COUNT] = {0};
  const word *as_written = word_find(l, l->words, form);
  const word *as_lower = word_find(l, l->words, lower);
  const bool capital = shape == ENT_SHAPE_CAPITAL || shape == ENT_SHAPE_UPPER ||
                       shape == ENT_SHAPE_MIXED;
  if (shape == ENT_SHAPE_OTHER && !as_written) {
    counts[mark_tag(form)] = 1;
  } else if (shape == ENT_SHAPE_NUMBER) {
    const char last = form.data[form.len - 1];
    counts[last >= 'a' && last <= 'z' ? ENT_TAG_JJ : ENT_TAG_CD] = 1;
  } else {
    if (as_written) {
      choices_add(as_written, capital && initial ? 6 : 12, counts);
    }
    if (capital && as_lower && as_lower != as_written) {
      choices_add(as_lower, initial ? 10 : as_written ? 2 : 6, counts);
    }
    if (capital && !as_written) {
      counts[ENT_TAG_NNP] += as_lower ? (initial ? 2u : 10u) * 4096u : 65536u;
    }
    if (!capital && !as_written) {
      const word *suffix = suffix_find(l, lower, false);
      if (suffix) {
        choices_add(suffix, 16, counts);
      } else {
        counts[ENT_TAG_NN] = 1;
      }
    }
  }
  choices_weigh(l, counts, choices);
}

bool
ent_language_closed(const ent_language *l, ent_text lower)
{
  const word *w = word_find(l, l->words, lower);
  if (!w || !w->n) {
    return false;
  }
  switch (w->tags[0]) {
  case ENT_TAG_CC:
  case ENT_TAG_DT:
  case ENT_TAG_EX:
  case ENT_TAG_IN:
  case ENT_TAG_MD:
  case ENT_TAG_PRP:
  case ENT_TAG_PRPS:
  case ENT_TAG_RB:
  case ENT_TAG_TO:
  case ENT_TAG_WDT:
  case ENT_TAG_WP:
  case ENT_TAG_WRB:
    return true;
  default:
    return false;
  }
}

ent_text
ent_language_lemma(const ent_language *l, ent_text lower, ent_tag tag)
{
  const word *w = word_find(l, l->words, lower);
  if (w && tag >= ENT_TAG_VB && tag <= ENT_TAG_VBZ && w->verb.data) {
    return w->verb;
  }
  if (w && (tag == ENT_TAG_NN || tag == ENT_TAG_NNS) && w->noun.data) {
    return w->noun;
  }
  return lower;
}

int32_t
ent_language_follow(const ent_language *l, ent_tag before, ent_tag next)
{
  return l->follow[before][next];
}
