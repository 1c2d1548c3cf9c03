// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/stages.h"

#include "extractor/base/text.h"

#include <string.h>

/// A heading has at most this many words and no stop at its end.
#define HEADING_WORDS 24

static bool
ends_sentence(ent_text line)
{
  line = ent_text_unclose(line);
  return ent_text_ends(line, ENT_TEXT(".")) ||
         ent_text_ends(line, ENT_TEXT("!")) ||
         ent_text_ends(line, ENT_TEXT("?")) ||
         ent_text_ends(line, ENT_TEXT(":")) ||
         ent_text_ends(line, ENT_TEXT(",")) ||
         ent_text_ends(line, ENT_TEXT(";"));
}

static size_t
words_count(ent_text line)
{
  size_t n = 0;
  for (size_t i = 0; i < line.len; i++) {
    n += line.data[i] != ' ' && (i == 0 || line.data[i - 1] == ' ');
  }
  return n;
}

static bool
is_item(ent_text line)
{
  return ent_text_starts(line, ENT_TEXT("- ")) ||
         ent_text_starts(line, ENT_TEXT("* ")) ||
         ent_text_starts(line, ENT_TEXT("\u2022"));
}

static ent_sentence_kind
kind_of(const ent_article *article, ent_span span)
{
  const ent_text line = ent_text_slice(article->text, span);
  const ent_span title = article->title_span;
  if (title.end > title.start && span.start >= title.start &&
      span.end <= title.end) {
    return ENT_SENTENCE_TITLE;
  }
  if (article->body.end > article->body.start &&
      (span.start < article->body.start || span.start >= article->body.end)) {
    return ENT_SENTENCE_ASIDE;
  }
  for (size_t i = 0; i < article->n_aside; i++) {
    if (span.start >= article->aside[i].start &&
        span.start < article->aside[i].end) {
      return ENT_SENTENCE_ASIDE;
    }
  }
  if (is_item(line)) {
    return ENT_SENTENCE_ITEM;
  }
  return !ends_sentence(line) && words_count(line) <= HEADING_WORDS
             ? ENT_SENTENCE_TITLE
             : ENT_SENTENCE_BODY;
}

/// Finds where the reader's parts cut the stretch `from..to`.
static uint32_t
cut_after(const ent_article *article, uint32_t from, uint32_t to)
{
  uint32_t cut = to;
  const ent_span spans[] = {article->title_span, article->body};
  for (size_t i = 0; i < 2 + article->n_aside; i++) {
    const ent_span s = i < 2 ? spans[i] : article->aside[i - 2];
    if (s.end > s.start && s.start > from && s.start < cut) {
      cut = s.start;
    }
    if (s.end > s.start && s.end > from && s.end < cut) {
      cut = s.end;
    }
  }
  return cut;
}

/// Says whether the line break at `at` only wraps a paragraph: the line has no
/// end and the next goes on in lower case.
static bool
is_wrap(ent_text text, size_t start, size_t at)
{
  const ent_text line =
      ent_text_trim((ent_text){text.data + start, at - start});
  size_t next = at + 1;
  while (next < text.len && (text.data[next] == ' ')) {
    next++;
  }
  return line.len > 30 && !ends_sentence(line) && next < text.len &&
         text.data[next] >= 'a' && text.data[next] <= 'z';
}

static void
piece_add(const ent_article *article, uint32_t start, uint32_t end,
          uint32_t paragraph, ent_arena *arena, ent_segments *segments)
{
  const ent_text piece =
      ent_text_trim(ent_text_slice(article->text, (ent_span){start, end}));
  if (piece.len) {
    const uint32_t at = (uint32_t)(piece.data - article->text.data);
    const ent_span span = {at, at + (uint32_t)piece.len};
    *ENT_PUSH(arena, segments) =
        (ent_segment){span, paragraph, kind_of(article, span)};
  }
}

void
ent_segments_make(const ent_article *article, ent_arena *arena,
                  ent_segments *segments)
{
  const ent_text text = article->text;
  uint32_t paragraph = 0;
  for (size_t start = 0; start < text.len;) {
    size_t end = start;
    while (end < text.len &&
           (text.data[end] != '\n' || is_wrap(text, start, end))) {
      end++;
    }
    for (uint32_t from = (uint32_t)start; from < end;) {
      const uint32_t to = cut_after(article, from, (uint32_t)end);
      piece_add(article, from, to, paragraph, arena, segments);
      from = to;
    }
    paragraph++;
    start = end + 1;
  }
}
