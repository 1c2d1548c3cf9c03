// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/store.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/store/child.h"
#include "output/store/dataset.h"
#include "output/store/folder.h"
#include "output/store/quads.h"

#define MAX_STATEMENTS 1000000
#define WRITE_SECONDS 600

/// A load on its way.
typedef struct {
  const char *path;
  ent_stream_fn stream;
  void *user;
  ent_store_counts *counts;
  ent_error *error;
  ent_folder *folder;
  ent_dataset *incoming;
  ent_dataset *present;
  ent_dataset *result;
  ent_status status;
} load;

static ent_status
add_incoming(void *user, const ent_statement *s, ent_error *error)
{
  load *l = user;
  if (!s->graph.value.data) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "a statement without graph cannot be loaded; load N-Quads "
                    "or TriG");
  }
  if (l->incoming->quads.n >= MAX_STATEMENTS) {
    return ent_fail(error, ENT_ERR_LIMIT, l->path, 0, ENT_NO_OFFSET,
                    "the embedded store takes %d statements; use a server: "
                    "Oxigraph, Fuseki or Virtuoso",
                    MAX_STATEMENTS);
  }
  return ent_dataset_add(l->incoming, s, error);
}

/// Keeps present statements unless their graph is being replaced.
static ent_status
keep_present(load *l)
{
  for (size_t i = 0; i < l->present->quads.n; i++) {
    const ent_statement s = ent_dataset_statement(l->present, i);
    const ent_term_id g = ent_dataset_find(l->incoming, &s.graph);
    bool replaced = false;
    for (size_t k = 0; g && k < l->incoming->graphs.n && !replaced; k++) {
      replaced = l->incoming->graphs.items[k] == g;
    }
    const ent_status status =
        replaced ? ENT_OK : ent_dataset_add(l->result, &s, l->error);
    if (status) {
      return status;
    }
  }
  return ENT_OK;
}

static ent_status
merge(load *l)
{
  ent_status status = keep_present(l);
  for (size_t i = 0; i < l->incoming->quads.n && status == ENT_OK; i++) {
    const ent_statement s = ent_dataset_statement(l->incoming, i);
    status = ent_dataset_add(l->result, &s, l->error);
  }
  if (status == ENT_OK) {
    ent_dataset_index(l->result);
  }
  return status;
}

/// Counts the graphs that are articles.
static uint64_t
count_articles(const ent_dataset *d)
{
  uint64_t n = 0;
  for (size_t i = 0; i < d->graphs.n; i++) {
    const ent_text iri = d->terms.items[d->graphs.items[i]].value;
    n += !ent_text_ends(iri, ENT_TEXT("/entities")) &&
         !ent_text_ends(iri, ENT_TEXT("/catalogue"));
  }
  return n;
}

static ent_status
check_size(const load *l, const ent_dataset *d)
{
  const uint64_t n = count_articles(d);
  if (n > ENT_STORE_MAX_ARTICLES || d->quads.n > MAX_STATEMENTS) {
    return ent_fail(l->error, ENT_ERR_LIMIT, l->path, 0, ENT_NO_OFFSET,
                    "%llu articles with %zu statements are too many for the "
                    "embedded store (%d articles); load the N-Quads into a "
                    "server: Oxigraph, Fuseki or Virtuoso",
                    (unsigned long long)n, d->quads.n, ENT_STORE_MAX_ARTICLES);
  }
  return ENT_OK;
}

/// Reads what the store holds now.
static ent_status
read_present(load *l)
{
  ent_status status = ENT_OK;
  if (l->folder->number) {
    status = ent_folder_verify(l->folder, l->error);
    if (status == ENT_OK) {
      status = ent_quads_read(l->folder->version, ent_dataset_add, l->present,
                              l->error);
    }
  }
  if (status == ENT_OK) {
    ent_dataset_index(l->present);
  }
  return status;
}

/// A version being written, in a child: Berkeley DB prints its troubles itself.
typedef struct {
  const load *load;
  const char *next;
  ent_error *error;
  ent_status status;
} writing;

