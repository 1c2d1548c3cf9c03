// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_PROGRESS_H
#define ENT_PROGRESS_H

/// Makes the line that shows how far a long command is, if standard error is
/// a terminal.

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/// Counts of one run.  Set `shown` with ent_progress_start().
typedef struct {
  uint64_t articles;
  uint64_t statements;
  uint64_t skipped;
  bool shown;
  struct timespec start;
  double last; ///< Seconds after `start` at which the line was drawn
} ent_progress;

/// Begins to count; shows nothing if `quiet`.
void
ent_progress_start(ent_progress *progress, bool quiet);

/// Draws the line anew, a few times a second.
void
ent_progress_draw(ent_progress *progress);

/// Wipes the line, so that something else can be printed.
void
ent_progress_wipe(const ent_progress *progress);

/// Prints the counts as the last line.
void
ent_progress_end(ent_progress *progress);

#endif
