// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Feeds a fuzz target under any compiler: each file of its corpus as it is,
/// cut at every byte, and changed in FUZZ_CHANGES ways that are the same on
/// every run.  FUZZ_CORPUS names its folder below tests/fuzz/corpus; arguments
/// are files to feed instead, as they are.

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE 65536
#define MAX_CUTS 600
#ifndef FUZZ_CHANGES
#define FUZZ_CHANGES 2000
#endif

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t state;

/// Knuth's multiplier for 64 bits (MMIX).
static size_t
draw(size_t below)
{
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)(state >> 33) % below;
}

/// Feeds a copy of its own size, so that a sanitizer sees its end.
static void
feed(const uint8_t *data, size_t size)
{
  uint8_t *copy = (uint8_t *)malloc(size ? size : 1);
  if (copy) {
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
  }
  free(copy);
}

/// Changes one to four places: another byte, a mark, a piece left out, twice.
static size_t
change(uint8_t *data, size_t size)
{
  static const char marks[] = "\"\\\n\r,;:{}[]()-.'\xC3\xA9\xFF\0 A1\xE2\x80";
  for (size_t n = 1 + draw(4); n && size; n--) {
    const size_t at = draw(size);
    const size_t len = 1 + draw(size - at < 40 ? size - at : 40);
    switch (draw(4)) {
    case 0:
      data[at] = (uint8_t)draw(256);
      break;
    case 1:
      data[at] = (uint8_t)marks[draw(sizeof marks - 1)];
      break;
    case 2:
      memmove(data + at, data + at + len, size - at - len);
      size -= len;
      break;
    default:
      if (size + len <= MAX_FILE) {
        memmove(data + at + len, data + at, size - at);
        size += len;
      }
    }
  }
  return size;
}

static void
replay(const char *path, int changes)
{
  static uint8_t data[MAX_FILE];
  static uint8_t changed[MAX_FILE];
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(1);
  }
  const size_t size = fread(data, 1, sizeof data, file);
  fclose(file);
  feed(data, size);
  for (size_t n = 0; changes && n < size && n < MAX_CUTS; n++) {
    feed(data, n);
  }
  for (int i = 0; i < changes; i++) {
    memcpy(changed, data, size);
    feed(changed, change(changed, size));
  }
}

static int
visible(const struct dirent *entry)
{
  return entry->d_name[0] != '.';
}

static int
replay_corpus(void)
{
  const char *top = getenv("TOP_SRCDIR");
  char folder[1024];
  snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%s", top ? top : ".",
           FUZZ_CORPUS);
  struct dirent **names = NULL;
  const int n = scandir(folder, &names, visible, alphasort);
  if (n <= 0) {
    perror(folder);
    return 1;
  }
  for (int i = 0; i < n; i++) {
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
    replay(path, FUZZ_CHANGES);
    printf("ok %d - %s %s\n", i + 1, FUZZ_CORPUS, names[i]->d_name);
    fflush(stdout);
    free(names[i]);
  }
  free(names);
  printf("1..%d\n", n);
  return 0;
}

int
main(int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    replay(argv[i], 0);
  }
  return argc > 1 ? 0 : replay_corpus();
}
