// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/language/label.h"
#include "extractor/language/lemma.h"
#include "extractor/language/tree.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

#define MOST 40

static ent_arena *arena;
static uint32_t seed = 1;

/// Returns a number from 0 to `n` - 1: a linear congruence, for every machine.
static uint32_t
random_below(uint32_t n)
{
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % n;
}

/// Says whether `heads` is a tree with one word on the root.
static bool
is_tree(const uint32_t *heads, uint32_t n)
{
  uint32_t roots = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t steps = 0;
    for (uint32_t h = heads[i]; h; h = heads[h - 1]) {
      if (h > n || ++steps > n) {
        return false;
      }
    }
    roots += heads[i] == 0;
  }
  return roots == 1;
}

static double
sum_of(const float *arcs, const uint32_t *heads, uint32_t n)
{
  double sum = 0;
  for (uint32_t i = 0; i < n; i++) {
    sum += (double)arcs[i * (n + 1) + heads[i]];
  }
  return sum;
}

/// Tries all heads and returns the highest sum of a tree.
static double
best_sum(const float *arcs, uint32_t n)
{
  uint32_t heads[8] = {0};
  double best = -1e30;
  for (uint32_t i = 0; i < n;) {
    if (is_tree(heads, n) && sum_of(arcs, heads, n) > best) {
      best = sum_of(arcs, heads, n);
    }
    for (i = 0; i < n && ++heads[i] > n; i++) {
      heads[i] = 0;
    }
  }
  return best;
}

/// Fills scores; the fewer values, the more ties.
static void
arcs_fill(float *arcs, uint32_t n, uint32_t values)
{
  for (uint32_t i = 0; i < n * (n + 1); i++) {
    arcs[i] = (float)random_below(values) - (float)values / 2;
  }
}

static void
trees_are_the_best_of_all(void)
{
  ent_tree_search *const search = ent_tree_search_new(arena, 6);
  float arcs[42];
  uint32_t heads[6];
  for (int round = 0; round < 2000; round++) {
    const uint32_t n = round < 20 ? 6 : 1 + random_below(round < 100 ? 5 : 4);
    arcs_fill(arcs, n, round % 3 ? 1000 : 6);
    ent_tree_find(search, arcs, n, heads);
    assert(is_tree(heads, n));
    assert(sum_of(arcs, heads, n) == best_sum(arcs, n));
  }
}

static void
long_sentences_have_one_root(void)
{
  ent_tree_search *const search = ent_tree_search_new(arena, MOST);
  float arcs[MOST * (MOST + 1)];
  uint32_t heads[MOST];
  for (int round = 0; round < 300; round++) {
    const uint32_t n = 1 + random_below(MOST);
    arcs_fill(arcs, n, round % 2 ? 1000 : 3);
    for (uint32_t i = 0; i < n && round % 5 == 0; i++) {
      arcs[i * (n + 1)] += 600; // every word wants the root
    }
    ent_tree_find(search, arcs, n, heads);
    assert(is_tree(heads, n));
  }
}

static void
equal_heads_go_to_the_first(void)
{
  ent_tree_search *const search = ent_tree_search_new(arena, 3);
  const float arcs[12] = {0};
  uint32_t heads[3];
  ent_tree_find(search, arcs, 3, heads);
  assert(is_tree(heads, 3));
  uint32_t again[3];
  ent_tree_find(search, arcs, 3, again);
  assert(memcmp(heads, again, sizeof heads) == 0);
}

static const char label_list[] =
    "name:O\nname:B-PERSON\nname:I-PERSON\nname:E-PERSON\nname:S-PERSON\n"
    "name:B-PLACE\nname:I-PLACE\nname:E-PLACE\nname:S-PLACE\n"
    "inner:O\ninner:B-PLACE\ninner:I-PLACE\ninner:E-PLACE\ninner:S-PLACE\n"
    "date:O\ndate:B\ndate:I\ndate:E\ndate:S";

enum { LABELS = 19, NAME = 0, INNER = 9, DATE = 14 };

