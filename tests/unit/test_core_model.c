// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Compares labels by integers with labels by floats, with the trained weights
/// and the examples' articles.

#include "extractor/base/text.h"
#include "extractor/encoder/plain.h"
#include "extractor/language/tree.h"
#include "tests/unit/tap.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LETTERS = 1 << 16, WORDS = 1 << 14, LONGEST = 400 };
enum { UPOS, XPOS, NAME, HEAD, TASKS };
static const char *const tasks[TASKS] = {"upos", "xpos", "name", "head"};
static const uint32_t most[TASKS] = {2, 2, 3, 6}; ///< Of 1,000 (LOG.md)

/// An article, roughly cut, and the labels that two ways give to its words.
typedef struct {
  const ent_encoder *encoder;
  char letters[LETTERS];
  ent_text words[WORDS];
  ent_word_range sentences[WORDS];
  uint32_t n_words, n_sentences, n_names;
  uint32_t labels[2][TASKS][WORDS];
  int way;
} article;

/// Parts the letters into words and marks, and these into sentences.
static void
cut(article *a, size_t size)
{
  uint32_t first = 0;
  a->n_words = a->n_sentences = 0;
  for (size_t i = 0; i < size && a->n_words < WORDS;) {
    const size_t from = i;
    while (i < size &&
           (isalnum((unsigned char)a->letters[i]) || a->letters[i] < 0)) {
      i++;
    }
    i += i == from;
    if (!isspace((unsigned char)a->letters[from])) {
      a->words[a->n_words++] = (ent_text){a->letters + from, i - from};
    }
    const char end = a->letters[from];
    if (a->n_words > first && (i == size || end == '.' || end == '\n' ||
                               a->n_words - first == LONGEST)) {
      a->sentences[a->n_sentences++] = (ent_word_range){first, a->n_words};
      first = a->n_words;
    }
  }
  a->n_words = first;
}

static uint32_t
best(const float *scores, uint32_t n)
{
  uint32_t at = 0;
  for (uint32_t i = 1; i < n; i++) {
    at = scores[i] > scores[at] ? i : at;
  }
  return at;
}

static void
take(void *user, uint32_t first, uint32_t end, const ent_scores *s)
{
  article *a = user;
  ent_arena *arena = ent_arena_new();
  ent_tree_search *search = ent_tree_search_new(arena, LONGEST);
  float *arcs = ENT_ARENA_ARRAY(arena, float, LONGEST *(LONGEST + 1));
  uint32_t(*labels)[WORDS] = a->labels[a->way];
  for (uint32_t i = 0; i < s->n; i++) {
    const uint32_t word = s->first + i;
    labels[UPOS][word] = best(s->upos + i * s->n_upos, s->n_upos);
    labels[XPOS][word] = best(s->xpos + i * s->n_xpos, s->n_xpos);
    labels[NAME][word] = best(s->names + i * s->n_names, a->n_names);
  }
  for (uint32_t k = first; k < end; k++) {
    const ent_word_range words = a->sentences[k];
    const uint32_t n = words.end - words.first;
    ent_scores_arcs(a->encoder, s, words.first - s->first, n, arcs);
    ent_tree_find(search, arcs, n, labels[HEAD] + words.first);
  }
  ent_arena_free(arena);
}

/// Labels an article both ways; adds words that get different ones.
static void
article_compare(article *a, uint32_t off[TASKS])
{
  for (a->way = 0; a->way < 2; a->way++) {
    ent_arena *arena = ent_arena_new();
    (a->way ? ent_plain_run : ent_encoder_run)(
        a->encoder, a->words, a->sentences, a->n_sentences, arena, take, a);
    ent_arena_free(arena);
  }
  for (int task = 0; task < TASKS; task++) {
    for (uint32_t i = 0; i < a->n_words; i++) {
      off[task] += a->labels[0][task][i] != a->labels[1][task][i];
    }
  }
}

/// Counts the labels of the group "name:", which come first.
static uint32_t
names_count(const ent_encoder *encoder)
{
  const ent_text list = ent_encoder_labels(encoder, "text/names");
  uint32_t n = 0;
  for (size_t at = 0; at + 5 < list.len;
       at = ent_text_find(list, ENT_TEXT("\n"), at) + 1) {
    n += memcmp(list.data + at, "name:", 5) == 0;
  }
  return n;
}

/// Compares the files of a folder; returns their words.
static uint32_t
folder_compare(article *a, const char *folder, uint32_t off[TASKS])
{
  struct dirent **files = NULL;
  uint32_t words = 0;
  const int n = scandir(folder, &files, NULL, alphasort);
  for (int i = 0; i < n; i++) {
    char path[4096 + 257];
    snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name);
    FILE *in = files[i]->d_name[0] != '.' ? fopen(path, "rb") : NULL;
    if (in) {
      cut(a, fread(a->letters, 1, LETTERS, in));
      fclose(in);
      article_compare(a, off);
      words += a->n_words;
    }
    free(files[i]);
  }
  free(files);
  return words;
}

static article one;

static void
labels_are_those_of_floats(void)
{
  char folder[4096];
  uint32_t off[TASKS] = {0};
  one.n_names = names_count(one.encoder);
  snprintf(folder, sizeof folder, "%s/examples/articles", getenv("TOP_SRCDIR"));
  const uint32_t words = folder_compare(&one, folder, off);
  assert(words > 1000);
  for (int task = 0; task < TASKS; task++) {
    printf("# %s: %u of %u words differ\n", tasks[task], off[task], words);
  }
  fflush(stdout);
  for (int task = 0; task < TASKS; task++) {
    // Some 1,700 words: one more than expected is chance.
    assert(off[task] * 1000 <= words * most[task] + 1000);
  }
}

int
main(void)
{
  const char *const data = getenv("ENTENTE_DATA");
  char path[4096];
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  snprintf(path, sizeof path, "%s/en/core.model", data ? data : "");
  if (!data || !getenv("TOP_SRCDIR") || access(path, R_OK) != 0) {
    SKIP("labels_are_those_of_floats", "no trained weights");
    return DONE();
  }
  assert(ent_encoder_new(path, &encoder, &error) == ENT_OK);
  one.encoder = encoder;
  RUN(labels_are_those_of_floats);
  ent_encoder_free(encoder);
  return DONE();
}
