// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ARENA_H
#define ENT_ARENA_H

/// Makes the memory of one article: allocations that are freed together.

#include "entente/base.h"

/// A growing stack of blocks.  Configured with --enable-sanitizers, each
/// allocation is a block of its own, so that tools see its bounds.
typedef struct ent_arena ent_arena;

/// Makes an empty arena; NULL if memory is short.  Free with ent_arena_free().
ent_arena *
ent_arena_new(void);

/// Frees `arena`, which may be NULL, and all that it lent.
void
ent_arena_free(ent_arena *arena);

/// Forgets all allocations but keeps up to 16 MiB for the next article.
void
ent_arena_reset(ent_arena *arena);

/// Lends `size` zeroed bytes, aligned for any type.  Never NULL: if memory is
/// short it jumps out through the handler set with ent_arena_guard().
void *
ent_arena_alloc(ent_arena *arena, size_t size);

/// Lends bytes as they are, for large buffers that are written before read.
void *
ent_arena_lend(ent_arena *arena, size_t size);

/// Lends an array of `n` zeroed elements.
#define ENT_ARENA_ARRAY(arena, type, n)                                        \
  ((type *)ent_arena_alloc((arena), sizeof(type) * (n)))

/// Copies `len` bytes and a NUL behind them.
ent_text
ent_arena_copy(ent_arena *arena, const char *data, size_t len);

/// Runs `fn(user)`; returns ENT_ERR_MEMORY if an allocation of `arena` failed
/// or passed its limit meanwhile, ENT_OK otherwise.
ENT_NODISCARD ent_status
ent_arena_guard(ent_arena *arena, void (*fn)(void *user), void *user);

/// Caps the bytes that `arena` lends before ent_arena_alloc() fails; 0: none.
void
ent_arena_limit(ent_arena *arena, size_t bytes);

#endif
