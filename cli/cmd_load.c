// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Puts graphs into a store.

#include "cli/command.h"
#include "cli/graphs.h"
#include "cli/report.h"
#include "output/store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

typedef struct {
  const char *store;
  bool quiet;
} settings;

static const ent_option options[] = {
    {'s', "store", "STORE", ENT_OPTION_TEXT, offsetof(settings, store),
     "the store, a folder that is made if need be"},
    {'q', "quiet", NULL, ENT_OPTION_FLAG, offsetof(settings, quiet),
     "do not count what the store holds"},
    {0},
};

static void
counts_print(const ent_store_counts *counts)
{
  fprintf(stderr,
          "%" PRIu64 " articles, %" PRIu64 " statements, %" PRIu64
          " graphs replaced%s\n",
          counts->articles, counts->statements, counts->replaced,
          counts->changed ? "" : ", nothing new");
}

static int
run(const ent_command *self, int argc, char **argv)
{
  settings asked = {0};
  int first;
  const int bad = ent_options_parse(self, argc, argv, &asked, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  ent_list files = {(const char **)argv + first, (size_t)(argc - first)};
  if (!asked.store || files.n == 0) {
    ent_usage_report(self, asked.store ? "needs a FILE" : "needs -s STORE");
    return ENT_EXIT_FAILED;
  }
  if (!ent_graphs_check(self, &files, true)) {
    return ENT_EXIT_FAILED;
  }
  ent_store_counts counts;
  ent_error error = {0};
  if (ent_store_load(asked.store, ent_graphs_read, &files, &counts, &error) !=
      ENT_OK) {
    ent_error_report(&error);
    return ENT_EXIT_FAILED;
  }
  if (!asked.quiet && isatty(STDERR_FILENO)) {
    counts_print(&counts);
  }
  return ENT_EXIT_CLEAN;
}

const ent_command ent_command_load = {
    .name = "load",
    .summary = "put graphs into a store",
    .arguments = "-s STORE FILE...",
    .detail = "Reads N-Quads (.nq) and TriG (.trig) and puts each graph into "
              "STORE, in place of the graph of that name.",
    .options = options,
    .run = run,
};
