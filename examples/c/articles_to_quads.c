// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the N-Quads of the articles named on the command line.

#include <entente/entente.h>

#include <stdio.h>

typedef struct {
  ent_context *context;
  ent_writer *writer;
} job;

static void
skip(void *user, const ent_error *why)
{
  fprintf(user, "%s: %s\n", why->source, why->message);
}

static ent_status
take_facts(void *user, const ent_facts *facts, ent_error *error)
{
  const ent_text base = {"https://example.org/entente/", 28};
  job *j = user;
  return ent_facts_each_statement(facts, base, ENT_QUOTES_FULL,
                                  ent_writer_statement, j->writer, error);
}

int
main(int argc, char **argv)
{
  job j = {NULL, NULL};
  ent_error error = {0};
  const ent_read_options options = {.on_skip = skip, .skip_user = stderr};
  uint64_t skipped = 0;
  if (ent_context_new(NULL, &j.context, &error) != ENT_OK ||
      ent_writer_new(ent_format_find("nquads"), stdout, &j.writer, &error) !=
          ENT_OK ||
      ent_extract_each(j.context, (const char *const *)argv + 1,
                       (size_t)argc - 1, &options, 0, take_facts, &j, &skipped,
                       &error) != ENT_OK ||
      ent_writer_finish(j.writer, &error) != ENT_OK) {
    skip(stderr, &error);
  }
  ent_writer_free(j.writer);
  ent_context_free(j.context);
  return error.status == ENT_OK && !skipped ? 0 : 1;
}
