// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/model.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { K = ENT_LABEL_COUNT };

/// Weight of one feature for one label.
typedef struct {
  uint32_t label;
  float weight;
} weight;

struct ent_name_model {
  ent_arena *arena;
  ent_map *features; // -> index of `rows`
  ENT_VECTOR(weight) weights;
  ENT_VECTOR(uint32_t) rows; // first weight of each feature
  float between[K][K];       // from, to
  float factor[K][K];        // exp of the same
};

static const char *const label_names[K] = {"O",     "B-PER", "I-PER", "B-ORG",
                                           "I-ORG", "B-LOC", "I-LOC", "B-EVT",
                                           "I-EVT", "B-AGR", "I-AGR"};

static uint32_t
label_find(ent_text name)
{
  uint32_t i = 0;
  while (i < K && !ent_text_equal(ent_text_from(label_names[i]), name)) {
    i++;
  }
  return i;
}

/// Reads "B-PER:1234": a label and thousandths.  Fields end in a tab or a
/// newline, so that strtol() stops.
static bool
weight_read(ent_text field, weight *result)
{
  const size_t colon = ent_text_find(field, ENT_TEXT(":"), 0);
  if (colon == SIZE_MAX || field.len - colon > 12) {
    return false;
  }
  char digits[16] = "";
  memcpy(digits, field.data + colon + 1, field.len - colon - 1);
  char *end = NULL;
  const long n = strtol(digits, &end, 10);
  result->label = label_find((ent_text){field.data, colon});
  result->weight = (float)n / 1000.0f;
  return result->label < K && end != digits && *end == '\0';
}

static ent_status
model_row(void *user, uint64_t line, const ent_text *fields, size_t n,
          ent_error *error)
{
  ent_name_model *const model = (ent_name_model *)user;
  const bool between = ent_text_starts(fields[0], ENT_TEXT("> "));
  const uint32_t from =
      between ? label_find((ent_text){fields[0].data + 2, fields[0].len - 2})
              : 0;
  bool good = n > 1 && from < K;
  if (!between) {
    *ENT_PUSH(model->arena, &model->rows) = (uint32_t)model->weights.n;
    ent_map_set(model->features, fields[0], (uint32_t)model->rows.n - 1);
  }
  for (size_t i = 1; good && i < n; i++) {
    weight w;
    good = weight_read(fields[i], &w);
    if (good && between) {
      model->between[from][w.label] = w.weight;
    } else if (good) {
      *ENT_PUSH(model->arena, &model->weights) = w;
    }
  }
  return good ? ENT_OK
              : ent_fail(error, ENT_ERR_SYNTAX, NULL, line, ENT_NO_OFFSET,
                         "want: feature, label:weight …");
}

ent_status
ent_name_model_load(ent_arena *arena, const char *data_dir,
                    const ent_name_model **result, ent_error *error)
{
  char path[4096];
  ent_name_model *const model = ENT_ARENA_ARRAY(arena, ent_name_model, 1);
  model->arena = arena;
  model->features = ent_map_new(arena);
  snprintf(path, sizeof path, "%s/en/names.model", data_dir);
  const ent_status status =
      ent_table_read(path, "names-model", 1, model_row, model, error);
  if (status != ENT_OK) {
    return status;
  }
  *ENT_PUSH(arena, &model->rows) = (uint32_t)model->weights.n;
  for (size_t i = 0; i < K; i++) {
    for (size_t j = 0; j < K; j++) {
      model->factor[i][j] = expf(model->between[i][j]);
    }
  }
  *result = model;
  return ENT_OK;
}

void
ent_name_model_add(const ent_name_model *model, ent_text feature,
                   float scores[K])
{
  uint32_t row = 0;
  if (!ent_map_get(model->features, feature, &row)) {
    return;
  }
  const weight *w = model->weights.items + model->rows.items[row];
  const weight *const end = model->weights.items + model->rows.items[row + 1];
  for (; w < end; w++) {
    scores[w->label] += w->weight;
  }
}

/// Makes the sum of `p` one.
static void
scale(float p[K])
{
  float sum = 0;
  for (size_t i = 0; i < K; i++) {
    sum += p[i];
  }
  for (size_t i = 0; i < K; i++) {
    p[i] /= sum;
  }
}

/// Turns scores into factors with the largest one, so that none overflows.
static void
factors_of(const float scores[K], float f[K])
{
  float most = scores[0];
  for (size_t i = 1; i < K; i++) {
    most = scores[i] > most ? scores[i] : most;
  }
  for (size_t i = 0; i < K; i++) {
    f[i] = expf(scores[i] - most) + 1e-20f;
  }
}

void
ent_name_model_run(const ent_name_model *model, const float (*scores)[K],
                   size_t n, ent_arena *arena, float (*p)[K])
{
  float(*f)[K] = (float(*)[K])ent_arena_alloc(arena, n * sizeof *f);
  for (size_t t = 0; t < n; t++) {
    factors_of(scores[t], f[t]);
    for (size_t j = 0; j < K; j++) {
      float sum = t == 0 ? 1 : 0;
      for (size_t i = 0; t > 0 && i < K; i++) {
        sum += p[t - 1][i] * model->factor[i][j];
      }
      p[t][j] = sum * f[t][j];
    }
    scale(p[t]);
  }
  float back[K];
  for (size_t j = 0; j < K; j++) {
    back[j] = 1;
  }
  for (size_t t = n; t-- > 1;) {
    float before[K];
    for (size_t i = 0; i < K; i++) {
      before[i] = 0;
      for (size_t j = 0; j < K; j++) {
        before[i] += model->factor[i][j] * f[t][j] * back[j];
      }
    }
    scale(before);
    memcpy(back, before, sizeof back);
    for (size_t i = 0; i < K; i++) {
      p[t - 1][i] = p[t - 1][i] * back[i] + 1e-20f;
    }
    scale(p[t - 1]);
  }
}

void
ent_name_model_best(const ent_name_model *model, const float (*scores)[K],
                    size_t n, ent_arena *arena, uint8_t *labels)
{
  float now[K];
  float next[K];
  uint8_t(*from)[K] = (uint8_t(*)[K])ent_arena_alloc(arena, n * sizeof *from);
  for (size_t t = 0; t < n; t++) {
    for (size_t j = 0; j < K; j++) {
      size_t best = 0;
      for (size_t i = 1; t > 0 && i < K; i++) {
        if (now[i] + model->between[i][j] >
            now[best] + model->between[best][j]) {
          best = i;
        }
      }
      from[t][j] = (uint8_t)best;
      next[j] =
          scores[t][j] + (t > 0 ? now[best] + model->between[best][j] : 0.0f);
    }
    memcpy(now, next, sizeof now);
  }
  uint8_t best = 0;
  for (uint8_t j = 1; n > 0 && j < K; j++) {
    best = now[j] > now[best] ? j : best;
  }
  for (size_t t = n; t-- > 0;) {
    labels[t] = best;
    best = from[t][best];
  }
}
