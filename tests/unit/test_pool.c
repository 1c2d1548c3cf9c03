// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Order, errors and memory of work in several threads, and extraction in
/// several threads with one context.

#include "entente/entente.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/pool.h"
#include "tests/unit/tap.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N = 600 };

static char folder[] = "pool-XXXXXX";
static char path[64];

/// Every seventh article is empty and skipped, and most of a long stretch.
static bool
is_empty(int i)
{
  return i % 7 == 3 || (i >= 100 && i < 500 && i % 20);
}

static size_t n_empty;

/// Writes `n` articles.
static void
inputs_write(int n)
{
  FILE *out = fopen(path, "w");
  assert(out);
  for (int i = 0; i < n; i++) {
    n_empty += is_empty(i);
    fprintf(out, "{\"id\": \"a%d\", \"text\": \"%s\"}\n", i,
            is_empty(i) ? "" : "Anna Berzina met Karl Oks in Riga on 3 May.");
  }
  fclose(out);
}

/// What came, in order.
typedef struct {
  char log[N * 8];
  size_t used;
  size_t taken;
  size_t stop_at; // article that take() refuses; 0: none
  pthread_t caller;
} record;

/// How far making was ahead of taking.
static atomic_int ahead;
static atomic_int most_ahead;

static size_t
number_of(ent_text id)
{
  const char *digits = memchr(id.data, '/', id.len);
  assert(digits && digits[1] == 'a');
  return (size_t)strtoul(digits + 2, NULL, 10);
}

/// Makes the number of the article; articles 50 and 51 need too much.
static const void *
number_make(const void *shared, const ent_article *article, ent_arena *arena)
{
  assert(!shared);
  size_t *number = ENT_ARENA_ARRAY(arena, size_t, 1);
  *number = number_of(article->id);
  assert(article->text.len > 40 && article->source.len);
  const int now = ++ahead;
  int most = most_ahead;
  while (now > most && !atomic_compare_exchange_weak(&most_ahead, &most, now)) {
  }
  if (*number == 50 || *number == 51) {
    ahead--;
    ent_arena_alloc(arena, (size_t)3 << 30);
  }
  return number;
}

static void
note_add(record *r, char mark, size_t number)
{
  assert(pthread_equal(r->caller, pthread_self()));
  r->used += (size_t)snprintf(r->log + r->used, sizeof r->log - r->used,
                              "%c%zu ", mark, number);
  assert(r->used < sizeof r->log);
}

static ent_status
number_take(void *user, const void *result, ent_error *error)
{
  record *r = (record *)user;
  const size_t number = *(const size_t *)result;
  ahead--;
  note_add(r, '+', number);
  r->taken++;
  return number && number == r->stop_at
             ? ent_fail(error, ENT_ERR_STOPPED, NULL, 0, ENT_NO_OFFSET, "stop")
             : ENT_OK;
}

static void
told(void *user, const ent_error *error)
{
  const bool memory = error->status == ENT_ERR_MEMORY;
  const char *a = strstr(error->message, "/a");
  note_add((record *)user, memory ? 'm' : '-',
           memory ? strtoul(a + 2, NULL, 10) : error->line);
}

static ent_status
pool_run(unsigned jobs, record *r, uint64_t *skipped, ent_error *error)
{
  const char *const inputs[] = {path};
  const ent_read_options options = {
      .on_skip = told, .on_note = told, .skip_user = r};
  const ent_work work = {number_make, NULL, number_take, r};
  r->caller = pthread_self();
  ahead = 0;
  return ent_pool_run(&work, inputs, 1, &options, jobs, skipped, error);
}

static void
order_is_kept(void)
{
  static record one;
  uint64_t skipped = 0;
  ent_error error = {0};
  assert(pool_run(1, &one, &skipped, &error) == ENT_OK);
  assert(one.taken == N - n_empty - 2 && skipped == n_empty + 2);
  assert(strstr(one.log, "+44 -46 +46 +47 +48 +49 m50 m51 -53 +53 "));
  for (unsigned round = 0; round < 40; round++) {
    const unsigned jobs = 2 + round % 8;
    static record many;
    many = (record){.used = 0};
    assert(pool_run(jobs, &many, &skipped, &error) == ENT_OK);
    assert(strcmp(one.log, many.log) == 0);
    assert(skipped == n_empty + 2);
  }
}

static void
reading_is_bounded(void)
{
  static record r;
  most_ahead = 0;
  assert(pool_run(4, &r, NULL, NULL) == ENT_OK);
  assert(most_ahead < N / 4);
}

static void
a_refusal_ends_the_run(void)
{
  static record one;
  one.stop_at = 300;
  ent_error error = {0};
  assert(pool_run(1, &one, NULL, &error) == ENT_ERR_STOPPED);
  for (unsigned jobs = 2; jobs < 9; jobs += 3) {
    static record many;
    many = (record){.stop_at = 300};
    error = (ent_error){0};
    assert(pool_run(jobs, &many, NULL, &error) == ENT_ERR_STOPPED);
    assert(strcmp(error.message, "stop") == 0);
    assert(strcmp(one.log, many.log) == 0);
  }
}

/// One thread's share of extraction with a shared context.
typedef struct {
  const ent_context *context;
  uint64_t hash;
  size_t statements;
} share;

static ent_status
statement_hash(void *user, const ent_statement *s, ent_error *error)
{
  share *h = (share *)user;
  (void)error;
  h->hash = ent_text_hash(h->hash, s->subject.value);
  h->hash = ent_text_hash(h->hash, s->predicate.value);
  h->hash = ent_text_hash(h->hash, s->object.value);
  h->statements++;
  return ENT_OK;
}

static ent_status
facts_hash(void *user, const ent_facts *facts, ent_error *error)
{
  return ent_facts_each_statement(facts, ENT_TEXT("https://a.example/"),
                                  ENT_QUOTES_FULL, statement_hash, user, error);
}

static ent_status
article_hash(void *user, const ent_article *article, ent_error *error)
{
  const share *h = (const share *)user;
  return ent_extract(h->context, article, facts_hash, user, error);
}

static void *
share_run(void *user)
{
  const char *const inputs[] = {path};
  const ent_read_options options = {0};
  ent_error error = {0};
  assert(ent_articles_each(inputs, 1, &options, article_hash, user, NULL,
                           &error) == ENT_OK);
  return NULL;
}

static void
threads_share_a_context(void)
{
  inputs_write(30);
  ent_context *context = NULL;
  ent_error error = {0};
  assert(ent_context_new(NULL, &context, &error) == ENT_OK);
  share shares[4];
  pthread_t threads[4];
  for (size_t i = 0; i < 4; i++) {
    shares[i] = (share){.context = context};
    assert(pthread_create(&threads[i], NULL, share_run, &shares[i]) == 0);
  }
  for (size_t i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
  }
  assert(shares[0].statements > 100);
  for (size_t i = 1; i < 4; i++) {
    assert(shares[i].hash == shares[0].hash);
    assert(shares[i].statements == shares[0].statements);
  }
  const char *const inputs[] = {path};
  share each = {.context = context};
  assert(ent_extract_each(context, inputs, 1, NULL, 3, facts_hash, &each, NULL,
                          &error) == ENT_OK);
  assert(each.hash == shares[0].hash);
  ent_context_free(context);
}

int
main(void)
{
  assert(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/articles.jsonl", folder);
  inputs_write(N);
  RUN(order_is_kept);
  RUN(reading_is_bounded);
  RUN(a_refusal_ends_the_run);
  RUN(threads_share_a_context);
  unlink(path);
  rmdir(folder);
  return DONE();
}
