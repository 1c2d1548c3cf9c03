// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "cli/help.h"
#include "cli/report.h"

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static int
run_help(const ent_command *self, int argc, char **argv);

static const ent_option no_options[] = {{0}};

static const ent_command command_help = {
    .name = "help",
    .summary = "explain a command",
    .arguments = "[COMMAND]",
    .detail = "Prints the help of COMMAND, or of the program.",
    .options = no_options,
    .run = run_help,
};

static const ent_command *const commands[] = {
    &ent_command_extract,  &ent_command_annotate, &ent_command_load,
    &ent_command_query,    &ent_command_verify,   &ent_command_rules,
    &ent_command_ontology, &command_help,         NULL,
};

/// What the program itself is told.
typedef struct {
  bool version;
  bool completion;
  const char *roff;
} settings;

static const ent_option program_options[] = {
    {'V', "version", NULL, ENT_OPTION_FLAG, offsetof(settings, version),
     "print the version and leave"},
    {0, "completion", NULL, ENT_OPTION_FLAG, offsetof(settings, completion),
     "print the completion for bash and leave"},
    {0, "roff", "COMMAND", ENT_OPTION_TEXT, offsetof(settings, roff),
     "print the OPTIONS of the man page of COMMAND and leave"},
    {0},
};

static const ent_command program = {
    .arguments = "COMMAND [ARGUMENT]...",
    .detail = "Reads news articles and writes what they say as RDF. "
              "'entente help COMMAND' explains a command.",
    .options = program_options,
    .commands = commands,
};

/// Finds a command; says so if there is none.
static const ent_command *
command_find(const char *name)
{
  const char *names[sizeof commands / sizeof *commands];
  size_t n = 0;
  for (; commands[n]; n++) {
    names[n] = commands[n]->name;
    if (strcmp(names[n], name) == 0) {
      return commands[n];
    }
  }
  const char *guess = ent_word_guess(name, names, n);
  ent_usage_report(&program,
                   guess ? "unknown command '%s', did you mean '%s'?"
                         : "unknown command '%s'",
                   name, guess);
  return NULL;
}

static int
run_help(const ent_command *self, int argc, char **argv)
{
  int first;
  const int bad = ent_options_parse(self, argc, argv, NULL, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  if (argc - first > 1) {
    ent_usage_report(self, "takes one command, not %d", argc - first);
    return ENT_EXIT_FAILED;
  }
  const ent_command *command =
      first < argc ? command_find(argv[first]) : &program;
  return command ? ent_help_print(command) : ENT_EXIT_FAILED;
}

static int
run_roff(const char *name)
{
  const ent_command *command =
      strcmp(name, "entente") == 0 ? &program : command_find(name);
  return command ? ent_help_roff(command) : ENT_EXIT_FAILED;
}

int
main(int argc, char **argv)
{
  // A closed pipe and a file that grows too long are failed writes.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  settings asked = {0};
  int first;
  const int bad = ent_options_parse(&program, argc, argv, &asked, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  if (asked.version) {
    printf("entente %s\n", PACKAGE_VERSION);
    return ent_stdout_finish();
  }
  if (asked.completion) {
    return ent_help_completion(&program);
  }
  if (asked.roff) {
    return run_roff(asked.roff);
  }
  if (first == argc) {
    ent_usage_report(&program, "needs a command");
    return ENT_EXIT_FAILED;
  }
  const ent_command *command = command_find(argv[first]);
  return command ? command->run(command, argc - first, argv + first)
                 : ENT_EXIT_FAILED;
}
