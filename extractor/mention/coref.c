// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// What each referent means, by scores of it with what stands before it (a
/// mention-ranking model; Wiseman et al. 2015, Lee et al. 2017).

#include "extractor/mention/referent.h"

#include <math.h>
#include <string.h>

/// Numbers of a score's middle, and those of a vector that are multiplied with
/// those of another.
enum { HIDDEN = 64, PRODUCT = 32 };

/// Referents whose sums are kept, more than a window.
enum { RING = 64 };

typedef float row[HIDDEN];

/// Tensors of the weights file (extractor/encoder/README.md).
typedef struct {
  const float *later, *earlier, *alone; ///< [ENT_WORD_DIM][HIDDEN]
  const float *product;                 ///< [PRODUCT][HIDDEN]
  const float *later_traits, *earlier_traits, *alone_traits, *likes;
  const float *later_bias, *alone_bias, *pair, *new, *new_bias;
  const float *least; ///< Probability below which it means something new: of
                      ///< a name; of another where names stand; else
} weights;

/// The work of one call.
typedef struct {
  weights w;
  const ent_document *document;
  ent_referents *all;
  row ring[RING]; ///< Sums of the last referents, as earlier ones
  uint8_t *named; ///< For each cluster: a name is in it
  uint32_t candidates[ENT_COREF_CANDIDATES];
  uint16_t likes[ENT_COREF_CANDIDATES][ENT_COREF_LIKES];
  float scores[ENT_COREF_CANDIDATES];
} work;

static const float *
tensor(const ent_encoder *encoder, const char *name, size_t rows,
       size_t columns, bool *all)
{
  const float *const found = ent_encoder_floats(encoder, name, rows, columns);
  *all &= found != NULL;
  return found;
}

/// Finds all tensors; false if one is not there.
static bool
weights_find(const ent_encoder *e, weights *w)
{
  const size_t traits = ent_coref_trait_rows();
  bool all = true;
  w->later = tensor(e, "coref/later", ENT_WORD_DIM, HIDDEN, &all);
  w->later_bias = tensor(e, "coref/later.bias", 1, HIDDEN, &all);
  w->later_traits = tensor(e, "coref/later.traits", traits, HIDDEN, &all);
  w->earlier = tensor(e, "coref/earlier", ENT_WORD_DIM, HIDDEN, &all);
  w->earlier_traits = tensor(e, "coref/earlier.traits", traits, HIDDEN, &all);
  w->product = tensor(e, "coref/product", PRODUCT, HIDDEN, &all);
  w->likes = tensor(e, "coref/likes", ent_coref_like_rows(), HIDDEN, &all);
  w->pair = tensor(e, "coref/pair", 1, HIDDEN, &all);
  w->alone = tensor(e, "coref/alone", ENT_WORD_DIM, HIDDEN, &all);
  w->alone_bias = tensor(e, "coref/alone.bias", 1, HIDDEN, &all);
  w->alone_traits = tensor(e, "coref/alone.traits", traits, HIDDEN, &all);
  w->new = tensor(e, "coref/new", 1, HIDDEN, &all);
  w->new_bias = tensor(e, "coref/new.bias", 1, 1, &all);
  w->least = tensor(e, "coref/least", 1, 3, &all);
  return all;
}

static const float *
row_of(const float *table, size_t i)
{
  return table + i * HIDDEN;
}

static void
row_add(float *restrict sum, const float *restrict x)
{
  for (int k = 0; k < HIDDEN; k++) {
    sum[k] += x[k];
  }
}

static void
row_add_times(float *restrict sum, const float *restrict x, float times)
{
  for (int k = 0; k < HIDDEN; k++) {
    sum[k] += x[k] * times;
  }
}

static const int8_t *
vector_of(const work *w, uint32_t i)
{
  return w->document->vectors +
         (size_t)w->all->items[i].head * w->document->n_vector;
}

/// Adds the product of a referent's vector and the rows of its traits.
static void
referent_add(const work *w, uint32_t i, const float *matrix,
             const float *traits, float *sum)
{
  const int8_t *const v = vector_of(w, i);
  uint16_t rows[ENT_COREF_TRAITS];
  ent_coref_traits(w->all, i, rows);
  for (int k = 0; k < ENT_WORD_DIM; k++) {
    row_add_times(sum, row_of(matrix, (size_t)k), (float)v[k] * (1.0f / 127));
  }
  for (int k = 0; k < ENT_COREF_TRAITS; k++) {
    row_add(sum, row_of(traits, rows[k]));
  }
}

