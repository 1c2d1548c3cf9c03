// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_OPTION_H
#define ENT_OPTION_H

/// Makes a command's settings from its arguments.  One table per command says
/// which options there are; parsing, help, man page and completion are all
/// made from it.

#include <stdbool.h>
#include <stddef.h>

/// Exit statuses, the same for every command.
enum {
  ENT_EXIT_CLEAN = 0,
  ENT_EXIT_FAILED = 1, ///< Nothing was changed
  ENT_EXIT_SKIPPED = 2 ///< Finished, some inputs left out
};

/// What an option stores in the settings, at its `offset`.
typedef enum {
  ENT_OPTION_FLAG, ///< bool
  ENT_OPTION_TEXT, ///< const char *; the last one given counts
  ENT_OPTION_LIST  ///< ent_list; may be given more than once
} ent_option_kind;

/// Values of an ENT_OPTION_LIST.  Free `items`.
typedef struct {
  const char **items;
  size_t n;
} ent_list;

/// One option.  A table of them ends with a `name` of NULL.
typedef struct {
  char letter;          ///< 'o' for -o; 0: none
  const char *name;     ///< "output" for --output
  const char *argument; ///< "FILE", or the choices "full|short|none"; NULL if
                        ///< it takes none
  ent_option_kind kind;
  size_t offset;    ///< Place in the settings
  const char *help; ///< Half a sentence, without a full stop
} ent_option;

/// One command.
typedef struct ent_command {
  const char *name;      ///< NULL: the program itself
  const char *summary;   ///< Half a sentence, without a full stop
  const char *arguments; ///< "INPUT...", or "" if it takes none
  const char *actions;   ///< What its first argument may be, "check list";
                         ///< NULL: anything
  const char *detail;    ///< A paragraph for --help
  const ent_option *options;
  /// Runs it; `argv[0]` is the command's name.  Returns an exit status.
  int (*run)(const struct ent_command *self, int argc, char **argv);
  const struct ent_command *const *commands; ///< Of the program; ends with NULL
} ent_command;

/// Says that the arguments are in order and the command may run.
#define ENT_OPTIONS_GOOD (-1)

/// Fills `settings` from `argv` and moves the operands to its end, from
/// `*first` on.  Answers --help itself.  Returns ENT_OPTIONS_GOOD, or the exit
/// status to leave with after the message it printed.
int
ent_options_parse(const ent_command *command, int argc, char **argv,
                  void *settings, int *first);

/// Lends the choices of an option, "full|short|none"; NULL if it has none.
const char *
ent_option_choices(const ent_option *option);

/// Returns the one of `names` that `word` was probably meant to be, or NULL.
const char *
ent_word_guess(const char *word, const char *const *names, size_t n);

#endif
