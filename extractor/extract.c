// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/data.h"
#include "extractor/base/error.h"
#include "extractor/context.h"
#include "extractor/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What loading needs, handed through ent_arena_guard().
typedef struct {
  ent_context *context;
  const char *data_dir;
  const char *rules_dir; // NULL: the shipped rules alone
  ent_status status;
  ent_error *error;
} loading;

static void
load(void *user)
{
  loading *l = (loading *)user;
  ent_context *c = l->context;
  char shipped[4096];
  snprintf(shipped, sizeof shipped, "%s/en/rules", l->data_dir);
  const char *const folders[] = {shipped, l->rules_dir};
  const size_t n = l->rules_dir ? 2 : 1;
  l->status =
      ent_vocabulary_load(c->arena, folders, n, &c->vocabulary, l->error);
  if (l->status == ENT_OK) {
    l->status = ent_rules_load(c->arena, folders, n, c->vocabulary, &c->rules,
                               l->error);
  }
  if (l->status == ENT_OK) {
    l->status =
        ent_language_load(c->arena, l->data_dir, &c->language, l->error);
  }
  if (l->status == ENT_OK) {
    l->status = ent_names_load(c->arena, l->data_dir, &c->names, l->error);
  }
}

ent_status
ent_context_new(const char *data_dir, ent_context **context, ent_error *error)
{
  return ent_context_new_with_rules(data_dir, NULL, context, error);
}

ent_status
ent_context_new_with_rules(const char *data_dir, const char *rules_dir,
                           ent_context **context, ent_error *error)
{
  ent_context *c = (ent_context *)calloc(1, sizeof *c);
  char beside[4096];
  loading l = {c, ent_data_dir(data_dir, beside, sizeof beside), rules_dir,
               ENT_OK, error};
  if (c) {
    c->arena = ent_arena_new();
  }
  if (!c || !c->arena || ent_arena_guard(c->arena, load, &l) != ENT_OK) {
    l.status = ent_fail(error, ENT_ERR_MEMORY, l.data_dir, 0, ENT_NO_OFFSET,
                        "out of memory");
  }
  if (l.status == ENT_OK) {
    *context = c;
  } else {
    ent_context_free(c);
  }
  return l.status;
}

void
ent_context_free(ent_context *context)
{
  if (context) {
    ent_language_free(context->language);
    ent_arena_free(context->arena);
    free(context);
  }
}

const ent_facts *
ent_context_facts(const ent_context *context, const ent_rules *rules,
                  const ent_document *document, ent_arena *arena)
{
  const ent_names *names = context->names;
  ent_mentions *mentions = ent_mentions_find(names, document, arena);
  const ent_entities *entities = ent_entities_make(names, mentions, arena);
  return ent_facts_make(rules, mentions, entities, arena);
}

/// Runs the stages on one article.
static const void *
facts_make(const void *shared, const ent_article *article, ent_arena *arena)
{
  const ent_context *c = (const ent_context *)shared;
  return ent_context_facts(
      c, c->rules, ent_document_make(c->language, article, arena), arena);
}

/// Who takes the facts.
typedef struct {
  ent_facts_fn fn;
  void *user;
} taker;

static ent_status
facts_take(void *user, const void *result, ent_error *error)
{
  const taker *t = (const taker *)user;
  return t->fn(t->user, (const ent_facts *)result, error);
}

ent_status
ent_extract(const ent_context *context, const ent_article *article,
            ent_facts_fn fn, void *user, ent_error *error)
{
  taker t = {fn, user};
  const ent_work work = {facts_make, context, facts_take, &t};
  return ent_work_do(&work, article, error);
}

ent_status
ent_extract_each(const ent_context *context, const char *const *inputs,
                 size_t n_inputs, const ent_read_options *options,
                 unsigned jobs, ent_facts_fn fn, void *user, uint64_t *skipped,
                 ent_error *error)
{
  taker t = {fn, user};
  const ent_work work = {facts_make, context, facts_take, &t};
  return ent_pool_run(&work, inputs, n_inputs, options, jobs, skipped, error);
}
