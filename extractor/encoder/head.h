// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_HEAD_H
#define ENT_HEAD_H

/// Makes scores of words from the outputs of layers.

#include "extractor/encoder/layer.h"

/// Sets the scores of `n` words whose layers `work` holds.
void
ent_head_run(const ent_encoder *encoder, size_t n, ent_work *work,
             const ent_scores *rows);

#endif
