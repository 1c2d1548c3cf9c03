// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/mention.h"
#include "tests/unit/cases.h"

static const char *const kinds[] = {
    "person", "organization", "place",  "event",   "agreement",  "title",
    "nation", "date",         "amount", "pronoun", "description"};

static void
mentions_list(void *user, const ent_document *document, ent_arena *arena,
              char *out, size_t room)
{
  const ent_mentions *const all =
      ent_mentions_find((const ent_names *)user, document, arena);
  const ent_text text = document->article->text;
  for (uint32_t i = 0; i < all->n; i++) {
    const ent_mention *const m = &all->items[i];
    const ent_span span = {document->tokens[m->first].span.start,
                           document->tokens[m->end - 1].span.end};
    const ent_text words = ent_text_slice(text, span);
    const ent_text name = ent_text_slice(text, m->name);
    const size_t len = strlen(out);
    assert(m->first < m->end && m->end <= document->n_tokens);
    assert(i == 0 || all->items[i - 1].first <= m->first);
    assert(m->inside == ENT_NONE || m->inside < i);
    snprintf(out + len, room - len, "%s%s: %.*s%s%.*s%s%.*s%s%s\n",
             m->inside == ENT_NONE ? "" : "in ", kinds[m->kind], (int)words.len,
             words.data, ent_text_equal(words, name) || !name.len ? "" : " = ",
             ent_text_equal(words, name) ? 0 : (int)name.len, name.data,
             m->class_name.data ? " " : "", (int)m->class_name.len,
             m->class_name.data ? m->class_name.data : "",
             m->country[0] ? " " : "", m->country);
  }
}

/// Reads names in word salad: nothing may break, whatever stands where.
static void
salad_check(const ent_language *language, const ent_names *names)
{
  static const char *const words[] = {
      "Ministry", "of",         "the",    "and",     ",",        "(",
      ")",        "President",  "Dr.",    "Riga",    "in",       "Office",
      "-",        "Forum",      "’s",     "'s",      "A",        "é",
      "\n\n",     ".",          "Treaty", "Latvian", "to",       "Baku-based",
      "U.S.",     "Memorandum", "de",     "2nd",     "Ilze",     "Bank",
      "for",      "\"",         "a@b.lv", "it",      "Secretary"};
  uint32_t state = 7;
  for (int round = 0; round < 300; round++) {
    char text[2048] = "";
    for (int i = 0; i < 60; i++) {
      state = state * 1664525u + 1013904223u;
      strcat(text, words[(state >> 16) % (sizeof words / sizeof *words)]);
      strcat(text, state >> 30 ? " " : "");
    }
    ent_arena *const arena = ent_arena_new();
    assert(arena);
    ent_article article = {.text = ent_text_from(text)};
    article.body.end = (uint32_t)article.text.len;
    char out[65536] = "";
    mentions_list((void *)(uintptr_t)names,
                  ent_document_make(language, &article, arena), arena, out,
                  sizeof out);
    ent_arena_free(arena);
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
  salad_check(language, names);
  snprintf(path, sizeof path, "%s/tests/cases/mention/names.case",
           top ? top : ".");
  const int failed =
      cases_run(path, language, mentions_list, (void *)(uintptr_t)names);
  assert(ent_names_load(arena, "/nowhere", &names, &error) == ENT_ERR_IO);
  ent_language_free(language);
  ent_arena_free(arena);
  return failed != 0;
}
