// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// The caller's thread reads and takes; workers make.  Between them lies a
/// ring of slots in the order of the inputs: the caller fills the newest, the
/// workers make the next, and the caller takes the oldest once it is made.
/// What is skipped and noted goes through the ring as well, to keep its place.

#include "extractor/pool.h"

#include "extractor/base/error.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Prose needs about 115 bytes for each of its own; texts made of one-letter
/// words more, and long ones of these are refused here.
#define ARTICLE_MEMORY ((size_t)2 << 30)

/// How far reading may be ahead, so that a long article keeps no worker idle
/// and yet the memory stays flat.
#define SLOTS_PER_JOB 8
#define BYTES_PER_JOB ((size_t)256 << 10) // of text

/// A place in the ring.
typedef struct {
  ent_skip_fn tell; // of what is skipped or noted; NULL: this is an article
  ent_error error;  // what is told, or why there is no result
  ent_arena *input; // of the article
  ent_arena *arena; // of the result, while there is one
  ent_article article;
  const void *result;
  bool done;
} slot;

typedef struct {
  const ent_work *work;
  const ent_read_options *options;
  slot *slots;
  size_t n_slots;
  ent_arena **arenas; // not in use; the one used last is taken first
  size_t n_arenas;
  pthread_t *threads;
  unsigned n_threads; // 0: the caller's thread makes as well
  pthread_mutex_t mutex;
  pthread_cond_t filled;
  pthread_cond_t made;
  // Slots are counted up and up; number i is slots[i % n_slots].
  size_t oldest; // not taken yet
  size_t next;   // for a worker
  size_t end;    // behind the newest
  bool closed;
  size_t bytes; // of text from the oldest to the end
  uint64_t skipped;
  ent_status status;
  ent_error error;
} pool;

/// An article and what is made of it, handed through ent_arena_guard().
typedef struct {
  const ent_work *work;
  const ent_article *article;
  ent_arena *arena;
  const void *result;
} making;

static void
result_make(void *user)
{
  making *m = (making *)user;
  m->result = m->work->make(m->work->shared, m->article, m->arena);
}

static ent_status
refuse(const ent_article *article, ent_error *error)
{
  return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                  "article \"%.*s\" needs too much memory; split it",
                  (int)article->id.len, article->id.data);
}

/// Makes the result of an article; NULL if it needs too much memory.
static const void *
result_of(const ent_work *work, const ent_article *article, ent_arena *arena,
          ent_error *error)
{
  making m = {work, article, arena, NULL};
  if (arena && ent_arena_guard(arena, result_make, &m) == ENT_OK) {
    return m.result;
  }
  (void)refuse(article, error);
  return NULL;
}

static ent_arena *
arena_new(void)
{
  ent_arena *arena = ent_arena_new();
  if (arena) {
    ent_arena_limit(arena, ARTICLE_MEMORY);
  }
  return arena;
}

ent_status
ent_work_do(const ent_work *work, const ent_article *article, ent_error *error)
{
  ent_arena *arena = arena_new();
  const void *result = result_of(work, article, arena, error);
  const ent_status status =
      result ? work->take(work->user, result, error) : ENT_ERR_MEMORY;
  ent_arena_free(arena);
  return status;
}

static slot *
slot_at(const pool *p, size_t i)
{
  return &p->slots[i % p->n_slots];
}

/// Makes what waits until the pool is closed.
static void *
worker_run(void *user)
{
  pool *p = (pool *)user;
  pthread_mutex_lock(&p->mutex);
  for (;;) {
    while (p->next == p->end && !p->closed) {
      pthread_cond_wait(&p->filled, &p->mutex);
    }
    if (p->next == p->end) {
      break;
    }
    slot *s = slot_at(p, p->next++);
    if (!s->done) {
      s->arena = p->arenas[--p->n_arenas];
      pthread_mutex_unlock(&p->mutex);
      s->result = result_of(p->work, &s->article, s->arena, &s->error);
      pthread_mutex_lock(&p->mutex);
      s->done = true;
      pthread_cond_signal(&p->made);
    }
  }
  pthread_mutex_unlock(&p->mutex);
  return NULL;
}

