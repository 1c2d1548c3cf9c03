// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/write/buffer.h"

#include "extractor/base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)128 * 1024)

void
ent_buffer_init(ent_buffer *buffer, FILE *stream)
{
  *buffer = (ent_buffer){stream, NULL, 0, 0, 0};
}

void
ent_buffer_clear(ent_buffer *buffer)
{
  free(buffer->data);
  ent_buffer_init(buffer, buffer->stream);
}

static ent_status
failed(ent_buffer *buffer, ent_error *error)
{
  if (!buffer->failed) {
    buffer->failed = errno ? errno : EIO;
  }
  return ent_fail(error, ENT_ERR_IO, NULL, 0, ENT_NO_OFFSET,
                  "the output cannot be written: %s", strerror(buffer->failed));
}

static ent_status
drain(ent_buffer *buffer, ent_error *error)
{
  errno = 0;
  if (buffer->failed ||
      (buffer->used &&
       fwrite(buffer->data, 1, buffer->used, buffer->stream) != buffer->used)) {
    return failed(buffer, error);
  }
  buffer->used = 0;
  return ENT_OK;
}

static ent_status
grow(ent_buffer *buffer, size_t room, ent_error *error)
{
  char *grown = (char *)realloc(buffer->data, room);
  if (!grown) {
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  buffer->data = grown;
  buffer->room = room;
  return ENT_OK;
}

ent_status
ent_buffer_reserve(ent_buffer *buffer, size_t size, ent_error *error)
{
  if (buffer->room - buffer->used >= size) {
    return ENT_OK;
  }
  const ent_status status = drain(buffer, error);
  if (status != ENT_OK || buffer->room >= size) {
    return status;
  }
  return grow(buffer, size > BLOCK ? size : BLOCK, error);
}

ent_status
ent_buffer_write(ent_buffer *buffer, ent_text bytes, ent_error *error)
{
  const ent_status status = ent_buffer_reserve(buffer, bytes.len, error);
  if (status == ENT_OK && bytes.len) {
    memcpy(buffer->data + buffer->used, bytes.data, bytes.len);
    buffer->used += bytes.len;
  }
  return status;
}

ent_status
ent_buffer_prepend(ent_buffer *buffer, ent_text bytes, ent_error *error)
{
  const size_t all = buffer->used + bytes.len;
  const ent_status status =
      all > buffer->room ? grow(buffer, all, error) : ENT_OK;
  if (status == ENT_OK && bytes.len) {
    memmove(buffer->data + bytes.len, buffer->data, buffer->used);
    memcpy(buffer->data, bytes.data, bytes.len);
    buffer->used = all;
  }
  return status;
}

ent_status
ent_buffer_flush(ent_buffer *buffer, ent_error *error)
{
  ent_status status = drain(buffer, error);
  errno = 0;
  if (status == ENT_OK &&
      (fflush(buffer->stream) != 0 || ferror(buffer->stream))) {
    status = failed(buffer, error);
  }
  return status;
}
