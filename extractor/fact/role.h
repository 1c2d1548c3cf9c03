// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ROLE_H
#define ENT_ROLE_H

/// Looks at a cue and a mention: what tells whether the mention fills a role
/// in what the cue tells of.

#include "extractor/fact/match.h"

/// Features of a pair.
enum { ENT_ROLE_FEATURES = 11 };

/// Returns the rows of the table of weights: one for each value of a feature.
uint32_t
ent_role_rows(void);

/// Tells whether a mention can fill a role: it means an entity and stands in no
/// longer name.
bool
ent_role_can(const ent_scene *scene, uint32_t mention);

/// Sets the row of each feature of cue number `cue` and mention number
/// `mention`, which can fill a role.
void
ent_role_features(const ent_scene *scene, uint32_t cue, uint32_t mention,
                  uint16_t rows[ENT_ROLE_FEATURES]);

/// Returns the token of `first..end` that depends on none of them.
uint32_t
ent_scene_head(const ent_scene *scene, uint32_t first, uint32_t end);

#endif
