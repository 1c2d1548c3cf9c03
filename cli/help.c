// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/help.h"

#include "cli/report.h"

#include <stdio.h>
#include <string.h>

#define WIDTH 79    // columns
#define MAX_LEFT 30 // widest left column that help stands beside

/// The option that every command has.
static const ent_option help_option = {
    'h', "help", NULL, ENT_OPTION_FLAG, 0, "print this help"};

/// Returns the option after `o`: the table's, then --help, then NULL.
static const ent_option *
option_next(const ent_option *o)
{
  if (o == &help_option) {
    return NULL;
  }
  return o[1].name ? o + 1 : &help_option;
}

static const ent_option *
option_first(const ent_command *command)
{
  return command->options->name ? command->options : &help_option;
}

/// Says what stands for the argument: choices are named after the option.
static const char *
argument_name(const ent_option *o)
{
  return ent_option_choices(o) ? "WORD" : o->argument;
}

/// Prints words from column `at`, broken before WIDTH and indented.
static void
paragraph_print(const char *text, int at, int indent)
{
  for (const char *word = text; *word;) {
    const int len = (int)strcspn(word, " ");
    if (at > indent && at + 1 + len > WIDTH) {
      printf("\n%*s", indent, "");
      at = indent;
    } else if (at > indent) {
      at += printf(" ");
    }
    at += printf("%.*s", len, word);
    word += len;
    word += strspn(word, " ");
  }
  printf("\n");
}

static void
row_print(const char *left, const char *right, int indent)
{
  int at = printf("  %s", left);
  if (at + 2 > indent) {
    printf("\n");
    at = 0;
  }
  printf("%*s", indent - at, "");
  paragraph_print(right, indent, indent);
}

static int
left_write(const ent_option *o, char *left, size_t size)
{
  char letter[5] = "    ";
  if (o->letter) {
    snprintf(letter, sizeof letter, "-%c, ", o->letter);
  }
  return snprintf(left, size, "%s--%s%s%s", letter, o->name,
                  o->argument ? "=" : "", o->argument ? argument_name(o) : "");
}

static void
options_print(const ent_command *command)
{
  char left[80];
  int indent = 0;
  for (const ent_option *o = option_first(command); o; o = option_next(o)) {
    const int width = left_write(o, left, sizeof left) + 4;
    indent = width > indent && width <= MAX_LEFT ? width : indent;
  }
  printf("\nOptions:\n");
  for (const ent_option *o = option_first(command); o; o = option_next(o)) {
    char right[512];
    const char *choices = ent_option_choices(o);
    snprintf(right, sizeof right, "%s%s%s", o->help, choices ? ": " : "",
             choices ? choices : "");
    left_write(o, left, sizeof left);
    row_print(left, right, indent);
  }
}

int
ent_help_print(const ent_command *command)
{
  printf("Usage: entente%s%s [OPTION]... %s\n", command->name ? " " : "",
         command->name ? command->name : "", command->arguments);
  paragraph_print(command->detail, 0, 0);
  if (command->commands) {
    printf("\nCommands:\n");
    for (size_t i = 0; command->commands[i]; i++) {
      row_print(command->commands[i]->name, command->commands[i]->summary, 13);
    }
  }
  options_print(command);
  printf("\nExit status: 0 if all went well, 1 if it failed, 2 if it finished "
         "but left out\nsome inputs.\n");
  return ent_stdout_finish();
}

/// Prints text for roff: a hyphen that is no line break, no escapes.
static void
roff_print(const char *text)
{
  for (; *text; text++) {
    if (*text == '-') {
      printf("\\-");
    } else if (*text == '\\') {
      printf("\\e");
    } else {
      putchar(*text);
    }
  }
}

int
ent_help_roff(const ent_command *command)
{
  printf(".SH OPTIONS\n");
  for (const ent_option *o = option_first(command); o; o = option_next(o)) {
    printf(".TP\n");
    if (o->letter) {
      printf("\\fB\\-%c\\fR, ", o->letter);
    }
    printf("\\fB\\-\\-");
    roff_print(o->name);
    printf("\\fR");
    if (o->argument) {
      printf("=\\fI%s\\fR", argument_name(o));
    }
    printf("\n");
    roff_print(o->help);
    const char *choices = ent_option_choices(o);
    if (choices) {
      printf(":\n");
      roff_print(choices);
    }
    printf(".\n");
  }
  return ent_stdout_finish();
}

