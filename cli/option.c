// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/option.h"

#include "cli/help.h"
#include "cli/report.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_OPTIONS 32
#define MAX_WORD 32
#define HELP_VALUE 1    // what getopt_long() returns for --help
#define FIRST_VALUE 256 // and for the options of the table, in order

/// A table in the form that getopt_long() reads.
typedef struct {
  struct option options[MAX_OPTIONS + 2];
  char letters[2 * MAX_OPTIONS + 4];
  size_t n;
} getopt_table;

static void
table_fill(const ent_option *options, getopt_table *table)
{
  memset(table, 0, sizeof *table);
  char *letter = table->letters;
  *letter++ = ':'; // tells a missing argument from an unknown option
  *letter++ = 'h';
  for (const ent_option *o = options; o->name && table->n < MAX_OPTIONS; o++) {
    table->options[table->n] =
        (struct option){o->name, o->argument ? required_argument : no_argument,
                        NULL, FIRST_VALUE + (int)table->n};
    table->n++;
    if (o->letter) {
      *letter++ = o->letter;
      if (o->argument) {
        *letter++ = ':';
      }
    }
  }
  table->options[table->n] =
      (struct option){"help", no_argument, NULL, HELP_VALUE};
}

const char *
ent_option_choices(const ent_option *option)
{
  const char *bar = option->argument ? strchr(option->argument, '|') : NULL;
  // "FILE|DIR" is a kind of argument
  return bar && strchr("abcdefghijklmnopqrstuvwxyz", bar[1]) ? option->argument
                                                             : NULL;
}

static bool
choice_known(const char *choices, const char *value)
{
  const size_t len = strlen(value);
  for (const char *c = choices; c; c = strchr(c, '|')) {
    c += *c == '|';
    if (strncmp(c, value, len) == 0 && (c[len] == '|' || c[len] == '\0')) {
      return len > 0;
    }
  }
  return false;
}

/// Stores `value`; says so and returns false if it is not one of the choices.
static bool
option_store(const ent_command *command, const ent_option *option,
             const char *value, int argc, void *settings)
{
  const char *choices = ent_option_choices(option);
  if (choices && !choice_known(choices, value)) {
    ent_usage_report(command, "--%s takes one of %s, not '%s'", option->name,
                     choices, value);
    return false;
  }
  void *const place = (char *)settings + option->offset;
  if (option->kind == ENT_OPTION_FLAG) {
    *(bool *)place = true;
  } else if (option->kind == ENT_OPTION_TEXT) {
    *(const char **)place = value;
  } else {
    ent_list *list = (ent_list *)place;
    if (!list->items) {
      list->items = (const char **)calloc((size_t)argc, sizeof(char *));
    }
    if (!list->items) {
      ent_usage_report(command, "memory is short");
      return false;
    }
    list->items[list->n++] = value;
  }
  return true;
}

/// Smallest number of letters to add, drop or change; words are cut at
/// MAX_WORD.
static size_t
word_distance(const char *a, const char *b)
{
  size_t row[MAX_WORD + 1];
  const size_t n = strnlen(b, MAX_WORD);
  for (size_t j = 0; j <= n; j++) {
    row[j] = j;
  }
  for (size_t i = 0; i < MAX_WORD && a[i]; i++) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 1; j <= n; j++) {
      const size_t above = row[j];
      size_t best = diagonal + (a[i] != b[j - 1]);
      best = above + 1 < best ? above + 1 : best;
      row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
      diagonal = above;
    }
  }
  return row[n];
}

const char *
ent_word_guess(const char *word, const char *const *names, size_t n)
{
  const char *best = NULL;
  size_t least = strlen(word) < 4 ? 2 : 3; // one, or two letters off
  for (size_t i = 0; i < n; i++) {
    const size_t distance = word_distance(word, names[i]);
    if (distance < least) {
      least = distance;
      best = names[i];
    }
  }
  return best;
}

static void
report_unknown(const ent_command *command, const getopt_table *table,
               const char *word)
{
  const char *names[MAX_OPTIONS + 1];
  char name[MAX_WORD] = "";
  for (size_t i = 0; i <= table->n; i++) {
    names[i] = table->options[i].name;
  }
  if (strncmp(word, "--", 2) == 0) {
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
  }
  const char *guess = *name ? ent_word_guess(name, names, table->n + 1) : NULL;
  if (guess) {
    ent_usage_report(command, "unknown option '%s', did you mean '--%s'?", word,
                     guess);
  } else {
    ent_usage_report(command, "unknown option '%s'", word);
  }
}

/// Says why getopt_long() returned '?' or ':'.
static void
report_bad(const ent_command *command, const getopt_table *table, int got,
           char **argv)
{
  const int known = optopt - FIRST_VALUE;
  if (known >= 0 && known < (int)table->n) {
    ent_usage_report(
        command,
        got == ':' ? "--%s needs an argument, %s" : "--%s takes no argument",
        command->options[known].name, command->options[known].argument);
  } else if (optopt < 0) { // what getopt_long() makes of a byte above 127
    ent_usage_report(command, "an option's letter is not ASCII");
  } else if (got == ':') {
    ent_usage_report(command, "-%c needs an argument", optopt);
  } else if (optopt > HELP_VALUE && optopt < FIRST_VALUE) {
    report_unknown(command, table, (char[]){'-', (char)optopt, '\0'});
  } else {
    report_unknown(command, table, argv[optind - 1]);
  }
}

/// Finds the option that getopt_long() returned; NULL if `got` is none.
static const ent_option *
option_find(const ent_command *command, const getopt_table *table, int got)
{
  if (got >= FIRST_VALUE) {
    return &command->options[got - FIRST_VALUE];
  }
  for (size_t i = 0; i < table->n; i++) {
    if (got == command->options[i].letter) {
      return &command->options[i];
    }
  }
  return NULL;
}

int
ent_options_parse(const ent_command *command, int argc, char **argv,
                  void *settings, int *first)
{
  getopt_table table;
  table_fill(command->options, &table);
  char order[sizeof table.letters + 1];
  // The program's own options end where the command begins.
  snprintf(order, sizeof order, "%s%s", command->name ? "" : "+",
           table.letters);
  opterr = 0;
  optind = 0; // glibc: begin anew
  for (;;) {
    const int got = getopt_long(argc, argv, order, table.options, NULL);
    if (got == -1) {
      *first = optind;
      return ENT_OPTIONS_GOOD;
    }
    if (got == HELP_VALUE || got == 'h') {
      return ent_help_print(command);
    }
    const ent_option *option = option_find(command, &table, got);
    if (!option) {
      report_bad(command, &table, got, argv);
      return ENT_EXIT_FAILED;
    }
    if (!option_store(command, option, optarg, argc, settings)) {
      return ENT_EXIT_FAILED;
    }
  }
}
