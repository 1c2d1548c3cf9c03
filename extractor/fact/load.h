// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LOAD_H
#define ENT_LOAD_H

/// Makes compiled rules from the lines of rule files: load.c reads folders,
/// files, lists and rules, pattern.c the triggers and roles of a rule.

#include "extractor/fact/rule.h"

/// What the loader knows while it reads one line.
typedef struct {
  ent_arena *arena;
  ent_rules *rules;
  ent_map *ids;    ///< Of each rule its index
  uint32_t folder; ///< 0: the shipped rules
  const char *path;
  uint64_t line;  ///< Where the one under way begins
  uint64_t next;  ///< The one behind it
  ent_rule *rule; ///< The rule that key lines belong to; NULL between rules
  unsigned keys;  ///< Those that it has, as bits
  ent_error *error;
} ent_loader;

/// Says what is wrong with the line under way; returns ENT_ERR_SYNTAX.
ent_status
ent_loader_refuse(const ent_loader *loader, const char *what, ent_text value);

/// Takes the part of `*rest` before `stop`, trimmed, and leaves the rest.
ent_text
ent_loader_part(ent_text *rest, char stop);

/// Takes the next word of `*rest`; empty at the end.
ent_text
ent_loader_word(ent_text *rest);

/// Returns the number of a word of the rules, from 1.
uint32_t
ent_loader_number(ent_loader *loader, ent_text word);

/// Finds a list that stands above the line under way.
ENT_NODISCARD ent_status
ent_loader_list(const ent_loader *loader, ent_text name, uint32_t *index);

/// Checks that a node of kind `node` has slot `slot`.
ENT_NODISCARD ent_status
ent_loader_slot(const ent_loader *loader, ent_node node, ent_text slot);

/// Reads "PATTERN" and adds it to the rule.
ENT_NODISCARD ent_status
ent_loader_trigger(ent_loader *loader, ent_text value);

/// Reads "SLOT WHERE|WHERE KIND|KIND [required|either]" and adds it to the
/// rule.
ENT_NODISCARD ent_status
ent_loader_role(ent_loader *loader, ent_text value);

#endif
