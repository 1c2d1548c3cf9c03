// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/cases.h"
#include "tests/unit/facts.h"

/// Writes a line for each fact; cases_fn.
static void
facts_list(void *user, const ent_document *document, ent_arena *arena,
           char *out, size_t room)
{
  const ent_context *const context = (const ent_context *)user;
  const ent_lines lines = ent_lines_make(
      ent_context_facts(context, context->rules, document, arena), arena);
  size_t n = strlen(out);
  for (size_t i = 0; i < lines.n && n < room; i++) {
    n += (size_t)snprintf(out + n, room - n, "%.*s\n",
                          (int)lines.items[i].text.len,
                          lines.items[i].text.data);
  }
}

int
main(void)
{
  const char *top = getenv("TOP_SRCDIR");
  char path[4096];
  ent_context *const context = facts_load();
  snprintf(path, sizeof path, "%s/tests/cases/fact/facts.case",
           top ? top : ".");
  const int failed = cases_run(path, context->language, facts_list, context);
  ent_context_free(context);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
