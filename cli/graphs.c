// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/graphs.h"

#include "cli/report.h"
#include "extractor/base/error.h"

#include <errno.h>
#include <string.h>

/// Endings of the formats that can be read, each before its format's name.
static const char *const endings[][2] = {{".nq", "nquads"},
                                         {".nt", "nquads"},
                                         {".trig", "trig"},
                                         {".ttl", "turtle"}};

static const ent_format *
format_find(const char *path)
{
  if (strcmp(path, "-") == 0) {
    return ent_format_find("nquads");
  }
  const size_t len = strlen(path);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    const size_t n = strlen(endings[i][0]);
    if (len > n && strcmp(path + len - n, endings[i][0]) == 0) {
      return ent_format_find(endings[i][1]);
    }
  }
  return NULL;
}

/// Says whether statements of the file can have graphs.
static bool
is_named(const char *path)
{
  const size_t len = strlen(path);
  return format_find(path)->holds_graphs &&
         (len < 3 || strcmp(path + len - 3, ".nt") != 0);
}

bool
ent_graphs_check(const ent_command *command, const ent_list *files, bool named)
{
  for (size_t i = 0; i < files->n; i++) {
    const char *path = files->items[i];
    if (!format_find(path) || (named && !is_named(path))) {
      ent_usage_report(command, "'%s' ends neither in %s", path,
                       named ? ".nq nor .trig" : ".nq, .nt, .trig nor .ttl");
      return false;
    }
  }
  return true;
}

static ent_status
file_read(const char *path, ent_statement_fn fn, void *user, ent_error *error)
{
  const ent_format *format = format_find(path);
  if (strcmp(path, "-") == 0) {
    return ent_statements_read(stdin, "standard input", format, fn, user,
                               error);
  }
  FILE *stream = fopen(path, "r");
  if (!stream) {
    return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                    "cannot read: %s", strerror(errno));
  }
  const ent_status status =
      ent_statements_read(stream, path, format, fn, user, error);
  fclose(stream);
  if (status != ENT_OK && !error->source[0]) {
    snprintf(error->source, sizeof error->source, "%s", path);
  }
  return status;
}

ent_status
ent_graphs_read(void *files, ent_statement_fn fn, void *user, ent_error *error)
{
  const ent_list *list = (const ent_list *)files;
  ent_status status = ENT_OK;
  for (size_t i = 0; i < list->n && status == ENT_OK; i++) {
    status = file_read(list->items[i], fn, user, error);
  }
  return status;
}
