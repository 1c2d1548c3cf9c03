// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/document.h"

#include "extractor/language/stages.h"

const ent_document *
ent_document_make(const ent_language *language, const ent_article *article,
                  ent_arena *arena)
{
  ent_draft draft = {.language = language, .article = article, .arena = arena};
  draft.forms = ent_map_new(arena);
  ent_segments segments = {0};
  ent_segments_make(article, arena, &segments);
  for (size_t i = 0; i < segments.n; i++) {
    const uint32_t first = (uint32_t)draft.tokens.n;
    ent_tokens_add(&draft, segments.items[i].span);
    ent_sentences_add(&draft, &segments.items[i], first);
  }
  for (size_t i = 0; i < draft.sentences.n; i++) {
    ent_tags_choose(&draft, &draft.sentences.items[i]);
  }
  ent_document *document = ENT_ARENA_ARRAY(arena, ent_document, 1);
  document->article = article;
  document->tokens = draft.tokens.items;
  document->n_tokens = (uint32_t)draft.tokens.n;
  document->sentences = draft.sentences.items;
  document->n_sentences = (uint32_t)draft.sentences.n;
  return document;
}
