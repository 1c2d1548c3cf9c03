// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FOLDER_H
#define ENT_FOLDER_H

/// Makes versions of a store's files, of which one is current at any moment.
///
///     STORE.lock            held by the writer, there only while it works
///     STORE/entente-store   marker with format and version
///     STORE/current         link to the current version
///     STORE/v000001/        database files
///     STORE/v000001/files   their names, sizes and SHA-256
///
/// A version is written beside the current one, flushed to disk, and becomes
/// current by one rename() of the link.  A writer that dies leaves at most a
/// version that is not current, which the next writer removes.

#include "entente/base.h"

#include <stdbool.h>

/// A store's folder.  Zero it, then ent_folder_open() or ent_folder_lock().
typedef struct {
  char path[3072];
  char version[3200]; ///< Folder of the current version; "" if there is none
  int lock;           ///< Descriptor of the lock file, or of the version
  bool locked;
  bool writes;     ///< `lock` is the lock file
  unsigned number; ///< Of the current version; 0 if there is none
} ent_folder;

/// Opens a store for reading: its version stays until ent_folder_close().
ENT_NODISCARD ent_status
ent_folder_open(ent_folder *folder, const char *path, ent_error *error);

/// Opens a store for writing, making it if `path` is absent or empty.  Fails at
/// once with ENT_ERR_STORE if another writer is at work.
ENT_NODISCARD ent_status
ent_folder_lock(ent_folder *folder, const char *path, ent_error *error);

/// Lets go of the store.
void
ent_folder_close(ent_folder *folder);

/// Checks the files of the current version against their digests.
ENT_NODISCARD ent_status
ent_folder_verify(const ent_folder *folder, ent_error *error);

/// Makes an empty folder for the next version; `next` receives its path.
ENT_NODISCARD ent_status
ent_folder_begin(const ent_folder *folder, char next[3200], ent_error *error);

/// Notes the digests of the files in `next` and flushes them to disk.
ENT_NODISCARD ent_status
ent_folder_seal(const char *next, ent_error *error);

/// Makes `next` the current version and removes the former one, unless it is
/// still being read.
ENT_NODISCARD ent_status
ent_folder_commit(ent_folder *folder, const char *next, ent_error *error);

/// Removes `next`.
void
ent_folder_discard(const char *next);

#endif
