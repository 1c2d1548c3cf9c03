// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes an encoder from its file.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/encoder/core.h"

#include <stdio.h>
#include <stdlib.h>

/// What is being loaded; the first error stops all that follows.
typedef struct {
  ent_encoder *encoder;
  const char *path;
  ent_status status;
  ent_error *error;
} loading;

static void
refuse(loading *l, const char *reason)
{
  if (l->status == ENT_OK) {
    l->status = ent_fail(l->error, ENT_ERR_SYNTAX, l->path, 0, ENT_NO_OFFSET,
                         "the weights cannot be used: %s", reason);
  }
}

/// Finds a tensor; 0 rows or columns are any.
static ent_tensor
tensor(loading *l, const char *name, ent_tensor_type type, size_t rows,
       size_t columns)
{
  ent_tensor t = {type, rows, columns, NULL};
  if (l->status == ENT_OK && !ent_weights_find(&l->encoder->file, name, &t)) {
    char reason[96];
    snprintf(reason, sizeof reason, "no %s of the right shape", name);
    refuse(l, reason);
  }
  return t;
}

static const float *
floats(loading *l, const char *name, size_t rows, size_t columns)
{
  return tensor(l, name, ENT_TENSOR_F32, rows, columns).data;
}

static ent_text
text(loading *l, const char *name)
{
  const ent_tensor t = tensor(l, name, ENT_TENSOR_TEXT, 1, 0);
  return (ent_text){t.data, t.data ? t.columns : 0};
}

/// Finds the weights X of a product and what its columns mean, X.columns; both
/// are filled up with zeroes to a multiple of 16 columns.
static ent_linear
linear(loading *l, const char *name, size_t rows, size_t columns)
{
  char extra[64];
  const size_t n = (columns + 15) / 16 * 16;
  snprintf(extra, sizeof extra, "%s.columns", name);
  const int8_t *weights = tensor(l, name, ENT_TENSOR_S8, rows, n).data;
  const float *means = floats(l, extra, 3, n);
  if (l->status != ENT_OK) {
    return (ent_linear){0};
  }
  return (ent_linear){weights, means, means + n, means + 2 * n, rows, n};
}

static void
layer_load(loading *l, unsigned i)
{
  ent_layer *layer = &l->encoder->layers[i];
  char name[32];
#define NAMED(part) (snprintf(name, sizeof name, "layer%u/" part, i), name)
  layer->qkv = linear(l, NAMED("qkv"), ENT_DIM, 3 * ENT_DIM);
  layer->out = linear(l, NAMED("out"), ENT_DIM, ENT_DIM);
  layer->up = linear(l, NAMED("up"), ENT_DIM, ENT_MIDDLE);
  layer->down = linear(l, NAMED("down"), ENT_MIDDLE, ENT_DIM);
  layer->norm1 = floats(l, NAMED("norm1"), 4, ENT_DIM);
  layer->norm2 = floats(l, NAMED("norm2"), 4, ENT_DIM);
#undef NAMED
}

static uint32_t
lines(ent_text list)
{
  uint32_t n = 0;
  for (size_t i = 0; i < list.len; i++) {
    n += list.data[i] == '\n' || i + 1 == list.len;
  }
  return n;
}

static void
vocabulary_load(loading *l)
{
  ent_encoder *e = l->encoder;
  const ent_text vocab = text(l, "text/vocab");
  const ent_tensor word = tensor(l, "embed/word", ENT_TENSOR_S8, 0, ENT_DIM);
  e->word = word.data;
  e->word_scale = floats(l, "embed/word.scale", 1, word.rows);
  if (l->status != ENT_OK) {
    return;
  }
  if (lines(vocab) != word.rows) {
    refuse(l, "its vocabulary is of another size");
    return;
  }
  e->wordpiece = ent_wordpiece_new(e->arena, vocab);
  if (e->wordpiece) {
    e->begin = ent_wordpiece_find(e->wordpiece, ENT_TEXT("[CLS]"));
    e->end = ent_wordpiece_find(e->wordpiece, ENT_TEXT("[SEP]"));
  }
  if (!e->wordpiece || e->begin == UINT32_MAX || e->end == UINT32_MAX) {
    refuse(l, "its vocabulary has no [CLS], [SEP] or [UNK]");
  }
}

/// Counts the labels of a list.
static uint32_t
labels(loading *l, const char *name)
{
  const uint32_t n = lines(text(l, name));
  if (!n || n > ENT_COLUMNS_MAX) {
    refuse(l, "a list of labels is empty or too long");
  }
  return n;
}

static void
heads_load(loading *l)
{
  ent_encoder *e = l->encoder;
  e->n_upos = labels(l, "text/upos");
  e->n_xpos = labels(l, "text/xpos");
  e->n_relations = labels(l, "text/relations");
  e->n_names = labels(l, "text/names");
  e->mix = floats(l, "head/mix", ENT_TASKS, ENT_LAYERS + 1);
  e->tag = linear(l, "head/tag", ENT_DIM, e->n_upos + e->n_xpos);
  e->parse1 = linear(l, "head/parse1", ENT_DIM, ENT_DIM);
  e->parse2 = linear(l, "head/parse2", ENT_DIM, (size_t)4 * ENT_TREE);
  e->root = floats(l, "head/parse.root", 2, ENT_TREE);
  e->bias = floats(l, "head/parse.bias", 1, ENT_TREE);
  e->relation = linear(l, "head/relation", ENT_TREE, e->n_relations);
  e->names1 = linear(l, "head/names1", ENT_DIM, ENT_NAMES);
  e->names2 = linear(l, "head/names2", ENT_NAMES, e->n_names);
  ent_tensor vector = {ENT_TENSOR_S8, ENT_DIM, 0, NULL};
  if (ent_weights_find(&e->file, "head/word", &vector)) {
    e->vector = linear(l, "head/word", ENT_DIM, vector.columns);
    e->n_word = (uint32_t)vector.columns;
  }
  if (e->n_upos + e->n_xpos > ENT_COLUMNS_MAX || e->n_word > ENT_COLUMNS_MAX) {
    refuse(l, "its lists of tags or vectors of words are too long");
  }
}

/// Loads all, in an arena guard.
static void
load(void *user)
{
  loading *l = user;
  ent_encoder *e = l->encoder;
  l->status = ent_weights_init(&e->file, l->path, l->error);
  if (l->status != ENT_OK) {
    return;
  }
  vocabulary_load(l);
  e->position = floats(l, "embed/position", ENT_WINDOW, ENT_DIM);
  e->shape = floats(l, "embed/shape", ENT_SHAPES, ENT_DIM);
  e->norm = floats(l, "embed/norm", 4, ENT_DIM);
  for (unsigned i = 0; i < ENT_LAYERS; i++) {
    layer_load(l, i);
  }
  heads_load(l);
  e->kernel = ent_kernel_best();
}

ent_status
ent_encoder_new(const char *path, ent_encoder **encoder, ent_error *error)
{
  ent_encoder *e = calloc(1, sizeof *e);
  loading l = {e, path, ENT_OK, error};
  if (!e || !(e->arena = ent_arena_new()) ||
      ent_arena_guard(e->arena, load, &l) != ENT_OK) {
    l.status = ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                        "memory is short");
  }
  if (l.status == ENT_OK) {
    *encoder = e;
  } else {
    ent_encoder_free(e);
  }
  return l.status;
}

void
ent_encoder_free(ent_encoder *e)
{
  if (e) {
    ent_weights_clear(&e->file);
    ent_arena_free(e->arena);
    free(e);
  }
}
