// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_RULES_H
#define ENT_RULES_H

/// Makes facts from mentions and entities by the rules of data/en/rules/.

#include "entente/facts.h"
#include "extractor/entity/entity.h"
#include "ontology/vocabulary.h"

/// Compiled rules; read-only once loaded.
typedef struct ent_rules ent_rules;

/// Loads every *.rules file of `rules_dir`, sorted by name; a term that
/// `vocabulary` lacks, an unknown key or a doubled id is refused with file and
/// line.  Lives in `arena`.
ENT_NODISCARD ent_status
ent_rules_load(ent_arena *arena, const char *rules_dir,
               const ent_vocabulary *vocabulary, const ent_rules **rules,
               ent_error *error);

/// Reads the facts of one article; everything lives in `arena`.
const ent_facts *
ent_facts_make(const ent_rules *rules, const ent_mentions *mentions,
               const ent_entities *entities, ent_arena *arena);

#endif
