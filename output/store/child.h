// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CHILD_H
#define ENT_CHILD_H

/// Makes a child process that runs one function within limits of time and
/// memory, so that neither a crash nor an endless loop of a library harms the
/// caller.

#include "entente/base.h"

/// Does the work; what it returns, `*error` and the `result_size` bytes at
/// `result` reach the parent.
typedef ent_status (*ent_child_fn)(void *user, void *result, ent_error *error);

/// Runs `fn` in a child and waits.  `bytes` 0: no limit of memory.
/// ENT_ERR_LIMIT tells of a passed limit, ENT_ERR_UNSUPPORTED of a crash.
/// `result_size` is at most 64.  The child dies with its parent.
ENT_NODISCARD ent_status
ent_child_run(ent_child_fn fn, void *user, unsigned seconds, uint64_t bytes,
              void *result, size_t result_size, const char *source,
              ent_error *error);

#endif
