// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_ENTENTE_H
#define ENTENTE_ENTENTE_H

/// Includes all public headers.

#include "entente/article.h"
#include "entente/base.h"
#include "entente/extract.h"
#include "entente/facts.h"
#include "entente/graph.h"

#endif
