// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_SPARQL_H
#define ENT_SPARQL_H

/// Makes out, before rasqal sees a query, what rasqal 0.9.33 answers wrongly,
/// crashes on or does not know.

#include "entente/base.h"

/// Checks the tokens of a query.  Returns ENT_ERR_UNSUPPORTED and names the
/// construct, with its line, or ENT_ERR_SYNTAX or ENT_ERR_ENCODING for what
/// cannot be a query.
ENT_NODISCARD ent_status
ent_sparql_check(ent_text query, const char *name, ent_error *error);

#endif
