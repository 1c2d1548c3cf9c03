// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints what the head of each article says, one line an article: id, date,
/// publisher, author, title, body, set aside; for head.py and to look at.

#include "entente/extract.h"

#include <inttypes.h>
#include <stdio.h>

static void
print_text(ent_text text)
{
  putchar('\t');
  for (size_t i = 0; i < text.len; i++) {
    const char c = text.data[i];
    putchar(c == '\t' || c == '\n' ? ' ' : c);
  }
}

static ent_status
print(void *user, const ent_article *a, ent_error *error)
{
  (void)user;
  (void)error;
  printf("%.*s\t%s", (int)a->id.len, a->id.data, a->published);
  print_text(a->publisher);
  print_text(a->author);
  print_text(a->title);
  printf("\t%" PRIu32 "-%" PRIu32 "\t", a->body.start, a->body.end);
  for (size_t i = 0; i < a->n_aside; i++) {
    printf("%s%" PRIu32 "-%" PRIu32, i ? " " : "", a->aside[i].start,
           a->aside[i].end);
  }
  print_text((ent_text){a->text.data + a->dateline_place.start,
                        a->dateline_place.end - a->dateline_place.start});
  putchar('\n');
  return ENT_OK;
}

static void
skip(void *user, const ent_error *why)
{
  (void)user;
  fprintf(stderr, "%s:%" PRIu64 ": %s\n", why->source, why->line, why->message);
}

int
main(int argc, char **argv)
{
  ent_error error = {0};
  ent_read_options options = {0};
  options.on_skip = skip;
  options.id = "stdin";
  if (ent_articles_each((const char *const *)argv + 1, (size_t)argc - 1,
                        &options, print, NULL, NULL, &error) != ENT_OK) {
    fprintf(stderr, "%s: %s\n", error.source, error.message);
    return 1;
  }
  return 0;
}
