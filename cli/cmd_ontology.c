// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the vocabulary, its code lists, shapes and alignments.

#include "cli/command.h"
#include "cli/output.h"
#include "cli/report.h"
#include "entente/graph.h"
#include "extractor/base/arena.h"
#include "extractor/base/error.h"
#include "ontology/turtle.h"
#include "ontology/vocabulary.h"

#include <errno.h>
#include <string.h>

typedef struct {
  const char *type;
  const char *output;
} settings;

static const ent_option options[] = {
    {'t', "type", "turtle|nquads|trig|rdfxml", ENT_OPTION_TEXT,
     offsetof(settings, type),
     "what to write; turtle, with its comments, unless given"},
    {'o', "output", "FILE", ENT_OPTION_TEXT, offsetof(settings, output),
     "write to FILE, which is replaced only when all is written"},
    {0},
};

/// What printing needs, handed through ent_arena_guard().
typedef struct {
  const settings *asked;
  ent_arena *arena;
  ent_output *output;
  ent_status status;
  ent_error *error;
} printing;

/// Joins all files, so that blank nodes of two are never taken for one.
static ent_text
files_join(ent_arena *arena)
{
  size_t n;
  size_t len = 0;
  const ent_ontology_file *files = ent_ontology_files(&n);
  for (size_t i = 0; i < n; i++) {
    len += files[i].text.len + 1;
  }
  char *joined = ENT_ARENA_ARRAY(arena, char, len + 1);
  char *end = joined;
  for (size_t i = 0; i < n; i++) {
    memcpy(end, files[i].text.data, files[i].text.len);
    end += files[i].text.len;
    *end++ = '\n';
  }
  return (ent_text){joined, len};
}

static ent_status
statements_write(ent_text text, const ent_format *format, FILE *stream,
                 ent_error *error)
{
  ent_writer *writer;
  ent_status status = ent_writer_new(format, stream, &writer, error);
  if (status != ENT_OK) {
    return status;
  }
  const ent_turtle_sink sink = {ent_writer_statement, NULL, writer};
  status = ent_turtle_read_text(text, "ontology", &sink, error);
  if (status == ENT_OK) {
    status = ent_writer_finish(writer, error);
  }
  ent_writer_free(writer);
  return status;
}

static void
print(void *user)
{
  printing *p = (printing *)user;
  const char *type = p->asked->type;
  FILE *stream;
  p->status = ent_output_open(p->output, p->asked->output, &stream, p->error);
  if (p->status != ENT_OK) {
    return;
  }
  const ent_text text = files_join(p->arena);
  if (!type || strcmp(type, "turtle") == 0) {
    if (fwrite(text.data, 1, text.len, stream) != text.len) {
      p->status = ent_fail(p->error, ENT_ERR_IO, NULL, 0, ENT_NO_OFFSET,
                           "cannot write: %s", strerror(errno));
    }
  } else {
    p->status = statements_write(text, ent_format_find(type), stream, p->error);
  }
  if (p->status == ENT_OK) {
    p->status = ent_output_commit(p->output, p->error);
  }
  ent_output_blame(p->asked->output, p->status, p->error);
}

static int
run(const ent_command *self, int argc, char **argv)
{
  settings asked = {0};
  ent_error error = {0};
  int first;
  const int bad = ent_options_parse(self, argc, argv, &asked, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  if (first < argc) {
    ent_usage_report(self, "takes no argument, not '%s'", argv[first]);
    return ENT_EXIT_FAILED;
  }
  printing p = {&asked, ent_arena_new(), ent_output_new(), ENT_ERR_MEMORY,
                &error};
  if (p.arena && p.output &&
      ent_arena_guard(p.arena, print, &p) == ENT_ERR_MEMORY) {
    p.status = ENT_ERR_MEMORY;
  }
  if (p.status != ENT_OK) {
    ent_error_report(&error);
  }
  ent_output_free(p.output);
  ent_arena_free(p.arena);
  return p.status == ENT_OK ? ENT_EXIT_CLEAN : ENT_EXIT_FAILED;
}

const ent_command ent_command_ontology = {
    .name = "ontology",
    .summary = "print the vocabulary",
    .arguments = "",
    .detail = "Prints the vocabulary of the graphs, its code lists, shapes and "
              "alignments.",
    .options = options,
    .run = run,
};
