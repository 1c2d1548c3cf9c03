// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/core.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/encoder/encoder.h"
#include "extractor/language/lemma.h"
#include "extractor/language/tree.h"

#include <string.h>

/// A sentence of more words gets a tree for each stretch of so many, so that
/// memory and time stay bounded.
#define TREE_WORDS 512u

/// A list of labels: the meaning of columns.
typedef struct {
  ent_text *names;
  uint32_t n;
} label_list;

struct ent_core {
  ent_encoder *encoder;
  label_list upos;
  label_list xpos;
  label_list relations;
  ent_upos *tags;       // of a column of `upos`
  ent_verb_form *forms; // of a column of `xpos`
  uint32_t root;        // column of the relation "root"
  const ent_label_set *labels;
};

/// What decoding of one document needs.
typedef struct {
  const ent_core *core;
  ent_draft *draft;
  ent_tree_search *tree;
  ent_label_search *labels;
  float *arcs;      // [TREE_WORDS][TREE_WORDS + 1] at most
  float *relations; // [TREE_WORDS][relations]
  uint32_t *heads;  // [TREE_WORDS]
} decoding;

static void
list_read(ent_arena *arena, ent_text list, label_list *labels)
{
  ENT_VECTOR(ent_text) names = {0};
  for (size_t at = 0; at < list.len;) {
    size_t end = ent_text_find(list, ENT_TEXT("\n"), at);
    end = end == SIZE_MAX ? list.len : end;
    *ENT_PUSH(arena, &names) = (ent_text){list.data + at, end - at};
    at = end + 1;
  }
  *labels = (label_list){names.items, (uint32_t)names.n};
}

/// Returns the column of `name`, or `n` if there is none.
static uint32_t
list_find(const label_list *list, ent_text name)
{
  uint32_t i = 0;
  while (i < list->n && !ent_text_equal(list->names[i], name)) {
    i++;
  }
  return i;
}

static ent_verb_form
form_of(ent_text xpos)
{
  static const struct {
    ent_text tag;
    ent_verb_form form;
  } forms[] = {{ENT_TEXT_INIT("VB"), ENT_FORM_BASE},
               {ENT_TEXT_INIT("VBP"), ENT_FORM_BASE},
               {ENT_TEXT_INIT("VBZ"), ENT_FORM_THIRD},
               {ENT_TEXT_INIT("VBD"), ENT_FORM_PAST},
               {ENT_TEXT_INIT("VBN"), ENT_FORM_PARTICIPLE},
               {ENT_TEXT_INIT("VBG"), ENT_FORM_GERUND}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (ent_text_equal(xpos, forms[i].tag)) {
      return forms[i].form;
    }
  }
  return ENT_FORM_NONE;
}

/// Reads the label lists of the weights; says whether the code knows them.
static ent_status
lists_read(ent_arena *arena, ent_core *c, const char *path, ent_error *error)
{
  list_read(arena, ent_encoder_labels(c->encoder, "text/upos"), &c->upos);
  list_read(arena, ent_encoder_labels(c->encoder, "text/xpos"), &c->xpos);
  list_read(arena, ent_encoder_labels(c->encoder, "text/relations"),
            &c->relations);
  c->tags = ENT_ARENA_ARRAY(arena, ent_upos, c->upos.n);
  c->forms = ENT_ARENA_ARRAY(arena, ent_verb_form, c->xpos.n);
  for (uint32_t i = 0; i < c->upos.n; i++) {
    c->tags[i] = ent_upos_find(c->upos.names[i]);
  }
  for (uint32_t i = 0; i < c->xpos.n; i++) {
    c->forms[i] = form_of(c->xpos.names[i]);
  }
  c->root = list_find(&c->relations, ENT_TEXT("root"));
  if (c->upos.n == 0 || c->xpos.n == 0 || c->root == c->relations.n ||
      c->relations.n < 2) {
    return ent_fail(error, ENT_ERR_SYNTAX, path, 0, ENT_NO_OFFSET,
                    "a list of labels is empty, or lacks \"root\"");
  }
  return ent_label_set_new(arena, ent_encoder_labels(c->encoder, "text/names"),
                           &c->labels, error);
}

