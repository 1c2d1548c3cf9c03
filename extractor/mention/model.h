// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_NAME_MODEL_H
#define ENT_NAME_MODEL_H

/// Makes labels for tokens from features: a linear-chain conditional random
/// field (Lafferty, McCallum, Pereira 2001) with weights from names.model.

#include "extractor/mention/names.h"

/// Labels in IOB2: outside, then begin and inside of each kind.
typedef enum {
  ENT_LABEL_OUTSIDE,
  ENT_LABEL_B_PERSON,
  ENT_LABEL_I_PERSON,
  ENT_LABEL_B_ORGANIZATION,
  ENT_LABEL_I_ORGANIZATION,
  ENT_LABEL_B_PLACE,
  ENT_LABEL_I_PLACE,
  ENT_LABEL_B_EVENT,
  ENT_LABEL_I_EVENT,
  ENT_LABEL_B_AGREEMENT,
  ENT_LABEL_I_AGREEMENT,
  ENT_LABEL_COUNT
} ent_label;

/// Loads `data_dir`/en/names.model; lives in `arena`.
ENT_NODISCARD ent_status
ent_name_model_load(ent_arena *arena, const char *data_dir,
                    const ent_name_model **model, ent_error *error);

/// Adds the weights of one feature to `scores`.
void
ent_name_model_add(const ent_name_model *model, ent_text feature,
                   float scores[ENT_LABEL_COUNT]);

/// Sets `p` to the probability of each label for each of `n` tokens, from the
/// summed feature weights in `scores`.
void
ent_name_model_run(const ent_name_model *model,
                   const float (*scores)[ENT_LABEL_COUNT], size_t n,
                   ent_arena *arena, float (*p)[ENT_LABEL_COUNT]);

/// Sets `labels` to the best sequence (Viterbi).
void
ent_name_model_best(const ent_name_model *model,
                    const float (*scores)[ENT_LABEL_COUNT], size_t n,
                    ent_arena *arena, uint8_t *labels);

#endif
