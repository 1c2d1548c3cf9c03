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

#define VERSION 3
#define HEADER 64
#define ENTRY 96
#define NAME 48
#define ALIGNMENT 64

static uint64_t
number(const uint8_t *at, int bytes)
{
  uint64_t x = 0;
  for (int i = bytes; i-- > 0;) {
    x = x << 8 | at[i];
  }
  return x;
}

static bool
digest_fits(const ent_weights *w)
{
  struct sha256_ctx ctx;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&ctx);
  sha256_update(&ctx, 32, w->data);
  sha256_update(&ctx, w->size - HEADER, w->data + HEADER);
  sha256_digest(&ctx, sizeof digest, digest);
  return memcmp(digest, w->data + 32, sizeof digest) == 0;
}

static bool
entry_fits(const ent_weights *w, const uint8_t *entry)
{
  const uint64_t type = number(entry + NAME, 4);
  const uint64_t offset = number(entry + 64, 8);
  const uint64_t bytes = number(entry + 72, 8);
  const uint64_t cells = number(entry + 52, 4) * number(entry + 56, 4);
  const unsigned size = type == ENT_TENSOR_F32 ? 4 : 1;
  return entry[0] && !entry[NAME - 1] && type <= ENT_TENSOR_F32 &&
         offset % ALIGNMENT == 0 && offset <= w->size &&
         bytes <= w->size - offset && bytes % size == 0 &&
         bytes / size == cells;
}

/// Returns why the file cannot be used, or NULL.
static const char *
fault_of(const ent_weights *w)
{
  const uint64_t size = number(w->data + 16, 8);
  const char *fault =
      memcmp(w->data, "ENTCORE\n", 8) != 0 ? "this is no file of weights"
      : number(w->data + 8, 4) != VERSION  ? "it is of another version"
      : w->size < size                     ? "it is cut short"
      : w->size > size                     ? "it is longer than it says"
      : w->n > (size - HEADER) / ENTRY     ? "it is too short for its directory"
      : !digest_fits(w) ? "it was changed: its digest is another"
                        : NULL;
  for (uint32_t i = 0; !fault && i < w->n; i++) {
    if (!entry_fits(w, w->data + HEADER + (size_t)i * ENTRY)) {
      fault = "its directory is wrong";
    }
  }
  return fault;
}

/// Maps the file `path`; leaves `data` NULL if it cannot be one of weights.
static bool
map(ent_weights *w, const char *path)
{
  struct stat info;
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  bool good = file >= 0 && fstat(file, &info) == 0;
  if (good && S_ISREG(info.st_mode) && info.st_size >= HEADER) {
    w->size = (size_t)info.st_size;
    void *data = mmap(NULL, w->size, PROT_READ, MAP_PRIVATE, file, 0);
    good = data != MAP_FAILED;
    w->data = good ? data : NULL;
    w->n = good ? (uint32_t)number(w->data + 12, 4) : 0;
  }
  if (file >= 0) {
    const int reason = errno;
    close(file);
    errno = reason;
  }
  return good;
}

ent_status
ent_weights_init(ent_weights *w, const char *path, ent_error *error)
{
  *w = (ent_weights){0};
  if (!map(w, path)) {
    return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET, "%s",
                    strerror(errno));
  }
  const char *fault = w->data ? fault_of(w) : "this is no file of weights";
  return !fault ? ENT_OK
                : ent_fail(error, ENT_ERR_SYNTAX, path, 0, ENT_NO_OFFSET,
                           "the weights cannot be used: %s", fault);
}

void
ent_weights_clear(ent_weights *w)
{
  if (w->data) {
    munmap((void *)(uintptr_t)w->data, w->size);
  }
}

bool
ent_weights_find(const ent_weights *w, const char *name, ent_tensor *t)
{
  for (uint32_t i = 0; i < w->n; i++) {
    const uint8_t *entry = w->data + HEADER + (size_t)i * ENTRY;
    const size_t rows = number(entry + 52, 4), columns = number(entry + 56, 4);
    if (strcmp((const char *)entry, name) == 0 &&
        number(entry + NAME, 4) == t->type && (!t->rows || rows == t->rows) &&
        (!t->columns || columns == t->columns)) {
      *t =
          (ent_tensor){t->type, rows, columns, w->data + number(entry + 64, 8)};
      return true;
    }
  }
  return false;
}
