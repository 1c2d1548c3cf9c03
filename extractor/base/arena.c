// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/arena.h"

#include "config.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)256 * 1024)
#define SPARE_MAX ((size_t)16 << 20)
#define ALIGNMENT ((size_t)16)

/// A stretch of memory; the bytes lent follow the header.
typedef struct block {
  struct block *next;
  size_t size;
  size_t used;
  size_t pad; // keeps the bytes behind the header aligned to 16
} block;

struct ent_arena {
  block *blocks; // newest first
  block *spare;  // of earlier articles
  size_t lent;   // bytes since the last reset
  size_t limit;  // 0: none
  jmp_buf *guard;
};

ent_arena *
ent_arena_new(void)
{
  return (ent_arena *)calloc(1, sizeof(ent_arena));
}

static void
blocks_free(block *blocks)
{
  for (block *b = blocks; b;) {
    block *next = b->next;
    free(b);
    b = next;
  }
}

void
ent_arena_free(ent_arena *arena)
{
  if (arena) {
    blocks_free(arena->blocks);
    blocks_free(arena->spare);
    free(arena);
  }
}

void
ent_arena_reset(ent_arena *arena)
{
  size_t kept = 0;
#ifdef ENT_SANITIZERS
  kept = SPARE_MAX; // so none is
#endif
  for (block *b = arena->spare; b; b = b->next) {
    kept += b->size;
  }
  while (arena->blocks) {
    block *b = arena->blocks;
    arena->blocks = b->next;
    kept += b->size;
    if (kept > SPARE_MAX) {
      kept -= b->size;
      free(b);
    } else {
      b->next = arena->spare;
      arena->spare = b;
    }
  }
  arena->lent = 0;
}

void
ent_arena_limit(ent_arena *arena, size_t bytes)
{
  arena->limit = bytes;
}

static void
fail(ent_arena *arena)
{
  if (!arena->guard) {
    abort(); // a programming mistake: allocation outside ent_arena_guard()
  }
  longjmp(*arena->guard, 1);
}

/// Takes the smallest spare block of at least `size` bytes; NULL if none is.
static block *
spare_take(ent_arena *arena, size_t size)
{
  block **best = NULL;
  for (block **at = &arena->spare; *at; at = &(*at)->next) {
    if ((*at)->size >= size && (!best || (*at)->size < (*best)->size)) {
      best = at;
    }
  }
  block *b = best ? *best : NULL;
  if (b) {
    *best = b->next;
  }
  return b;
}

static block *
block_add(ent_arena *arena, size_t size)
{
#ifdef ENT_SANITIZERS
  const size_t room = size;
#else
  const size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
#endif
  block *b = spare_take(arena, room);
  if (!b) {
    b = (block *)malloc(sizeof(block) + room);
    if (!b) {
      fail(arena);
    }
    b->size = room;
  }
  b->next = arena->blocks;
  b->used = 0;
  arena->blocks = b;
  return b;
}

void *
ent_arena_lend(ent_arena *arena, size_t size)
{
  if (size > SIZE_MAX / 4) {
    fail(arena);
  }
  const size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  arena->lent += rounded;
  if (arena->limit && arena->lent > arena->limit) {
    fail(arena);
  }
#ifdef ENT_SANITIZERS
  block *b = block_add(arena, size ? size : 1);
  b->used = b->size;
  void *lent = b + 1;
#else
  block *b = arena->blocks;
  if (!b || b->size - b->used < rounded) {
    b = block_add(arena, rounded);
  }
  void *lent = (char *)(b + 1) + b->used;
  b->used += rounded;
#endif
  return lent;
}

void *
ent_arena_alloc(ent_arena *arena, size_t size)
{
  return memset(ent_arena_lend(arena, size), 0, size);
}

ent_text
ent_arena_copy(ent_arena *arena, const char *data, size_t len)
{
  char *copy = (char *)ent_arena_alloc(arena, len + 1);
  if (len) {
    memcpy(copy, data, len);
  }
  return (ent_text){copy, len};
}

ent_status
ent_arena_guard(ent_arena *arena, void (*fn)(void *user), void *user)
{
  jmp_buf here;
  jmp_buf *const outer = arena->guard;
  arena->guard = &here;
  const ent_status status = setjmp(here) ? ENT_ERR_MEMORY : ENT_OK;
  if (status == ENT_OK) {
    fn(user);
  }
  arena->guard = outer;
  return status;
}
