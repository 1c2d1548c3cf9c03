// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/weights.h"

#include "extractor/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION 1
#define HEADER 64
#define ENTRY 96
#define NAME 48
#define ALIGNMENT 64

struct ent_weights {
  const uint8_t *data;
  size_t size;
  uint32_t n; ///< Tensors
  char path[256];
};

static uint64_t
number(const uint8_t *at, int bytes)
{
  uint64_t x = 0;
  for (int i = bytes; i-- > 0;) {
    x = x << 8 | at[i];
  }
  return x;
}

static ent_status
refuse(const ent_weights *w, ent_error *error, const char *reason)
{
  return ent_fail(error, ENT_ERR_SYNTAX, w->path, 0, ENT_NO_OFFSET,
                  "the weights cannot be used: %s", reason);
}

/// Says that the file cannot be opened, read or mapped.
static ent_status
unread(const ent_weights *w, ent_error *error)
{
  return ent_fail(error, ENT_ERR_IO, w->path, 0, ENT_NO_OFFSET, "%s",
                  strerror(errno));
}

static ent_status
header_check(const ent_weights *w, ent_error *error)
{
  if (w->size < HEADER || memcmp(w->data, "ENTCORE\n", 8) != 0) {
    return refuse(w, error, "this is no file of weights");
  }
  if (number(w->data + 8, 4) != VERSION) {
    return refuse(w, error, "it is of another version");
  }
  const uint64_t size = number(w->data + 16, 8);
  if (w->size < size) {
    return refuse(w, error, "it is cut short");
  }
  if (w->size > size) {
    return refuse(w, error, "it is longer than it says");
  }
  if (w->n > (w->size - HEADER) / ENTRY) {
    return refuse(w, error, "it is too short for its directory");
  }
  return ENT_OK;
}

static ent_status
digest_check(const ent_weights *w, ent_error *error)
{
  struct sha256_ctx ctx;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&ctx);
  sha256_update(&ctx, 32, w->data);
  sha256_update(&ctx, w->size - HEADER, w->data + HEADER);
  sha256_digest(&ctx, sizeof digest, digest);
  return memcmp(digest, w->data + 32, sizeof digest) == 0
             ? ENT_OK
             : refuse(w, error, "it was changed: its digest is another");
}

static ent_status
entry_check(const ent_weights *w, const uint8_t *entry, ent_error *error)
{
  const uint64_t type = number(entry + NAME, 4);
  const uint64_t offset = number(entry + 64, 8);
  const uint64_t bytes = number(entry + 72, 8);
  const uint64_t cells = number(entry + 52, 4) * number(entry + 56, 4);
  const unsigned size = type == ENT_TENSOR_F32 ? 4 : 1;
  if (!entry[0] || entry[NAME - 1] || type > ENT_TENSOR_F32 ||
      offset % ALIGNMENT || offset > w->size || bytes > w->size - offset ||
      bytes % size || bytes / size != cells) {
    return refuse(w, error, "its directory is wrong");
  }
  return ENT_OK;
}

static ent_status
check(const ent_weights *w, ent_error *error)
{
  ent_status status = header_check(w, error);
  if (status == ENT_OK) {
    status = digest_check(w, error);
  }
  for (uint32_t i = 0; status == ENT_OK && i < w->n; i++) {
    status = entry_check(w, w->data + HEADER + (size_t)i * ENTRY, error);
  }
  return status;
}

static ent_status
map(ent_weights *w, const char *path, ent_error *error)
{
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (file < 0) {
    return unread(w, error);
  }
  ent_status status = ENT_OK;
  if (fstat(file, &info) != 0) {
    status = unread(w, error);
  } else if (!S_ISREG(info.st_mode) || info.st_size < HEADER) {
    status = refuse(w, error, "this is no file of weights");
  } else {
    w->size = (size_t)info.st_size;
    void *data = mmap(NULL, w->size, PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED) {
      status = unread(w, error);
    } else {
      w->data = data;
      w->n = (uint32_t)number(w->data + 12, 4);
    }
  }
  close(file);
  return status;
}

ent_status
ent_weights_new(const char *path, ent_weights **weights, ent_error *error)
{
  ent_weights *w = calloc(1, sizeof *w);
  if (!w) {
    return ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                    "memory is short");
  }
  strncpy(w->path, path, sizeof w->path - 1);
  ent_status status = map(w, path, error);
  if (status == ENT_OK) {
    status = check(w, error);
  }
  if (status == ENT_OK) {
    *weights = w;
  } else {
    ent_weights_free(w);
  }
  return status;
}

void
ent_weights_free(ent_weights *w)
{
  if (w) {
    if (w->data) {
      munmap((void *)(uintptr_t)w->data, w->size);
    }
    free(w);
  }
}

ent_status
ent_weights_find(const ent_weights *w, const char *name, ent_tensor *tensor,
                 ent_error *error)
{
  const size_t len = strlen(name);
  for (uint32_t i = 0; len < NAME && i < w->n; i++) {
    const uint8_t *entry = w->data + HEADER + (size_t)i * ENTRY;
    if (memcmp(entry, name, len + 1) == 0) {
      const size_t rows = number(entry + 52, 4);
      const size_t columns = number(entry + 56, 4);
      if (number(entry + NAME, 4) != tensor->type ||
          (tensor->rows && rows != tensor->rows) ||
          (tensor->columns && columns != tensor->columns)) {
        break;
      }
      tensor->rows = rows;
      tensor->columns = columns;
      tensor->data = w->data + number(entry + 64, 8);
      return ENT_OK;
    }
  }
  return ent_fail(error, ENT_ERR_SYNTAX, w->path, 0, ENT_NO_OFFSET,
                  "the weights cannot be used: no %s of the right shape", name);
}
