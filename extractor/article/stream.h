// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_STREAM_H
#define ENT_STREAM_H

/// Makes a stream of bytes from a file, standard input or memory; a byte order
/// mark is dropped and UTF-16 that has one becomes UTF-8.

#include "entente/base.h"

/// An open input.
typedef struct ent_stream ent_stream;

/// Opens a regular file; anything else is refused.  Free with
/// ent_stream_free().
ENT_NODISCARD ent_status
ent_stream_open(const char *path, ent_stream **stream, ent_error *error);

/// Reads standard input, which stays open; NULL if memory is short.
ent_stream *
ent_stream_stdin(void);

/// Reads `text`, which stays the caller's; NULL if memory is short.
ent_stream *
ent_stream_memory(ent_text text);

/// Opens the same bytes from their beginning; fails for standard input.  Free
/// with ent_stream_free().
ENT_NODISCARD ent_status
ent_stream_again(const ent_stream *stream, ent_stream **again,
                 ent_error *error);

/// Closes; `stream` may be NULL.
void
ent_stream_free(ent_stream *stream);

/// Reads up to `size` bytes; 0 at the end.  ENT_ERR_IO if reading fails,
/// ENT_ERR_ENCODING for broken UTF-16.
ENT_NODISCARD ent_status
ent_stream_read(ent_stream *stream, char *buffer, size_t size, size_t *got,
                ent_error *error);

/// Tells the size of a file in bytes, 0 if unknown.
uint64_t
ent_stream_size(const ent_stream *stream);

#endif
