// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_POINTS_H
#define ENT_POINTS_H

/// Turns byte offsets of a text into code point offsets and back, after one
/// pass over the text.

#include "entente/base.h"
#include "extractor/base/arena.h"

/// Counts of code points before each block of the text.
typedef struct {
  ent_text text;
  const uint32_t *before; ///< One for each block, and one for the end
  size_t n;               ///< Blocks
} ent_points;

/// Counts the code points of `text`, which is lent and valid UTF-8.
ent_points
ent_points_make(ent_arena *arena, ent_text text);

/// Returns the code points before `byte`, which may be the text's length.
uint32_t
ent_points_at(const ent_points *points, size_t byte);

/// Returns the byte offset of code point `point`; SIZE_MAX if the text has
/// fewer.
size_t
ent_points_byte(const ent_points *points, uint64_t point);

/// Moves `byte` back by up to `n` code points.
size_t
ent_points_back(const ent_points *points, size_t byte, size_t n);

/// Moves `byte` forward by up to `n` code points.
size_t
ent_points_forward(const ent_points *points, size_t byte, size_t n);

#endif
