// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TONGUE_H
#define ENT_TONGUE_H

/// Makes out the language of a text, by its letters and by words that no text
/// of that language lacks (data/languages.tsv).

#include "entente/base.h"
#include "extractor/base/arena.h"

/// The languages known; read-only once loaded.
typedef struct ent_tongues ent_tongues;

/// Loads `data_dir`/languages.tsv into `arena`.
ENT_NODISCARD ent_status
ent_tongues_load(ent_arena *arena, const char *data_dir,
                 const ent_tongues **tongues, ent_error *error);

/// Lends the English name of the language of `text` (UTF-8) if that is surely
/// another than English; absent for what is short, a table, or in doubt.
ent_text
ent_tongue_of(const ent_tongues *tongues, ent_text text);

#endif
