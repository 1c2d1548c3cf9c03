// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the tokens of articles with their features, for training/names.py:
///
///   names-features DATA FILE...
///
/// One line a token: start and end byte, then features, separated by tabs; an
/// empty line ends a sentence; `# FILE` begins an article.

#include "extractor/base/text.h"
#include "extractor/mention/features.h"

#include <stdio.h>
#include <string.h>

static void
feature_print(void *user, ent_text feature)
{
  (void)user;
  printf("\t%.*s", (int)feature.len, feature.data);
}

static void
document_print(const ent_names *names, const ent_document *document,
               ent_arena *arena)
{
  const ent_name_context *const context =
      ent_name_context_make(names, document, arena);
  for (uint32_t s = 0; s < document->n_sentences; s++) {
    const ent_sentence *const sentence = &document->sentences[s];
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
      printf("%u\t%u", document->tokens[i].span.start,
             document->tokens[i].span.end);
      ent_name_features(context, i, feature_print, NULL);
      putchar('\n');
    }
    putchar('\n');
  }
}

static ent_status
file_print(const ent_language *language, const ent_names *names,
           const char *path, ent_error *error)
{
  ent_arena *const arena = ent_arena_new();
  ent_article article = {.id = ent_text_from(path)};
  const ent_status status =
      arena ? ent_file_read(arena, path, 1 << 20, &article.text, error)
            : ENT_ERR_MEMORY;
  if (status == ENT_OK) {
    article.body.end = (uint32_t)article.text.len;
    printf("# %s\n", path);
    document_print(names, ent_document_make(language, &article, arena), arena);
  }
  ent_arena_free(arena);
  return status;
}

int
main(int argc, char **argv)
{
  ent_error error = {.status = ENT_OK};
  ent_arena *const arena = ent_arena_new();
  const ent_language *language = NULL;
  const ent_names *names = NULL;
  if (argc < 3 || !arena) {
    return 1;
  }
  ent_status status = ent_language_load(arena, argv[1], &language, &error);
  if (status == ENT_OK) {
    status = ent_names_load(arena, argv[1], &names, &error);
  }
  for (int i = 2; status == ENT_OK && i < argc; i++) {
    status = file_print(language, names, argv[i], &error);
  }
  if (status != ENT_OK) {
    fprintf(stderr, "%s:%llu: %s\n", error.source,
            (unsigned long long)error.line, error.message);
  }
  ent_arena_free(arena);
  return status != ENT_OK;
}
