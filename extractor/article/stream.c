// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/stream.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 * 1024)

typedef enum { PLAIN, UTF16_LE, UTF16_BE } encoding;

struct ent_stream {
  const char *path; // for messages; lent
  int fd;           // -1: memory
  bool owned;
  ent_text memory;
  uint64_t size;
  uint64_t offset; // of the next raw byte to decode
  encoding encoding;
  bool sniffed;
  size_t used; // raw bytes decoded
  size_t n;    // raw bytes there
  unsigned char raw[CHUNK];
};

static ent_stream *
stream_new(const char *path, int fd)
{
  ent_stream *stream = (ent_stream *)calloc(1, sizeof(ent_stream));
  if (stream) {
    stream->path = path;
    stream->fd = fd;
  }
  return stream;
}

ent_status
ent_stream_open(const char *path, ent_stream **stream, ent_error *error)
{
  // without O_NONBLOCK, opening a pipe waits for its writer
  const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  struct stat info;
  ent_stream *made = NULL;
  ent_status status = ENT_OK;
  if (fd < 0 || fstat(fd, &info)) {
    status = ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                      "cannot be read: %s", strerror(errno));
  } else if (!S_ISREG(info.st_mode)) {
    status = ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                      "is a pipe, socket or device; give \"-\" to read "
                      "standard input");
  } else if (!(made = stream_new(path, fd))) {
    status = ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                      "out of memory");
  } else {
    made->owned = true;
    made->size = (uint64_t)info.st_size;
    *stream = made;
  }
  if (!made && fd >= 0) {
    close(fd);
  }
  return status;
}

ent_stream *
ent_stream_stdin(void)
{
  return stream_new("-", STDIN_FILENO);
}

ent_stream *
ent_stream_memory(ent_text text)
{
  ent_stream *stream = stream_new("memory", -1);
  if (stream) {
    stream->memory = text;
    stream->size = text.len;
  }
  return stream;
}

ent_status
ent_stream_again(const ent_stream *stream, ent_stream **again, ent_error *error)
{
  if (stream->fd >= 0) {
    return stream->owned ? ent_stream_open(stream->path, again, error)
                         : ent_fail(error, ENT_ERR_IO, stream->path, 0,
                                    ENT_NO_OFFSET, "cannot be read twice");
  }
  // what is read is cut from the front of `memory`
  const char *end = stream->memory.data + stream->memory.len;
  *again =
      ent_stream_memory((ent_text){end - stream->size, (size_t)stream->size});
  return *again ? ENT_OK
                : ent_fail(error, ENT_ERR_MEMORY, stream->path, 0,
                           ENT_NO_OFFSET, "out of memory");
}

void
ent_stream_free(ent_stream *stream)
{
  if (stream && stream->owned) {
    close(stream->fd);
  }
  free(stream);
}

uint64_t
ent_stream_size(const ent_stream *stream)
{
  return stream->size;
}

/// Adds raw bytes behind those that are left, until there are `want`.
static ent_status
fill(ent_stream *s, size_t want, ent_error *error)
{
  memmove(s->raw, s->raw + s->used, s->n - s->used);
  s->n -= s->used;
  s->used = 0;
  while (s->n < want) {
    ssize_t got = 0;
    if (s->fd < 0) {
      const size_t room = sizeof s->raw - s->n;
      got = (ssize_t)(s->memory.len < room ? s->memory.len : room);
      if (got) {
        memcpy(s->raw + s->n, s->memory.data, (size_t)got);
        s->memory.data += got;
        s->memory.len -= (size_t)got;
      }
    } else {
      got = read(s->fd, s->raw + s->n, sizeof s->raw - s->n);
    }
    if (got < 0 && errno != EINTR) {
      return ent_fail(error, ENT_ERR_IO, s->path, 0, s->offset,
                      "cannot be read: %s", strerror(errno));
    }
    if (got == 0) {
      break;
    }
    s->n += got > 0 ? (size_t)got : 0;
  }
  return ENT_OK;
}

static void
sniff(ent_stream *s)
{
  s->sniffed = true;
  if (s->n >= 3 && !memcmp(s->raw, "\xEF\xBB\xBF", 3)) {
    s->used = 3;
  } else if (s->n >= 2 && !memcmp(s->raw, "\xFF\xFE", 2)) {
    s->encoding = UTF16_LE;
    s->used = 2;
  } else if (s->n >= 2 && !memcmp(s->raw, "\xFE\xFF", 2)) {
    s->encoding = UTF16_BE;
    s->used = 2;
  }
  s->offset = s->used;
}

static unsigned
unit_at(const ent_stream *s, size_t at)
{
  const unsigned a = s->raw[at];
  const unsigned b = s->raw[at + 1];
  return s->encoding == UTF16_LE ? a | b << 8 : a << 8 | b;
}

/// Turns whole UTF-16 characters into UTF-8 while 4 bytes are free.
static ent_status
utf16_decode(ent_stream *s, char *buffer, size_t size, size_t *got,
             ent_error *error)
{
  size_t put = 0;
  while (size - put >= 4 && s->used < s->n) {
    const size_t left = s->n - s->used;
    uint32_t c = left < 2 ? 0xDC00 : unit_at(s, s->used);
    size_t width = 2;
    if (c >= 0xD800 && c < 0xDC00 && left >= 4) {
      const unsigned low = unit_at(s, s->used + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        width = 4;
      }
    }
    if (c >= 0xD800 && c < 0xE000) {
      return ent_fail(error, ENT_ERR_ENCODING, s->path, 0, s->offset,
                      "UTF-16 is broken here; convert the file to UTF-8");
    }
    put += ent_utf8_put(buffer + put, c);
    s->used += width;
    s->offset += width;
  }
  *got = put;
  return ENT_OK;
}

ent_status
ent_stream_read(ent_stream *stream, char *buffer, size_t size, size_t *got,
                ent_error *error)
{
  *got = 0;
  if (stream->n - stream->used < 4) {
    const ent_status status = fill(stream, 4, error);
    if (status != ENT_OK) {
      return status;
    }
  }
  if (!stream->sniffed) {
    sniff(stream);
  }
  if (stream->encoding != PLAIN) {
    return utf16_decode(stream, buffer, size, got, error);
  }
  const size_t left = stream->n - stream->used;
  *got = left < size ? left : size;
  memcpy(buffer, stream->raw + stream->used, *got);
  stream->used += *got;
  stream->offset += *got;
  return ENT_OK;
}
