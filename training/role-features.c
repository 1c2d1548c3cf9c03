// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints what training/roles.py learns from:
///
///   role-features DATA MODEL FOLDER
///
/// Reads the articles of FOLDER with DATA as `entente extract` does; MODEL's
/// vectors of words are printed.  Little-endian: u32 rows of the table of
/// features and numbers of a vector; then for each article: its name (u32
/// bytes, bytes); u32 entities, and for each u32 kind, u32 names, and those;
/// u32 mentions, and for each u32 entity, u32 first and last byte, its vector;
/// u32 anchors, and for each its kind, u32 first and last byte, its vector, u32
/// mentions near it, and for each of those its u32 number and u16 features.

#include "extractor/base/text.h"
#include "extractor/context.h"
#include "extractor/fact/role.h"
#include "extractor/pool.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  ent_context *context;
  ent_encoder *encoder; ///< Whose vectors are printed
} tools;

typedef struct {
  const ent_scene *scene;
  float *vectors; ///< [n_tokens][n_vector]
  uint32_t n_vector;
  ent_arena *arena;
} reading;

static void
number_write(uint32_t value)
{
  fwrite(&value, sizeof value, 1, stdout);
}

static void
text_write(ent_text text)
{
  number_write((uint32_t)text.len);
  fwrite(text.data, 1, text.len, stdout);
}

/// Keeps the vectors of words; ent_scores_fn.
static void
vectors_take(void *user, uint32_t first, uint32_t end, const ent_scores *scores)
{
  reading *const r = (reading *)user;
  (void)first;
  (void)end;
  r->n_vector = scores->n_word;
  if (!r->vectors) {
    const size_t n = r->scene->document->n_tokens;
    r->vectors = ENT_ARENA_ARRAY(r->arena, float, n * r->n_vector);
  }
  memcpy(r->vectors + (size_t)scores->first * r->n_vector, scores->word,
         sizeof(float) * scores->n * r->n_vector);
}

static void
vectors_make(reading *r, const ent_encoder *encoder)
{
  const ent_document *const d = r->scene->document;
  ent_text *const words = ENT_ARENA_ARRAY(r->arena, ent_text, d->n_tokens);
  ent_word_range *const sentences =
      ENT_ARENA_ARRAY(r->arena, ent_word_range, d->n_sentences);
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    words[i] = d->tokens[i].form;
  }
  for (uint32_t i = 0; i < d->n_sentences; i++) {
    sentences[i] = (ent_word_range){d->sentences[i].first, d->sentences[i].end};
  }
  ent_encoder_run(encoder, words, sentences, d->n_sentences, r->arena,
                  vectors_take, r);
}

/// Reads one article; ent_work.
static const void *
article_make(const void *shared, const ent_article *article, ent_arena *arena)
{
  const tools *const t = (const tools *)shared;
  const ent_context *const c = t->context;
  const ent_document *const d = ent_document_make(c->language, article, arena);
  ent_mentions *const mentions = ent_mentions_find(c->names, d, arena);
  const ent_entities *const entities =
      ent_entities_make(c->names, mentions, arena);
  reading *const r = ENT_ARENA_ARRAY(arena, reading, 1);
  *r = (reading){.scene = ent_scene_make(c->rules, mentions, entities, arena),
                 .arena = arena};
  vectors_make(r, t->encoder);
  return r;
}

/// Writes the vector of the word that heads `first..end`, and its bytes.
static void
span_write(const reading *r, uint32_t first, uint32_t end)
{
  const ent_token *const t = r->scene->document->tokens;
  const uint32_t head = ent_scene_head(r->scene, first, end);
  number_write(t[first].span.start);
  number_write(t[end - 1].span.end);
  fwrite(r->vectors + (size_t)head * r->n_vector, sizeof(float), r->n_vector,
         stdout);
}

static void
entities_write(const ent_entities *entities)
{
  number_write(entities->n);
  for (uint32_t i = 0; i < entities->n; i++) {
    const ent_entity *const e = &entities->items[i];
    number_write((uint32_t)e->kind);
    number_write((uint32_t)e->n_aliases + 1);
    text_write(e->name);
    for (size_t k = 0; k < e->n_aliases; k++) {
      text_write(e->aliases[k]);
    }
  }
}

/// Writes the mentions that can fill a role; returns the number of each, or
/// ENT_NONE.
static uint32_t *
mentions_write(const reading *r)
{
  const ent_mentions *const all = r->scene->mentions;
  uint32_t *const numbers = ENT_ARENA_ARRAY(r->arena, uint32_t, all->n + 1);
  uint32_t n = 0;
  for (uint32_t m = 0; m < all->n; m++) {
    numbers[m] = ent_role_can(r->scene, m) ? n++ : ENT_NONE;
  }
  number_write(n);
  for (uint32_t m = 0; m < all->n; m++) {
    if (numbers[m] != ENT_NONE) {
      number_write(all->items[m].entity);
      span_write(r, all->items[m].first, all->items[m].end);
    }
  }
  return numbers;
}

static void
anchor_write(const reading *r, const ent_anchor *anchor,
             const uint32_t *numbers)
{
  const uint32_t n_mentions = r->scene->mentions->n;
  uint32_t n = 0;
  text_write(ent_anchor_kind(anchor));
  span_write(r, anchor->first, anchor->end);
  for (uint32_t m = 0; m < n_mentions; m++) {
    n += numbers[m] != ENT_NONE && ent_role_near(r->scene, anchor, m);
  }
  number_write(n);
  for (uint32_t m = 0; m < n_mentions; m++) {
    if (numbers[m] != ENT_NONE && ent_role_near(r->scene, anchor, m)) {
      uint16_t rows[ENT_ROLE_FEATURES];
      ent_role_features(r->scene, anchor, m, rows);
      number_write(numbers[m]);
      fwrite(rows, sizeof rows, 1, stdout);
    }
  }
}

/// Writes one article; ent_work.
static ent_status
article_write(void *user, const void *result, ent_error *error)
{
  bool *const begun = (bool *)user;
  const reading *const r = (const reading *)result;
  (void)error;
  if (!*begun) {
    number_write(ent_role_rows());
    number_write(r->n_vector);
    *begun = true;
  }
  text_write(r->scene->document->article->id);
  entities_write(r->scene->entities);
  const uint32_t *const numbers = mentions_write(r);
  const ent_anchors anchors = ent_anchors_find(r->scene);
  const ent_anchor_list *const lists[] = {&anchors.cues, &anchors.titles};
  number_write((uint32_t)(anchors.cues.n + anchors.titles.n));
  for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
    for (size_t i = 0; i < lists[k]->n; i++) {
      anchor_write(r, &lists[k]->items[i], numbers);
    }
  }
  return ENT_OK;
}

int
main(int argc, char **argv)
{
  ent_error error = {.status = ENT_OK};
  tools t = {0};
  bool begun = false;
  const ent_work work = {article_make, &t, article_write, &begun};
  const ent_read_options options = {.data_dir = argc > 1 ? argv[1] : NULL};
  const bool good = argc == 4 &&
                    ent_context_new(argv[1], &t.context, &error) == ENT_OK &&
                    ent_encoder_new(argv[2], &t.encoder, &error) == ENT_OK &&
                    ent_pool_run(&work, (const char *const *)&argv[3], 1,
                                 &options, 1, NULL, &error) == ENT_OK;
  if (!good) {
    fprintf(stderr, "cannot read: %s\n", error.message);
  }
  ent_encoder_free(t.encoder);
  ent_context_free(t.context);
  return fflush(stdout) != 0 || !good;
}
