// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/core_file.h"

#include "extractor/mention/coref.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM ((size_t)16 << 20)
#define ENTRY 96
#define MOST 160

enum { TEXT, S8, F32 };

size_t
core_file_weight(size_t rows, size_t i, size_t column)
{
  return (column / 16 * rows + i / 4 * 4) * 16 + column % 16 * 4 + i % 4;
}

/// A file while it grows: entries first, so their number is known later.
typedef struct {
  core_file file;
  uint8_t entries[MOST * ENTRY];
  uint32_t n;
  uint64_t seed;
} growing;

static void
put(uint8_t *at, uint64_t x, int bytes)
{
  for (int i = 0; i < bytes; i++) {
    at[i] = (uint8_t)(x >> 8 * i);
  }
}

/// Returns a number from -1 to 1.
static float
chance(growing *g)
{
  g->seed = g->seed * 6364136223846793005u + 1442695040888963407u;
  return (float)(int32_t)(g->seed >> 32) / 2147483648.0f;
}

static void *
tensor(growing *g, const char *name, uint32_t type, size_t rows, size_t columns)
{
  uint8_t *entry = g->entries + (size_t)g->n++ * ENTRY;
  const size_t bytes = rows * columns * (type == F32 ? 4 : 1);
  const size_t at = (g->file.size + 63) / 64 * 64;
  memcpy(entry, name, strlen(name));
  put(entry + 48, type, 4);
  put(entry + 52, rows, 4);
  put(entry + 56, columns, 4);
  put(entry + 64, at, 8);
  put(entry + 72, bytes, 8);
  g->file.size = at + bytes;
  return g->file.data + at;
}

static void
text(growing *g, const char *name, const char *value)
{
  memcpy(tensor(g, name, TEXT, 1, strlen(value)), value, strlen(value));
}

/// Adds numbers around `middle`, at most `spread` away.
static void
floats(growing *g, const char *name, size_t rows, size_t columns, float middle,
       float spread)
{
  float *x = tensor(g, name, F32, rows, columns);
  for (size_t i = 0; i < rows * columns; i++) {
    x[i] = middle + spread * chance(g);
  }
}

static void
norm(growing *g, const char *name)
{
  float *x = tensor(g, name, F32, 4, 384);
  for (size_t i = 0; i < 384; i++) {
    x[i] = 1 + 0.2f * chance(g);
    x[384 + i] = 0.1f * chance(g);
    x[768 + i] = x[i] * (1 + 0.2f * chance(g));
    x[1152 + i] = 0.1f * chance(g);
  }
}

static void
weights(growing *g, const char *name, size_t rows, size_t columns)
{
  int8_t *w = tensor(g, name, S8, rows, columns);
  for (size_t i = 0; i < rows * columns; i++) {
    w[i] = (int8_t)(64 * chance(g));
  }
}

/// A product's weights in their order, and the meaning of its columns.
static void
linear(growing *g, const char *name, size_t rows, size_t columns)
{
  const size_t n = (columns + 15) / 16 * 16;
  char extra[64];
  int8_t *w = tensor(g, name, S8, rows, n);
  snprintf(extra, sizeof extra, "%s.columns", name);
  float *means = tensor(g, extra, F32, 3, n);
  for (size_t c = 0; c < columns; c++) {
    int sum = 0;
    for (size_t i = 0; i < rows; i++) {
      const int8_t x = (int8_t)(64 * chance(g));
      w[core_file_weight(rows, i, c)] = x;
      sum += x;
    }
    means[c] = (rows > 384 ? 0.0008f : 0.0016f) + 0.0002f * chance(g);
    means[n + c] = means[c] * (float)sum;
    means[2 * n + c] = 0.1f * chance(g);
  }
}

static void
layer(growing *g, int i)
{
  char name[32];
  const struct {
    const char *name;
    size_t rows, columns;
  } products[] = {{"qkv", 384, 1152},
                  {"out", 384, 384},
                  {"up", 384, 1024},
                  {"down", 1024, 384}};
  for (size_t k = 0; k < 4; k++) {
    snprintf(name, sizeof name, "layer%d/%s", i, products[k].name);
    linear(g, name, products[k].rows, products[k].columns);
  }
  snprintf(name, sizeof name, "layer%d/norm1", i);
  norm(g, name);
  snprintf(name, sizeof name, "layer%d/norm2", i);
  norm(g, name);
}

