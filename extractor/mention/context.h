// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_NAME_CONTEXT_H
#define ENT_NAME_CONTEXT_H

/// Makes what the tables know of each token of a document, and the runs of
/// capitalised words.

#include "extractor/mention/names.h"

/// What is known of one token besides the labels of the core.
typedef struct {
  uint32_t begins;  ///< Uses of phrases that begin here
  uint32_t inside;  ///< Uses of phrases that go on here
  uint32_t run;     ///< First token of its run of capitalised words
  uint32_t run_end; ///< Behind the run; equal to `run` outside
} ent_token_facts;

/// A document with what is known of its tokens.
typedef struct {
  const ent_names *names;
  const ent_document *document;
  ent_token_facts *tokens;
} ent_name_context;

/// Looks at the whole document once.
ent_name_context *
ent_name_context_make(const ent_names *names, const ent_document *document,
                      ent_arena *arena);

#endif
