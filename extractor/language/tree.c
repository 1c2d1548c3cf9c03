// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/tree.h"

#include <stdbool.h>
#include <string.h>

/// Chu-Liu/Edmonds as Tarjan (1977) has it for dense graphs: every node takes
/// its best arc; where these make a cycle, its nodes become one, whose arcs
/// cost what giving up a cycle's arc costs.  Then the cycles are opened again,
/// the last one first, at the word that the arc into each enters.
///
/// Words are 1 to n, the root 0.  Nodes are words, and cycles from n + 1 on.
/// A cycle lies in the row of its first node.
struct ent_tree_search {
  uint32_t n;
  uint32_t width;    // n + 1
  double *score;     // [row][head]: of the best arc from a word into the node
  uint32_t *entered; // [row][head]: the word which that arc enters
  uint32_t *row;     // of a word: the row of the outermost node it is in
  uint32_t *node;    // of a row: the outermost node in it
  uint32_t *parent;  // of a node: the cycle it is in, 0 if none
  uint32_t *from;    // of a node: where its best arc begins
  uint32_t *into;    // and the word it enters
  uint32_t n_nodes;
  uint32_t *path; // rows, each the head of the one before
  uint32_t n_path;
  uint8_t *state; // of a row
  double *taken;  // of a row: the score of its arc
  bool *opened;   // of a node
};

enum { FRESH, ON_PATH, DONE };

/// Copies the scores; arcs from the root cost so much that one is taken.
static void
scores_set(ent_tree_search *s, const float *arcs)
{
  double least = 0;
  double most = 0;
  for (size_t i = 0; i < (size_t)s->n * s->width; i++) {
    least = arcs[i] < least ? arcs[i] : least;
    most = arcs[i] > most ? arcs[i] : most;
  }
  const double charge = (most - least + 1) * s->width;
  for (uint32_t i = 1; i <= s->n; i++) {
    double *const score = s->score + (size_t)i * s->width;
    uint32_t *const entered = s->entered + (size_t)i * s->width;
    for (uint32_t h = 0; h <= s->n; h++) {
      score[h] =
          (double)arcs[(size_t)(i - 1) * s->width + h] - (h == 0 ? charge : 0);
      entered[h] = i;
    }
    s->row[i] = i;
    s->node[i] = i;
    s->state[i] = FRESH;
  }
}

/// Takes the best arc into the node of `row`; returns its score.
static double
arc_choose(ent_tree_search *s, uint32_t row)
{
  const double *const score = s->score + (size_t)row * s->width;
  uint32_t best = 0; // the root is in no node
  for (uint32_t h = 1; h <= s->n; h++) {
    if (s->row[h] != row && score[h] > score[best]) {
      best = h;
    }
  }
  const uint32_t node = s->node[row];
  s->from[node] = best;
  s->into[node] = s->entered[(size_t)row * s->width + best];
  return score[best];
}

/// Adds the arcs of `row`, whose own arc is given up for them, to those of
/// `into`.
static void
row_merge(ent_tree_search *s, uint32_t into, uint32_t row, double given_up)
{
  double *const score = s->score + (size_t)into * s->width;
  uint32_t *const entered = s->entered + (size_t)into * s->width;
  const double *const other = s->score + (size_t)row * s->width;
  const uint32_t *const other_entered = s->entered + (size_t)row * s->width;
  for (uint32_t h = 0; h <= s->n; h++) {
    const double instead = other[h] - given_up;
    if (into == row) {
      score[h] = instead;
    } else if (instead > score[h]) {
      score[h] = instead;
      entered[h] = other_entered[h];
    }
  }
}

/// Makes one node of the path from `first` on, a cycle, and leaves it there.
static void
cycle_close(ent_tree_search *s, uint32_t first)
{
  const uint32_t into = s->path[first];
  const uint32_t cycle = s->n_nodes++;
  for (uint32_t i = first; i < s->n_path; i++) {
    const uint32_t row = s->path[i];
    s->parent[s->node[row]] = cycle;
    row_merge(s, into, row, s->taken[row]);
  }
  for (uint32_t w = 1; w <= s->n; w++) {
    for (uint32_t i = first; i < s->n_path && s->row[w] != into; i++) {
      s->row[w] = s->row[w] == s->path[i] ? into : s->row[w];
    }
  }
  s->node[into] = cycle;
  s->n_path = first + 1;
}

/// Follows best arcs from `row` until the root or what hangs on it is reached.
static void
path_follow(ent_tree_search *s, uint32_t row)
{
  s->path[0] = row;
  s->n_path = 1;
  s->state[row] = ON_PATH;
  for (;;) {
    const uint32_t top = s->path[s->n_path - 1];
    s->taken[top] = arc_choose(s, top);
    const uint32_t head = s->from[s->node[top]];
    const uint32_t next = head ? s->row[head] : 0;
    if (!head || s->state[next] == DONE) {
      break;
    }
    if (s->state[next] == ON_PATH) {
      uint32_t first = s->n_path - 1;
      while (s->path[first] != next) {
        first--;
      }
      cycle_close(s, first);
    } else {
      s->state[next] = ON_PATH;
      s->path[s->n_path++] = next;
    }
  }
  while (s->n_path) {
    s->state[s->path[--s->n_path]] = DONE;
  }
}

/// Gives every word the head by which it, or the cycle it lets in, is entered.
static void
cycles_open(ent_tree_search *s, uint32_t *heads)
{
  memset(s->opened, 0, s->n_nodes * sizeof *s->opened);
  for (uint32_t node = s->n_nodes; node-- > 1;) {
    if (!s->opened[node]) {
      const uint32_t word = s->into[node];
      heads[word - 1] = s->from[node];
      for (uint32_t in = word; in && !s->opened[in]; in = s->parent[in]) {
        s->opened[in] = true;
      }
    }
  }
}

ent_tree_search *
ent_tree_search_new(ent_arena *arena, uint32_t most)
{
  const size_t width = (size_t)most + 1;
  ent_tree_search *const s = ENT_ARENA_ARRAY(arena, ent_tree_search, 1);
  s->score = ENT_ARENA_ARRAY(arena, double, width *width);
  s->entered = ENT_ARENA_ARRAY(arena, uint32_t, width * width);
  s->row = ENT_ARENA_ARRAY(arena, uint32_t, width);
  s->node = ENT_ARENA_ARRAY(arena, uint32_t, width);
  s->path = ENT_ARENA_ARRAY(arena, uint32_t, width);
  s->state = ENT_ARENA_ARRAY(arena, uint8_t, width);
  s->taken = ENT_ARENA_ARRAY(arena, double, width);
  s->parent = ENT_ARENA_ARRAY(arena, uint32_t, 2 * width);
  s->from = ENT_ARENA_ARRAY(arena, uint32_t, 2 * width);
  s->into = ENT_ARENA_ARRAY(arena, uint32_t, 2 * width);
  s->opened = ENT_ARENA_ARRAY(arena, bool, 2 * width);
  return s;
}

void
ent_tree_find(ent_tree_search *s, const float *arcs, uint32_t n,
              uint32_t *heads)
{
  s->n = n;
  s->width = n + 1;
  s->n_nodes = n + 1;
  memset(s->parent, 0, 2 * ((size_t)n + 1) * sizeof *s->parent);
  scores_set(s, arcs);
  for (uint32_t w = 1; w <= n; w++) {
    if (s->state[s->row[w]] == FRESH) {
      path_follow(s, s->row[w]);
    }
  }
  cycles_open(s, heads);
}
