// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the tokens of articles with their features, for training/names.py:
///
///   names-features DATA FOLDER
///
/// One line a token: start and end byte, then features, separated by tabs; an
/// empty line ends a sentence; `# ID` begins an article.

#include "entente/extract.h"
#include "extractor/mention/features.h"

#include <stdio.h>

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
    if (sentence->kind == ENT_SENTENCE_ASIDE) {
      continue;
    }
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
      printf("%u\t%u", document->tokens[i].span.start,
             document->tokens[i].span.end);
      ent_name_features(context, i, feature_print, NULL);
      putchar('\n');
    }
    putchar('\n');
  }
}

typedef struct {
  const ent_language *language;
  const ent_names *names;
} knowledge;

static ent_status
article_print(void *user, const ent_article *article, ent_error *error)
{
  const knowledge *const k = (const knowledge *)user;
  ent_arena *const arena = ent_arena_new();
  (void)error;
  if (!arena) {
    return ENT_ERR_MEMORY;
  }
  printf("# %.*s\n", (int)article->id.len, article->id.data);
  document_print(k->names, ent_document_make(k->language, article, arena),
                 arena);
  ent_arena_free(arena);
  return ENT_OK;
}

int
main(int argc, char **argv)
{
  ent_error error = {.status = ENT_OK};
  ent_arena *const arena = ent_arena_new();
  knowledge k = {NULL, NULL};
  if (argc != 3 || !arena) {
    return 1;
  }
  const ent_read_options options = {.data_dir = argv[1]};
  const char *const input = argv[2];
  ent_status status = ent_language_load(arena, argv[1], &k.language, &error);
  if (status == ENT_OK) {
    status = ent_names_load(arena, argv[1], &k.names, &error);
  }
  if (status == ENT_OK) {
    status =
        ent_articles_each(&input, 1, &options, article_print, &k, NULL, &error);
  }
  if (status != ENT_OK) {
    fprintf(stderr, "%s:%llu: %s\n", error.source,
            (unsigned long long)error.line, error.message);
  }
  ent_language_free(k.language);
  ent_arena_free(arena);
  return status != ENT_OK;
}
