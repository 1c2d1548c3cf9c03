// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Takes any text from article to graph; what comes out must hold together.

#include "tests/fuzz/reader.h"

#include "entente/extract.h"
#include "entente/graph.h"
#include "extractor/base/text.h"
#include "output/graph/verify.h"

#include <stdio.h>
#include <stdlib.h>

/// Kept from input to input: loading takes longer than extracting.
static struct {
  ent_context *context;
  FILE *sink;
} kept;

static void
require_ok(ent_status status, const ent_error *error)
{
  if (status != ENT_OK) {
    fprintf(stderr, "%d: %s\n", (int)status, error->message);
    abort();
  }
}

static void
check_index(uint32_t index, size_t n)
{
  fuzz_require(index == ENT_NONE || index < n);
}

static void
check_source(ent_text text, const ent_source *source)
{
  fuzz_require(source->n_evidence > 0 && source->rule.len > 0);
  fuzz_require(source->confidence >= 0 && source->confidence <= 1);
  for (size_t i = 0; i < source->n_evidence; i++) {
    const ent_evidence *e = &source->evidence[i];
    fuzz_check_span(text, e->quote);
    fuzz_check_span(text, e->trigger);
    fuzz_require(e->trigger.start < e->trigger.end);
    fuzz_require(e->quote.start <= e->trigger.start &&
                 e->trigger.end <= e->quote.end);
  }
}

static void
check_happenings(const ent_facts *f, const ent_happening *list, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const ent_happening *h = &list[i];
    fuzz_require(h->type.len > 0 && h->status.len > 0);
    fuzz_check_span(f->article->text, h->date.words);
    check_index(h->place, f->n_entities);
    check_index(h->part_of, f->n_events);
    for (size_t k = 0; k < h->n_roles; k++) {
      const ent_role *r = &h->roles[k];
      fuzz_require(r->role.len > 0);
      check_index(r->entity, f->n_entities);
      check_index(r->agreement, f->n_agreements);
      check_index(r->behalf, f->n_entities);
      fuzz_require(r->entity != ENT_NONE || r->agreement != ENT_NONE);
    }
    check_source(f->article->text, &h->source);
  }
}

static void
check_facts(const ent_facts *f)
{
  const ent_text text = f->article->text;
  for (size_t i = 0; i < f->n_entities; i++) {
    fuzz_check_span(text, f->entities[i].first);
    fuzz_require(f->entities[i].name.len > 0 && f->entities[i].path.len > 0);
  }
  for (size_t i = 0; i < f->n_positions; i++) {
    const ent_position *p = &f->positions[i];
    fuzz_require(p->person < f->n_entities && p->title.len > 0);
    check_index(p->organization, f->n_entities);
    fuzz_check_span(text, p->start.words);
    fuzz_check_span(text, p->end.words);
    check_source(text, &p->source);
  }
  check_happenings(f, f->events, f->n_events);
  check_happenings(f, f->agreements, f->n_agreements);
  for (size_t i = 0; i < f->n_relations; i++) {
    const ent_relation *r = &f->relations[i];
    fuzz_require(r->subject < f->n_entities && r->object < f->n_entities);
    fuzz_check_span(text, r->date.words);
    check_source(text, &r->source);
  }
}

/// Where the statements of one graph go.
typedef struct {
  ent_writer *writer;
  ent_verifier *verifier;
} sinks;

static ent_status
send(void *user, const ent_statement *s, ent_error *error)
{
  const sinks *to = (const sinks *)user;
  const ent_status status = ent_writer_statement(to->writer, s, error);
  return status == ENT_OK ? ent_verifier_statement(to->verifier, s, error)
                          : status;
}

static void
on_failure(void *user, const ent_error *error)
{
  (void)user;
  require_ok(ENT_ERR_SYNTAX, error);
}

static void
check_graph(const ent_facts *facts, ent_quotes quotes)
{
  const ent_text base = ENT_TEXT("https://example.org/");
  sinks to;
  ent_verified verified;
  ent_error error = {0};
  require_ok(
      ent_writer_new(ent_format_find("nquads"), kept.sink, &to.writer, &error),
      &error);
  require_ok(ent_verifier_new(base, on_failure, NULL, &to.verifier, &error),
             &error);
  require_ok(ent_facts_each_statement(facts, base, quotes, send, &to, &error),
             &error);
  require_ok(ent_writer_finish(to.writer, &error), &error);
  require_ok(ent_verifier_article(to.verifier, facts->article, &error), &error);
  require_ok(ent_verifier_finish(to.verifier, &verified, &error), &error);
  fuzz_require(verified.articles == 1 && verified.failures == 0);
  ent_verifier_free(to.verifier);
  ent_writer_free(to.writer);
}

static ent_status
check(void *user, const ent_facts *facts, ent_error *error)
{
  (void)user;
  (void)error;
  check_facts(facts);
  check_graph(facts, ENT_QUOTES_FULL);
  check_graph(facts, ENT_QUOTES_SHORT);
  check_graph(facts, ENT_QUOTES_NONE);
  return ENT_OK;
}

static ent_status
extract(void *user, const ent_article *article, ent_error *error)
{
  require_ok(ent_extract(kept.context, article, check, user, error), error);
  return ENT_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_error error = {0};
  if (!kept.context) {
    kept.sink = fopen("/dev/null", "w");
    fuzz_require(kept.sink != NULL);
    require_ok(ent_context_new(fuzz_data_dir(), &kept.context, &error), &error);
  }
  return fuzz_articles(&ent_reader_text, data, size, extract);
}
