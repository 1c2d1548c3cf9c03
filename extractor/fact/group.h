// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_GROUP_H
#define ENT_GROUP_H

/// Makes groups: who and what a sentence names, with titles folded in and
/// coordinated names together; and finds arguments among them.

#include "extractor/fact/match.h"

/// A stretch of tokens that stands for one mention: "the President of the
/// Foundation, Mrs. Anna Berzina" for the person.
typedef struct {
  uint32_t first;
  uint32_t end;
  uint32_t mention;
} ent_fold;

typedef ENT_VECTOR(ent_fold) ent_folds;

/// One name in a group.
typedef struct {
  uint32_t first; ///< Tokens, fold included
  uint32_t end;
  uint32_t mention;
  uint32_t entity; ///< ENT_NONE for an event or agreement
  uint32_t things;
} ent_member;

/// What stands before a group, articles and adjectives passed.
typedef enum {
  ENT_BEFORE_START,
  ENT_BEFORE_BREAK,
  ENT_BEFORE_PREPOSITION,
  ENT_BEFORE_VERB
} ent_before;

/// Names joined by commas and "and".
typedef struct {
  uint32_t member; ///< First of its members
  uint32_t n;
  uint32_t first; ///< Tokens
  uint32_t end;
  ent_before before;
  uint32_t before_token; ///< The preposition, verb or break; first - 1 or less
} ent_group;

typedef struct {
  ENT_VECTOR(ent_member) members;
  ENT_VECTOR(ent_group) groups; ///< Ascending
  ENT_VECTOR(ent_group) owners; ///< "his", "their": one member each
  uint32_t sentence;
} ent_groups;

/// Groups the mentions of one sentence; `folds` ascend and do not overlap.
ent_groups *
ent_groups_make(const ent_scene *scene, uint32_t sentence,
                const ent_fold *folds, size_t n_folds);

/// Finds the groups that stand at `where` of the trigger `first..end` and have
/// a member among `things`: `*n` of them from the one that is returned, NULL if
/// there is none.  Most places have one.
const ent_group *
ent_groups_find(const ent_scene *scene, const ent_groups *groups,
                const ent_where *where, uint32_t first, uint32_t end,
                uint32_t things, size_t *n);

/// Returns the index of the first group that ends behind `token`.
size_t
ent_groups_behind(const ent_groups *groups, uint32_t token);

/// Tells whether `member` is among `things`.
bool
ent_member_fits(const ent_member *member, uint32_t things);

/// Tells whether a group owns what follows it: "NASA's rocket".
bool
ent_group_owns(const ent_scene *scene, const ent_group *group);

/// Tells whether the verb at `first..end` is in the passive voice.
bool
ent_scene_passive(const ent_scene *scene, uint32_t first, uint32_t end);

/// Tells whether a finite verb or hard border stands in first..end.
bool
ent_scene_border(const ent_scene *scene, uint32_t first, uint32_t end);

#endif
