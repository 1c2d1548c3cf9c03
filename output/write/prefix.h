// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_PREFIX_H
#define ENT_PREFIX_H

/// Names the namespaces that people see shortened in TriG, Turtle and RDF/XML.

#include "entente/base.h"

/// One namespace.
typedef struct {
  const char *name; ///< "ent"
  ent_text iri;
} ent_prefix;

#define ENT_N_PREFIXES 16

/// All of them, ascending by name.
extern const ent_prefix ent_prefixes[ENT_N_PREFIXES];

#endif
