// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/table.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  ent_text key; // data NULL: free
  uint64_t hash;
  uint32_t value;
} slot;

struct ent_map {
  ent_arena *arena;
  slot *slots;
  size_t n;
  size_t room; // a power of two
};

/// Hashes a key, mixed at the end as in MurmurHash3.
static uint64_t
hash_of(ent_text key)
{
  uint64_t h = ent_text_hash(ENT_HASH_SEED, key);
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  return h ^ h >> 33;
}

ent_map *
ent_map_new(ent_arena *arena)
{
  ent_map *map = ENT_ARENA_ARRAY(arena, ent_map, 1);
  map->arena = arena;
  map->room = 16;
  map->slots = ENT_ARENA_ARRAY(arena, slot, map->room);
  return map;
}

static slot *
slot_of(const ent_map *map, ent_text key, uint64_t hash)
{
  size_t i = (size_t)hash & (map->room - 1);
  while (map->slots[i].key.data && (map->slots[i].hash != hash ||
                                    !ent_text_equal(map->slots[i].key, key))) {
    i = (i + 1) & (map->room - 1);
  }
  return &map->slots[i];
}

static void
map_grow(ent_map *map)
{
  slot *const old = map->slots;
  const size_t n = map->room;
  map->room *= 2;
  map->slots = ENT_ARENA_ARRAY(map->arena, slot, map->room);
  for (size_t i = 0; i < n; i++) {
    if (old[i].key.data) {
      *slot_of(map, old[i].key, old[i].hash) = old[i];
    }
  }
}

uint32_t *
ent_map_at(ent_map *map, ent_text key, uint32_t initial)
{
  const uint64_t hash = hash_of(key);
  slot *s = slot_of(map, key, hash);
  if (!s->key.data) {
    if (map->n * 2 >= map->room) {
      map_grow(map);
      s = slot_of(map, key, hash);
    }
    *s = (slot){ent_arena_copy(map->arena, key.data, key.len), hash, initial};
    map->n++;
  }
  return &s->value;
}

void
ent_map_set(ent_map *map, ent_text key, uint32_t value)
{
  *ent_map_at(map, key, value) = value;
}

bool
ent_map_get(const ent_map *map, ent_text key, uint32_t *value)
{
  const slot *s = slot_of(map, key, hash_of(key));
  if (s->key.data && value) {
    *value = s->value;
  }
  return s->key.data != NULL;
}

size_t
ent_map_size(const ent_map *map)
{
  return map->n;
}

ent_status
ent_file_read(ent_arena *arena, const char *path, uint64_t max_bytes,
              ent_text *text, ent_error *error)
{
  ent_status status = ENT_OK;
  struct stat info;
  FILE *file = fopen(path, "rb");
  if (!file || fstat(fileno(file), &info)) {
    status = ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                      "cannot be read: %s", strerror(errno));
    goto done;
  }
  if (!S_ISREG(info.st_mode)) {
    status = ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                      "is not a regular file");
    goto done;
  }
  const uint64_t size = (uint64_t)info.st_size;
  if (size > max_bytes) {
    status = ent_fail(error, ENT_ERR_LIMIT, path, 0, ENT_NO_OFFSET,
                      "has %llu bytes; at most %llu are read",
                      (unsigned long long)size, (unsigned long long)max_bytes);
    goto done;
  }
  char *data = (char *)ent_arena_alloc(arena, (size_t)size + 1);
  const size_t got = fread(data, 1, (size_t)size, file);
  if (ferror(file)) {
    status = ent_fail(error, ENT_ERR_IO, path, 0, got, "cannot be read: %s",
                      strerror(errno));
    goto done;
  }
  *text = (ent_text){data, got};
done:
  if (file) {
    fclose(file);
  }
  return status;
}

#define MAX_FIELDS 32

static size_t
fields_split(ent_text line, ent_text fields[MAX_FIELDS])
{
  size_t n = 0;
  size_t start = 0;
  for (size_t i = 0; i <= line.len && n < MAX_FIELDS; i++) {
    if (i == line.len || line.data[i] == '\t') {
      fields[n++] = (ent_text){line.data + start, i - start};
      start = i + 1;
    }
  }
  return n;
}

