// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_CHECK_H
#define ENT_CHECK_H

/// Makes verdicts on rules from their examples and near misses.

#include "extractor/context.h"

typedef enum {
  ENT_VERDICT_GOOD,
  ENT_VERDICT_FAILS,    ///< The example does not give what it should
  ENT_VERDICT_UNUSED,   ///< The rule has no part in what its example gives
  ENT_VERDICT_SHADOWED, ///< Another rule takes the example before it
  ENT_VERDICT_MATCHES   ///< The near miss matches
} ent_verdict_kind;

/// What an example or near miss showed; its texts are lent.
typedef struct {
  ent_verdict_kind kind;
  bool nearmiss; ///< What was tried; else the example
  ent_rule_entry rule;
  uint64_t line;  ///< Of what was tried
  ent_text other; ///< SHADOWED: id of the rule that takes it
  ent_text want;  ///< What the example must give, and the near miss must not
  ent_text got;   ///< What it gave, facts separated by "; "; may be empty
} ent_verdict;

typedef void (*ent_verdict_fn)(void *user, const ent_verdict *verdict);

/// Tries the rules of a context: those of a user, or with `all` the shipped
/// ones too.  Calls `fn` with two verdicts on each, on its example and on its
/// near miss.  ENT_ERR_MEMORY.
ENT_NODISCARD ent_status
ent_rules_check(const ent_context *context, bool all, ent_verdict_fn fn,
                void *user, ent_error *error);

#endif
