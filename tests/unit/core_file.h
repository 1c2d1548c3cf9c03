// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CORE_FILE_H
#define ENT_CORE_FILE_H

/// Makes a weights file of the right shapes with a small vocabulary and random
/// numbers, so that tests need no trained one.

#include <stddef.h>
#include <stdint.h>

/// The bytes of a file.
typedef struct {
  uint8_t *data;
  size_t size;
} core_file;

/// Makes the file in memory; free `data`.
core_file
core_file_new(void);

/// Makes one of two tensors, "text" and "floats" of 2 by 3, in memory; the
/// encoder cannot use it.
core_file
core_file_small(void);

/// Returns where the weight of number `i` for a column stands in a product of
/// `rows` rows.
size_t
core_file_weight(size_t rows, size_t i, size_t column);

/// Sets the digest after a change.
void
core_file_sign(core_file *file);

/// Writes the file to `path`; 0 on success.
int
core_file_write(const core_file *file, const char *path);

#endif
