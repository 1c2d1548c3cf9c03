// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/encoder.h"

#include "extractor/base/text.h"
#include "extractor/encoder/core.h"
#include "extractor/encoder/head.h"
#include "extractor/encoder/window.h"

#include <string.h>

ent_text
ent_encoder_labels(const ent_encoder *e, const char *list)
{
  const ent_text name = ent_text_from(list);
  return ent_text_equal(name, ENT_TEXT("upos"))    ? e->upos
         : ent_text_equal(name, ENT_TEXT("xpos"))  ? e->xpos
         : ent_text_equal(name, ENT_TEXT("names")) ? e->names
                                                   : e->relations;
}

const float *
ent_encoder_floats(const ent_encoder *e, const char *name, size_t rows,
                   size_t columns)
{
  ent_tensor t = {ENT_TENSOR_F32, rows, columns, NULL};
  return ent_weights_find(e->file, name, &t) ? t.data : NULL;
}

/// Scores of words that are not all delivered.
typedef struct {
  const ent_encoder *encoder;
  size_t room;
  size_t n;
  ent_rows rows;
} kept;

static ent_rows
rows_from(const ent_encoder *e, const ent_rows *rows, size_t n)
{
  return (ent_rows){rows->upos + n * e->n_upos, rows->xpos + n * e->n_xpos,
                    rows->names + n * e->n_names, rows->tree + n * 4 * ENT_TREE,
                    rows->word + n * e->n_word};
}

/// Makes room for `more` words, of a batch or a long sentence, which is begun
/// with nothing kept.
static void
kept_grow(kept *k, size_t more, ent_arena *arena)
{
  const ent_encoder *e = k->encoder;
  if (!k->n && k->room < more) {
    k->room = more;
    k->rows = (ent_rows){
        ENT_ARENA_ARRAY(arena, float, more * e->n_upos),
        ENT_ARENA_ARRAY(arena, float, more * e->n_xpos),
        ENT_ARENA_ARRAY(arena, float, more * e->n_names),
        ENT_ARENA_ARRAY(arena, float, more * 4 * ENT_TREE),
        ENT_ARENA_ARRAY(arena, float, more * e->n_word),
    };
  }
}

static ent_scores
scores_of(const kept *k, uint32_t first)
{
  const ent_encoder *e = k->encoder;
  const ent_rows *r = &k->rows;
  return (ent_scores){.first = first,
                      .n = (uint32_t)k->n,
                      .n_upos = e->n_upos,
                      .n_xpos = e->n_xpos,
                      .n_names = e->n_names,
                      .n_relations = e->n_relations,
                      .n_word = e->n_word,
                      .upos = r->upos,
                      .xpos = r->xpos,
                      .names = r->names,
                      .tree = r->tree,
                      .word = r->word};
}

void
ent_core_run(const ent_encoder *e, const ent_text *words,
             const ent_word_range *sentences, uint32_t n_sentences,
             ent_arena *arena, ent_batch_fn batch_fn, void *work,
             ent_scores_fn fn, void *user)
{
  ent_windows *windows =
      ent_windows_new(e, words, sentences, n_sentences, arena);
  ent_batch *batch = ENT_ARENA_ARRAY(arena, ent_batch, 1);
  kept k = {.encoder = e};
  uint32_t done = 0;
  while (ent_windows_next(windows, batch)) {
    kept_grow(&k, batch->n_words + batch->more_words, arena);
    const ent_rows rows = rows_from(e, &k.rows, k.n);
    batch_fn(e, batch, work, &rows);
    k.n += batch->n_words;
    if (!batch->more_words) {
      const ent_scores scores = scores_of(&k, sentences[done].first);
      fn(user, done, batch->end_sentence, &scores);
      done = batch->end_sentence;
      k.n = 0;
    }
  }
}

static void
batch_run(const ent_encoder *e, const ent_batch *batch, void *work,
          const ent_rows *rows)
{
  ent_layers_run(e, batch, work);
  ent_head_run(e, batch->n_words, work, rows);
}

void
ent_encoder_run(const ent_encoder *e, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena, ent_scores_fn fn, void *user)
{
  ent_core_run(e, words, sentences, n_sentences, arena, batch_run,
               ent_work_new(arena), fn, user);
}
