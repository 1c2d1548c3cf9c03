// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/reading.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_DEPTH 64

/// The folders on the way and those done, so that links make no circle.
typedef struct {
  ent_reading *reading;
  ent_arena *arena; // paths and names of this walk
  const char *root;
  size_t n_files;  // met, whether they could be read or not
  size_t n_others; // with other endings
  ENT_VECTOR(struct stat) seen;
} walk;

static void
skip(ent_reading *reading, const char *path, ent_status status,
     const char *message)
{
  ent_error why = {0};
  ent_fail(&why, status, path, 0, ENT_NO_OFFSET, "%s", message);
  ent_reading_skip(reading, &why);
}

static int
names_compare(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
path_join(ent_arena *arena, const char *folder, const char *name)
{
  const size_t len = strlen(folder);
  const size_t room = len + strlen(name) + 2;
  const bool slash = len > 0 && folder[len - 1] == '/';
  char *path = (char *)ent_arena_alloc(arena, room);
  snprintf(path, room, slash ? "%s%s" : "%s/%s", folder, name);
  return path;
}

/// Lists the names in a folder, hidden ones left out, in byte order.
static bool
names_list(walk *w, const char *path, const char ***names, size_t *n)
{
  DIR *folder = opendir(path);
  if (!folder) {
    skip(w->reading, path, ENT_ERR_IO, strerror(errno));
    return false;
  }
  ENT_VECTOR(const char *) list = {NULL, 0, 0};
  int why = 0;
  for (;;) {
    errno = 0;
    const struct dirent *e = readdir(folder);
    why = errno;
    if (!e) {
      break;
    }
    if (e->d_name[0] != '.') {
      *ENT_PUSH(w->arena, &list) =
          ent_arena_copy(w->arena, e->d_name, strlen(e->d_name)).data;
    }
  }
  closedir(folder);
  if (why) {
    skip(w->reading, path, ENT_ERR_IO, strerror(why));
  }
  if (list.n) {
    qsort(list.items, list.n, sizeof *list.items, names_compare);
  }
  *names = list.items;
  *n = list.n;
  return true;
}

static ent_status
file_read(ent_reading *reading, const ent_reader *reader, const char *path,
          const char *name, ent_error *error)
{
  ent_stream *stream = NULL;
  ent_error why = {0};
  if (ent_stream_open(path, &stream, &why) != ENT_OK) {
    ent_reading_skip(reading, &why);
    return ENT_OK;
  }
  const ent_status status =
      ent_reading_stream(reading, reader, stream, path, ent_name_stem(name),
                         ent_text_from(name), error);
  ent_stream_free(stream);
  return status;
}

static bool
seen_before(walk *w, const struct stat *info)
{
  for (size_t i = 0; i < w->seen.n; i++) {
    if (w->seen.items[i].st_dev == info->st_dev &&
        w->seen.items[i].st_ino == info->st_ino) {
      return true;
    }
  }
  *ENT_PUSH(w->arena, &w->seen) = *info;
  return false;
}

static ent_status
folder_read(walk *w, const char *path, unsigned depth, ent_error *error);

/// Reads one name of a folder.
static ent_status
entry_read(walk *w, const char *path, unsigned depth, ent_error *error)
{
  struct stat info;
  if (stat(path, &info)) {
    char message[128];
    snprintf(message, sizeof message, "cannot be read: %s", strerror(errno));
    skip(w->reading, path, ENT_ERR_IO, message);
    return ENT_OK;
  }
  if (S_ISDIR(info.st_mode)) {
    if (depth >= MAX_DEPTH) {
      skip(w->reading, path, ENT_ERR_LIMIT, "lies too deep in folders");
    } else if (seen_before(w, &info)) {
      skip(w->reading, path, ENT_ERR_IO,
           "links to a folder that is read already");
    } else {
      return folder_read(w, path, depth + 1, error);
    }
    return ENT_OK;
  }
  const ent_reader *reader = ent_reader_find(path);
  if (S_ISREG(info.st_mode) && !reader) {
    w->n_others++; // a folder may hold other things than articles
    return ENT_OK;
  }
  // what is neither file nor folder is reported by ent_stream_open()
  const char *name = path + strlen(w->root);
  name += strspn(name, "/");
  w->n_files++;
  return file_read(w->reading, reader ? reader : &ent_reader_text, path, name,
                   error);
}

static ent_status
folder_read(walk *w, const char *path, unsigned depth, ent_error *error)
{
  const char **names = NULL;
  size_t n = 0;
  ent_status status = ENT_OK;
  if (names_list(w, path, &names, &n)) {
    for (size_t i = 0; status == ENT_OK && i < n; i++) {
      status = entry_read(w, path_join(w->arena, path, names[i]), depth, error);
    }
  }
  return status;
}

/// What ent_reading_path() was called with.
typedef struct {
  walk walk;
  const struct stat *info;
  ent_status status;
  ent_error *error;
} tour;

#define ENDINGS ".txt, .csv, .tsv, .tab, .json, .jsonl, .ndjson are read"

static void
tour_make(void *user)
{
  tour *t = (tour *)user;
  const walk *w = &t->walk;
  seen_before(&t->walk, t->info);
  t->status = folder_read(&t->walk, w->root, 0, t->error);
  ent_error why = {0};
  if (t->status == ENT_OK && w->n_files == 0) {
    skip(w->reading, w->root, ENT_ERR_SYNTAX, "no article found; " ENDINGS);
  } else if (t->status == ENT_OK && w->n_others) {
    ent_fail(&why, ENT_ERR_UNSUPPORTED, w->root, 0, ENT_NO_OFFSET,
             "files with other endings are left out: %zu; " ENDINGS,
             w->n_others);
    ent_reading_note(w->reading, &why);
  }
}

ent_status
ent_reading_path(ent_reading *reading, const char *path, ent_error *error)
{
  struct stat info;
  if (stat(path, &info)) {
    char message[128];
    snprintf(message, sizeof message, "cannot be read: %s", strerror(errno));
    skip(reading, path, ENT_ERR_IO, message);
    return ENT_OK;
  }
  if (!S_ISDIR(info.st_mode)) {
    const ent_reader *reader = ent_reader_find(path);
    const char *slash = strrchr(path, '/');
    return file_read(reading, reader ? reader : &ent_reader_text, path,
                     slash ? slash + 1 : path, error);
  }
  tour t = {{reading, ent_arena_new(), path, 0, 0, {NULL, 0, 0}},
            &info,
            ENT_OK,
            error};
  if (!t.walk.arena || ent_arena_guard(t.walk.arena, tour_make, &t) != ENT_OK) {
    t.status = ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                        "out of memory");
  }
  ent_arena_free(t.walk.arena);
  return t.status;
}
