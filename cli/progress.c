// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define INTERVAL 0.2 // seconds between two drawings

static double
seconds_since(const struct timespec *start)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) +
         (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

void
ent_progress_start(ent_progress *progress, bool quiet)
{
  *progress = (ent_progress){.shown = !quiet && isatty(STDERR_FILENO)};
  clock_gettime(CLOCK_MONOTONIC, &progress->start);
}

static void
line_draw(const ent_progress *progress, double seconds, const char *end)
{
  const double rate = seconds > 0 ? (double)progress->articles / seconds : 0;
  fprintf(stderr,
          "\r%" PRIu64 " articles, %.0f a second, %" PRIu64
          " statements, %" PRIu64 " skipped\033[K%s",
          progress->articles, rate, progress->statements, progress->skipped,
          end);
}

void
ent_progress_draw(ent_progress *progress)
{
  if (progress->shown) {
    const double now = seconds_since(&progress->start);
    if (now - progress->last >= INTERVAL) {
      progress->last = now;
      line_draw(progress, now, "");
    }
  }
}

void
ent_progress_wipe(const ent_progress *progress)
{
  if (progress->shown) {
    fputs("\r\033[K", stderr);
  }
}

void
ent_progress_end(ent_progress *progress)
{
  if (progress->shown) {
    line_draw(progress, seconds_since(&progress->start), "\n");
    progress->shown = false;
  }
}
