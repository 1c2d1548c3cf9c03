// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CONTEXT_H
#define ENT_CONTEXT_H

/// Makes facts of articles, with what a run has loaded.

#include "entente/extract.h"
#include "extractor/entity/entity.h"
#include "extractor/fact/rules.h"
#include "extractor/language/document.h"
#include "extractor/mention/mention.h"

struct ent_context {
  ent_arena *arena;
  const ent_vocabulary *vocabulary;
  const ent_language *language;
  const ent_names *names;
  const ent_rules *rules;
};

/// Runs the stages behind a document, with `rules`, maybe not the context's
/// own; everything lives in `arena`.
const ent_facts *
ent_context_facts(const ent_context *context, const ent_rules *rules,
                  const ent_document *document, ent_arena *arena);

#endif
