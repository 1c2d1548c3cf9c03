// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes an encoder from its file.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/encoder/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What is being loaded; the first error stops all that follows.
typedef struct {
  ent_encoder *encoder;
  const char *path;
  ent_status status;
  ent_error *error;
} loading;

static const void *
tensor(loading *l, const char *name, ent_tensor_type type, size_t *rows,
       size_t *columns)
{
  ent_tensor t = {type, *rows, *columns, NULL};
  if (l->status == ENT_OK) {
    l->status = ent_weights_find(l->encoder->file, name, &t, l->error);
    *rows = t.rows;
    *columns = t.columns;
  }
  return l->status == ENT_OK ? t.data : NULL;
}

static const float *
floats(loading *l, const char *name, size_t rows, size_t columns)
{
  return tensor(l, name, ENT_TENSOR_F32, &rows, &columns);
}

static ent_text
text(loading *l, const char *name)
{
  size_t rows = 1, columns = 0;
  const char *data = tensor(l, name, ENT_TENSOR_TEXT, &rows, &columns);
  return (ent_text){data, data ? columns : 0};
}

static void
refuse(loading *l, const char *reason)
{
  if (l->status == ENT_OK) {
    l->status = ent_fail(l->error, ENT_ERR_SYNTAX, l->path, 0, ENT_NO_OFFSET,
                         "the weights cannot be used: %s", reason);
  }
}

/// Lends rows with zeroes behind them up to `n` columns.
static const void *
filled(loading *l, const void *from, size_t size, size_t rows, size_t columns,
       size_t n)
{
  if (columns == n) {
    return from;
  }
  char *to = ent_arena_alloc(l->encoder->arena, rows * n * size);
  for (size_t r = 0; r < rows; r++) {
    memcpy(to + r * n * size, (const char *)from + r * columns * size,
           columns * size);
  }
  return to;
}

/// Lends the sums of the columns of weights, times their scales.
static float *
offsets(loading *l, const int8_t *w, const float *scale, size_t rows, size_t n)
{
  float *sums = ENT_ARENA_ARRAY(l->encoder->arena, float, n);
  for (size_t r = 0; r < rows; r++) {
    for (size_t c = 0; c < n; c++) {
      sums[c] += (float)w[r * n + c]; // exact: integers below 2^24
    }
  }
  for (size_t c = 0; c < n; c++) {
    sums[c] *= scale[c];
  }
  return sums;
}

/// Finds X, X.scale and X.bias and packs them; 0 columns are any.
static void
linear(loading *l, const char *name, size_t rows, size_t columns,
       ent_linear *linear)
{
  ent_encoder *e = l->encoder;
  char extra[64];
  const int8_t *w = tensor(l, name, ENT_TENSOR_S8, &rows, &columns);
  snprintf(extra, sizeof extra, "%s.scale", name);
  const float *scale = floats(l, extra, 1, columns);
  snprintf(extra, sizeof extra, "%s.bias", name);
  const float *bias = floats(l, extra, 1, columns);
  if (l->status != ENT_OK) {
    return;
  }
  const size_t n = (columns + 15) / 16 * 16;
  *linear = (ent_linear){.weights = w, .rows = rows, .wide = columns};
  w = filled(l, w, 1, rows, columns, n);
  scale = filled(l, scale, sizeof *scale, 1, columns, n);
  bias = filled(l, bias, sizeof *bias, 1, columns, n);
  linear->columns =
      (ent_columns){scale, offsets(l, w, scale, rows, n), bias, n};
  l->status = ent_product_new(w, rows, n, &linear->product, l->error);
  if (l->status == ENT_OK) {
    const size_t scratch = ent_product_scratch(linear->product);
    e->scratch = scratch > e->scratch ? scratch : e->scratch;
    e->products[e->n_products++] = linear->product;
  }
}

static void
layer_load(loading *l, unsigned i)
{
  ent_layer *layer = &l->encoder->layers[i];
  char name[32];
#define NAMED(part) (snprintf(name, sizeof name, "layer%u/" part, i), name)
  linear(l, NAMED("qkv"), ENT_DIM, 3 * ENT_DIM, &layer->qkv);
  linear(l, NAMED("out"), ENT_DIM, ENT_DIM, &layer->out);
  linear(l, NAMED("up"), ENT_DIM, ENT_MIDDLE, &layer->up);
  linear(l, NAMED("down"), ENT_MIDDLE, ENT_DIM, &layer->down);
  layer->norm1 = floats(l, NAMED("norm1"), 4, ENT_DIM);
  layer->norm2 = floats(l, NAMED("norm2"), 4, ENT_DIM);
#undef NAMED
}

