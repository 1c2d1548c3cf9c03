// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/graph/points.h"

#include <stdbool.h>

#define BLOCK ((size_t)64)

static bool
begins(ent_text text, size_t byte)
{
  return ((unsigned char)text.data[byte] & 0xc0) != 0x80;
}

static uint32_t
count(ent_text text, size_t from, size_t to)
{
  uint32_t n = 0;
  for (size_t i = from; i < to; i++) {
    n += begins(text, i);
  }
  return n;
}

ent_points
ent_points_make(ent_arena *arena, ent_text text)
{
  const size_t n = (text.len + BLOCK - 1) / BLOCK;
  uint32_t *before = ENT_ARENA_ARRAY(arena, uint32_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    const size_t end = (i + 1) * BLOCK;
    before[i + 1] =
        before[i] + count(text, i * BLOCK, end < text.len ? end : text.len);
  }
  return (ent_points){text, before, n};
}

uint32_t
ent_points_at(const ent_points *points, size_t byte)
{
  const size_t block = byte / BLOCK;
  return points->before[block] + count(points->text, block * BLOCK, byte);
}

size_t
ent_points_byte(const ent_points *points, uint64_t point)
{
  if (point > points->before[points->n]) {
    return SIZE_MAX;
  }
  if (point == points->before[points->n]) {
    return points->text.len;
  }
  size_t low = 0;
  size_t high = points->n;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (points->before[middle] <= point) {
      low = middle;
    } else {
      high = middle;
    }
  }
  size_t byte = low * BLOCK;
  uint64_t seen = points->before[low];
  while (seen < point || !begins(points->text, byte)) {
    seen += begins(points->text, byte);
    byte++;
  }
  return byte;
}

size_t
ent_points_back(const ent_points *points, size_t byte, size_t n)
{
  while (n > 0 && byte > 0) {
    byte--;
    n -= begins(points->text, byte);
  }
  return byte;
}

size_t
ent_points_forward(const ent_points *points, size_t byte, size_t n)
{
  const ent_text text = points->text;
  while (n > 0 && byte < text.len) {
    byte++;
    n -= byte == text.len || begins(text, byte);
  }
  return byte;
}
