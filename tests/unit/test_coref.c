// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/mention/referent.h"
#include "tests/unit/core_file.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const ent_names *names;

/// One word of a test's document; heads count from 1, 0 is the root.
typedef struct {
  const char *form, *lower;
  ent_upos upos;
  const char *xpos;
  uint32_t head;
  const char *relation;
} word;

static const word words[] = {
    {"Mrs.", "mrs.", ENT_UPOS_PROPN, "NNP", 2, "nmod:desc"},
    {"Kalna", "kalna", ENT_UPOS_PROPN, "NNP", 3, "nsubj"},
    {"leads", "leads", ENT_UPOS_VERB, "VBZ", 0, "root"},
    {"the", "the", ENT_UPOS_DET, "DT", 5, "det"},
    {"port", "port", ENT_UPOS_NOUN, "NN", 3, "obj"},
    {"of", "of", ENT_UPOS_ADP, "IN", 7, "case"},
    {"Riga", "riga", ENT_UPOS_PROPN, "NNP", 5, "nmod"},
    {",", ",", ENT_UPOS_PUNCT, ",", 11, "punct"},
    {"and", "and", ENT_UPOS_CCONJ, "CC", 11, "cc"},
    {"she", "she", ENT_UPOS_PRON, "PRP", 11, "nsubj"},
    {"praised", "praised", ENT_UPOS_VERB, "VBD", 3, "conj"},
    {"its", "its", ENT_UPOS_PRON, "PRP$", 13, "nmod:poss"},
    {"workers", "workers", ENT_UPOS_NOUN, "NNS", 11, "obj"},
};

enum { WORDS = sizeof words / sizeof *words };

/// Makes `times` sentences of the same words.
static ent_document
document_make(ent_arena *arena, uint32_t times)
{
  ent_document d = {
      .tokens = ENT_ARENA_ARRAY(arena, ent_token, (size_t)times * WORDS),
      .n_tokens = times * WORDS,
      .sentences = ENT_ARENA_ARRAY(arena, ent_sentence, times),
      .n_sentences = times,
      .labels = ENT_ARENA_ARRAY(arena, ent_label_span, (size_t)2 * times),
      .n_labels = 2 * times,
  };
  for (uint32_t s = 0; s < times; s++) {
    const uint32_t at = s * WORDS;
    d.sentences[s] = (ent_sentence){.first = at, .end = at + WORDS};
    d.labels[(size_t)2 * s] =
        (ent_label_span){at + 1, at + 2, ENT_TEXT("PERSON"), 1, false};
    d.labels[(size_t)2 * s + 1] =
        (ent_label_span){at + 6, at + 7, ENT_TEXT("PLACE"), 1, false};
    for (uint32_t i = 0; i < WORDS; i++) {
      const word *const w = &words[i];
      d.tokens[at + i] = (ent_token){
          .form = ent_text_from(w->form),
          .lower = ent_text_from(w->lower),
          .lemma = ent_text_from(w->lower),
          .sentence = s,
          .upos = w->upos,
          .xpos = ent_text_from(w->xpos),
          .head = w->head ? at + w->head - 1 : ENT_NO_TOKEN,
          .relation = ent_text_from(w->relation),
      };
    }
  }
  return d;
}

static void
referents_are_read_off_the_tree(void)
{
  ent_arena *const arena = ent_arena_new();
  const ent_document d = document_make(arena, 1);
  const ent_referents *const all = ent_referents_find(names, &d, arena);
  const struct {
    uint32_t head, first, end, kind;
  } want[] = {
      {1, 0, 2, ENT_REFERENT_PERSON},     {4, 3, 7, ENT_REFERENT_NOUN},
      {6, 6, 7, ENT_REFERENT_PLACE},      {9, 9, 10, ENT_REFERENT_PRONOUN},
      {11, 11, 12, ENT_REFERENT_PRONOUN}, {12, 11, 13, ENT_REFERENT_NOUN}};
  uint32_t n = 0;
  for (uint32_t i = 0; i < all->n; i++) {
    const ent_referent *const r = &all->items[i];
    if (r->head == 0) {
      continue; // the title may count as a word of its own
    }
    assert(r->head == want[n].head && r->kind == want[n].kind);
    assert(r->end == want[n].end && r->cluster == i);
    assert(r->head == 6 || r->first == want[n].first);
    n++;
  }
  assert(n == 6);
  ent_arena_free(arena);
}