/// Hands on what was made of an article.
static void
result_take(pool *p, const slot *s)
{
  if (s->result) {
    p->status = p->work->take(p->work->user, s->result, &p->error);
    return;
  }
  p->skipped++;
  if (p->options->on_skip) {
    p->options->on_skip(p->options->skip_user, &s->error);
  }
}

/// Takes the oldest slot, which is done, and empties it.
static void
slot_take(pool *p)
{
  slot *s = slot_at(p, p->oldest);
  if (s->tell) {
    s->tell(p->options->skip_user, &s->error);
  } else {
    result_take(p, s);
  }
  p->bytes -= s->article.text.len;
  ent_arena_reset(s->input);
  if (s->arena) {
    ent_arena_reset(s->arena);
  }
  pthread_mutex_lock(&p->mutex);
  if (s->arena) {
    p->arenas[p->n_arenas++] = s->arena;
  }
  if (p->next == p->oldest) { // told, and no worker has passed it
    p->next++;
  }
  p->oldest++;
  pthread_mutex_unlock(&p->mutex);
}

/// Tells whether the oldest slot is done, after waiting for it if `wait`.
static bool
oldest_done(pool *p, bool wait)
{
  const slot *s = slot_at(p, p->oldest);
  pthread_mutex_lock(&p->mutex);
  while (wait && !s->done) {
    pthread_cond_wait(&p->made, &p->mutex);
  }
  const bool done = s->done;
  pthread_mutex_unlock(&p->mutex);
  return done;
}

/// Takes what is done, in order; all there is if `wait`.
static void
done_take(pool *p, bool wait)
{
  while (p->status == ENT_OK && p->oldest != p->end && oldest_done(p, wait)) {
    slot_take(p);
  }
}

/// Lends the newest slot once there is room for it and `bytes` of text; NULL if
/// the run has ended.
static slot *
slot_claim(pool *p, size_t bytes)
{
  const size_t most = BYTES_PER_JOB * (p->n_threads + 1);
  while (p->status == ENT_OK && p->oldest != p->end &&
         (p->end - p->oldest == p->n_slots || p->bytes + bytes > most)) {
    (void)oldest_done(p, true);
    slot_take(p);
  }
  slot *s = slot_at(p, p->end);
  *s = (slot){.input = s->input};
  return p->status == ENT_OK ? s : NULL;
}

/// Opens a filled slot to the workers, and takes what they have done meanwhile.
static void
slot_publish(pool *p, slot *s)
{
  if (p->n_threads == 0 && !s->done) {
    s->arena = p->arenas[--p->n_arenas];
    s->result = result_of(p->work, &s->article, s->arena, &s->error);
    s->done = true;
  }
  pthread_mutex_lock(&p->mutex);
  p->bytes += s->article.text.len;
  p->end++;
  pthread_cond_signal(&p->filled);
  pthread_mutex_unlock(&p->mutex);
  done_take(p, false);
}

/// A slot and the article to copy into it, handed through ent_arena_guard().
typedef struct {
  slot *slot;
  const ent_article *from;
} copying;

static void
text_copy(ent_arena *arena, ent_text *text)
{
  if (text->data) {
    *text = ent_arena_copy(arena, text->data, text->len);
  }
}

static void
article_copy(void *user)
{
  const copying *c = (const copying *)user;
  ent_arena *arena = c->slot->input;
  ent_article *a = &c->slot->article;
  *a = *c->from;
  text_copy(arena, &a->id);
  text_copy(arena, &a->source);
  text_copy(arena, &a->text);
  text_copy(arena, &a->title);
  text_copy(arena, &a->publisher);
  text_copy(arena, &a->author);
  text_copy(arena, &a->url);
  if (a->n_aside) {
    ent_span *aside = ENT_ARENA_ARRAY(arena, ent_span, a->n_aside);
    memcpy(aside, a->aside, a->n_aside * sizeof *aside);
    a->aside = aside;
  }
}

static ent_status
article_put(void *user, const ent_article *article, ent_error *error)
{
  pool *p = (pool *)user;
  slot *s = slot_claim(p, article->text.len);
  if (s) {
    copying c = {s, article};
    if (ent_arena_guard(s->input, article_copy, &c) != ENT_OK) {
      (void)refuse(article, &s->error);
      s->article = (ent_article){0};
      s->done = true;
    }
    slot_publish(p, s);
  }
  (void)error; // set when all has ended
  return p->status;
}

