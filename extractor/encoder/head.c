// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/core.h"

#include <string.h>

/// Words whose relations are found together.
#define AT_ONCE ((size_t)16)

/// Mixes of README.md, in the order of `head/mix`.
enum { TAGS, TREE, NAMES, WORD };

/// Multiplies one mix of a block's words; if there is a second product, bends
/// and multiplies again.
static void
mix_run(const ent_encoder *e, int task, const ent_linear *first,
        const ent_linear *second, size_t n, ent_work *w)
{
  const ent_kernel *k = e->kernel;
  uint8_t *middle = w->middle[0];
  k->quantise(w->mixes[task][0], n, ENT_DIM, false, w->q[0], w->ranges);
  k->product(first, w->q[0], w->ranges, n, w->made);
  if (second) {
    k->quantise(w->made, n, first->columns, true, middle, w->middle_ranges);
    k->product(second, middle, w->middle_ranges, n, w->made);
  }
}

/// Sets `to` to columns `from` to `from` + `n` of rows of a product.
static void
columns_take(const ent_linear *linear, const float *made, size_t rows,
             size_t from, size_t n, float *to)
{
  for (size_t i = 0; i < rows; i++) {
    memcpy(to + i * n, made + i * linear->columns + from, n * sizeof *to);
  }
}

static void
block_run(const ent_encoder *e, size_t first, size_t n, ent_work *w,
          const ent_scores *s)
{
  const size_t to = s->n + first;
  for (size_t i = 0; i < n; i++) {
    e->kernel->mix(w->layers[first + i][0], e->mix,
                   e->n_word ? ENT_TASKS : WORD, ENT_BLOCK * ENT_DIM,
                   w->mixes[0][i]);
  }
  mix_run(e, TAGS, &e->tag, NULL, n, w);
  columns_take(&e->tag, w->made, n, 0, e->n_upos, s->upos + to * e->n_upos);
  columns_take(&e->tag, w->made, n, e->n_upos, e->n_xpos,
               s->xpos + to * e->n_xpos);
  mix_run(e, TREE, &e->parse1, &e->parse2, n, w);
  columns_take(&e->parse2, w->made, n, 0, (size_t)4 * ENT_TREE,
               s->tree + to * 4 * ENT_TREE);
  mix_run(e, NAMES, &e->names1, &e->names2, n, w);
  columns_take(&e->names2, w->made, n, 0, e->n_names,
               s->names + to * e->n_names);
  if (e->n_word) {
    mix_run(e, WORD, &e->vector, NULL, n, w);
    columns_take(&e->vector, w->made, n, 0, e->n_word,
                 s->word + to * e->n_word);
  }
}

void
ent_head_run(const ent_encoder *e, size_t n, ent_work *w, const ent_scores *s)
{
  for (size_t i = 0; i < n; i += ENT_BLOCK) {
    block_run(e, i, n - i < ENT_BLOCK ? n - i : ENT_BLOCK, w, s);
  }
}

void
ent_scores_arcs(const ent_encoder *e, const ent_scores *scores, uint32_t row,
                uint32_t n, float *arcs)
{
  const float part = 0.088388348f; // 1/√128
  const float *words = scores->tree + (size_t)row * 4 * ENT_TREE;
  for (size_t i = 0; i < n; i++) {
    float d[ENT_TREE];
    for (size_t k = 0; k < ENT_TREE; k++) {
      d[k] = words[i * 4 * ENT_TREE + k] * part + e->bias[k];
    }
    for (size_t j = 0; j <= n; j++) {
      const float *h = j ? words + (j * 4 - 3) * ENT_TREE : e->root;
      *arcs++ = e->kernel->dot(d, h);
    }
  }
}

void
ent_scores_relations(const ent_encoder *e, const ent_scores *scores,
                     uint32_t row, uint32_t n, const uint32_t *heads,
                     float *relations)
{
  const float *words = scores->tree + (size_t)row * 4 * ENT_TREE;
  float x[AT_ONCE * ENT_TREE], made[AT_ONCE * ENT_COLUMNS_MAX];
  uint8_t q[(AT_ONCE + ENT_SLACK) * ENT_TREE] = {0};
  ent_range ranges[AT_ONCE];
  for (size_t first = 0; first < n; first += AT_ONCE) {
    const size_t rows = n - first < AT_ONCE ? n - first : AT_ONCE;
    for (size_t i = 0; i < rows; i++) {
      const size_t head = heads[first + i];
      const float *a = words + ((first + i) * 4 + 2) * ENT_TREE;
      const float *b =
          head ? words + (head * 4 - 1) * ENT_TREE : e->root + ENT_TREE;
      e->kernel->join(a, b, x + i * ENT_TREE);
    }
    e->kernel->quantise(x, rows, ENT_TREE, false, q, ranges);
    e->kernel->product(&e->relation, q, ranges, rows, made);
    columns_take(&e->relation, made, rows, 0, e->n_relations,
                 relations + first * e->n_relations);
  }
}
