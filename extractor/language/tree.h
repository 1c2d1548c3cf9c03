// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TREE_H
#define ENT_TREE_H

/// Makes the best tree of a sentence from scores of its arcs.

#include "extractor/base/arena.h"

/// Scratch memory for sentences up to some length.
typedef struct ent_tree_search ent_tree_search;

/// Makes room for `most` words, its square, in `arena`.
ent_tree_search *
ent_tree_search_new(ent_arena *arena, uint32_t most);

/// Sets `heads` of `n` words, 0 the root and j + 1 word j, to the tree with
/// one word on the root whose arcs have the highest sum.  `arcs` is [n][n + 1]:
/// a row a word, column 0 the root, column j + 1 word j.  Where heads score
/// alike, the first is taken.  Takes time of n squared.
void
ent_tree_find(ent_tree_search *search, const float *arcs, uint32_t n,
              uint32_t *heads);

#endif
