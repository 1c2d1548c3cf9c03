// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/piece.h"

#include "extractor/base/text.h"
#include "extractor/base/vector.h"

typedef ENT_VECTOR(ent_piece) piece_list;

static bool
is_space(uint32_t c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

static bool
is_digit(uint32_t c)
{
  return c >= '0' && c <= '9';
}

/// Folds the marks that differ only in print.
static uint32_t
mark_of(uint32_t c)
{
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
    return '-';
  }
  return c == 0x2018 || c == 0x2019 || c == '`' ? '\'' : c;
}

/// Letters are the ASCII ones and all that is above Latin-1's marks and
/// outside the blocks of punctuation, currency signs and other symbols.
static bool
is_letter(uint32_t c)
{
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && c != 0x3000;
}

static ent_piece_kind
kind_of(uint32_t c)
{
  if (is_digit(c)) {
    return ENT_PIECE_NUMBER;
  }
  return is_letter(c) ? ENT_PIECE_WORD : ENT_PIECE_MARK;
}

static void
number_read(ent_text text, ent_piece *piece)
{
  piece->digits = piece->span.end - piece->span.start;
  if (piece->digits > 9) {
    piece->value = UINT32_MAX;
    return;
  }
  for (uint32_t i = piece->span.start; i < piece->span.end; i++) {
    piece->value = piece->value * 10 + (uint32_t)(text.data[i] - '0');
  }
}

/// Copies the sentence with ASCII capitals made small: offsets stay.
static ent_text
lower_copy(ent_text text, ent_span span, ent_arena *arena)
{
  char *copy = (char *)ent_arena_alloc(arena, span.end - span.start + 1);
  for (uint32_t i = span.start; i < span.end; i++) {
    const char c = text.data[i];
    copy[i - span.start] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  return (ent_text){copy, span.end - span.start};
}

size_t
ent_pieces_split(ent_text text, ent_span span, ent_arena *arena,
                 ent_piece **pieces)
{
  piece_list list = {NULL, 0, 0};
  const ent_text inside = {text.data, span.end};
  const ent_text lower = lower_copy(text, span, arena);
  bool gap = true;
  for (size_t at = span.start; at < span.end;) {
    const size_t start = at;
    const uint32_t c = ent_utf8_next(inside, &at);
    if (is_space(c)) {
      gap = true;
      continue;
    }
    const ent_piece_kind kind = kind_of(c);
    for (size_t next = at; kind != ENT_PIECE_MARK && at < span.end; at = next) {
      if (kind_of(ent_utf8_next(inside, &next)) != kind) {
        break;
      }
    }
    ent_piece *piece = ENT_PUSH(arena, &list);
    piece->span = (ent_span){(uint32_t)start, (uint32_t)at};
    piece->kind = kind;
    piece->mark = kind == ENT_PIECE_MARK ? mark_of(c) : 0;
    piece->gap = gap;
    piece->capital = kind == ENT_PIECE_WORD && c >= 'A' && c <= 'Z';
    piece->lower = (ent_text){lower.data + (start - span.start), at - start};
    if (kind == ENT_PIECE_NUMBER) {
      number_read(text, piece);
    }
    gap = false;
  }
  *pieces = list.items;
  return list.n;
}

bool
ent_tokens_cover(const ent_document *document, uint32_t sentence, ent_span span,
                 uint32_t *first, uint32_t *end)
{
  const ent_sentence *s = &document->sentences[sentence];
  uint32_t from = s->first;
  for (uint32_t after = s->end; from < after;) { // the first that ends behind
    const uint32_t middle = from + (after - from) / 2;
    if (document->tokens[middle].span.end <= span.start) {
      from = middle + 1;
    } else {
      after = middle;
    }
  }
  uint32_t to = from;
  while (to < s->end && document->tokens[to].span.start < span.end) {
    to++;
  }
  *first = from;
  *end = to;
  return from < to;
}
