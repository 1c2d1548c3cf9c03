// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CORE_H
#define ENT_CORE_H

/// Makes tags, trees and labelled spans of a document's tokens, by the trained
/// encoder: ent_core is that and what its scores mean, read-only once loaded.

#include "extractor/language/stages.h"

/// Opens the weights at `path`; lives in `arena` until ent_core_free().  Words
/// have vectors if asked for.
ENT_NODISCARD ent_status
ent_core_new(ent_arena *arena, const char *path, bool vectors,
             const ent_core **core, ent_error *error);

/// Gives the weights back; NULL is accepted.
void
ent_core_free(const ent_core *core);

/// Fills tags, heads, relations and lemmas of the draft's tokens and appends
/// its labelled spans.
void
ent_core_read(const ent_core *core, ent_draft *draft);

#endif
