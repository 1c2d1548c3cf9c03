// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TABLE_H
#define ENT_TABLE_H

/// Makes maps from texts to numbers, and reads the tab-separated tables of
/// data/.

#include "entente/base.h"
#include "extractor/base/arena.h"

#include <stdbool.h>

/// Maps byte strings to uint32_t; keys are copied into the arena it was made
/// with.  Open addressing, 64-bit hash.
typedef struct ent_map ent_map;

/// Makes an empty map in `arena`; it is freed with it.
ent_map *
ent_map_new(ent_arena *arena);

/// Sets `key`, replacing any earlier value.
void
ent_map_set(ent_map *map, ent_text key, uint32_t value);

/// Sets `*value` and returns true if `key` is there; `value` may be NULL.
bool
ent_map_get(const ent_map *map, ent_text key, uint32_t *value);

/// Returns where the value of `key` is kept, adding it as `initial` if needed.
uint32_t *
ent_map_at(ent_map *map, ent_text key, uint32_t initial);

size_t
ent_map_size(const ent_map *map);

/// Takes one row: `fields` are lent.
typedef ent_status (*ent_row_fn)(void *user, uint64_t line,
                                 const ent_text *fields, size_t n,
                                 ent_error *error);

/// Reads a table of data/: UTF-8, tab-separated, '#' starts a comment line,
/// the first line is `# entente-<kind> <version>`; another kind or version is
/// refused with file and line.
ENT_NODISCARD ent_status
ent_table_read(const char *path, const char *kind, int version, ent_row_fn fn,
               void *user, ent_error *error);

/// Reads `data_dir`/`name`.tsv as ent_table_read() does: version 1 of the kind
/// that its name tells behind the last slash.
ENT_NODISCARD ent_status
ent_data_table_read(const char *data_dir, const char *name, ent_row_fn fn,
                    void *user, ent_error *error);

/// Reads a whole file into `arena`; NUL-terminated behind `len`.
ENT_NODISCARD ent_status
ent_file_read(ent_arena *arena, const char *path, uint64_t max_bytes,
              ent_text *text, ent_error *error);

/// Lists the files of `folder` whose names end with `suffix` and begin with no
/// dot: `*n` paths in the order of their bytes, in `arena`.  False, with errno,
/// if the folder cannot be read.
bool
ent_folder_files(ent_arena *arena, const char *folder, const char *suffix,
                 const char ***paths, size_t *n);

#endif
