// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads articles and writes what they say.

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/value.h"
#include "entente/entente.h"
#include "extractor/base/error.h"
#include "output/write/tables.h"

#include <limits.h>
#include <string.h>

typedef struct {
  const char *type;
  const char *output;
  const char *quotes;
  bool drop_graphs;
  ent_inputs inputs;
  const char *rules;
  const char *jobs;
  bool quiet;
} settings;

static const ent_option options[] = {
    {'t', "type", "nquads|trig|turtle|rdfxml|tables", ENT_OPTION_TEXT,
     offsetof(settings, type),
     "what to write; nquads unless given; tables are nine CSV files"},
    {'o', "output", "FILE|DIR", ENT_OPTION_TEXT, offsetof(settings, output),
     "write to FILE, which is replaced only when all is written; tables to "
     "folder DIR"},
    {0, "quotes", "full|short|none", ENT_OPTION_TEXT,
     offsetof(settings, quotes),
     "how much of the articles' words goes into the graph; none writes "
     "hashes"},
    {0, "drop-graphs", NULL, ENT_OPTION_FLAG, offsetof(settings, drop_graphs),
     "leave out graph names, as turtle and rdfxml need"},
    ENT_INPUT_OPTIONS(settings),
    {0, "rules", "DIR", ENT_OPTION_TEXT, offsetof(settings, rules),
     "read the rules, lists and terms of DIR after the shipped ones, which "
     "they may change"},
    {'j', "jobs", "N", ENT_OPTION_TEXT, offsetof(settings, jobs),
     "work on N articles at once, which changes no byte of the output; 1 "
     "unless "
     "given, 0: one for each processor"},
    {'q', "quiet", NULL, ENT_OPTION_FLAG, offsetof(settings, quiet),
     "show no progress"},
    {0},
};

/// One run.
typedef struct {
  settings asked;
  ent_quotes quotes;
  ent_text base;
  const ent_format *format; // NULL: tables
  ent_read_options reading;
  unsigned jobs;
  ent_context *context;
  ent_output *output;
  ent_writer *writer;
  ent_tables *tables;
  ent_progress progress;
  bool broken; // the output failed: going on makes no sense
} job;

/// Says that an input, or one statement, is left out.
static void
skip(void *user, const ent_error *error)
{
  job *j = (job *)user;
  ent_progress_wipe(&j->progress);
  ent_error_report(error);
  j->progress.skipped++;
}

/// Says what was read only in part; other files in a folder interest people at
/// a terminal alone.
static void
note(void *user, const ent_error *error)
{
  const job *j = (const job *)user;
  if (error->status != ENT_ERR_UNSUPPORTED || j->progress.shown) {
    ent_progress_wipe(&j->progress);
    ent_error_report(error);
  }
}

static ent_status
take_statement(void *user, const ent_statement *s, ent_error *error)
{
  job *j = (job *)user;
  ent_statement statement = *s;
  if (j->asked.drop_graphs) {
    statement.graph = (ent_term){0};
  }
  ent_error own = {0};
  const ent_status status = ent_writer_statement(j->writer, &statement, &own);
  if (status == ENT_ERR_SYNTAX || status == ENT_ERR_ENCODING ||
      status == ENT_ERR_UNSUPPORTED) {
    skip(j, &own); // no byte of it is written
    return ENT_OK;
  }
  if (status != ENT_OK) {
    j->broken = true;
    *error = own;
  }
  j->progress.statements++;
  return status;
}

static ent_status
facts_write(job *j, const ent_facts *facts, ent_error *error)
{
  if (!j->tables) {
    const ent_status made = ent_facts_each_statement(facts, j->base, j->quotes,
                                                     take_statement, j, error);
    j->broken = j->broken || made == ENT_ERR_MEMORY; // half a graph is out
    return made;
  }
  const ent_status status = ent_tables_facts(j->tables, facts, error);
  j->broken = status == ENT_ERR_IO;
  return status;
}

static ent_status
take_facts(void *user, const ent_facts *facts, ent_error *error)
{
  job *j = (job *)user;
  ent_error own = {0};
  const ent_status status = facts_write(j, facts, &own);
  if (status != ENT_OK && j->broken) {
    *error = own;
    return status;
  }
  if (status != ENT_OK) {
    skip(j, &own);
    return ENT_OK;
  }
  j->progress.articles++;
  ent_progress_draw(&j->progress);
  return ENT_OK;
}

static ent_quotes
quotes_find(const char *name)
{
  if (name && strcmp(name, "short") == 0) {
    return ENT_QUOTES_SHORT;
  }
  return name && strcmp(name, "none") == 0 ? ENT_QUOTES_NONE : ENT_QUOTES_FULL;
}

