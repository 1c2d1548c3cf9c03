// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ROLE_H
#define ENT_ROLE_H

/// Tells who fills which role in what an anchor tells of, by trained scores of
/// the anchor with each mention (training/roles.py).

#include "extractor/fact/match.h"

/// Words that tell of something with roles.
typedef struct {
  uint32_t kind; ///< Number for ent_anchor_kind()
  uint32_t first;
  uint32_t end;
  uint32_t source; ///< Cue, or label span of a title
} ent_anchor;

/// Ascending by first token.
typedef ENT_VECTOR(ent_anchor) ent_anchor_list;

/// What may have roles in one article.
typedef struct {
  ent_anchor_list cues;   ///< Tell of events and agreements
  ent_anchor_list titles; ///< Of positions
} ent_anchors;

/// Finds the anchors of an article; they live in the scene's arena.
ent_anchors
ent_anchors_find(const ent_scene *scene);

/// Returns the index of the first anchor that begins at `token` or behind.
size_t
ent_anchors_from(const ent_anchor_list *list, uint32_t token);

/// Returns what an anchor tells of: a kind of event as in ent_cue, or "Title".
ent_text
ent_anchor_kind(const ent_anchor *anchor);

/// Features of a pair.
enum { ENT_ROLE_FEATURES = 11 };

/// Returns the rows of the table of weights: one for each value of a feature.
uint32_t
ent_role_rows(void);

/// Tells whether a mention can fill a role: it means an entity and stands in no
/// longer name.
bool
ent_role_can(const ent_scene *scene, uint32_t mention);

/// Tells whether mention number `mention` is near enough to an anchor to be
/// looked at.
bool
ent_role_near(const ent_scene *scene, const ent_anchor *anchor,
              uint32_t mention);

/// Sets the row of each feature of an anchor and mention number `mention`,
/// which can fill a role.
void
ent_role_features(const ent_scene *scene, const ent_anchor *anchor,
                  uint32_t mention, uint16_t rows[ENT_ROLE_FEATURES]);

/// How likely an entity fills a role.
typedef struct {
  uint32_t entity;
  uint32_t role;    ///< Number for ent_role_code()
  uint32_t mention; ///< That tells it best
  float p;          ///< 0 to 1
} ent_role_guess;

typedef ENT_VECTOR(ent_role_guess) ent_role_guesses;

/// Scores of one article.
typedef struct ent_roles ent_roles;

/// Prepares the scores of an article; NULL if the weights have none.
ent_roles *
ent_roles_new(const ent_scene *scene);

/// Finds who may fill a role in what an anchor tells of, with a probability of
/// `least` or more: ascending by entity, then role.
ent_role_guesses
ent_roles_find(ent_roles *roles, const ent_anchor *anchor, float least);

/// Returns the code of a role: "participant".
ent_text
ent_role_code(uint32_t role);

#endif