/// Reads the version back and compares, so that only a sound one is swapped in.
static void
check_written(void *user)
{
  writing *w = user;
  ent_dataset *again = ent_dataset_new(w->load->result->arena);
  w->status = ent_quads_read(w->next, ent_dataset_add, again, w->error);
  if (w->status) {
    return;
  }
  ent_dataset_index(again);
  if (!ent_dataset_equal(w->load->result, again)) {
    w->status =
        ent_fail(w->error, ENT_ERR_STORE, w->load->path, 0, ENT_NO_OFFSET,
                 "the store does not read back as written; is the disk "
                 "full?");
  }
}

static ent_status
write_files(void *user, void *result, ent_error *error)
{
  writing *w = user;
  (void)result;
  w->error = error;
  w->status = ent_quads_write(w->next, w->load->result, error);
  if (w->status) {
    return w->status;
  }
  // A guard of the child's own: it must not go back to the parent's.
  return ent_arena_guard(w->load->result->arena, check_written, w)
             ? ent_fail(error, ENT_ERR_MEMORY, w->load->path, 0, ENT_NO_OFFSET,
                        "memory is short")
             : w->status;
}

static ent_status
write_result(load *l)
{
  char next[3200];
  ent_status status = ent_folder_begin(l->folder, next, l->error);
  if (status) {
    return status;
  }
  writing w = {l, next, NULL, ENT_OK};
  fflush(NULL); // lest the child writes again what others have not yet
  status = ent_child_run(write_files, &w, WRITE_SECONDS, 0, NULL, 0, l->path,
                         l->error);
  if (status == ENT_OK) {
    status = ent_folder_seal(next, l->error);
  }
  if (status == ENT_OK) {
    status = ent_folder_commit(l->folder, next, l->error);
  } else {
    ent_folder_discard(next);
  }
  return status;
}

static void
count(const load *l, bool changed)
{
  *l->counts = (ent_store_counts){count_articles(l->result), l->result->quads.n,
                                  0, changed};
  for (size_t i = 0; i < l->incoming->graphs.n; i++) {
    const ent_term *g = &l->incoming->terms.items[l->incoming->graphs.items[i]];
    l->counts->replaced += ent_dataset_find(l->present, g) != 0;
  }
}

static void
load_run(void *user)
{
  load *l = user;
  l->status = l->stream(l->user, add_incoming, l, l->error);
  if (l->status == ENT_OK) {
    ent_dataset_index(l->incoming);
    l->status = check_size(l, l->incoming);
  }
  if (l->status == ENT_OK) {
    l->status = read_present(l);
  }
  if (l->status == ENT_OK) {
    l->status = merge(l);
  }
  if (l->status == ENT_OK) {
    l->status = check_size(l, l->result);
  }
  const bool changed =
      l->status == ENT_OK && !ent_dataset_equal(l->present, l->result);
  if (changed) {
    l->status = write_result(l);
  }
  if (l->status == ENT_OK && l->counts) {
    count(l, changed);
  }
}

typedef struct {
  ent_arena *arena;
  load *load;
} guarded;

static void
load_guarded(void *user)
{
  guarded *g = user;
  g->load->incoming = ent_dataset_new(g->arena);
  g->load->present = ent_dataset_new(g->arena);
  g->load->result = ent_dataset_new(g->arena);
  load_run(g->load);
}

ent_status
ent_store_load(const char *path, ent_stream_fn stream, void *user,
               ent_store_counts *counts, ent_error *error)
{
  ent_folder folder;
  ent_status status = ent_folder_lock(&folder, path, error);
  if (status) {
    return status;
  }
  load l = {path,    stream, user, counts, error,
            &folder, NULL,   NULL, NULL,   ENT_OK};
  ent_arena *arena = ent_arena_new();
  guarded g = {arena, &l};
  status = arena ? ent_arena_guard(arena, load_guarded, &g) : ENT_ERR_MEMORY;
  if (status) {
    status = ent_fail(error, status, path, 0, ENT_NO_OFFSET, "memory is short");
  } else {
    status = l.status;
  }
  ent_arena_free(arena);
  ent_folder_close(&folder);
  return status;
}
