// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/entity/entity.h"
#include "tests/unit/cases.h"

static void
line_add(char *out, size_t room, ent_text text)
{
  const size_t len = strlen(out);
  snprintf(out + len, room - len, "%.*s", (int)text.len, text.data);
}

/// One line an entity: path = aliases; then what refers to it.
static void
entities_list(void *user, const ent_document *document, ent_arena *arena,
              char *out, size_t room)
{
  const ent_names *const names = (const ent_names *)user;
  ent_mentions *const mentions = ent_mentions_find(names, document, arena);
  const ent_entities *const all = ent_entities_make(names, mentions, arena);
  const ent_text text = document->article->text;
  for (uint32_t e = 0; e < all->n; e++) {
    const ent_entity *const entity = &all->items[e];
    assert(entity->name.len && entity->first.end > entity->first.start);
    line_add(out, room, entity->path);
    for (size_t a = 0; a < entity->n_aliases; a++) {
      line_add(out, room, ENT_TEXT(" | "));
      line_add(out, room, entity->aliases[a]);
    }
    line_add(out, room, entity->country[0] ? ENT_TEXT(" @") : ENT_TEXT(""));
    line_add(out, room, ent_text_from(entity->country));
    for (uint32_t i = 0; i < mentions->n; i++) {
      const ent_mention *const m = &mentions->items[i];
      if (m->entity == e && m->kind > ENT_MENTION_PLACE) {
        line_add(out, room, ENT_TEXT(" < "));
        line_add(out, room,
                 ent_text_slice(
                     text, (ent_span){document->tokens[m->first].span.start,
                                      document->tokens[m->end - 1].span.end}));
      }
    }
    line_add(out, room, ENT_TEXT("\n"));
  }
}

int
main(void)
{
  const char *const data = getenv("ENTENTE_DATA");
  const char *const top = getenv("TOP_SRCDIR");
  ent_arena *const arena = ent_arena_new();
  const ent_language *language = NULL;
  const ent_names *names = NULL;
  ent_error error = {.status = ENT_OK};
  char path[4096];
  assert(arena);
  if (ent_language_load(arena, data ? data : "data", &language, &error) ||
      ent_names_load(arena, data ? data : "data", &names, &error)) {
    printf("Bail out! %s: %s\n", error.source, error.message);
    return 1;
  }
  snprintf(path, sizeof path, "%s/tests/cases/entity/entities.case",
           top ? top : ".");
  const int failed =
      cases_run(path, language, entities_list, (void *)(uintptr_t)names);
  ent_language_free(language);
  ent_arena_free(arena);
  return failed != 0;
}
