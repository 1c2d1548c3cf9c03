// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_SPARQL_H
#define ENT_SPARQL_H

/// Makes out, before rasqal sees a query, what rasqal 0.9.33 answers wrongly,
/// crashes on or does not know.

#include "extractor/base/arena.h"

#include <stdbool.h>

/// Checks the tokens of a query; `*nested` tells whether it holds sub-selects.
/// Returns ENT_ERR_UNSUPPORTED and names the construct, with its line, or
/// ENT_ERR_SYNTAX or ENT_ERR_ENCODING for what cannot be a query.
ENT_NODISCARD ent_status
ent_sparql_check(ent_text query, const char *name, bool *nested,
                 ent_error *error);

/// Rewrites a checked query so that rasqal 0.9.33 counts rightly: its
/// COUNT(DISTINCT ?v) misses repeated IRIs, but not repeated strings, so
/// STR(?v) is counted.  Literals that differ in language or datatype alone are
/// counted once.  To be called inside ent_arena_guard().
ent_text
ent_sparql_mend(ent_arena *arena, ent_text query);

#endif
