// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_BENCH_H
#define ENT_BENCH_H

/// Makes what the benches share: their clock and their last words.

#include "entente/base.h"

#include <stdio.h>
#include <time.h>

/// Returns the seconds of processor time that this run has had.
static inline double
ent_bench_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/// Prints `error` for `program`; returns the exit status.
static inline int
ent_bench_failed(const char *program, const ent_error *error)
{
  fprintf(stderr, "%s: %s: %s\n", program, error->source, error->message);
  return 1;
}

#endif
