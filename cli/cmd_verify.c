// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Checks that all evidence of a graph stands in the articles.

#include "cli/command.h"
#include "cli/graphs.h"
#include "cli/inputs.h"
#include "cli/report.h"
#include "entente/entente.h"
#include "output/graph/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
  ent_list graph;
  ent_inputs inputs;
  bool quiet;
} settings;

static const ent_option options[] = {
    {'d', "graph", "FILE", ENT_OPTION_LIST, offsetof(settings, graph),
     "the graph, N-Quads, TriG or Turtle; may be given more than once"},
    ENT_INPUT_OPTIONS(settings),
    {'q', "quiet", NULL, ENT_OPTION_FLAG, offsetof(settings, quiet),
     "do not count what was checked"},
    {0},
};

/// One run.
typedef struct {
  settings asked;
  ent_text base;
  ent_read_options reading;
  ent_verifier *verifier;
  ent_verified verified;
  uint64_t skipped;
} job;

/// Says that an input is left out, or that evidence is not at its place.
static void
tell(void *user, const ent_error *error)
{
  (void)user;
  ent_error_report(error);
}

static bool
job_check(const ent_command *self, job *j, size_t n_inputs)
{
  if (!j->asked.graph.n) {
    ent_usage_report(self, "needs -d FILE, the graph");
    return false;
  }
  if (!ent_graphs_check(self, &j->asked.graph, false) ||
      !ent_inputs_check(self, &j->asked.inputs, n_inputs, &j->base,
                        &j->reading)) {
    return false;
  }
  j->reading.on_skip = tell;
  return true;
}

/// Reads the graph, then the articles.
static ent_status
job_run(job *j, const char *const *inputs, size_t n, ent_error *error)
{
  ent_status status =
      ent_verifier_new(j->base, tell, NULL, &j->verifier, error);
  if (status == ENT_OK) {
    status = ent_graphs_read(&j->asked.graph, ent_verifier_statement,
                             j->verifier, error);
  }
  if (status == ENT_OK) {
    status = ent_articles_each(inputs, n, &j->reading, ent_verifier_article,
                               j->verifier, &j->skipped, error);
  }
  if (status == ENT_OK) {
    status = ent_verifier_finish(j->verifier, &j->verified, error);
  }
  return status;
}

static void
counts_print(const job *j)
{
  if (!j->asked.quiet && isatty(STDERR_FILENO)) {
    fprintf(stderr,
            "%" PRIu64 " articles, %" PRIu64 " quotes, %" PRIu64
            " not at their place, %" PRIu64 " inputs skipped\n",
            j->verified.articles, j->verified.spans, j->verified.failures,
            j->skipped);
  }
}

/// Runs what was asked for and checked; returns an exit status.
static int
job_finish(job *j, const char *const *inputs, size_t n)
{
  ent_error error = {0};
  const ent_status status = job_run(j, inputs, n, &error);
  ent_verifier_free(j->verifier);
  if (status != ENT_OK) {
    ent_error_report(&error);
    return ENT_EXIT_FAILED;
  }
  counts_print(j);
  if (j->verified.articles == 0 && j->verified.failures == 0) {
    ent_problem_report(j->asked.graph.items[0],
                       "tells of none of the articles given; name their graph");
    return ENT_EXIT_FAILED;
  }
  if (j->verified.failures) {
    return ENT_EXIT_FAILED;
  }
  return j->skipped ? ENT_EXIT_SKIPPED : ENT_EXIT_CLEAN;
}

static int
run(const ent_command *self, int argc, char **argv)
{
  job j = {0};
  int first;
  int status = ent_options_parse(self, argc, argv, &j.asked, &first);
  if (status == ENT_OPTIONS_GOOD) {
    const size_t n = (size_t)(argc - first);
    status = job_check(self, &j, n)
                 ? job_finish(&j, (const char *const *)argv + first, n)
                 : ENT_EXIT_FAILED;
  }
  free(j.asked.graph.items);
  return status;
}

const ent_command ent_command_verify = {
    .name = "verify",
    .summary = "check that all evidence is in the articles",
    .arguments = "-d FILE INPUT...",
    .detail = "Reads the articles again, as 'entente extract' does, and checks "
              "that all evidence in the graph stands at its place in them, "
              "word for word. Prints a line for each that does not.",
    .options = options,
    .run = run,
};
