// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/data.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Finds "data" beside the running program, as in a source tree that was built
/// in place; NULL if there is none.
static const char *
data_dir_beside(char *path, size_t room)
{
  static const char probe[] = "/data/en/language.tsv";
  const ssize_t n = readlink("/proc/self/exe", path, room - sizeof probe);
  if (n <= 0) {
    return NULL;
  }
  path[n] = '\0';
  char *slash = strrchr(path, '/');
  if (!slash) {
    return NULL;
  }
  memcpy(slash, probe, sizeof probe);
  const bool there = access(path, R_OK) == 0;
  memcpy(slash, "/data", sizeof "/data");
  return there ? path : NULL;
}

const char *
ent_data_dir(const char *given, char *path, size_t room)
{
  const char *environment = getenv("ENTENTE_DATA");
  if (given) {
    return given;
  }
  if (environment && environment[0]) {
    return environment;
  }
  const char *beside = data_dir_beside(path, room);
  return beside ? beside : ENT_DATA_DIR;
}
