// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TABLES_H
#define ENT_TABLES_H

/// Makes the tables of the nine competency queries (ontology/queries) straight
/// from facts: the same rows that the queries give over the graph, as SPARQL
/// 1.1 CSV (RFC 4180).

#include "entente/facts.h"

/// Tables under way.
typedef struct ent_tables ent_tables;

/// Opens the tables of folder `dir`, which is made if it is not there; what
/// stands there stays until ent_tables_finish().  `base` is as in
/// ent_facts_each_statement() and lent until ent_tables_free().
ENT_NODISCARD ent_status
ent_tables_new(const char *dir, ent_text base, ent_tables **tables,
               ent_error *error);

/// Adds the rows of one article, all or, if it is refused, none.  Signature of
/// ent_facts_fn: `tables` is an ent_tables *.
ENT_NODISCARD ent_status
ent_tables_facts(void *tables, const ent_facts *facts, ent_error *error);

/// Writes out the tables and puts them in place of older ones.
ENT_NODISCARD ent_status
ent_tables_finish(ent_tables *tables, ent_error *error);

/// Frees `tables`, which may be NULL; what was not finished is removed.
void
ent_tables_free(ent_tables *tables);

#endif
