// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ENTITY_GROUP_H
#define ENT_ENTITY_GROUP_H

/// Makes groups of name forms: each group one real thing of the article.

#include "extractor/base/vector.h"
#include "extractor/entity/entity.h"

/// One form of a name, and the things known of its mentions.
typedef struct {
  ent_kind kind;
  ent_text name;              ///< As in the text
  ent_text folded;            ///< For comparison
  ENT_VECTOR(ent_text) words; ///< Of `folded`
  uint32_t first;             ///< Its first mention
  uint32_t parent;            ///< Form it is merged into, or itself
  ent_text class_name;        ///< Absent if unknown
  char country[3];
  uint8_t gender;
  bool honored; ///< An honorific tells the gender, not a given name
  bool acronym; ///< One word in capitals
} ent_form;

/// The forms of an article and which mention has which.
typedef struct {
  const ent_mentions *mentions;
  const ent_names *names;
  ent_arena *arena;
  ENT_VECTOR(ent_form) forms;
  uint32_t *form_of; ///< For each mention: its form, or ENT_NONE
} ent_forms;

/// Collects the forms of all names that make entities.
ent_forms *
ent_forms_make(const ent_names *names, const ent_mentions *mentions,
               ent_arena *arena);

/// Merges the forms that name the same thing.
void
ent_forms_merge(ent_forms *forms);

/// Returns the form that stands for the group of `form`.
uint32_t
ent_forms_root(const ent_forms *forms, uint32_t form);

/// Sets the entities of pronouns, descriptions and nationalities.  `acting`
/// tells of each entity whether it is a place that does something.
void
ent_references_resolve(const ent_names *names, ent_mentions *mentions,
                       ent_entities *entities, uint8_t *genders,
                       const bool *acting, ent_arena *arena);

#endif
