// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_QUADS_H
#define ENT_QUADS_H

/// Makes Redland's database files (hashes, Berkeley DB, with contexts) from
/// statements, and statements from them.

#include "output/store/dataset.h"

/// Writes all of `dataset` (indexed) into new database files in folder `dir`.
ENT_NODISCARD ent_status
ent_quads_write(const char *dir, const ent_dataset *dataset, ent_error *error);

/// Calls `fn` with every statement of the database files in `dir`.
ENT_NODISCARD ent_status
ent_quads_read(const char *dir, ent_statement_fn fn, void *user,
               ent_error *error);

#endif
