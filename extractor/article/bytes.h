// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_BYTES_H
#define ENT_BYTES_H

/// Makes growing stretches of bytes that outlive an arena's reset.

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Zero it to begin; release it with ent_bytes_clear().
typedef struct {
  char *data;
  size_t n;
  size_t room;
} ent_bytes;

static inline void
ent_bytes_clear(ent_bytes *buffer)
{
  free(buffer->data);
  *buffer = (ent_bytes){NULL, 0, 0};
}

/// Makes room for `more` bytes behind what is there; false if memory is short.
static inline bool
ent_bytes_reserve(ent_bytes *buffer, size_t more)
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
ent_bytes_add(ent_bytes *buffer, const char *data, size_t len)
{
  if (!ent_bytes_reserve(buffer, len)) {
    return false;
  }
  if (len) {
    memcpy(buffer->data + buffer->n, data, len);
  }
  buffer->n += len;
  return true;
}

#endif