ent_status
ent_core_new(ent_arena *arena, const char *path, bool vectors,
             const ent_core **core, ent_error *error)
{
  ent_core *const c = ENT_ARENA_ARRAY(arena, ent_core, 1);
  ent_status status = ent_encoder_new(path, &c->encoder, error);
  if (status == ENT_OK) {
    if (!vectors) {
      ent_encoder_drop_vectors(c->encoder);
    }
    *core = c;
    status = lists_read(arena, c, path, error);
  }
  return status;
}

void
ent_core_free(const ent_core *core)
{
  if (core) {
    ent_encoder_free(core->encoder);
  }
}

/// Returns the first column of the highest score.
static uint32_t
best_of(const float *scores, uint32_t n)
{
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++) {
    best = scores[i] > scores[best] ? i : best;
  }
  return best;
}

/// Sets the lemma of token `i`, found once for a word with these tags.
static void
lemma_set(const decoding *d, uint32_t i)
{
  ent_draft *const draft = d->draft;
  ent_token *const t = &draft->tokens.items[i];
  ent_word_type *const w = &draft->words.items[draft->types.items[i]];
  if (!w->lemma.data || w->upos != t->upos || w->xpos.data != t->xpos.data) {
    const ent_lemma_word word = {w->form, w->lower, w->ordinary};
    w->upos = t->upos;
    w->xpos = t->xpos;
    w->lemma = ent_lemma_find(ent_language_lemmas(draft->language), &word,
                              ent_text_from(ent_upos_name(t->upos)), t->xpos,
                              draft->arena);
  }
  t->lemma = w->lemma;
}

/// Sets the tags of tokens `first` to `end` from the rows of `scores`.
static void
tags_set(const decoding *d, const ent_scores *scores, uint32_t first,
         uint32_t end)
{
  const ent_core *const c = d->core;
  for (uint32_t i = first; i < end; i++) {
    const size_t row = i - scores->first;
    ent_token *const t = &d->draft->tokens.items[i];
    const uint32_t upos =
        best_of(scores->upos + row * scores->n_upos, scores->n_upos);
    const uint32_t xpos =
        best_of(scores->xpos + row * scores->n_xpos, scores->n_xpos);
    t->upos = c->tags[upos];
    t->xpos = c->xpos.names[xpos];
    t->verb = c->forms[xpos];
    lemma_set(d, i);
  }
}

/// Returns the best relation to a word: any but "root".
static uint32_t
relation_of(const ent_core *core, const float *scores)
{
  uint32_t best = core->root == 0;
  for (uint32_t r = best + 1; r < core->relations.n; r++) {
    best = r != core->root && scores[r] > scores[best] ? r : best;
  }
  return best;
}

/// Sets heads and relations of tokens `first` to `first + n` to their best
/// tree; returns its root.
static uint32_t
tree_set(const decoding *d, const ent_scores *scores, uint32_t first,
         uint32_t n)
{
  const ent_core *const c = d->core;
  const uint32_t row = first - scores->first;
  uint32_t root = first;
  ent_scores_arcs(c->encoder, scores, row, n, d->arcs);
  ent_tree_find(d->tree, d->arcs, n, d->heads);
  ent_scores_relations(c->encoder, scores, row, n, d->heads, d->relations);
  for (uint32_t i = 0; i < n; i++) {
    ent_token *const t = &d->draft->tokens.items[first + i];
    if (d->heads[i] == 0) {
      root = first + i;
      t->head = ENT_NO_TOKEN;
      t->relation = c->relations.names[c->root];
    } else {
      t->head = first + d->heads[i] - 1;
      t->relation =
          c->relations
              .names[relation_of(c, d->relations + (size_t)i * c->relations.n)];
    }
  }
  return root;
}

