// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Checks queries; one that passes is mended, and passes again.

#include "output/store/sparql.h"

#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// A query and its mended form, handed through ent_arena_guard().
typedef struct {
  ent_arena *arena;
  ent_text query;
  ent_text mended;
} mending;

static void
mend(void *user)
{
  mending *m = (mending *)user;
  m->mended = ent_sparql_mend(m->arena, m->query);
}

static void
require(bool right)
{
  if (!right) {
    abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_text query = {(const char *)data, size};
  ent_error error = {0};
  bool nested;
  const ent_status status = ent_sparql_check(query, "fuzz", &nested, &error);
  require(status == error.status);
  require(status == ENT_OK || error.message[0]);
  if (status != ENT_OK) {
    return 0;
  }
  mending m = {ent_arena_new(), query, {NULL, 0}};
  bool still;
  require(m.arena && ent_arena_guard(m.arena, mend, &m) == ENT_OK);
  require(m.mended.len >= size && m.mended.data[m.mended.len] == '\0');
  require(ent_sparql_check(m.mended, "fuzz", &still, &error) == ENT_OK);
  require(still == nested);
  ent_arena_free(m.arena);
  return 0;
}
