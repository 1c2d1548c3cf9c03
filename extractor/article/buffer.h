// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_BUFFER_H
#define ENT_BUFFER_H

/// Makes growing stretches of bytes that outlive an arena's reset.

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Zero it to begin; release it with ent_buffer_clear().
typedef struct {
  char *data;
  size_t n;
  size_t room;
} ent_buffer;

static inline void
ent_buffer_clear(ent_buffer *buffer)
{
  free(buffer->data);
  *buffer = (ent_buffer){NULL, 0, 0};
}

/// Makes room for `more` bytes behind what is there; false if memory is short.
static inline bool
ent_buffer_reserve(ent_buffer *buffer, size_t more)
{
  if (buffer->room - buffer->n >= more) {
    return true;
  }
  size_t room = buffer->room ? buffer->room : 4096;
  while (room - buffer->n < more) {
    if (room > SIZE_MAX / 2) {
      return false;
    }
    room *= 2;
  }
  char *data = (char *)realloc(buffer->data, room);
  if (data) {
    buffer->data = data;
    buffer->room = room;
  }
  return data != NULL;
}

static inline bool
ent_buffer_add(ent_buffer *buffer, const char *data, size_t len)
{
  if (!ent_buffer_reserve(buffer, len)) {
    return false;
  }
  if (len) {
    memcpy(buffer->data + buffer->n, data, len);
  }
  buffer->n += len;
  return true;
}

#endif
