// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/encoder/core.h"

#include <string.h>

#define WORD_MAX 100 ///< Pieces of a word
#define KNOWN 2048   ///< Words whose pieces are remembered
#define KNOWN_PIECES 6

/// A word seen before in these words.
typedef struct {
  ent_text word;
  uint32_t n;
  uint32_t pieces[KNOWN_PIECES];
} known;

struct ent_windows {
  const ent_encoder *encoder;
  const ent_text *words;
  const ent_word_range *sentences;
  uint32_t n_sentences;
  uint32_t sentence; ///< The next, or the one that the next word is in
  uint32_t word;     ///< The next
  known known[KNOWN];
};

/// Cuts a word into at most WORD_MAX pieces.
static uint32_t
word_cut(ent_windows *w, ent_text word, uint32_t *pieces)
{
  const uint64_t hash = ent_text_hash(ENT_HASH_SEED, word);
  known *k = &w->known[(hash ^ hash >> 29 ^ hash >> 47) % KNOWN];
  if (k->n && ent_text_equal(k->word, word)) {
    memcpy(pieces, k->pieces, k->n * sizeof *pieces);
    return k->n;
  }
  const size_t n =
      ent_wordpiece_cut(w->encoder->wordpiece, word, pieces, WORD_MAX);
  if (n <= KNOWN_PIECES) {
    *k = (known){word, (uint32_t)n, {0}};
    memcpy(k->pieces, pieces, n * sizeof *pieces);
  }
  return (uint32_t)n;
}

ent_windows *
ent_windows_new(const ent_encoder *encoder, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena)
{
  ent_windows *w = ENT_ARENA_ARRAY(arena, ent_windows, 1);
  w->encoder = encoder;
  w->words = words;
  w->sentences = sentences;
  w->n_sentences = n_sentences;
  w->word = n_sentences ? sentences[0].first : 0;
  return w;
}

static void
row_add(ent_window *b, uint32_t piece, uint8_t shape)
{
  b->pieces[b->rows] = piece;
  b->places[b->rows] = (uint8_t)b->rows;
  b->shapes[b->rows] = shape;
  b->rows++;
}

/// Adds the next word; false if the window is full.
static bool
word_add(ent_windows *w, ent_window *b)
{
  const ent_text word = w->words[w->word];
  const uint32_t row = (uint32_t)b->rows;
  uint32_t pieces[WORD_MAX];
  const uint32_t n = word_cut(w, word, pieces);
  if (row + n + 1 > ENT_WINDOW) {
    return false;
  }
  const uint8_t shape = ent_shape_of(word);
  for (uint32_t i = 0; i < n; i++) {
    row_add(b, pieces[i], shape);
  }
  b->words[b->n_words++] = (ent_word_range){row, row + n};
  w->word++;
  return true;
}

/// Is the next word within a sentence?
static bool
is_within(const ent_windows *w)
{
  return w->sentence < w->n_sentences &&
         w->word > w->sentences[w->sentence].first;
}

/// Returns the sentence to stop before: one that is begun stands alone.
static uint32_t
stop_of(const ent_windows *w)
{
  return is_within(w) ? w->sentence + 1 : w->n_sentences;
}

/// Fills a window: whole sentences, or as much of one as fits.
static void
window_fill(ent_windows *w, ent_window *b)
{
  const uint32_t first = w->sentence, end = stop_of(w);
  bool fits = true;
  row_add(b, w->encoder->begin, 0);
  while (fits && w->sentence < end) {
    const size_t rows = b->rows, n_words = b->n_words;
    const uint32_t word = w->word, last = w->sentences[w->sentence].end;
    while (w->word < last && word_add(w, b)) {
    }
    fits = w->word == last;
    if (fits) {
      w->sentence++;
    } else if (w->sentence > first) { // it begins the next window
      b->rows = rows;
      b->n_words = n_words;
      w->word = word;
    }
  }
  row_add(b, w->encoder->end, 0);
}

bool
ent_windows_next(ent_windows *w, ent_window *b)
{
  const uint32_t first = w->sentence, end = stop_of(w);
  b->rows = b->n_words = 0;
  while (w->sentence < end && !b->rows) {
    if (w->word == w->sentences[w->sentence].end) { // it has no words
      w->sentence++;
    } else {
      window_fill(w, b);
    }
  }
  b->end_sentence = w->sentence;
  b->more_words = is_within(w) ? w->sentences[w->sentence].end - w->word : 0;
  return b->rows > 0 || w->sentence > first;
}
