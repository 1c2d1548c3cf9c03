// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_REPORT_H
#define ENT_REPORT_H

/// Makes the lines that users see on standard error, one for each problem:
/// `entente: FILE:LINE: byte N: what; what to do`.

#include "cli/option.h"
#include "entente/base.h"

/// Prints one line for `error`.
void
ent_error_report(const ent_error *error);

/// Prints one line for a problem that has no place in a file.  `source` may be
/// NULL.
void
ent_problem_report(const char *source, const char *format, ...)
    ENT_PRINTF(2, 3);

/// Prints one line for arguments that `command` cannot take, and where its
/// help is.
void
ent_usage_report(const ent_command *command, const char *format, ...)
    ENT_PRINTF(2, 3);

/// Returns the exit status of a run that left out `skipped` inputs and made
/// `done` things of others.
int
ent_exit_status(ent_status status, uint64_t skipped, uint64_t done);

/// Flushes standard output and says what went wrong with it.  Returns an exit
/// status.
int
ent_stdout_finish(void);

#endif
