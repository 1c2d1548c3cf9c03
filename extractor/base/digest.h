// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_DIGEST_H
#define ENT_DIGEST_H

/// Makes SHA-256 digests (FIPS 180-4), through nettle.

#include "entente/base.h"

/// Writes 64 lower-case hexadecimal digits and a NUL.
void
ent_sha256(ent_text text, char hex[65]);

#endif