/// Checks what was asked for before anything is read or written.
static bool
job_check(const ent_command *self, job *j, size_t n_inputs)
{
  const settings *asked = &j->asked;
  const char *type = asked->type ? asked->type : "nquads";
  j->format = ent_format_find(type);
  const bool tables = !j->format;
  if (tables && (!asked->output || strcmp(asked->output, "-") == 0)) {
    ent_usage_report(self, "-t tables needs -o DIR, a folder for its files");
  } else if (tables && asked->drop_graphs) {
    ent_usage_report(self, "--drop-graphs has no meaning with -t tables");
  } else if (!tables && !j->format->holds_graphs && !asked->drop_graphs) {
    ent_usage_report(self, "%s holds no graph names, add --drop-graphs", type);
  } else if (ent_inputs_check(self, &asked->inputs, n_inputs, &j->base,
                              &j->reading) &&
             ent_value_jobs(self, "jobs", asked->jobs, &j->jobs)) {
    j->quotes = quotes_find(asked->quotes);
    j->reading.on_skip = skip;
    j->reading.on_note = note;
    j->reading.skip_user = j;
    return true;
  }
  return false;
}

static ent_status
tables_open(job *j, ent_error *error)
{
  FILE *streams[ENT_N_TABLES];
  char path[PATH_MAX];
  ent_status status = ent_output_folder(j->output, j->asked.output, error);
  for (size_t i = 0; status == ENT_OK && i < ENT_N_TABLES; i++) {
    snprintf(path, sizeof path, "%s/%s.csv", j->asked.output,
             ent_table_name(i));
    status = ent_output_open(j->output, path, &streams[i], error);
  }
  return status == ENT_OK ? ent_tables_new(streams, j->base, &j->tables, error)
                          : status;
}

static ent_status
sink_open(job *j, ent_error *error)
{
  if (!j->format) {
    return tables_open(j, error);
  }
  FILE *stream;
  const ent_status status =
      ent_output_open(j->output, j->asked.output, &stream, error);
  return status == ENT_OK ? ent_writer_new(j->format, stream, &j->writer, error)
                          : status;
}

static ent_status
sink_finish(job *j, ent_error *error)
{
  const ent_status status =
      j->format ? ent_writer_finish(j->writer, error) : ENT_OK;
  return status == ENT_OK ? ent_output_commit(j->output, error) : status;
}

/// Reads all inputs and writes the result.
static ent_status
job_run(job *j, const char *const *inputs, size_t n, ent_error *error)
{
  ent_status status = ent_context_new_with_rules(
      j->asked.inputs.data, j->asked.rules, &j->context, error);
  if (status == ENT_OK) {
    status = sink_open(j, error);
  }
  if (status == ENT_OK) {
    ent_progress_start(&j->progress, j->asked.quiet);
    status = ent_extract_each(j->context, inputs, n, &j->reading, j->jobs,
                              take_facts, j, NULL, error);
  }
  ent_progress_end(&j->progress);
  if (status == ENT_OK && !j->progress.articles && !j->progress.skipped) {
    status = ent_fail(error, ENT_ERR_SYNTAX, inputs[0], 0, ENT_NO_OFFSET,
                      "no article found");
  }
  // Without an article the earlier file is worth more.
  if (status == ENT_OK && j->progress.articles) {
    status = sink_finish(j, error);
  }
  return ent_output_blame(j->asked.output, status, error);
}

static int
run(const ent_command *self, int argc, char **argv)
{
  job j = {0};
  ent_error error = {0};
  int first;
  const int bad = ent_options_parse(self, argc, argv, &j.asked, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  if (!job_check(self, &j, (size_t)(argc - first))) {
    return ENT_EXIT_FAILED;
  }
  j.output = ent_output_new();
  const ent_status status = j.output
                                ? job_run(&j, (const char *const *)argv + first,
                                          (size_t)(argc - first), &error)
                                : ENT_ERR_MEMORY;
  if (status != ENT_OK) {
    ent_error_report(&error);
  }
  ent_writer_free(j.writer);
  ent_tables_free(j.tables);
  ent_output_free(j.output);
  ent_context_free(j.context);
  return ent_exit_status(status, j.progress.skipped, j.progress.articles);
}

const ent_command ent_command_extract = {
    .name = "extract",
    .summary = "read articles and write what they say",
    .arguments = "INPUT...",
    .detail = "Reads articles from files, folders and, for '-', standard "
              "input: plain text, CSV, TSV, JSON, JSON Lines. Writes a graph "
              "for each, as N-Quads to standard output unless told otherwise.",
    .options = options,
    .run = run,
};
