// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_VERIFY_H
#define ENT_VERIFY_H

/// Checks that the evidence of a graph stands in its articles, word for word.

#include "entente/graph.h"

/// What a graph says of its evidence.
typedef struct ent_verifier ent_verifier;

/// What was checked.
typedef struct {
  uint64_t articles;
  uint64_t spans;
  uint64_t failures;
} ent_verified;

/// Takes one line about something that is not as the graph says.
typedef void (*ent_failure_fn)(void *user, const ent_error *error);

/// Makes a verifier; `base` is as in ent_facts_each_statement() and, like
/// `user`, lent until ent_verifier_free().
ENT_NODISCARD ent_status
ent_verifier_new(ent_text base, ent_failure_fn fn, void *user,
                 ent_verifier **verifier, ent_error *error);

/// Frees `verifier`, which may be NULL.
void
ent_verifier_free(ent_verifier *verifier);

/// Takes a statement of the graph.  Signature of ent_statement_fn: `verifier`
/// is an ent_verifier *.  All statements come before the first article.
ENT_NODISCARD ent_status
ent_verifier_statement(void *verifier, const ent_statement *s,
                       ent_error *error);

/// Checks the text hash of `article` and every span of it.  Signature of
/// ent_article_fn.  An article that the graph does not know passes.
ENT_NODISCARD ent_status
ent_verifier_article(void *verifier, const ent_article *article,
                     ent_error *error);

/// Reports the articles of the graph that were not given, and the spans that
/// belong to none; says what was checked.
ENT_NODISCARD ent_status
ent_verifier_finish(ent_verifier *verifier, ent_verified *result,
                    ent_error *error);

#endif
