// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_VECTOR_H
#define ENT_VECTOR_H

/// Makes arrays that grow in an arena.

#include "extractor/base/arena.h"

#include <string.h>

/// Declares a growing array type of `type`: zero it to begin.
#define ENT_VECTOR(type)                                                       \
  struct {                                                                     \
    type *items;                                                               \
    size_t n;                                                                  \
    size_t room;                                                               \
  }

/// Appends one zeroed element to `v` and yields a pointer to it, valid until
/// the next append.
#define ENT_PUSH(arena, v)                                                     \
  (((v)->n == (v)->room                                                        \
        ? ((v)->items = ent_vector_grow((arena), (v)->items,                   \
                                        sizeof *(v)->items, &(v)->room))       \
        : (v)->items),                                                         \
   &(v)->items[(v)->n++])

/// Doubles the room of an array of elements of `size` bytes.
static inline void *
ent_vector_grow(ent_arena *arena, const void *items, size_t size, size_t *room)
{
  const size_t more = *room ? *room * 2 : 8;
  void *grown = ent_arena_alloc(arena, more * size);
  if (items) {
    memcpy(grown, items, *room * size);
  }
  *room = more;
  return grown;
}

#endif