static bool
header_right(ent_text line, const char *kind, int version)
{
  char want[128];
  snprintf(want, sizeof want, "# entente-%s %d", kind, version);
  return ent_text_equal(ent_text_trim(line), ent_text_from(want));
}

/// Walks the lines of a table whose text is in memory.
static ent_status
rows_each(ent_text text, const char *path, const char *kind, int version,
          ent_row_fn fn, void *user, ent_error *error)
{
  uint64_t number = 0;
  ent_status status = ENT_OK;
  for (size_t at = 0; status == ENT_OK && at < text.len;) {
    const char *end = (const char *)memchr(text.data + at, '\n', text.len - at);
    const size_t stop = end ? (size_t)(end - text.data) : text.len;
    const ent_text line = {text.data + at, stop - at};
    at = stop + 1;
    if (++number == 1 && !header_right(line, kind, version)) {
      return ent_fail(error, ENT_ERR_SYNTAX, path, 1, 0,
                      "must begin with the line \"# entente-%s %d\"", kind,
                      version);
    }
    if (line.len && line.data[0] != '#') {
      ent_text fields[MAX_FIELDS];
      const size_t n = fields_split(line, fields);
      status = fn(user, number, fields, n, error);
      if (status != ENT_OK && error && !error->source[0]) {
        error->line = number;
        snprintf(error->source, sizeof error->source, "%s", path);
      }
    }
  }
  return status;
}

/// What reading a table needs, handed through ent_arena_guard().
typedef struct {
  ent_arena *arena;
  const char *path;
  ent_text text;
  ent_status status;
  ent_error *error;
} reading;

static void
text_read(void *user)
{
  reading *r = (reading *)user;
  r->status =
      ent_file_read(r->arena, r->path, (uint64_t)256 << 20, &r->text, r->error);
}

ent_status
ent_table_read(const char *path, const char *kind, int version, ent_row_fn fn,
               void *user, ent_error *error)
{
  reading r = {ent_arena_new(), path, {NULL, 0}, ENT_OK, error};
  if (!r.arena || ent_arena_guard(r.arena, text_read, &r) != ENT_OK) {
    r.status = ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                        "out of memory");
  }
  if (r.status == ENT_OK && ent_utf8_check(r.text) < r.text.len) {
    r.status = ent_fail(error, ENT_ERR_ENCODING, path, 0,
                        ent_utf8_check(r.text), "is not UTF-8");
  }
  if (r.status == ENT_OK) {
    r.status = rows_each(r.text, path, kind, version, fn, user, error);
  }
  ent_arena_free(r.arena);
  return r.status;
}

ent_status
ent_data_table_read(const char *data_dir, const char *name, ent_row_fn fn,
                    void *user, ent_error *error)
{
  char path[4096];
  const char *const slash = strrchr(name, '/');
  snprintf(path, sizeof path, "%s/%s.tsv", data_dir, name);
  return ent_table_read(path, slash ? slash + 1 : name, 1, fn, user, error);
}

static int
is_visible(const struct dirent *entry)
{
  return entry->d_name[0] != '.';
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name);
}

bool
ent_folder_files(ent_arena *arena, const char *folder, const char *suffix,
                 const char ***paths, size_t *n)
{
  struct dirent **entries = NULL;
  const int found = scandir(folder, &entries, is_visible, by_bytes);
  *n = 0;
  if (found < 0) {
    return false;
  }
  *paths = ENT_ARENA_ARRAY(arena, const char *, (size_t)found + 1);
  for (int i = 0; i < found; i++) {
    const char *const name = entries[i]->d_name;
    if (ent_text_ends(ent_text_from(name), ent_text_from(suffix))) {
      const size_t size = strlen(folder) + strlen(name) + 2;
      char *const path = ENT_ARENA_ARRAY(arena, char, size);
      snprintf(path, size, "%s/%s", folder, name);
      (*paths)[(*n)++] = path;
    }
    free(entries[i]);
  }
  free(entries);
  return true;
}
