// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/check.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/fact/line.h"
#include "extractor/fact/rule.h"

/// One rule under trial.
typedef struct {
  const ent_context *context;
  size_t index;
  const ent_rule *rule;
  ent_arena *arena;
} trial;

/// Reads a text by `rules`.
static ent_lines
lines_of(const trial *t, const ent_rules *rules, ent_text text)
{
  ent_article *const article = ENT_ARENA_ARRAY(t->arena, ent_article, 1);
  article->text = text;
  article->body = (ent_span){0, (uint32_t)text.len};
  const ent_document *const document =
      ent_document_make(t->context->language, article, t->arena);
  return ent_lines_make(
      ent_context_facts(t->context, rules, document, t->arena), t->arena);
}

/// Finds a fact that the rule made.
static const ent_line *
own_find(const trial *t, const ent_lines *lines)
{
  for (size_t i = 0; i < lines->n; i++) {
    if (ent_text_equal(lines->items[i].source->rule, t->rule->id)) {
      return &lines->items[i];
    }
  }
  return NULL;
}

/// Tells whether triggers of two facts overlap.
static bool
overlap(const ent_source *a, const ent_source *b)
{
  for (size_t i = 0; i < a->n_evidence; i++) {
    for (size_t k = 0; k < b->n_evidence; k++) {
      const ent_span x = a->evidence[i].trigger;
      const ent_span y = b->evidence[k].trigger;
      if (x.start < y.end && y.start < x.end) {
        return true;
      }
    }
  }
  return false;
}

/// Finds who takes what the rule would make of its example if it were the only
/// one of its kind; absent if it would make nothing.
static ent_text
taker_find(const trial *t, const ent_lines *lines)
{
  const ent_lines alone = lines_of(
      t, ent_rules_without(t->context->rules, t->index, true, t->arena),
      t->rule->example);
  const ent_line *const own = own_find(t, &alone);
  for (size_t i = 0; own && i < lines->n; i++) {
    if (overlap(lines->items[i].source, own->source)) {
      return lines->items[i].source->rule;
    }
  }
  return (ent_text){NULL, 0};
}

/// Tells whether the example gives the same without the rule.
static bool
idle(const trial *t)
{
  const ent_lines lines = lines_of(
      t, ent_rules_without(t->context->rules, t->index, false, t->arena),
      t->rule->example);
  return ent_lines_find(&lines, t->rule->gives) != NULL;
}

/// Joins lines for a message.
static ent_text
lines_join(const ent_lines *lines, ent_arena *arena)
{
  ENT_VECTOR(char) out = {0};
  for (size_t i = 0; i < lines->n; i++) {
    const ent_text line = lines->items[i].text;
    for (size_t k = 0; i && k < 2; k++) {
      *ENT_PUSH(arena, &out) = "; "[k];
    }
    for (size_t k = 0; k < line.len; k++) {
      *ENT_PUSH(arena, &out) = line.data[k];
    }
  }
  return (ent_text){out.items, out.n};
}

static ent_verdict
verdict_begin(const trial *t, bool nearmiss, const ent_lines *lines)
{
  return (ent_verdict){.nearmiss = nearmiss,
                       .rule = ent_rules_at(t->context->rules, t->index),
                       .line = nearmiss ? t->rule->nearmiss_line
                                        : t->rule->example_line,
                       .want = t->rule->gives,
                       .got = lines_join(lines, t->arena)};
}

static ent_verdict
example_try(const trial *t)
{
  const ent_lines lines = lines_of(t, t->context->rules, t->rule->example);
  ent_verdict v = verdict_begin(t, false, &lines);
  if (!t->rule->only_merges && !own_find(t, &lines)) {
    v.other = taker_find(t, &lines);
    v.kind = v.other.len ? ENT_VERDICT_SHADOWED : ENT_VERDICT_UNUSED;
  } else if (!ent_lines_find(&lines, t->rule->gives)) {
    v.kind = ENT_VERDICT_FAILS;
  } else if (t->rule->only_merges && idle(t)) {
    v.kind = ENT_VERDICT_UNUSED;
  }
  return v;
}

static ent_verdict
nearmiss_try(const trial *t)
{
  const ent_lines lines = lines_of(t, t->context->rules, t->rule->nearmiss);
  ent_verdict v = verdict_begin(t, true, &lines);
  if (own_find(t, &lines) || ent_lines_find(&lines, t->rule->gives)) {
    v.kind = ENT_VERDICT_MATCHES;
  }
  return v;
}

/// What checking needs, handed through ent_arena_guard().
typedef struct {
  trial trial;
  bool all;
  ent_verdict_fn fn;
  void *user;
} checking;

static void
all_try(void *user)
{
  checking *c = (checking *)user;
  trial *t = &c->trial;
  const ent_rules *const rules = t->context->rules;
  for (t->index = 0; t->index < rules->rules.n; t->index++) {
    t->rule = &rules->rules.items[t->index];
    if (c->all || t->rule->folder) {
      const ent_verdict example = example_try(t);
      c->fn(c->user, &example);
      const ent_verdict nearmiss = nearmiss_try(t);
      c->fn(c->user, &nearmiss);
      ent_arena_reset(t->arena);
    }
  }
}

ent_status
ent_rules_check(const ent_context *context, bool all, ent_verdict_fn fn,
                void *user, ent_error *error)
{
  checking c = {{.context = context, .arena = ent_arena_new()}, all, fn, user};
  const bool done =
      c.trial.arena && ent_arena_guard(c.trial.arena, all_try, &c) == ENT_OK;
  ent_arena_free(c.trial.arena);
  return done ? ENT_OK
              : ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                         "out of memory");
}
