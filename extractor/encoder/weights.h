// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_WEIGHTS_H
#define ENT_WEIGHTS_H

/// Makes named tensors from a weights file (README.md), mapped and checked.

#include "entente/base.h"

#include <stdbool.h>

/// A mapped file, read-only once it is open.
typedef struct {
  const uint8_t *data; ///< NULL: none
  size_t size;
  uint32_t n; ///< Tensors
} ent_weights;

typedef enum { ENT_TENSOR_TEXT, ENT_TENSOR_S8, ENT_TENSOR_F32 } ent_tensor_type;

/// What a tensor must be to be found; 0 rows or columns are any, and are set.
typedef struct {
  ent_tensor_type type;
  size_t rows;
  size_t columns;
  const void *data; ///< Set: at a multiple of 64 bytes, `rows` by `columns`
} ent_tensor;

/// Maps `path` and checks all of it.  A file that cannot be read is ENT_ERR_IO,
/// one of another version, cut short or changed ENT_ERR_SYNTAX.  Whatever comes
/// out, `weights` wants ent_weights_clear().
ENT_NODISCARD ent_status
ent_weights_init(ent_weights *weights, const char *path, ent_error *error);

/// Unmaps.
void
ent_weights_clear(ent_weights *weights);

/// Lends the tensor `name` of the type and shape that `tensor` asks for; false
/// if there is none.
bool
ent_weights_find(const ent_weights *weights, const char *name,
                 ent_tensor *tensor);

#endif
