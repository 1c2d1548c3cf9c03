// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/stages.h"

#include "extractor/base/text.h"

static bool
is_closer(const ent_token *t)
{
  static const char *const closers[] = {"\"", "''",     "'",      ")",
                                        "]",  "\u201d", "\u2019", "\u00bb"};
  for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
    if (ent_text_equal(t->form, ent_text_from(closers[i]))) {
      return !t->space_before;
    }
  }
  return false;
}

static bool
is_stop(ent_text form)
{
  return form.len &&
         (form.data[0] == '.' || form.data[0] == '!' || form.data[0] == '?' ||
          ent_text_equal(form, ENT_TEXT("\u2026")));
}

static bool
begins_sentence(const ent_token *t)
{
  return t->shape != ENT_SHAPE_LOWER;
}

/// Returns the end of a note's mark at token `i`, `i` if there is none: "[12]"
/// behind a stop.
static uint32_t
note_end(const ent_draft *draft, uint32_t i, uint32_t end)
{
  const ent_token *t = &draft->tokens.items[i];
  return end - i > 2 && ent_text_equal(t->form, ENT_TEXT("[")) &&
                 t[1].shape == ENT_SHAPE_NUMBER && !t[1].space_before &&
                 ent_text_equal(t[2].form, ENT_TEXT("]"))
             ? i + 3
             : i;
}

/// Passes closing quotes, brackets and notes behind a stop.
static uint32_t
closers_end(const ent_draft *draft, uint32_t i, uint32_t end)
{
  for (uint32_t next = i; i < end; i = next) {
    next = is_closer(&draft->tokens.items[i]) ? i + 1 : note_end(draft, i, end);
    if (next == i) {
      break;
    }
  }
  return i;
}

/// Says whether the stop at token `i` stands behind a lone small letter, as in
/// "(b. March 1980)".
static bool
is_lettered(const ent_draft *draft, uint32_t i, uint32_t first)
{
  const ent_token *t = &draft->tokens.items[i];
  return i > first && !t->space_before && t->form.data[0] == '.' &&
         t[-1].form.len == 1 && t[-1].shape == ENT_SHAPE_LOWER;
}

/// Says whether a sentence may end behind token `i`.
static bool
ends_at(const ent_draft *draft, uint32_t first, uint32_t i, uint32_t end)
{
  const ent_token *t = &draft->tokens.items[i];
  const ent_word_type *w = &draft->words.items[draft->types.items[i]];
  const bool abbreviated =
      t->form.len > 1 && ent_text_ends(t->form, ENT_TEXT("."));
  if (!is_stop(t->form) && !abbreviated) {
    return false;
  }
  const uint32_t next = closers_end(draft, i + 1, end);
  if (next == end) {
    return false; // the segment's end ends it
  }
  const ent_token *n = &draft->tokens.items[next];
  const bool closed = ent_language_closed(draft->language, n->lower);
  if (is_stop(t->form)) {
    return begins_sentence(n) && (closed || !is_lettered(draft, i, first)) &&
           (n->space_before || n->shape == ENT_SHAPE_CAPITAL);
  }
  const bool initial = ent_utf8_count(t->form) == 2;
  return !initial && !(w->flags & ENT_WORD_TITLE) &&
         n->shape == ENT_SHAPE_CAPITAL && n->space_before && closed;
}

static void
sentence_add(ent_draft *draft, const ent_segment *segment, uint32_t first,
             uint32_t end)
{
  const uint32_t index = (uint32_t)draft->sentences.n;
  ent_sentence *s = ENT_PUSH(draft->arena, &draft->sentences);
  s->first = first;
  s->end = end;
  s->paragraph = segment->paragraph;
  s->kind = segment->kind;
  s->span = (ent_span){draft->tokens.items[first].span.start,
                       draft->tokens.items[end - 1].span.end};
  for (uint32_t i = first; i < end; i++) {
    draft->tokens.items[i].sentence = index;
  }
}

void
ent_sentences_add(ent_draft *draft, const ent_segment *segment, uint32_t first)
{
  const uint32_t end = (uint32_t)draft->tokens.n;
  uint32_t start = first;
  for (uint32_t i = first; i < end; i++) {
    if (ends_at(draft, start, i, end)) {
      i = closers_end(draft, i + 1, end) - 1;
      sentence_add(draft, segment, start, i + 1);
      start = i + 1;
    }
  }
  if (start < end) {
    sentence_add(draft, segment, start, end);
  }
}
