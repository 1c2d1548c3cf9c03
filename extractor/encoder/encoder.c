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

/// Scores of words that are not all delivered, and room for more.
typedef struct {
  ent_scores scores;
  size_t room;
} kept;

/// Makes room for `more` words, of a batch or a long sentence, which is begun
/// with nothing kept.
static void
kept_grow(kept *k, size_t more, ent_arena *arena)
{
  ent_scores *s = &k->scores;
  if (!s->n && k->room < more) {
    k->room = more;
    s->upos = ENT_ARENA_ARRAY(arena, float, more * s->n_upos);
    s->xpos = ENT_ARENA_ARRAY(arena, float, more * s->n_xpos);
    s->names = ENT_ARENA_ARRAY(arena, float, more * s->n_names);
    s->tree = ENT_ARENA_ARRAY(arena, float, more * 4 * ENT_TREE);
    s->word = ENT_ARENA_ARRAY(arena, float, more * s->n_word);
  }
}

/// Returns the rows behind those that are kept.
static ent_scores
kept_end(const kept *k)
{
  ent_scores s = k->scores;
  s.upos += (size_t)s.n * s.n_upos;
  s.xpos += (size_t)s.n * s.n_xpos;
  s.names += (size_t)s.n * s.n_names;
  s.tree += (size_t)s.n * 4 * ENT_TREE;
  s.word += (size_t)s.n * s.n_word;
  return s;
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
  kept k = {{.n_upos = e->n_upos,
             .n_xpos = e->n_xpos,
             .n_names = e->n_names,
             .n_relations = e->n_relations,
             .n_word = e->n_word},
            0};
  uint32_t done = 0;
  while (ent_windows_next(windows, batch)) {
    kept_grow(&k, batch->n_words + batch->more_words, arena);
    const ent_scores rows = kept_end(&k);
    batch_fn(e, batch, work, &rows);
    k.scores.n += (uint32_t)batch->n_words;
    if (!batch->more_words) {
      k.scores.first = sentences[done].first;
      fn(user, done, batch->end_sentence, &k.scores);
      done = batch->end_sentence;
      k.scores.n = 0;
    }
  }
}

static void
batch_run(const ent_encoder *e, const ent_batch *batch, void *work,
          const ent_scores *rows)
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
