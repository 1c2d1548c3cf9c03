// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Times extraction of the given inputs: whole articles a second, and the
/// share that statements and their N-Quads take.  One thread.

#include "bench/bench.h"
#include "entente/entente.h"
#include "extractor/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/// A statement, copied so that writing can be timed alone.
typedef struct {
  ent_statement *items;
  size_t n;
  size_t room;
} statements;

typedef struct {
  const ent_context *context;
  FILE *sink;
  ent_writer *writer;
  statements kept;
  size_t articles;
  size_t bytes;
  size_t words;
  size_t quads;
  double facts_s;
  double graph_s;
  double write_s;
} bench;

static ent_text
copy(ent_text text)
{
  char *data = text.data ? malloc(text.len + 1) : NULL;
  for (size_t i = 0; data && i < text.len; i++) {
    data[i] = text.data[i];
  }
  return (ent_text){data, text.len};
}

static ent_term
term_copy(const ent_term *t)
{
  return (ent_term){t->kind, copy(t->value), copy(t->datatype), copy(t->lang)};
}

static ent_status
keep(void *user, const ent_statement *s, ent_error *error)
{
  statements *k = user;
  (void)error;
  if (k->n == k->room) {
    k->room = k->room ? 2 * k->room : 1024;
    k->items = realloc(k->items, k->room * sizeof *k->items);
    if (!k->items) {
      return ENT_ERR_MEMORY;
    }
  }
  k->items[k->n++] =
      (ent_statement){term_copy(&s->subject), term_copy(&s->predicate),
                      term_copy(&s->object), term_copy(&s->graph)};
  return ENT_OK;
}

static void
term_free(const ent_term *t)
{
  free((void *)(uintptr_t)t->value.data);
  free((void *)(uintptr_t)t->datatype.data);
  free((void *)(uintptr_t)t->lang.data);
}

static ent_status
pass(void *user, const ent_statement *s, ent_error *error)
{
  (void)user;
  (void)s;
  (void)error;
  return ENT_OK;
}

/// Times making the statements, then writing them.
static ent_status
facts_write(void *user, const ent_facts *facts, ent_error *error)
{
  bench *b = user;
  const ent_text base = ENT_TEXT("https://example.org/entente/");
  const double start = ent_bench_seconds();
  ent_status status =
      ent_facts_each_statement(facts, base, ENT_QUOTES_FULL, pass, NULL, error);
  b->graph_s += ent_bench_seconds() - start;
  b->facts_s -=
      ent_bench_seconds() - start; // counted with the stages otherwise
  const double copying = ent_bench_seconds();
  if (status == ENT_OK) {
    status = ent_facts_each_statement(facts, base, ENT_QUOTES_FULL, keep,
                                      &b->kept, error);
  }
  const double writing = ent_bench_seconds();
  for (size_t i = 0; status == ENT_OK && i < b->kept.n; i++) {
    status = ent_writer_statement(b->writer, &b->kept.items[i], error);
  }
  const double end = ent_bench_seconds();
  b->write_s += end - writing;
  b->facts_s -= end - copying;
  b->quads += b->kept.n;
  const double freeing = ent_bench_seconds();
  for (size_t i = 0; i < b->kept.n; i++) {
    const ent_statement *s = &b->kept.items[i];
    term_free(&s->subject);
    term_free(&s->predicate);
    term_free(&s->object);
    term_free(&s->graph);
  }
  b->kept.n = 0;
  b->facts_s -= ent_bench_seconds() - freeing;
  return status;
}

static ent_status
article_extract(void *user, const ent_article *article, ent_error *error)
{
  bench *b = user;
  const double start = ent_bench_seconds();
  const ent_status status =
      ent_extract(b->context, article, facts_write, b, error);
  b->facts_s += ent_bench_seconds() - start;
  b->articles++;
  b->bytes += article->text.len;
  for (size_t i = 1; i < article->text.len; i++) {
    b->words += article->text.data[i] <= ' ' && article->text.data[i - 1] > ' ';
  }
  return status;
}

int
main(int argc, char **argv)
{
  bench b = {0};
  ent_error error = {0};
  ent_context *context = NULL;
  const double start = ent_bench_seconds();
  if (ent_context_new(NULL, &context, &error) != ENT_OK) {
    return ent_bench_failed("bench_extract", &error);
  }
  const double load_s = ent_bench_seconds() - start;
  b.context = context;
  b.sink = fopen("/dev/null", "w");
  if (!b.sink || ent_writer_new(ent_format_find("nquads"), b.sink, &b.writer,
                                &error) != ENT_OK) {
    return ent_bench_failed("bench_extract", &error);
  }
  const ent_read_options options = {0};
  const double reading = ent_bench_seconds();
  if (ent_articles_each((const char *const *)(argv + 1), (size_t)(argc - 1),
                        &options, article_extract, &b, NULL,
                        &error) != ENT_OK ||
      ent_writer_finish(b.writer, &error) != ENT_OK) {
    return ent_bench_failed("bench_extract", &error);
  }
  const double all_s = b.facts_s + b.graph_s + b.write_s;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("extract.load\t%.1f\tms\n", load_s * 1e3);
  printf("extract.articles\t%zu\tarticles\n", b.articles);
  printf("extract.words\t%.0f\twords/s\n", (double)b.words / all_s);
  printf("extract.rate\t%.0f\tarticles/s\n", (double)b.articles / all_s);
  printf("extract.statements\t%.1f\tstatements/article\n",
         (double)b.quads / (double)b.articles);
  printf("extract.stages\t%.1f\tpercent\n", 100 * b.facts_s / all_s);
  printf("extract.graph\t%.1f\tpercent\n", 100 * b.graph_s / all_s);
  printf("extract.write\t%.1f\tpercent\n", 100 * b.write_s / all_s);
  printf("extract.total\t%.2f\ts\n", ent_bench_seconds() - reading);
  printf("extract.memory\t%ld\tKiB\n", usage.ru_maxrss);
  ent_writer_free(b.writer);
  ent_context_free(context);
  free(b.kept.items);
  fclose(b.sink);
  return 0;
}