/// Prints `text` with `separator` in place of each '|'.
static void
choices_print(const char *text, char separator)
{
  for (; *text; text++) {
    putchar(*text == '|' ? separator : *text);
  }
}

/// Prints the cases of the word before the cursor: what its option takes.
static void
completion_arguments(const ent_command *command)
{
  for (const ent_option *o = option_first(command); o; o = option_next(o)) {
    if (!o->argument) {
      continue;
    }
    printf("    %s:--%s", command->name, o->name);
    if (o->letter) {
      printf("|%s:-%c", command->name, o->letter);
    }
    const char *choices = ent_option_choices(o);
    if (choices) {
      printf(") words='");
      choices_print(choices, ' ');
      printf("' ;;\n");
    } else if (strcmp(o->argument, "DIR") == 0 ||
               strcmp(o->argument, "STORE") == 0) {
      printf(") kind=directory ;;\n");
    } else if (strncmp(o->argument, "FILE", 4) == 0) {
      printf(") kind=file ;;\n");
    } else {
      printf(") kind=none ;;\n");
    }
  }
}

/// Prints the words that may begin an argument of `command`.
static void
completion_options(const ent_command *command)
{
  printf("    %s) words='", command->name ? command->name : "''");
  for (const ent_option *o = option_first(command); o; o = option_next(o)) {
    printf("%s--%s", o == option_first(command) ? "" : " ", o->name);
    if (o->letter) {
      printf(" -%c", o->letter);
    }
  }
  printf("' ;;\n");
}

int
ent_help_completion(const ent_command *program)
{
  const ent_command *const *commands = program->commands;
  printf("# SPDX-FileCopyrightText: 2026 The Entente authors\n"
         "# SPDX-License-Identifier: Apache-2.0\n"
         "# Completion for bash; made by `entente --completion`.\n\n"
         "_entente()\n{\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} command= words= kind=file\n"
         "  local commands='");
  for (size_t i = 0; commands[i]; i++) {
    printf("%s%s", i ? " " : "", commands[i]->name);
  }
  printf("'\n"
         "  local previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  (( COMP_CWORD > 1 )) && command=${COMP_WORDS[1]}\n"
         "  if [[ $current == = ]]; then\n"
         "    current=\n"
         "  elif [[ $previous == = ]]; then\n"
         "    previous=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  fi\n"
         "  case $command:$previous in\n"
         "    help:*) words=$commands ;;\n"
         "    --roff:*) words=\"entente $commands\" ;;\n");
  for (size_t i = 0; commands[i]; i++) {
    completion_arguments(commands[i]);
  }
  // Commands without arguments offer nothing but their options.
  for (size_t i = 0; commands[i]; i++) {
    const char *const name = commands[i]->name;
    if (commands[i]->actions) {
      printf("    %s:%s) words='%s' ;;\n", name, name, commands[i]->actions);
      printf("    %s:*) kind=directory ;;\n", name);
    } else if (!*commands[i]->arguments) {
      printf("    %s:*) kind=none ;;\n", name);
    }
  }
  printf("  esac\n"
         "  if [[ -z $command ]]; then\n"
         "    words=$commands\n"
         "  fi\n"
         "  [[ $current == -* ]] && case $command in\n");
  completion_options(program);
  for (size_t i = 0; commands[i]; i++) {
    completion_options(commands[i]);
  }
  printf("  esac\n"
         "  if [[ -n $words ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  elif [[ $kind == none ]]; then\n"
         "    COMPREPLY=()\n"
         "  else\n"
         "    compopt -o filenames\n"
         "    mapfile -t COMPREPLY < <(compgen -A \"$kind\" -- \"$current\")\n"
         "  fi\n"
         "}\n"
         "complete -F _entente entente\n");
  return ent_stdout_finish();
}
