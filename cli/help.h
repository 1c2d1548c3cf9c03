// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_HELP_H
#define ENT_HELP_H

/// Makes texts from the option tables: help, the OPTIONS section of a man
/// page, completion for bash.  Each prints to standard output and returns an
/// exit status.

#include "cli/option.h"

/// Prints the help of one command, or of the program with its commands.
int
ent_help_print(const ent_command *command);

/// Prints the OPTIONS section of the man page of `command`, in roff.
int
ent_help_roff(const ent_command *command);

/// Prints the completion of the program and all its commands for bash.
int
ent_help_completion(const ent_command *program);

#endif
