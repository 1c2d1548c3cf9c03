// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/cases.h"
#include "tests/unit/facts.h"

static void
facts_list(void *user, const ent_document *document, ent_arena *arena,
           char *out, size_t room)
{
  facts_lines(facts_of((const facts_run *)user, document, arena), arena, out,
              room);
}

int
main(void)
{
  const char *top = getenv("TOP_SRCDIR");
  char path[4096];
  facts_run run;
  facts_load(&run);
  snprintf(path, sizeof path, "%s/tests/cases/fact/facts.case",
           top ? top : ".");
  const int failed = cases_run(path, run.language, facts_list, &run);
  ent_language_free(run.language);
  ent_arena_free(run.arena);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
