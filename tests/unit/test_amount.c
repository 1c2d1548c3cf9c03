// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/mention.h"
#include "tests/unit/cases.h"

typedef struct {
  const ent_document *document;
  char *out;
  size_t room;
} sink;

static void
amount_write(void *user, uint32_t first, uint32_t end, ent_text amount,
             const char *currency)
{
  sink *s = (sink *)user;
  const ent_token *tokens = s->document->tokens;
  const ent_text words = ent_text_slice(
      s->document->article->text,
      (ent_span){tokens[first].span.start, tokens[end - 1].span.end});
  const size_t len = strlen(s->out);
  snprintf(s->out + len, s->room - len, "%.*s = %.*s %s\n", (int)words.len,
           words.data, (int)amount.len, amount.data, currency);
}

static void
amounts_list(void *user, const ent_document *document, ent_arena *arena,
             char *out, size_t room)
{
  sink s = {document, out, room};
  ent_amounts_find((const ent_currencies *)user, document, arena, amount_write,
                   &s);
}

int
main(void)
{
  const char *src = getenv("TOP_SRCDIR") ? getenv("TOP_SRCDIR") : ".";
  char path[4096];
  ent_error error = {.status = ENT_OK};
  ent_arena *arena = ent_arena_new();
  const ent_language *language = NULL;
  const ent_currencies *currencies = NULL;
  snprintf(path, sizeof path, "%s/data", src);
  assert(arena);
  if (ent_language_load(arena, path, &language, &error) ||
      ent_currencies_load(arena, path, &currencies, &error)) {
    fprintf(stderr, "%s:%llu: %s\n", error.source,
            (unsigned long long)error.line, error.message);
    return 1;
  }
  snprintf(path, sizeof path, "%s/tests/cases/amount/amounts.case", src);
  (void)cases_run(path, language, amounts_list, (void *)(uintptr_t)currencies);
  ent_language_free(language);
  ent_arena_free(arena);
  return 0;
}
