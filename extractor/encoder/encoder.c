// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/encoder.h"

#include "extractor/encoder/core.h"

void
ent_encoder_drop_vectors(ent_encoder *e)
{
  e->n_word = 0;
}

uint32_t
ent_encoder_vector_size(const ent_encoder *e)
{
  return e->n_word;
}

ent_text
ent_encoder_labels(const ent_encoder *e, const char *name)
{
  ent_tensor t = {ENT_TENSOR_TEXT, 1, 0, NULL};
  return ent_weights_find(&e->file, name, &t) ? (ent_text){t.data, t.columns}
                                              : (ent_text){0};
}

const float *
ent_encoder_floats(const ent_encoder *e, const char *name, size_t rows,
                   size_t columns)
{
  ent_tensor t = {ENT_TENSOR_F32, rows, columns, NULL};
  return ent_weights_find(&e->file, name, &t) ? t.data : NULL;
}

/// Makes room for rows of `n` words.
static void
scores_lend(ent_scores *s, size_t n, ent_arena *arena)
{
  s->upos = ENT_ARENA_ARRAY(arena, float, n * s->n_upos);
  s->xpos = ENT_ARENA_ARRAY(arena, float, n * s->n_xpos);
  s->names = ENT_ARENA_ARRAY(arena, float, n * s->n_names);
  s->tree = ENT_ARENA_ARRAY(arena, float, n * 4 * ENT_TREE);
  s->word = ENT_ARENA_ARRAY(arena, float, n * s->n_word);
}

void
ent_core_run(const ent_encoder *e, const ent_text *words,
             const ent_word_range *sentences, uint32_t n_sentences,
             ent_arena *arena, ent_window_fn window_fn, void *work,
             ent_scores_fn fn, void *user)
{
  ent_windows *windows =
      ent_windows_new(e, words, sentences, n_sentences, arena);
  ent_window *b = ENT_ARENA_ARRAY(arena, ent_window, 1);
  ent_scores s = {.n_upos = e->n_upos,
                  .n_xpos = e->n_xpos,
                  .n_names = e->n_names,
                  .n_relations = e->n_relations,
                  .n_word = e->n_word};
  size_t room = 0;
  for (uint32_t done = 0; ent_windows_next(windows, b);) {
    if (!s.n && room < b->n_words + b->more_words + 1) {
      room = b->n_words + b->more_words + ENT_WINDOW;
      scores_lend(&s, room, arena);
    }
    window_fn(e, b, work, &s);
    s.n += (uint32_t)b->n_words;
    if (!b->more_words) {
      s.first = sentences[done].first;
      fn(user, done, b->end_sentence, &s);
      done = b->end_sentence;
      s.n = 0;
    }
  }
}

static void
window_run(const ent_encoder *e, const ent_window *window, void *work,
           const ent_scores *rows)
{
  ent_layers_run(e, window, work);
  ent_head_run(e, window->n_words, work, rows);
}

void
ent_encoder_run(const ent_encoder *e, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena, ent_scores_fn fn, void *user)
{
  ent_core_run(e, words, sentences, n_sentences, arena, window_run,
               ent_work_new(arena), fn, user);
}
