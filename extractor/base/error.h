// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ERROR_H
#define ENT_ERROR_H

/// Fills errors.

#include "entente/base.h"

/// Fills `error` (may be NULL) unless it is filled, and returns `status`.
/// `source` may be NULL; `line` 0 and `offset` ENT_NO_OFFSET if unknown.
ent_status
ent_fail(ent_error *error, ent_status status, const char *source, uint64_t line,
         uint64_t offset, const char *format, ...) ENT_PRINTF(6, 7);

#endif
