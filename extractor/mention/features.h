// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_NAME_FEATURES_H
#define ENT_NAME_FEATURES_H

/// Makes features of tokens, from which the model tells names: words and
/// shapes around, tables, the run of capitalised words, the whole article.

#include "extractor/mention/names.h"

/// What is known of one token before names are told.
typedef struct {
  uint32_t begins;  ///< Uses of phrases that begin here
  uint32_t inside;  ///< Uses of phrases that go on here
  uint32_t run;     ///< First token of its run of capitalised words
  uint32_t run_end; ///< Behind the run; equal to `run` outside
  uint32_t chain;   ///< First token of its runs joined by "of", "and" …
  uint32_t chain_end;
  uint32_t word; ///< Index of what the article does with the word
} ent_token_facts;

/// What the article does with a word; bits.
enum {
  ENT_WORD_LOWER = 1,       ///< Stands in lower case somewhere
  ENT_WORD_CAPITAL = 2,     ///< Stands with a capital inside a sentence
  ENT_WORD_HONORED = 4,     ///< Stands behind an honorific
  ENT_WORD_TITLED = 8,      ///< Stands behind a title of position
  ENT_WORD_FAMILY = 16,     ///< Stands behind a given name
  ENT_WORD_BODY = 32,       ///< Stands in a run that ends in a body's head
  ENT_WORD_ACRONYM = 64,    ///< Has the initials of a chain of the article
  ENT_WORD_BRACKETED = 128, ///< Stands alone in brackets
  ENT_WORD_LOCAL = 256      ///< Stands alone behind "in" or "at"
};

/// A document with what is known of its tokens.
typedef struct {
  const ent_names *names;
  const ent_document *document;
  ent_arena *arena;
  ent_token_facts *tokens;
  ENT_VECTOR(uint32_t) words;
} ent_name_context;

/// Looks at the whole document once.
ent_name_context *
ent_name_context_make(const ent_names *names, const ent_document *document,
                      ent_arena *arena);

/// Takes one feature.
typedef void (*ent_feature_fn)(void *user, ent_text feature);

/// Makes every feature of token `i`.
void
ent_name_features(const ent_name_context *context, uint32_t i,
                  ent_feature_fn fn, void *user);

#endif
