// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ENTITY_H
#define ENT_ENTITY_H

/// Makes entities from mentions: one for each real thing in an article.

#include "extractor/mention/mention.h"

/// The entities of an article.  Sets `entity` of every mention that has one:
/// names, and the pronouns, descriptions and nationalities that refer to one.
typedef struct {
  ent_entity *items;
  uint32_t n;
} ent_entities;

/// Groups `mentions` into entities and resolves short names, acronyms in
/// brackets, pronouns and descriptions.
ent_entities *
ent_entities_make(const ent_names *names, ent_mentions *mentions,
                  ent_arena *arena);

#endif
