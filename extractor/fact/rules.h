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

/// Loads every *.rules file of `folders`, each sorted by name: the shipped
/// rules, then those of a user, which may replace, drop and add; see README.md.
/// A term that `vocabulary` lacks, an unknown key or a doubled id is refused
/// with file and line.  Lives in `arena`.
ENT_NODISCARD ent_status
ent_rules_load(ent_arena *arena, const char *const *folders, size_t n_folders,
               const ent_vocabulary *vocabulary, const ent_rules **rules,
               ent_error *error);

/// Tells of one rule what a list of them shows.
typedef struct {
  ent_text id;
  const char *path;  ///< Its file
  uint64_t line;     ///< Of its id
  ent_text makes;    ///< Local name of a class or property
  double confidence; ///< 0 to 1
  uint32_t folder;   ///< Which of the folders it comes from
} ent_rule_entry;

/// Counts the rules.
size_t
ent_rules_count(const ent_rules *rules);

/// Tells of rule `i`; the earlier wins.
ent_rule_entry
ent_rules_at(const ent_rules *rules, size_t i);

/// Reads the facts of one article; everything lives in `arena`.
const ent_facts *
ent_facts_make(const ent_rules *rules, const ent_mentions *mentions,
               const ent_entities *entities, ent_arena *arena);

#endif
