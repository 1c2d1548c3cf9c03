// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FACTS_LINES_H
#define ENT_FACTS_LINES_H

/// Reads texts as a run does, for tests that stop before the store; line.h
/// says how facts are written.

#include "extractor/base/text.h"
#include "extractor/context.h"
#include "extractor/fact/line.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Loads what a run loads, or ends the test.
static inline ent_context *
facts_load(void)
{
  ent_context *context = NULL;
  ent_error error = {0};
  if (ent_context_new(NULL, &context, &error)) {
    printf("Bail out! %s:%lu: %s\n", error.source, (unsigned long)error.line,
           error.message);
    exit(1);
  }
  return context;
}

#endif
