// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_MATCH_H
#define ENT_MATCH_H

/// Makes matches: where the triggers of rules stand in a document.

#include "extractor/fact/rule.h"

/// A document as the matcher sees it: words as numbers, mentions by token.
typedef struct {
  const ent_rules *rules;
  const ent_document *document;
  const ent_mentions *mentions;
  const ent_entities *entities;
  ent_arena *arena;
  uint32_t *lower;    ///< Of each token: number of its form, 0 if unknown
  uint32_t *lemma;    ///< Of each token: number of its lemma
  uint32_t *first_at; ///< Of each token: first mention that begins there or
                      ///< later; one more element than tokens
  uint32_t *often;    ///< Of each entity: how many mentions it has
} ent_scene;

/// Words that fill a slot of a rule.
typedef struct {
  ent_text slot;
  uint32_t first;
  uint32_t end;
  uint32_t mention; ///< Or ENT_NONE: words only
} ent_capture;

enum { ENT_MAX_CAPTURES = 6 };

/// One match of a trigger.
typedef struct {
  const ent_rule *rule;
  uint32_t first; ///< Tokens
  uint32_t end;
  ent_capture captures[ENT_MAX_CAPTURES];
  size_t n_captures;
} ent_match;

typedef ENT_VECTOR(ent_match) ent_matches;

/// Looks at a document through `rules`.
ent_scene *
ent_scene_make(const ent_rules *rules, const ent_mentions *mentions,
               const ent_entities *entities, ent_arena *arena);

/// Appends the matches of one sentence whose rules make `nodes` (a set of
/// 1 << ent_node), ascending by first token, rules in file order.
void
ent_scene_match(const ent_scene *scene, uint32_t sentence, unsigned nodes,
                ent_matches *matches);

/// Returns the token of `first..end` that depends on none of them.
uint32_t
ent_scene_head(const ent_scene *scene, uint32_t first, uint32_t end);

/// Tells what a mention stands for: a set of ENT_THING bits.
uint32_t
ent_scene_things(const ent_scene *scene, uint32_t mention);

/// Matches one atom at `token`; returns the token behind it, or ENT_NO_TOKEN.
uint32_t
ent_scene_atom(const ent_scene *scene, ent_atom atom, uint32_t token,
               uint32_t limit);

/// Tells whether `token` begins an entry of `list`; returns the token behind
/// the longest, or ENT_NO_TOKEN.  A NULL list has no entries.
uint32_t
ent_scene_in_list(const ent_scene *scene, const ent_list *list, uint32_t token,
                  uint32_t limit);

/// Tells whether `token` begins an entry of the list of that name, before
/// `limit`; ENT_NO_TOKEN: anywhere in the document.
bool
ent_scene_lists(const ent_scene *scene, const char *list, uint32_t token,
                uint32_t limit);

/// Tells whether an entry of the list of that name stands in tokens `first` to
/// `end`.
bool
ent_scene_lists_any(const ent_scene *scene, const char *list, uint32_t first,
                    uint32_t end);

/// Finds the slot among the captures of `match`; NULL if it is not filled.
const ent_capture *
ent_match_slot(const ent_match *match, const char *slot);

#endif
