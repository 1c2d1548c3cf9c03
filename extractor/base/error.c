// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ent_status
ent_fail(ent_error *error, ent_status status, const char *source, uint64_t line,
         uint64_t offset, const char *format, ...)
{
  if (!error || error->status != ENT_OK) {
    return status;
  }
  error->status = status;
  error->line = line;
  error->offset = offset;
  if (source) {
    const size_t len = strlen(source);
    const size_t room = sizeof error->source - 1;
    snprintf(error->source, sizeof error->source, "%s",
             len > room ? source + (len - room) : source);
  }
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  for (char *c = error->message; *c; c++) {
    if (*c == '\n' || *c == '\r') {
      *c = ' ';
    }
  }
  return status;
}