static void
coref(growing *g)
{
  const size_t traits = ent_coref_trait_rows();
  floats(g, "coref/later", 64, 64, 0, 0.3f);
  floats(g, "coref/later.bias", 1, 64, 0, 0.1f);
  floats(g, "coref/later.traits", traits, 64, 0, 0.2f);
  floats(g, "coref/earlier", 64, 64, 0, 0.3f);
  floats(g, "coref/earlier.traits", traits, 64, 0, 0.2f);
  floats(g, "coref/product", 32, 64, 0, 0.3f);
  floats(g, "coref/likes", ent_coref_like_rows(), 64, 0, 0.2f);
  floats(g, "coref/pair", 1, 64, 0, 0.5f);
  floats(g, "coref/alone", 64, 64, 0, 0.3f);
  floats(g, "coref/alone.bias", 1, 64, 0, 0.1f);
  floats(g, "coref/alone.traits", traits, 64, 0, 0.2f);
  floats(g, "coref/new", 1, 64, 0, 0.3f);
  floats(g, "coref/new.bias", 1, 1, 0, 0.1f);
  floats(g, "coref/least", 1, 3, 0.2f, 0.01f);
}

static void
tensors(growing *g)
{
  char vocab[1024] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nriver\nsigned\n##ed\n";
  for (char c = 'a'; c <= 'z'; c++) {
    char entry[16];
    snprintf(entry, sizeof entry, "%c\n##%c\n", c, c);
    strcat(vocab, entry);
  }
  text(g, "text/vocab", vocab);
  text(g, "text/upos", "NOUN\nVERB\nX\n");
  text(g, "text/xpos", "NN\nVB\nXX\nCD\nDT\n");
  text(g, "text/relations", "nsubj\nobj\nroot\n");
  text(g, "text/names", "name:O\nname:B-PERSON\nname:I-PERSON\n");
  weights(g, "embed/word", 60, 384);
  floats(g, "embed/word.scale", 1, 60, 0.001f, 0.0002f);
  floats(g, "embed/position", 128, 384, 0, 0.02f);
  floats(g, "embed/shape", 8, 384, 0, 0.02f);
  norm(g, "embed/norm");
  for (int i = 0; i < 6; i++) {
    layer(g, i);
  }
  floats(g, "head/mix", 4, 7, 0.15f, 0.1f);
  linear(g, "head/tag", 384, 8);
  linear(g, "head/parse1", 384, 384);
  linear(g, "head/parse2", 384, 512);
  floats(g, "head/parse.root", 2, 128, 0, 1);
  floats(g, "head/parse.bias", 1, 128, 0, 0.1f);
  linear(g, "head/relation", 128, 3);
  linear(g, "head/names1", 384, 384);
  linear(g, "head/names2", 384, 3);
  linear(g, "head/word", 384, 64);
  coref(g);
}

/// Makes a file with the tensors that `fill` adds to it.
static core_file
file_new(void (*fill)(growing *g), size_t most)
{
  static growing g;
  g = (growing){.file = {calloc(1, ROOM), 64 + most * ENTRY}, .seed = 4};
  fill(&g);
  memcpy(g.file.data, "ENTCORE\n", 8);
  put(g.file.data + 8, 3, 4);
  put(g.file.data + 12, g.n, 4);
  put(g.file.data + 16, g.file.size, 8);
  memcpy(g.file.data + 64, g.entries, g.n * (size_t)ENTRY);
  core_file_sign(&g.file);
  return g.file;
}

core_file
core_file_new(void)
{
  return file_new(tensors, MOST);
}

static void
two_tensors(growing *g)
{
  text(g, "text", "one\ntwo\n");
  floats(g, "floats", 2, 3, 0, 1);
}

core_file
core_file_small(void)
{
  return file_new(two_tensors, 2);
}

void
core_file_sign(core_file *file)
{
  struct sha256_ctx ctx;
  sha256_init(&ctx);
  sha256_update(&ctx, 32, file->data);
  sha256_update(&ctx, file->size - 64, file->data + 64);
  sha256_digest(&ctx, 32, file->data + 32);
}

int
core_file_write(const core_file *file, const char *path)
{
  FILE *out = fopen(path, "wb");
  if (!out) {
    return -1;
  }
  const size_t n = fwrite(file->data, 1, file->size, out);
  return fclose(out) == 0 && n == file->size ? 0 : -1;
}
