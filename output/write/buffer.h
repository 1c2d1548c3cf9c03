// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_BUFFER_H
#define ENT_BUFFER_H

/// Makes large blocks of small pieces on their way to a stream.

#include "entente/base.h"

#include <stdio.h>

/// Bytes waiting for `stream`.  Once a write has failed nothing is written
/// any more and every call returns ENT_ERR_IO.
typedef struct {
  FILE *stream;
  char *data;
  size_t used;
  size_t room;
  int failed; ///< errno of the first failure, or 0
} ent_buffer;

/// Makes an empty buffer; nothing is allocated before the first reserve.
/// Clear with ent_buffer_clear().
void
ent_buffer_init(ent_buffer *buffer, FILE *stream);

/// Frees what the buffer holds, without writing it.
void
ent_buffer_clear(ent_buffer *buffer);

/// Makes room for `size` bytes behind `data + used`, writing what waits if it
/// must.  Returns ENT_ERR_IO or ENT_ERR_MEMORY.
ENT_NODISCARD ent_status
ent_buffer_reserve(ent_buffer *buffer, size_t size, ent_error *error);

/// Appends bytes.
ENT_NODISCARD ent_status
ent_buffer_write(ent_buffer *buffer, ent_text bytes, ent_error *error);

/// Puts bytes before those that wait.
ENT_NODISCARD ent_status
ent_buffer_prepend(ent_buffer *buffer, ent_text bytes, ent_error *error);

/// Writes what waits and flushes the stream.
ENT_NODISCARD ent_status
ent_buffer_flush(ent_buffer *buffer, ent_error *error);

#endif