/// Makes the tree of a sentence; of a very long one from several, whose roots
/// hang on the first.
static void
sentence_parse(const decoding *d, const ent_scores *scores,
               const ent_sentence *s)
{
  uint32_t top = ENT_NO_TOKEN;
  for (uint32_t from = s->first; from < s->end;) {
    const uint32_t left = s->end - from;
    const uint32_t n = left < TREE_WORDS ? left : TREE_WORDS;
    const uint32_t root = tree_set(d, scores, from, n);
    if (top == ENT_NO_TOKEN) {
      top = root;
    } else {
      d->draft->tokens.items[root].head = top;
      d->draft->tokens.items[root].relation = ENT_TEXT("parataxis");
    }
    from += n;
  }
}

/// Keeps the vectors of tokens `first` to `end` in 8 bits each number.
static void
vectors_keep(const decoding *d, const ent_scores *scores, uint32_t first,
             uint32_t end)
{
  const uint32_t wide = d->draft->n_vector;
  const size_t n = (size_t)(end - first) * wide;
  const float *const x = scores->word + (size_t)(first - scores->first) * wide;
  int8_t *const v = d->draft->vectors + (size_t)first * wide;
  for (size_t i = 0; i < n; i++) {
    const float most = x[i] < 1 ? x[i] : 1;
    const float y = most > -1 ? most : -1;
    v[i] = (int8_t)((int)(y * 127 + 1000.5f) - 1000); // no branch by the sign
  }
}

/// Reads the scores of sentences `first` to `end`; ent_scores_fn.
static void
scores_read(void *user, uint32_t first, uint32_t end, const ent_scores *scores)
{
  const decoding *const d = (const decoding *)user;
  for (uint32_t i = first; i < end; i++) {
    const ent_sentence *const s = &d->draft->sentences.items[i];
    const size_t row = s->first - scores->first;
    tags_set(d, scores, s->first, s->end);
    if (d->draft->vectors) {
      vectors_keep(d, scores, s->first, s->end);
    }
    sentence_parse(d, scores, s);
    ent_labels_find(d->labels, scores->names + row * scores->n_names, s->first,
                    s->end - s->first, &d->draft->labels, &d->draft->cues);
  }
}

/// Returns how many numbers a word's vector has that later stages know.
static uint32_t
vector_size(const ent_encoder *encoder)
{
  const uint32_t n = ent_encoder_vector_size(encoder);
  return n == ENT_WORD_DIM || n == ENT_WORD_DIM + ENT_ROLE_DIM ? n : 0;
}

void
ent_core_read(const ent_core *core, ent_draft *draft)
{
  ent_arena *const arena = draft->arena;
  const uint32_t n_words = (uint32_t)draft->tokens.n;
  const uint32_t n_sentences = (uint32_t)draft->sentences.n;
  if (n_sentences == 0) {
    return;
  }
  ent_text *const words = ENT_ARENA_ARRAY(arena, ent_text, n_words);
  ent_word_range *const ranges =
      ENT_ARENA_ARRAY(arena, ent_word_range, n_sentences);
  uint32_t longest = 0;
  for (uint32_t i = 0; i < n_words; i++) {
    words[i] = draft->tokens.items[i].form;
  }
  for (uint32_t i = 0; i < n_sentences; i++) {
    const ent_sentence *const s = &draft->sentences.items[i];
    ranges[i] = (ent_word_range){s->first, s->end};
    longest = s->end - s->first > longest ? s->end - s->first : longest;
  }
  const size_t most = longest < TREE_WORDS ? longest : TREE_WORDS;
  decoding d = {
      .core = core,
      .draft = draft,
      .tree = ent_tree_search_new(arena, (uint32_t)most),
      .labels = ent_label_search_new(core->labels, longest, arena),
      .arcs = ENT_ARENA_ARRAY(arena, float, most *(most + 1)),
      .relations = ENT_ARENA_ARRAY(arena, float, most * core->relations.n),
      .heads = ENT_ARENA_ARRAY(arena, uint32_t, most),
  };
  draft->encoder = core->encoder;
  draft->n_vector = vector_size(core->encoder);
  draft->vectors =
      draft->n_vector
          ? ENT_ARENA_ARRAY(arena, int8_t, (size_t)n_words * draft->n_vector)
          : NULL;
  ent_encoder_run(core->encoder, words, ranges, n_sentences, arena, scores_read,
                  &d);
}
