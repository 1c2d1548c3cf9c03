// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/document.h"

#include "extractor/base/text.h"
#include "extractor/language/core.h"

static const char *const upos_names[] = {
    [ENT_UPOS_X] = "X",         [ENT_UPOS_ADJ] = "ADJ",
    [ENT_UPOS_ADP] = "ADP",     [ENT_UPOS_ADV] = "ADV",
    [ENT_UPOS_AUX] = "AUX",     [ENT_UPOS_CCONJ] = "CCONJ",
    [ENT_UPOS_DET] = "DET",     [ENT_UPOS_INTJ] = "INTJ",
    [ENT_UPOS_NOUN] = "NOUN",   [ENT_UPOS_NUM] = "NUM",
    [ENT_UPOS_PART] = "PART",   [ENT_UPOS_PRON] = "PRON",
    [ENT_UPOS_PROPN] = "PROPN", [ENT_UPOS_PUNCT] = "PUNCT",
    [ENT_UPOS_SCONJ] = "SCONJ", [ENT_UPOS_SYM] = "SYM",
    [ENT_UPOS_VERB] = "VERB",
};

const char *
ent_upos_name(ent_upos upos)
{
  return upos_names[upos];
}

ent_upos
ent_upos_find(ent_text name)
{
  for (size_t i = 0; i < sizeof upos_names / sizeof *upos_names; i++) {
    if (ent_text_equal(name, ent_text_from(upos_names[i]))) {
      return (ent_upos)i;
    }
  }
  return ENT_UPOS_X;
}

static const ent_document *
document_finish(const ent_draft *draft)
{
  ent_document *document = ENT_ARENA_ARRAY(draft->arena, ent_document, 1);
  document->article = draft->article;
  document->tokens = draft->tokens.items;
  document->n_tokens = (uint32_t)draft->tokens.n;
  document->sentences = draft->sentences.items;
  document->n_sentences = (uint32_t)draft->sentences.n;
  document->labels = draft->labels.items;
  document->n_labels = (uint32_t)draft->labels.n;
  document->cues = draft->cues.items;
  document->n_cues = (uint32_t)draft->cues.n;
  document->encoder = draft->encoder;
  document->vectors = draft->vectors;
  document->n_vector = draft->n_vector;
  return document;
}

/// Cuts the article into words and sentences.
static ent_draft
draft_of(const ent_language *language, const ent_article *article,
         ent_arena *arena)
{
  return (ent_draft){.language = language,
                     .article = article,
                     .arena = arena,
                     .forms = ent_map_new(arena)};
}

static void
draft_cut(ent_draft *draft)
{
  ent_segments segments = {0};
  ent_segments_make(draft->article, draft->arena, &segments);
  for (size_t i = 0; i < segments.n; i++) {
    const uint32_t first = (uint32_t)draft->tokens.n;
    ent_tokens_add(draft, segments.items[i].span);
    ent_sentences_add(draft, &segments.items[i], first);
  }
}

const ent_document *
ent_document_make(const ent_language *language, const ent_article *article,
                  ent_arena *arena)
{
  ent_draft draft = draft_of(language, article, arena);
  draft_cut(&draft);
  ent_core_read(ent_language_core(language), &draft);
  return document_finish(&draft);
}

const ent_document *
ent_document_cut(const ent_language *language, const ent_article *article,
                 ent_arena *arena)
{
  ent_draft draft = draft_of(language, article, arena);
  draft_cut(&draft);
  return document_finish(&draft);
}

const ent_document *
ent_document_of_words(const ent_language *language, const ent_article *article,
                      const ent_span *words, const uint32_t *ends,
                      uint32_t n_sentences, ent_arena *arena)
{
  ent_draft draft = draft_of(language, article, arena);
  uint32_t first = 0;
  for (uint32_t i = 0; i < n_sentences; i++) {
    for (uint32_t w = first; w < ends[i]; w++) {
      ent_token_add(&draft, words[w]);
      draft.tokens.items[w].sentence = i;
    }
    ent_sentence *const s = ENT_PUSH(arena, &draft.sentences);
    s->first = first;
    s->end = ends[i];
    s->span = (ent_span){words[first].start, words[ends[i] - 1].end};
    first = ends[i];
  }
  ent_core_read(ent_language_core(language), &draft);
  return document_finish(&draft);
}

bool
ent_token_hyphen(const ent_document *document, uint32_t i)
{
  const ent_token *t = &document->tokens[i];
  const ent_sentence *s = &document->sentences[t->sentence];
  return i > s->first && i + 1 < s->end && !t->space_before &&
         !t[1].space_before && ent_text_equal(t->form, ENT_TEXT("-"));
}
