// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_EXTRACT_H
#define ENTENTE_EXTRACT_H

/// Makes facts from inputs: reads articles and runs the stages on each.

#include "entente/article.h"
#include "entente/base.h"
#include "entente/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Keeps what the run needs: word lists, gazetteers, rules, vocabulary.
/// Nothing writes to it after ent_context_new(), so that any number of threads
/// may use one at once.
typedef struct ent_context ent_context;

/// Loads everything from `data_dir`; NULL: $ENTENTE_DATA, else the folder
/// "data" beside the running program, else the installed one.  Free with
/// ent_context_free().
ENT_API ENT_NODISCARD ent_status
ent_context_new(const char *data_dir, ent_context **context, ent_error *error);

/// As ent_context_new(), with a user's own folder `rules_dir` besides: its
/// *.rules files are read after the shipped ones, which they may change and
/// add to, and its *.ttl files declare the terms that they need.
/// ENT_ERR_SYNTAX or ENT_ERR_DUPLICATE if there is a mistake in them, with file
/// and line.  NULL: none.
ENT_API ENT_NODISCARD ent_status
ent_context_new_with_rules(const char *data_dir, const char *rules_dir,
                           ent_context **context, ent_error *error);

/// Frees `context`, which may be NULL.
ENT_API void
ent_context_free(ent_context *context);

/// Takes the facts of one article, which are lent until it returns.
typedef ent_status (*ent_facts_fn)(void *user, const ent_facts *facts,
                                   ent_error *error);

/// Takes one article, lent until it returns.
typedef ent_status (*ent_article_fn)(void *user, const ent_article *article,
                                     ent_error *error);

/// Takes one line about an input that was skipped.
typedef void (*ent_skip_fn)(void *user, const ent_error *error);

/// How to read inputs.  Zero it, then set what differs.
typedef struct {
  const char *map;      ///< "title=headline,text=body,…"; NULL: guess
  const char *id;       ///< Id of the article on standard input ("-")
  const char *data_dir; ///< Word lists; NULL: as in ent_context_new()
  ent_skip_fn on_skip;  ///< NULL: skipped silently
  ent_skip_fn on_note;  ///< Takes what is worth knowing though no article was
                        ///< lost; ENT_ERR_UNSUPPORTED: other files in a folder
  void *skip_user;      ///< For both
  uint64_t max_bytes;   ///< Refuse longer articles; 0: 16 MiB
  bool any_language;    ///< Read what is not in English as well
} ent_read_options;

/// Reads every article of `inputs` (files, folders, "-") in order and calls
/// `fn`.  `*skipped` (may be NULL) receives how many were left out.
ENT_API ENT_NODISCARD ent_status
ent_articles_each(const char *const *inputs, size_t n_inputs,
                  const ent_read_options *options, ent_article_fn fn,
                  void *user, uint64_t *skipped, ent_error *error);

/// Runs the stages on one article and calls `fn` once with its facts.  Threads
/// may do so at once with one context, each for its own article.
ENT_API ENT_NODISCARD ent_status
ent_extract(const ent_context *context, const ent_article *article,
            ent_facts_fn fn, void *user, ent_error *error);

/// Reads every article of `inputs` as ent_articles_each() does, runs the stages
/// in `jobs` threads (0: one for each processor) and calls `fn` with the facts
/// of each article.  All callbacks run in the caller's thread and in the order
/// of the inputs, whatever `jobs` is; anything but ENT_OK from `fn` ends the
/// run.  An article that needs too much memory is skipped.
ENT_API ENT_NODISCARD ent_status
ent_extract_each(const ent_context *context, const char *const *inputs,
                 size_t n_inputs, const ent_read_options *options,
                 unsigned jobs, ent_facts_fn fn, void *user, uint64_t *skipped,
                 ent_error *error);

#ifdef __cplusplus
}
#endif

#endif
