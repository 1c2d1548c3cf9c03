// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_OUTPUT_H
#define ENT_OUTPUT_H

/// Makes files that are whole or not there: each is written beside its place
/// and takes its name when all of them are on the disk.  What is no regular
/// file (a pipe, a device, standard output) is written to directly.

#include "entente/base.h"

#include <stdio.h>

/// The files of one result.  There is one at a time.
typedef struct ent_output ent_output;

/// Makes an empty one; NULL if memory is short.  Free with ent_output_free().
ent_output *
ent_output_new(void);

/// Removes what was not committed, also a folder it made.  `output` may be
/// NULL.
void
ent_output_free(ent_output *output);

/// Makes sure that folder `path` is there.
ENT_NODISCARD ent_status
ent_output_folder(ent_output *output, const char *path, ent_error *error);

/// Opens the file that will be `path`; NULL or "-": standard output.
/// `*stream` is lent until ent_output_commit() or ent_output_free().
ENT_NODISCARD ent_status
ent_output_open(ent_output *output, const char *path, FILE **stream,
                ent_error *error);

/// Gives the last file opened another name than it was opened with.
ENT_NODISCARD ent_status
ent_output_rename(ent_output *output, const char *path, ent_error *error);

/// Brings all files to the disk, closes them and gives them their names.
ENT_NODISCARD ent_status
ent_output_commit(ent_output *output, ent_error *error);

/// Names output `path`, as given to ent_output_open(), in `error` unless it
/// names a source already; returns `status`.
ent_status
ent_output_blame(const char *path, ent_status status, ent_error *error);

#endif