/// Counts lines; sets the number of line `wanted`, if it is there.
static uint32_t
lines(ent_text list, ent_text wanted, uint32_t *at)
{
  uint32_t n = 0;
  for (size_t start = 0; start < list.len; n++) {
    const size_t found = ent_text_find(list, ENT_TEXT("\n"), start);
    const size_t end = found < list.len ? found : list.len;
    if (at &&
        ent_text_equal((ent_text){list.data + start, end - start}, wanted)) {
      *at = n;
    }
    start = end + 1;
  }
  return n;
}

static void
vocabulary_load(loading *l)
{
  ent_encoder *e = l->encoder;
  size_t rows = 0, columns = ENT_DIM;
  const ent_text vocab = text(l, "text/vocab");
  e->word = tensor(l, "embed/word", ENT_TENSOR_S8, &rows, &columns);
  e->word_scale = floats(l, "embed/word.scale", 1, rows);
  e->begin = e->end = UINT32_MAX;
  if (l->status != ENT_OK) {
    return;
  }
  if (lines(vocab, ENT_TEXT("[CLS]"), &e->begin) != rows) {
    refuse(l, "its vocabulary is of another size");
    return;
  }
  lines(vocab, ENT_TEXT("[SEP]"), &e->end);
  e->wordpiece = ent_wordpiece_new(e->arena, vocab);
  if (e->begin == UINT32_MAX || e->end == UINT32_MAX || !e->wordpiece) {
    refuse(l, "its vocabulary has no [CLS], [SEP] or [UNK]");
  }
}

/// Loads a list of labels, and counts them.
static ent_text
labels(loading *l, const char *name, uint32_t *n)
{
  const ent_text list = text(l, name);
  *n = lines(list, ENT_TEXT(""), NULL);
  if (!*n || *n > ENT_COLUMNS_MAX) {
    refuse(l, "a list of labels is empty or too long");
  }
  return list;
}

static void
heads_load(loading *l)
{
  ent_encoder *e = l->encoder;
  e->upos = labels(l, "text/upos", &e->n_upos);
  e->xpos = labels(l, "text/xpos", &e->n_xpos);
  e->relations = labels(l, "text/relations", &e->n_relations);
  e->names = labels(l, "text/names", &e->n_names);
  if (e->n_upos + e->n_xpos > ENT_COLUMNS_MAX) {
    refuse(l, "its lists of tags are too long");
  }
  e->mix = floats(l, "head/mix", ENT_TASKS, ENT_LAYERS + 1);
  linear(l, "head/tag", ENT_DIM, e->n_upos + e->n_xpos, &e->tag);
  linear(l, "head/parse1", ENT_DIM, ENT_DIM, &e->parse1);
  linear(l, "head/parse2", ENT_DIM, (size_t)4 * ENT_TREE, &e->parse2);
  e->root = floats(l, "head/parse.root", 2, ENT_TREE);
  e->bias = floats(l, "head/parse.bias", 1, ENT_TREE);
  linear(l, "head/relation", ENT_TREE, e->n_relations, &e->relation);
  linear(l, "head/names1", ENT_DIM, ENT_NAMES, &e->names1);
  linear(l, "head/names2", ENT_NAMES, e->n_names, &e->names2);
  if (ent_encoder_floats(e, "head/word.bias", 1, 0)) {
    linear(l, "head/word", ENT_DIM, 0, &e->vector);
    e->n_word = (uint32_t)e->vector.wide;
    if (e->n_word > ENT_COLUMNS_MAX) {
      refuse(l, "its vectors of words are too long");
    }
  }
}

/// Loads all, in an arena guard.
static void
load(void *user)
{
  loading *l = user;
  ent_encoder *e = l->encoder;
  vocabulary_load(l);
  e->position = floats(l, "embed/position", ENT_WINDOW, ENT_DIM);
  e->shape = floats(l, "embed/shape", ENT_SHAPES, ENT_DIM);
  e->norm = floats(l, "embed/norm", 4, ENT_DIM);
  for (unsigned i = 0; i < ENT_LAYERS; i++) {
    layer_load(l, i);
  }
  heads_load(l);
  for (unsigned i = ent_product_level() + 1; !e->kernel && i-- > 0;) {
    e->kernel = ent_kernel_at(i);
  }
}

ent_status
ent_encoder_new(const char *path, ent_encoder **encoder, ent_error *error)
{
  ent_encoder *e = calloc(1, sizeof *e);
  loading l = {e, path, ENT_OK, error};
  if (!e || !(e->arena = ent_arena_new())) {
    l.status = ENT_ERR_MEMORY;
  } else {
    l.status = ent_weights_new(path, &e->file, error);
  }
  if (l.status == ENT_OK && ent_arena_guard(e->arena, load, &l) != ENT_OK) {
    l.status = ENT_ERR_MEMORY;
  }
  if (l.status == ENT_ERR_MEMORY) {
    ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET, "memory is short");
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
    for (size_t i = 0; i < e->n_products; i++) {
      ent_product_free(e->products[i]);
    }
    ent_weights_free(e->file);
    ent_arena_free(e->arena);
    free(e);
  }
}
