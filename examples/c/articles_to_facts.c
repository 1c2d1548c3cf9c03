// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints who holds which position, from the articles named on the command
/// line: person, title, organisation, and from which byte to which the article
/// says so.

#include <entente/entente.h>

#include <stdio.h>

static void
skip(void *user, const ent_error *why)
{
  fprintf(user, "%s: %s\n", why->source, why->message);
}

static ent_status
take_facts(void *user, const ent_facts *facts, ent_error *error)
{
  (void)user;
  (void)error;
  for (size_t i = 0; i < facts->n_positions; i++) {
    const ent_position *p = &facts->positions[i];
    const ent_text person = facts->entities[p->person].name;
    const ent_text body = p->organization == ENT_NONE
                              ? (ent_text){"", 0}
                              : facts->entities[p->organization].name;
    const ent_span quote = p->source.evidence[0].quote;
    printf("%.*s\t%.*s\t%.*s\t%u\t%u\n", (int)person.len, person.data,
           (int)p->title.len, p->title.data, (int)body.len, body.data,
           (unsigned)quote.start, (unsigned)quote.end);
  }
  return ENT_OK;
}

int
main(int argc, char **argv)
{
  ent_context *context = NULL;
  ent_error error = {0};
  const ent_read_options options = {.on_skip = skip, .skip_user = stderr};
  uint64_t skipped = 0;
  if (ent_context_new(NULL, &context, &error) != ENT_OK ||
      ent_extract_each(context, (const char *const *)argv + 1, (size_t)argc - 1,
                       &options, 0, take_facts, NULL, &skipped,
                       &error) != ENT_OK) {
    skip(stderr, &error);
  }
  ent_context_free(context);
  return error.status == ENT_OK && !skipped ? 0 : 1;
}