/// Puts what is to be told into the ring.
static void
told_put(pool *p, ent_skip_fn tell, const ent_error *error)
{
  slot *s = tell ? slot_claim(p, 0) : NULL;
  if (s) {
    s->tell = tell;
    s->error = *error;
    s->done = true;
    slot_publish(p, s);
  }
}

static void
skip_put(void *user, const ent_error *error)
{
  pool *p = (pool *)user;
  told_put(p, p->options->on_skip, error);
}

static void
note_put(void *user, const ent_error *error)
{
  pool *p = (pool *)user;
  told_put(p, p->options->on_note, error);
}

/// Starts the workers, as many as there can be.  Signals go to the threads of
/// the caller.
static void
threads_start(pool *p, unsigned n)
{
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (p->n_threads < n &&
         pthread_create(&p->threads[p->n_threads], NULL, worker_run, p) == 0) {
    p->n_threads++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/// Lets the workers finish what they are at, and nothing more.
static void
threads_end(pool *p)
{
  pthread_mutex_lock(&p->mutex);
  p->next = p->end;
  p->closed = true;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->mutex);
  while (p->n_threads) {
    pthread_join(p->threads[--p->n_threads], NULL);
  }
}

static bool
pool_open(pool *p, unsigned jobs)
{
  p->n_slots = jobs > 1 ? (size_t)SLOTS_PER_JOB * jobs : 1;
  p->slots = (slot *)calloc(p->n_slots, sizeof *p->slots);
  p->arenas = (ent_arena **)calloc(p->n_slots, sizeof *p->arenas);
  p->threads = (pthread_t *)calloc(jobs, sizeof *p->threads);
  bool good = p->slots && p->arenas && p->threads;
  for (size_t i = 0; good && i < p->n_slots; i++) {
    p->slots[i].input = ent_arena_new();
    p->arenas[i] = arena_new();
    good = p->slots[i].input && p->arenas[i];
    p->n_arenas++;
  }
  return good;
}

static void
pool_close(pool *p)
{
  for (size_t i = 0; p->slots && i < p->n_slots; i++) {
    ent_arena_free(p->slots[i].input);
  }
  for (size_t i = p->oldest; i != p->end; i++) { // not taken
    ent_arena_free(slot_at(p, i)->arena);
  }
  for (size_t i = 0; i < p->n_arenas; i++) {
    ent_arena_free(p->arenas[i]);
  }
  free(p->slots);
  free(p->arenas);
  free(p->threads);
}

static unsigned
processors(void)
{
  const long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (unsigned)n : 1;
}

ent_status
ent_pool_run(const ent_work *work, const char *const *inputs, size_t n_inputs,
             const ent_read_options *options, unsigned jobs, uint64_t *skipped,
             ent_error *error)
{
  static const ent_read_options none;
  pool p = {.work = work,
            .options = options ? options : &none,
            .mutex = PTHREAD_MUTEX_INITIALIZER,
            .filled = PTHREAD_COND_INITIALIZER,
            .made = PTHREAD_COND_INITIALIZER};
  ent_read_options reading = *p.options;
  reading.on_skip = skip_put;
  reading.on_note = note_put;
  reading.skip_user = &p;
  jobs = jobs ? jobs : processors();
  uint64_t unread = 0;
  ent_status status = ENT_ERR_MEMORY;
  if (pool_open(&p, jobs)) {
    threads_start(&p, jobs > 1 ? jobs : 0);
    status = ent_articles_each(inputs, n_inputs, &reading, article_put, &p,
                               &unread, error);
    done_take(&p, true);
    threads_end(&p);
  } else {
    ent_fail(error, status, NULL, 0, ENT_NO_OFFSET, "out of memory");
  }
  if (p.status != ENT_OK) { // came earlier in the inputs
    status = p.status;
    if (error) {
      *error = p.error;
    }
  }
  if (skipped) {
    *skipped = unread + p.skipped;
  }
  pool_close(&p);
  return status;
}