static void
words_tell_number_and_gender(void)
{
  ent_arena *const arena = ent_arena_new();
  const ent_document d = document_make(arena, 1);
  const ent_referents *const all = ent_referents_find(names, &d, arena);
  for (uint32_t i = 0; i < all->n; i++) {
    const ent_referent *const r = &all->items[i];
    switch (r->head) {
    case 1:
      assert(r->gender == ENT_FEMALE && r->number == ENT_SINGULAR);
      break;
    case 9:
      assert(r->gender == ENT_FEMALE && r->pronoun == ENT_PRONOUN_SHE);
      break;
    case 11:
      assert(r->gender == ENT_NEUTER && r->pronoun == ENT_PRONOUN_IT);
      break;
    case 12:
      assert(r->number == ENT_PLURAL && r->article == 5);
      break;
    default:
      break;
    }
  }
  ent_arena_free(arena);
}

static void
features_stay_in_their_tables(void)
{
  static uint16_t likes[ENT_COREF_CANDIDATES][ENT_COREF_LIKES];
  ent_arena *const arena = ent_arena_new();
  const ent_document d = document_make(arena, 60);
  const ent_referents *const all = ent_referents_find(names, &d, arena);
  for (uint32_t i = 0; i < all->n; i++) {
    uint32_t candidates[ENT_COREF_CANDIDATES];
    uint16_t traits[ENT_COREF_TRAITS];
    const uint32_t n = ent_coref_candidates(all, i, candidates);
    assert(n <= ENT_COREF_CANDIDATES && (n > 0 || i == 0));
    ent_coref_traits(all, i, traits);
    ent_coref_likes(all, i, candidates, n, likes);
    for (uint32_t k = 0; k < ENT_COREF_TRAITS; k++) {
      assert(traits[k] < ent_coref_trait_rows());
      assert(k == 0 || traits[k] > traits[k - 1]);
    }
    for (uint32_t c = 0; c < n; c++) {
      assert(candidates[c] < i &&
             (c == 0 || candidates[c] < candidates[c - 1]));
      for (uint32_t k = 0; k < ENT_COREF_LIKES; k++) {
        assert(likes[c][k] < ent_coref_like_rows());
        assert(k == 0 || likes[c][k] > likes[c][k - 1]);
      }
    }
  }
  ent_arena_free(arena);
}

static void
without_weights_all_are_alone(void)
{
  ent_arena *const arena = ent_arena_new();
  const ent_document d = document_make(arena, 3);
  const ent_referents *const all = ent_coref_run(names, &d, arena);
  for (uint32_t i = 0; i < all->n; i++) {
    assert(all->items[i].cluster == i);
  }
  ent_arena_free(arena);
}

static void
clusters_begin_with_their_first(void)
{
  char path[] = "test_coref-XXXXXX";
  const int made = mkstemp(path);
  ent_error error = {0};
  ent_encoder *encoder = NULL;
  const core_file file = core_file_new();
  assert(made >= 0 && core_file_write(&file, path) == 0);
  assert(ent_encoder_new(path, &encoder, &error) == ENT_OK);
  ent_arena *const arena = ent_arena_new();
  ent_document d = document_make(arena, 60);
  int8_t *const vectors =
      ENT_ARENA_ARRAY(arena, int8_t, (size_t)d.n_tokens * ENT_WORD_DIM);
  for (size_t i = 0; i < (size_t)d.n_tokens * ENT_WORD_DIM; i++) {
    vectors[i] = (int8_t)(i * 2654435761u >> 24);
  }
  d.encoder = encoder;
  d.vectors = vectors;
  d.n_vector = ENT_WORD_DIM;
  const ent_referents *const all = ent_coref_run(names, &d, arena);
  uint32_t joined = 0;
  for (uint32_t i = 0; i < all->n; i++) {
    const uint32_t cluster = all->items[i].cluster;
    assert(cluster <= i && all->items[cluster].cluster == cluster);
    assert(all->items[i].sure >= 0 && all->items[i].sure <= 1);
    joined += cluster != i;
  }
  assert(joined > 0);
  ent_arena_free(arena);
  ent_encoder_free(encoder);
  free(file.data);
  close(made);
  unlink(path);
}

int
main(void)
{
  const char *const data = getenv("ENTENTE_DATA");
  ent_arena *const arena = ent_arena_new();
  ent_error error = {0};
  assert(arena);
  assert(ent_names_load(arena, data ? data : "data", &names, &error) == ENT_OK);
  RUN(referents_are_read_off_the_tree);
  RUN(words_tell_number_and_gender);
  RUN(features_stay_in_their_tables);
  RUN(without_weights_all_are_alone);
  RUN(clusters_begin_with_their_first);
  ent_arena_free(arena);
  return DONE();
}
