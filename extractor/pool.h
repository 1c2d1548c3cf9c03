// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_POOL_H
#define ENT_POOL_H

/// Makes results of articles: in one thread, or in several at once but handed
/// on in order.

#include "entente/extract.h"
#include "extractor/base/arena.h"

/// What is done with each article.
typedef struct {
  /// Makes a result, never NULL, in `arena`.  With more than one job several
  /// threads call it at once, so `shared` is only read.
  const void *(*make)(const void *shared, const ent_article *article,
                      ent_arena *arena);
  const void *shared;
  /// Takes a result, lent until it returns, in the caller's thread.  Anything
  /// but ENT_OK ends the run.
  ent_status (*take)(void *user, const void *result, ent_error *error);
  void *user;
} ent_work;

/// Does `work` on one article.  ENT_ERR_MEMORY if it needs too much.
ENT_NODISCARD ent_status
ent_work_do(const ent_work *work, const ent_article *article, ent_error *error);

/// Reads the articles of `inputs` as ent_articles_each() does and does `work`
/// on each, in `jobs` threads; 0: one for each processor.  Whatever the number,
/// results, what is skipped and notes come in the order of the inputs.
ENT_NODISCARD ent_status
ent_pool_run(const ent_work *work, const char *const *inputs, size_t n_inputs,
             const ent_read_options *options, unsigned jobs, uint64_t *skipped,
             ent_error *error);

#endif
