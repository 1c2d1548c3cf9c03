// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/context.h"

#include "extractor/base/text.h"

static const ent_token *
token_at(const ent_name_context *c, uint32_t i)
{
  return &c->document->tokens[i];
}

static bool
is_word(const ent_token *t, const char *word)
{
  return ent_text_equal(t->lower, ent_text_from(word));
}

static void
phrase_mark(void *user, uint32_t first, uint32_t end, const ent_phrase *phrase)
{
  ent_name_context *const c = (ent_name_context *)user;
  uint32_t uses = phrase->uses;
  if (!ent_token_capital(token_at(c, first))) {
    uses &= ~ENT_USES_PROPER;
  }
  c->tokens[first].begins |= uses;
  for (uint32_t i = first + 1; i < end; i++) {
    c->tokens[i].inside |= uses;
  }
}

/// Says whether a capitalised token is only the start of a sentence.
static bool
is_opener(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  const ent_token *const t = token_at(c, i);
  if (i != s->first || t->shape != ENT_SHAPE_CAPITAL) {
    return false;
  }
  switch (t->upos) {
  case ENT_UPOS_ADP:
  case ENT_UPOS_DET:
  case ENT_UPOS_PRON:
  case ENT_UPOS_SCONJ:
  case ENT_UPOS_CCONJ:
  case ENT_UPOS_AUX:
  case ENT_UPOS_ADV:
  case ENT_UPOS_VERB:
    return true;
  default:
    return false;
  }
}

/// Returns the end of the run of capitalised words at `i`, `i` if none.
static uint32_t
run_end(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  if (!ent_token_capital(token_at(c, i)) || is_opener(c, s, i)) {
    return i;
  }
  uint32_t end = i + 1;
  while (end < s->end) {
    const ent_token *const t = token_at(c, end);
    if (ent_token_capital(t)) {
      end++;
      continue;
    }
    const bool joint = (c->tokens[end].begins & ENT_USE_BIT(ENT_USE_PARTICLE) &&
                        !is_word(t, "of")) ||
                       is_word(t, "&") || is_word(t, "-");
    if (!joint || end + 1 >= s->end ||
        !ent_token_capital(token_at(c, end + 1))) {
      break;
    }
    end += 2;
  }
  return end;
}

static void
sentence_runs(ent_name_context *c, const ent_sentence *s)
{
  uint32_t i = s->first;
  while (i < s->end) {
    const uint32_t end = run_end(c, s, i);
    for (uint32_t j = i; j < end; j++) {
      c->tokens[j].run = i;
      c->tokens[j].run_end = end;
    }
    i = end > i ? end : i + 1;
  }
}

ent_name_context *
ent_name_context_make(const ent_names *names, const ent_document *document,
                      ent_arena *arena)
{
  ent_name_context *const c = ENT_ARENA_ARRAY(arena, ent_name_context, 1);
  c->names = names;
  c->document = document;
  c->tokens = ENT_ARENA_ARRAY(arena, ent_token_facts, document->n_tokens + 1u);
  for (uint32_t i = 0; i < document->n_sentences; i++) {
    const ent_sentence *const s = &document->sentences[i];
    for (uint32_t j = s->first; j < s->end; j++) {
      c->tokens[j].run = UINT32_MAX;
      ent_phrases_at(names, document, j, s->end, phrase_mark, c);
    }
    sentence_runs(c, s);
  }
  return c;
}