/// Returns Σ weights·max(0, x), in four sums of fixed order.
static float
bend_sum(const float *x, const float *by)
{
  float sums[4] = {0};
  for (int k = 0; k < HIDDEN; k += 4) {
    for (int j = 0; j < 4; j++) {
      sums[j] += (x[k + j] > 0 ? x[k + j] : 0) * by[k + j];
    }
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Returns e to the power of x ≤ 0, by arithmetic that is the same everywhere.
static float
power(float x)
{
  if (x < -80.0f) {
    return 0;
  }
  const int n = (int)(x * 1.44269504f - 0.5f);
  const float r = x - (float)n * 0.693147181f;
  const float p =
      1.0f +
      r * (1.0f + r * (0.5f + r * (0.166666667f +
                                   r * (0.0416666667f + r * 0.00833333333f))));
  return ldexpf(p, n);
}

static float
score_new(const work *w, uint32_t i)
{
  row sum;
  memcpy(sum, w->w.alone_bias, sizeof sum);
  referent_add(w, i, w->w.alone, w->w.alone_traits, sum);
  return bend_sum(sum, w->w.new) + w->w.new_bias[0];
}

/// Sets the scores of referent `i` with its `n` candidates.
static void
scores_set(work *w, uint32_t i, uint32_t n)
{
  const int8_t *const v = vector_of(w, i);
  row base, other;
  memcpy(base, w->w.later_bias, sizeof base);
  referent_add(w, i, w->w.later, w->w.later_traits, base);
  for (uint32_t c = 0; c < n; c++) {
    const uint32_t j = w->candidates[c];
    const int8_t *const u = vector_of(w, j);
    const float *earlier = w->ring[j % RING];
    row sum;
    if (i - j > ENT_COREF_WINDOW) {
      memset(other, 0, sizeof other);
      referent_add(w, j, w->w.earlier, w->w.earlier_traits, other);
      earlier = other;
    }
    memcpy(sum, base, sizeof sum);
    row_add(sum, earlier);
    for (int k = 0; k < PRODUCT; k++) {
      row_add_times(sum, row_of(w->w.product, (size_t)k),
                    (float)(v[k] * u[k]) * (1.0f / (127 * 127)));
    }
    for (int k = 0; k < ENT_COREF_LIKES; k++) {
      row_add(sum, row_of(w->w.likes, w->likes[c][k]));
    }
    w->scores[c] = bend_sum(sum, w->w.pair);
  }
}

/// Turns scores into probabilities, `new` one of them.
static void
scores_norm(float *scores, uint32_t n, float new)
{
  float top = new;
  for (uint32_t c = 0; c < n; c++) {
    top = scores[c] > top ? scores[c] : top;
  }
  float sum = power(new - top);
  for (uint32_t c = 0; c < n; c++) {
    scores[c] = power(scores[c] - top);
    sum += scores[c];
  }
  for (uint32_t c = 0; c < n; c++) {
    scores[c] /= sum;
  }
}

static bool
is_named(const ent_referent *r)
{
  return r->kind >= ENT_REFERENT_PERSON && r->kind <= ENT_REFERENT_PLACE;
}

/// Chooses the cluster to which the most probable candidates belong together.
static void
cluster_choose(work *w, uint32_t i, uint32_t n)
{
  ent_referent *const items = w->all->items;
  ent_referent *const r = &items[i];
  uint32_t best = i;
  float most = 0;
  for (uint32_t c = 0; c < n; c++) {
    const uint32_t cluster = items[w->candidates[c]].cluster;
    uint32_t k = 0;
    while (k < c && items[w->candidates[k]].cluster != cluster) {
      k++;
    }
    if (k < c) {
      continue; // summed up before
    }
    float sum = 0;
    for (; k < n; k++) {
      sum += items[w->candidates[k]].cluster == cluster ? w->scores[k] : 0;
    }
    if (sum > most) {
      most = sum;
      best = cluster;
    }
  }
  const float least =
      w->w.least[is_named(r)                                      ? 0
                 : w->named[best] && r->kind <= ENT_REFERENT_NOUN ? 1
                                                                  : 2];
  if (most > least) {
    r->cluster = best;
    r->sure = most;
  }
  w->named[r->cluster] |= is_named(r);
}

const ent_referents *
ent_coref_run(const ent_names *names, const ent_document *document,
              ent_arena *arena)
{
  ent_referents *const all = ent_referents_find(names, document, arena);
  work *const w = ENT_ARENA_ARRAY(arena, work, 1);
  if (!document->vectors || !weights_find(document->encoder, &w->w)) {
    return all;
  }
  w->document = document;
  w->all = all;
  w->named = ENT_ARENA_ARRAY(arena, uint8_t, all->n + 1u);
  for (uint32_t i = 0; i < all->n; i++) {
    const uint32_t n = ent_coref_candidates(all, i, w->candidates);
    ent_coref_likes(all, i, w->candidates, n, w->likes);
    scores_set(w, i, n);
    scores_norm(w->scores, n, score_new(w, i));
    cluster_choose(w, i, n);
    memset(w->ring[i % RING], 0, sizeof(row));
    referent_add(w, i, w->w.earlier, w->w.earlier_traits, w->ring[i % RING]);
  }
  return all;
}
