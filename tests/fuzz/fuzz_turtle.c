// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "ontology/turtle.h"

#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ent_status
take(void *user, const ent_statement *s, ent_error *error)
{
  (void)user;
  (void)s;
  (void)error;
  return ENT_OK;
}

static ent_status
take_prefix(void *user, ent_text name, ent_text iri, ent_error *error)
{
  (void)user;
  (void)name;
  (void)iri;
  (void)error;
  return ENT_OK;
}

/// Reads, and stops where the status and the error tell different things.
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_turtle_sink sink = {take, take_prefix, NULL};
  ent_error error = {0};
  const ent_text text = {(const char *)data, size};
  if (ent_turtle_read_text(text, "fuzz", &sink, &error) != error.status) {
    abort();
  }
  return 0;
}
