// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Answers SPARQL queries over a store or files.

#include "cli/command.h"
#include "cli/graphs.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/value.h"
#include "extractor/base/arena.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/store/store.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MAX_QUERY_BYTES ((size_t)1 << 20)
#define MAX_SECONDS 86400u

typedef struct {
  const char *store;
  ent_list graph;
  const char *format;
  const char *output;
  const char *text;
  const char *timeout;
  const char *memory;
} settings;

static const ent_option options[] = {
    {'s', "store", "STORE", ENT_OPTION_TEXT, offsetof(settings, store),
     "ask the store that 'entente load' made"},
    {'d', "graph", "FILE", ENT_OPTION_LIST, offsetof(settings, graph),
     "ask FILE instead, N-Quads, TriG or Turtle; may be given more than once"},
    {'f', "format", "table|csv|json|xml", ENT_OPTION_TEXT,
     offsetof(settings, format),
     "how to write results; table unless given, csv with -o"},
    {'o', "output", "DIR", ENT_OPTION_TEXT, offsetof(settings, output),
     "write the result of NAME.rq to DIR/NAME.csv, or the ending of the "
     "format"},
    {'e', "text", "SPARQL", ENT_OPTION_TEXT, offsetof(settings, text),
     "a query in words instead of a file"},
    {0, "timeout", "S", ENT_OPTION_TEXT, offsetof(settings, timeout),
     "end a query after S seconds; 60 unless given"},
    {0, "memory", "MB", ENT_OPTION_TEXT, offsetof(settings, memory),
     "end a query that needs more than MB megabytes; 2048 unless given"},
    {0},
};

/// Endings of results, by format and answer.
static const char *const endings[][3] = {
    [ENT_RESULT_TABLE] = {"txt", "txt", "ttl"},
    [ENT_RESULT_CSV] = {"csv", "csv", "nt"},
    [ENT_RESULT_JSON] = {"json", "json", "nt"},
    [ENT_RESULT_XML] = {"xml", "xml", "rdf"},
};

/// One run.
typedef struct {
  settings asked;
  ent_query query;
  ent_list files; // "-" is standard input
  ent_arena *arena;
} job;

static ent_result_format
format_find(const settings *asked)
{
  static const char *const names[] = {[ENT_RESULT_TABLE] = "table",
                                      [ENT_RESULT_CSV] = "csv",
                                      [ENT_RESULT_JSON] = "json",
                                      [ENT_RESULT_XML] = "xml"};
  if (!asked->format) {
    return asked->output ? ENT_RESULT_CSV : ENT_RESULT_TABLE;
  }
  size_t i = 0;
  while (strcmp(names[i], asked->format) != 0) {
    i++; // the option table lets nothing else through
  }
  return (ent_result_format)i;
}

/// Lends the name of a query without folder and ".rq".
static ent_text
name_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  ent_text name = ent_text_from(slash ? slash + 1 : path);
  if (ent_text_ends(name, ENT_TEXT(".rq")) && name.len > 3) {
    name.len -= 3;
  }
  return strcmp(path, "-") == 0 ? ENT_TEXT("query") : name;
}

/// Finds two queries whose results would have one name; NULL if there are
/// none.
static const char *
name_repeated(const ent_list *files)
{
  for (size_t i = 0; i < files->n; i++) {
    for (size_t j = 0; j < i; j++) {
      if (ent_text_equal(name_of(files->items[i]), name_of(files->items[j]))) {
        return files->items[i];
      }
    }
  }
  return NULL;
}

/// Returns the columns of a table: $COLUMNS, else those of the terminal, else
/// 0, without limit.
static unsigned
table_width(void)
{
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  const unsigned long asked = columns ? strtoul(columns, NULL, 10) : 0;
  if (asked > 0 && asked < 10000) {
    return (unsigned)asked;
  }
  return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0
             ? size.ws_col
             : 0;
}

static size_t
stdin_count(const ent_list *files)
{
  size_t n = 0;
  for (size_t i = 0; i < files->n; i++) {
    n += strcmp(files->items[i], "-") == 0;
  }
  return n;
}

/// Checks what was asked for before anything is read.
static bool
job_check(const ent_command *self, job *j)
{
  const settings *asked = &j->asked;
  uint64_t seconds = 0;
  uint64_t megabytes = 0;
  if (!asked->store == !asked->graph.n) {
    ent_usage_report(self, asked->store ? "takes -s STORE or -d FILE, not both"
                                        : "needs -s STORE or -d FILE");
  } else if (!asked->text == !j->files.n) {
    ent_usage_report(self, asked->text ? "takes -e SPARQL or files, not both"
                                       : "needs a QUERY.rq or -e SPARQL");
  } else if (stdin_count(&asked->graph) + stdin_count(&j->files) > 1) {
    ent_usage_report(self, "standard input, '-', can be read once only");
  } else if (asked->output && name_repeated(&j->files)) {
    ent_usage_report(self, "two queries would write to one file: '%s'",
                     name_repeated(&j->files));
  } else if (ent_graphs_check(self, &asked->graph, false) &&
             ent_value_number(self, "timeout", asked->timeout, &seconds) &&
             ent_value_number(self, "memory", asked->memory, &megabytes)) {
    j->query = (ent_query){
        .store = asked->store,
        .stream = ent_graphs_read,
        .user = &j->asked.graph,
        .format = format_find(asked),
        .width = asked->output ? 0 : table_width(),
        .seconds = (unsigned)(seconds < MAX_SECONDS ? seconds : MAX_SECONDS),
        .bytes = megabytes > UINT64_MAX >> 20 ? 0 : megabytes << 20};
    return true;
  }
  return false;
}