/// Finds spans where each word has the columns of `marks`: one for each group.
static ent_label_spans
spans_of(const uint32_t (*marks)[3], uint32_t n)
{
  ent_error error = {0};
  const ent_label_set *set = NULL;
  const ent_status status =
      ent_label_set_new(arena, ent_text_from(label_list), &set, &error);
  assert(status == ENT_OK);
  float *const scores = ENT_ARENA_ARRAY(arena, float, (size_t)n *LABELS);
  for (uint32_t i = 0; i < n; i++) {
    scores[i * LABELS + NAME + marks[i][0]] = 4;
    scores[i * LABELS + INNER + marks[i][1]] = 4;
    scores[i * LABELS + DATE + marks[i][2]] = 4;
  }
  ent_label_spans spans = {0};
  ent_label_search *const search = ent_label_search_new(set, n, arena);
  ent_cues cues = {0};
  ent_labels_find(search, scores, 100, n, &spans, &cues);
  assert(cues.n == 0);
  return spans;
}

static bool
is_span(const ent_label_span *s, uint32_t first, uint32_t end,
        const char *label, bool inner)
{
  return s->first == first && s->end == end && s->inner == inner &&
         ent_text_equal(s->label, ent_text_from(label)) && s->score > 0.5f &&
         s->score <= 1;
}

static void
labels_make_spans_that_nest(void)
{
  // "The University of West Riga opened on 3 May in Oslo"
  const uint32_t marks[][3] = {{0, 0, 0}, {5, 0, 0}, {6, 0, 0}, {6, 1, 0},
                               {7, 3, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 1},
                               {0, 0, 3}, {0, 4, 0}, {8, 4, 0}};
  const ent_label_spans spans = spans_of(marks, 11);
  assert(spans.n == 4);
  assert(is_span(&spans.items[0], 101, 105, "PLACE", false));
  assert(is_span(&spans.items[1], 103, 105, "PLACE", true));
  assert(is_span(&spans.items[2], 107, 109, "DATE", false));
  assert(is_span(&spans.items[3], 110, 111, "PLACE", false));
}

static void
cues_tell_what_is_planned(void)
{
  static const char list[] =
      "event:O\nevent:B-Visit\nevent:I-Visit\nevent:E-Visit\nevent:S-Visit\n"
      "plan:O\nplan:B-Planned\nplan:I-Planned\nplan:E-Planned\n"
      "plan:S-Planned";
  // "X visited Y and will pay a visit to Z"
  static const uint32_t marks[][2] = {{0, 9}, {4, 5}, {0, 5}, {0, 5}, {0, 5},
                                      {1, 6}, {2, 7}, {3, 8}, {0, 5}, {0, 5}};
  enum { WORDS = 10, COLUMNS = 10 };
  float scores[WORDS * COLUMNS] = {0};
  for (size_t i = 0; i < WORDS; i++) {
    scores[i * COLUMNS + marks[i][0]] = 8;
    scores[i * COLUMNS + marks[i][1]] = 8;
  }
  ent_error error = {0};
  const ent_label_set *set = NULL;
  const ent_status status =
      ent_label_set_new(arena, ent_text_from(list), &set, &error);
  assert(status == ENT_OK);
  ent_label_spans spans = {0};
  ent_cues cues = {0};
  ent_labels_find(ent_label_search_new(set, WORDS, arena), scores, 100, WORDS,
                  &spans, &cues);
  assert(spans.n == 0 && cues.n == 2);
  assert(cues.items[0].first == 101 && cues.items[0].end == 102);
  assert(cues.items[1].first == 105 && cues.items[1].end == 108);
  assert(ent_text_equal(cues.items[1].kind, ENT_TEXT("Visit")));
  assert(cues.items[0].score > 0.9f && cues.items[1].score > 0.9f);
  assert(cues.items[0].planned < 0.1f && cues.items[1].planned > 0.9f);
}

