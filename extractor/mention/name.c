// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/draft.h"
#include "extractor/mention/model.h"

enum { K = ENT_LABEL_COUNT };

static const ent_mention_kind kinds[] = {
    ENT_MENTION_PERSON, ENT_MENTION_ORGANIZATION, ENT_MENTION_PLACE,
    ENT_MENTION_EVENT,  ENT_MENTION_AGREEMENT,
};

typedef struct {
  const ent_name_model *model;
  float *scores;
} adder;

static void
feature_add(void *user, ent_text feature)
{
  adder *const a = (adder *)user;
  ent_name_model_add(a->model, feature, a->scores);
}

static bool
is_begin(uint8_t label)
{
  return label % 2 == 1;
}

/// Adds the names that `labels` tell; `p` says how sure each label is.
static void
labels_read(ent_mention_draft *draft, const ent_sentence *s,
            const uint8_t *labels, const float (*p)[K])
{
  const uint32_t n = s->end - s->first;
  for (uint32_t i = 0; i < n;) {
    if (!is_begin(labels[i])) {
      i++;
      continue;
    }
    uint32_t end = i + 1;
    float score = p[i][labels[i]];
    while (end < n && labels[end] == labels[i] + 1) {
      score = p[end][labels[end]] < score ? p[end][labels[end]] : score;
      end++;
    }
    ent_draft_own(draft, kinds[labels[i] / 2], s->first + i, s->first + end)
        ->score = score;
    i = end;
  }
}

static void
sentence_read(ent_mention_draft *draft, const ent_sentence *s, ent_arena *work)
{
  const ent_name_model *const model = draft->names->model;
  const uint32_t n = s->end - s->first;
  float(*scores)[K] = (float(*)[K])ent_arena_alloc(work, n * sizeof *scores);
  float(*p)[K] = (float(*)[K])ent_arena_alloc(work, n * sizeof *p);
  uint8_t *const labels = ENT_ARENA_ARRAY(work, uint8_t, n);
  for (uint32_t i = 0; i < n; i++) {
    adder a = {model, scores[i]};
    ent_name_features(draft->context, s->first + i, feature_add, &a);
  }
  ent_name_model_best(model, (const float(*)[K])scores, n, work, labels);
  ent_name_model_run(model, (const float(*)[K])scores, n, work, p);
  labels_read(draft, s, labels, (const float(*)[K])p);
}

void
ent_draft_names(ent_mention_draft *draft)
{
  for (uint32_t i = 0; i < draft->document->n_sentences; i++) {
    const ent_sentence *const s = &draft->document->sentences[i];
    if (s->end > s->first && s->kind != ENT_SENTENCE_ASIDE) {
      sentence_read(draft, s, draft->arena);
    }
  }
}
