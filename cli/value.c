// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/value.h"

#include "cli/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_JOBS 256

/// Reads digits and, if `units`, one of K, M and G behind them; 0 if `text` is
/// anything else or too large.
static uint64_t
number_read(const char *text, const char *units)
{
  char *end;
  errno = 0;
  const unsigned long long digits =
      *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
  if (digits == 0 || errno) {
    return 0;
  }
  const char *unit = *end ? strchr(units, *end) : NULL;
  const unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
  if (end[unit != NULL] != '\0' || digits > UINT64_MAX >> shift) {
    return 0;
  }
  return (uint64_t)digits << shift;
}

bool
ent_value_number(const ent_command *command, const char *option,
                 const char *text, uint64_t *number)
{
  const uint64_t read = text ? number_read(text, "") : *number;
  if (text && !read) {
    ent_usage_report(command, "--%s takes a whole number above 0, not '%s'",
                     option, text);
    return false;
  }
  *number = read;
  return true;
}

bool
ent_value_bytes(const ent_command *command, const char *option,
                const char *text, uint64_t *bytes)
{
  const uint64_t read = text ? number_read(text, "KMG") : *bytes;
  if (text && !read) {
    ent_usage_report(command, "--%s takes a size such as 512K or 16M, not '%s'",
                     option, text);
    return false;
  }
  *bytes = read;
  return true;
}

bool
ent_value_jobs(const ent_command *command, const char *option, const char *text,
               unsigned *jobs)
{
  const bool zero = text && strcmp(text, "0") == 0;
  const uint64_t read = text ? number_read(text, "") : 1;
  if ((!read && !zero) || read > MAX_JOBS) {
    ent_usage_report(command, "--%s takes a number from 0 to %d, not '%s'",
                     option, MAX_JOBS, text);
    return false;
  }
  *jobs = (unsigned)read;
  return true;
}