static void
sequences_are_always_whole(void)
{
  // I without B, B without E, E of another kind
  const uint32_t marks[][3] = {
      {2, 0, 2}, {1, 0, 1}, {7, 0, 1}, {3, 0, 2}, {1, 0, 1}};
  const ent_label_spans spans = spans_of(marks, 5);
  for (size_t i = 0; i < spans.n; i++) {
    assert(spans.items[i].first >= 100 && spans.items[i].end <= 105);
    assert(spans.items[i].end > spans.items[i].first);
  }
  assert(spans.n > 0);
}

static void
random_labels_stay_in_order(void)
{
  uint32_t marks[MOST][3];
  for (int round = 0; round < 200; round++) {
    const uint32_t n = 1 + random_below(MOST);
    for (uint32_t i = 0; i < n; i++) {
      marks[i][0] = random_below(9);
      marks[i][1] = random_below(5);
      marks[i][2] = random_below(5);
    }
    const ent_label_spans spans = spans_of((const uint32_t(*)[3])marks, n);
    for (size_t i = 1; i < spans.n; i++) {
      const ent_label_span *const a = &spans.items[i - 1];
      const ent_label_span *const b = &spans.items[i];
      assert(a->first < b->first || (a->first == b->first && a->end >= b->end));
    }
  }
}

static void
bad_label_lists_are_refused(void)
{
  static const char *const bad[] = {
      "O",
      "name:O\nname:B-PERSON",
      "name:Q-PERSON",
      "name:",
      "name:B-",
      "name:O\nname:B-X\nname:B-X",
      "name:B\nname:I\nname:E\nname:S",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error error = {0};
    const ent_label_set *set = NULL;
    const ent_status status =
        ent_label_set_new(arena, ent_text_from(bad[i]), &set, &error);
    assert(status == ENT_ERR_SYNTAX && error.message[0]);
  }
}

static void
lemmas_follow_words_then_endings(void)
{
  static const struct {
    const char *form, *lower, *upos, *xpos, *lemma;
    bool known;
  } words[] = {
      {"ministers", "ministers", "NOUN", "NNS", "minister", true},
      {"Cities", "cities", "NOUN", "NNS", "city", true},
      {"visited", "visited", "VERB", "VBN", "visit", true},
      {"went", "went", "VERB", "VBD", "go", true},
      {"is", "is", "AUX", "VBZ", "be", true},
      {"Riga", "riga", "PROPN", "NNP", "Riga", false},
      {"States", "states", "PROPN", "NNPS", "State", true},
      {"Polish", "polish", "ADJ", "JJ", "Polish", false},
      {"I", "i", "PRON", "PRP", "I", true},
      {"12,500", "12,500", "NUM", "CD", "12500", false},
      {"X", "x", "NONE", "ODD", "X", false},
      {"s", "s", "NOUN", "NNS", "s", false},
  };
  char path[4096];
  const char *data = getenv("ENTENTE_DATA");
  snprintf(path, sizeof path, "%s/en/lemmas.tsv", data ? data : "data");
  ent_error error = {0};
  const ent_lemmas *lemmas = NULL;
  const ent_status status = ent_lemmas_load(arena, path, &lemmas, &error);
  assert(status == ENT_OK);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const ent_lemma_word word = {ent_text_from(words[i].form),
                                 ent_text_from(words[i].lower), words[i].known};
    const ent_text lemma =
        ent_lemma_find(lemmas, &word, ent_text_from(words[i].upos),
                       ent_text_from(words[i].xpos), arena);
    if (!ent_text_equal(lemma, ent_text_from(words[i].lemma))) {
      fprintf(stderr, "# %s: %.*s\n", words[i].form, (int)lemma.len,
              lemma.data);
    }
    assert(ent_text_equal(lemma, ent_text_from(words[i].lemma)));
  }
}

int
main(void)
{
  arena = ent_arena_new();
  RUN(trees_are_the_best_of_all);
  RUN(long_sentences_have_one_root);
  RUN(equal_heads_go_to_the_first);
  RUN(labels_make_spans_that_nest);
  RUN(cues_tell_what_is_planned);
  RUN(sequences_are_always_whole);
  RUN(random_labels_stay_in_order);
  RUN(bad_label_lists_are_refused);
  RUN(lemmas_follow_words_then_endings);
  ent_arena_free(arena);
  return DONE();
}
