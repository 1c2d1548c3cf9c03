// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TABLES_H
#define ENT_TABLES_H

/// Makes the tables of the nine competency queries (ontology/queries) straight
/// from facts: the same rows that the queries give over the graph, as SPARQL
/// 1.1 CSV (RFC 4180).

#include "entente/facts.h"

#include <stdio.h>

enum { ENT_N_TABLES = 9 };

/// Tables under way.
typedef struct ent_tables ent_tables;

/// Lends the name of table `i`, below ENT_N_TABLES: "articles".
const char *
ent_table_name(size_t i);

/// Writes the headers.  `streams`, in the order of the names, and `base`, as in
/// ent_facts_each_statement(), are lent until ent_tables_free().
ENT_NODISCARD ent_status
ent_tables_new(FILE *const streams[ENT_N_TABLES], ent_text base,
               ent_tables **tables, ent_error *error);

/// Adds the rows of one article, all or, if it is refused, none.  Signature of
/// ent_facts_fn: `tables` is an ent_tables *.  The caller flushes the streams.
ENT_NODISCARD ent_status
ent_tables_facts(void *tables, const ent_facts *facts, ent_error *error);

/// Frees `tables`, which may be NULL; the streams stay the caller's.
void
ent_tables_free(ent_tables *tables);

#endif
