// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/// Prints one line.  File names and inputs may hold anything: what would
/// break the line or steer a terminal, U+0080 to U+009F included, becomes '?'.
static void
line_print(char *line)
{
  for (unsigned char *c = (unsigned char *)line; *c; c++) {
    if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0) {
      c[0] = c[1] = '?';
    } else if (*c < 0x20 || *c == 0x7f) {
      *c = '?';
    }
  }
  fprintf(stderr, "entente: %s\n", line);
}

void
ent_error_report(const ent_error *error)
{
  char number[32] = "";
  char byte[48] = "";
  if (error->line) {
    snprintf(number, sizeof number, ":%" PRIu64, error->line);
  }
  if (error->offset != ENT_NO_OFFSET) {
    snprintf(byte, sizeof byte, "byte %" PRIu64 ": ", error->offset);
  }
  char line[sizeof *error + 128];
  snprintf(line, sizeof line, "%s%s%s%s%s", error->source, number,
           error->source[0] ? ": " : "", byte,
           error->message[0] ? error->message : "memory is short");
  line_print(line);
}

void
ent_problem_report(const char *source, const char *format, ...)
{
  char message[1024];
  char line[2048];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  snprintf(line, sizeof line, "%.1000s%s%s", source ? source : "",
           source ? ": " : "", message);
  line_print(line);
}

void
ent_usage_report(const ent_command *command, const char *format, ...)
{
  char message[1024];
  char line[2048];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  snprintf(line, sizeof line, "%s%s%s; try 'entente %s%s--help'",
           command->name ? command->name : "", command->name ? ": " : "",
           message, command->name ? command->name : "",
           command->name ? " " : "");
  line_print(line);
}

int
ent_exit_status(ent_status status, uint64_t skipped, uint64_t done)
{
  if (status != ENT_OK || (skipped && !done)) {
    return ENT_EXIT_FAILED;
  }
  return skipped ? ENT_EXIT_SKIPPED : ENT_EXIT_CLEAN;
}

int
ent_stdout_finish(void)
{
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) {
    return ENT_EXIT_CLEAN;
  }
  ent_problem_report("standard output", "cannot write: %s",
                     strerror(errno ? errno : EIO));
  return ENT_EXIT_FAILED;
}
