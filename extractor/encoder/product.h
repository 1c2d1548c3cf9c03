// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_PRODUCT_H
#define ENT_PRODUCT_H

/// Makes sums of 32 bits from activations 0…255 and weights −64…64, by
/// oneDNN.  The sums are exact, so they are the same on every machine.

#include "entente/base.h"

/// A matrix of weights in the order that this machine likes; read-only once
/// made, for any number of threads.
typedef struct ent_product ent_product;

/// Rows that are multiplied together are a multiple of this.
#define ENT_PRODUCT_ROWS 4

/// Packs [rows][columns] weights, which are lent.  `product` is freed with
/// ent_product_free().
ENT_NODISCARD ent_status
ent_product_new(const int8_t *weights, size_t rows, size_t columns,
                ent_product **product, ent_error *error);

/// Frees; NULL is accepted.
void
ent_product_free(ent_product *product);

/// Returns the bytes of scratch that ent_product_run() needs.
size_t
ent_product_scratch(const ent_product *product);

/// Sets `sums` [n][columns] to the products of `x` [n][rows] and the weights,
/// on this thread alone.
void
ent_product_run(const ent_product *product, const uint8_t *x, size_t n,
                int32_t *sums, void *scratch);

/// Returns the level of ent_kernel_at() that oneDNN is at on this machine, and
/// under its variable ONEDNN_MAX_CPU_ISA.
unsigned
ent_product_level(void);

#endif