/// Runs one query, whose text is read, and writes its result.
static ent_status
result_write(const job *j, const char *path, ent_output *output,
             ent_error *error)
{
  ent_answer answer;
  FILE *stream;
  ent_status status = ENT_OK;
  char target[PATH_MAX];
  const ent_text name = name_of(path);
  if (j->asked.output) {
    status = ent_output_folder(output, j->asked.output, error);
    snprintf(target, sizeof target, "%s/%.*s.%s", j->asked.output,
             (int)name.len, name.data, endings[j->query.format][0]);
  }
  if (status == ENT_OK) {
    status = ent_output_open(output, j->asked.output ? target : NULL, &stream,
                             error);
  }
  if (status == ENT_OK) {
    status = ent_store_query(&j->query, stream, &answer, error);
  }
  if (status == ENT_OK && j->asked.output && answer == ENT_ANSWER_GRAPH) {
    snprintf(target, sizeof target, "%s/%.*s.%s", j->asked.output,
             (int)name.len, name.data, endings[j->query.format][answer]);
    status = ent_output_rename(output, target, error);
  }
  if (status == ENT_OK) {
    status = ent_output_commit(output, error);
  }
  return ent_output_blame(j->asked.output ? target : NULL, status, error);
}

/// What reading a file needs, handed through ent_arena_guard().
typedef struct {
  job *job;
  const char *path;
  ent_status status;
  ent_error *error;
} reading;

/// Reads a query from a file, a pipe or standard input.
static void
text_read(void *user)
{
  reading *r = (reading *)user;
  const bool is_stdin = strcmp(r->path, "-") == 0;
  FILE *file = is_stdin ? stdin : fopen(r->path, "r");
  char *text = ENT_ARENA_ARRAY(r->job->arena, char, MAX_QUERY_BYTES + 1);
  const size_t got = file ? fread(text, 1, MAX_QUERY_BYTES + 1, file) : 0;
  if (!file || ferror(file)) {
    r->status = ent_fail(r->error, ENT_ERR_IO, r->path, 0, ENT_NO_OFFSET,
                         "cannot read: %s", strerror(errno));
  } else if (got > MAX_QUERY_BYTES) {
    r->status = ent_fail(r->error, ENT_ERR_LIMIT, r->path, 0, ENT_NO_OFFSET,
                         "is no query: longer than %zu bytes", MAX_QUERY_BYTES);
  }
  r->job->query.text = (ent_text){text, got};
  if (file && !is_stdin) {
    fclose(file);
  }
}

/// Reads and answers one query; returns an exit status.
static int
file_answer(job *j, const char *path)
{
  ent_error error = {0};
  reading r = {j, path, ENT_OK, &error};
  j->query.name = strcmp(path, "-") == 0 ? "standard input" : path;
  if (j->asked.text) {
    j->query.name = "-e";
    j->query.text = ent_text_from(j->asked.text);
  } else if (ent_arena_guard(j->arena, text_read, &r) != ENT_OK) {
    r.status = ENT_ERR_MEMORY;
  }
  ent_output *output = ent_output_new();
  if (r.status == ENT_OK) {
    r.status = output ? result_write(j, path, output, &error) : ENT_ERR_MEMORY;
  }
  if (r.status != ENT_OK) {
    ent_error_report(&error);
  }
  ent_output_free(output);
  ent_arena_reset(j->arena);
  return r.status == ENT_OK ? ENT_EXIT_CLEAN : ENT_EXIT_FAILED;
}

/// Answers all queries; one that fails does not stop the next.
static int
job_run(job *j)
{
  int worst = ENT_EXIT_CLEAN;
  if (j->asked.text) {
    return file_answer(j, "-");
  }
  for (size_t i = 0; i < j->files.n; i++) {
    if (j->query.format == ENT_RESULT_TABLE && !j->asked.output &&
        j->files.n > 1) {
      printf("%s%s\n", i ? "\n" : "", j->files.items[i]);
    }
    const int got = file_answer(j, j->files.items[i]);
    worst = got > worst ? got : worst;
  }
  return worst;
}

static int
run(const ent_command *self, int argc, char **argv)
{
  job j = {.arena = ent_arena_new()};
  int first;
  int status = ent_options_parse(self, argc, argv, &j.asked, &first);
  if (status == ENT_OPTIONS_GOOD) {
    j.files = (ent_list){(const char **)argv + first, (size_t)(argc - first)};
    status = j.arena && job_check(self, &j) ? job_run(&j) : ENT_EXIT_FAILED;
  }
  free(j.asked.graph.items);
  ent_arena_free(j.arena);
  return status;
}

const ent_command ent_command_query = {
    .name = "query",
    .summary = "answer SPARQL queries",
    .arguments = "QUERY.rq...",
    .detail = "Answers SELECT, ASK and CONSTRUCT queries from files, '-' for "
              "standard input, over a store or over files. The default graph "
              "holds the statements of all graphs.",
    .options = options,
    .run = run,
};
