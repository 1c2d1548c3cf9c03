// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_EXP_H
#define ENT_EXP_H

/// Makes powers of e by arithmetic that is the same on every machine, where no
/// library decides the last bit.

/// Returns e^x as (1 + x/2^20)^(2^20); 0 below -80.
double
ent_exp(double x);

#endif
