// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_EXAMPLE_H
#define ENT_EXAMPLE_H

/// Makes the facts of ontology/example.txt by hand.

#include "entente/facts.h"
#include "extractor/base/arena.h"

/// Reads the file under $TOP_SRCDIR; NULL if it is not there.
const ent_facts *
example_facts(ent_arena *arena);

/// Finds the `n`th place of `words` in the article, from 0.
ent_span
example_span(ent_text text, const char *words, int n);

#endif
