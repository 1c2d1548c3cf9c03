// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/window.h"

#include "extractor/base/text.h"

#include <string.h>

#define FILL (ENT_WINDOW - 2) ///< Pieces beside [CLS] and [SEP]
#define OVERLAP 42            ///< Pieces that windows of one sentence share
#define WORD_MAX 100          ///< Pieces of a word
#define AHEAD 8192            ///< Pieces of the sentences that are read ahead
#define KNOWN 2048            ///< Words whose pieces are remembered
#define KNOWN_PIECES 6
#define KNOWN_BYTES 64

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
  known *known;

  // Short sentences that are read ahead.
  uint32_t next;  ///< The next to go into a window
  uint32_t ahead; ///< Behind the last one read
  uint32_t base;  ///< Word of starts[0]
  uint32_t limit; ///< Pieces of a window, so that they are of like length
  uint32_t *pieces;
  uint32_t *starts; ///< Of each word in `pieces`, and one more

  // A sentence longer than a window.
  uint32_t from;  ///< First word of its next window
  uint32_t taken; ///< Words before it are done
};

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
  w->known = ENT_ARENA_ARRAY(arena, known, KNOWN);
  w->pieces = ENT_ARENA_ARRAY(arena, uint32_t, AHEAD + WORD_MAX);
  w->starts = ENT_ARENA_ARRAY(arena, uint32_t, AHEAD + 2);
  return w;
}

/// Cuts a word into at most WORD_MAX pieces.
static uint32_t
word_cut(ent_windows *w, uint32_t word, uint32_t *pieces)
{
  const ent_text text = w->words[word];
  const uint64_t hash = ent_text_hash(ENT_HASH_SEED, text);
  known *k = &w->known[(hash ^ hash >> 29 ^ hash >> 47) % KNOWN];
  if (k->n && ent_text_equal(k->word, text)) {
    memcpy(pieces, k->pieces, k->n * sizeof *pieces);
    return k->n;
  }
  const size_t n =
      ent_wordpiece_cut(w->encoder->wordpiece, text, pieces, WORD_MAX);
  if (n <= KNOWN_PIECES && text.len <= KNOWN_BYTES) {
    *k = (known){text, (uint32_t)n, {0}};
    memcpy(k->pieces, pieces, n * sizeof *pieces);
  }
  return (uint32_t)n;
}

// Short sentences

static uint32_t
sentence_size(const ent_windows *w, uint32_t sentence)
{
  const ent_word_range s = w->sentences[sentence];
  return w->starts[s.end - w->base] - w->starts[s.first - w->base];
}

/// Reads a sentence ahead; false if it is longer than a window or there is no
/// room.
static bool
sentence_read(ent_windows *w, ent_word_range sentence)
{
  const uint32_t begin = w->starts[sentence.first - w->base];
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    uint32_t *start = &w->starts[i - w->base];
    start[1] = start[0] + word_cut(w, i, w->pieces + start[0]);
    if (start[1] - begin > FILL || start[1] > AHEAD) {
      return false;
    }
  }
  return true;
}

/// Counts windows of `limit` pieces that the sentences read ahead need.
static uint32_t
windows_count(const ent_windows *w, uint32_t limit)
{
  uint32_t n = 1, filled = 0;
  for (uint32_t s = w->next; s < w->ahead; s++) {
    const uint32_t size = sentence_size(w, s);
    if (size > limit) {
      return UINT32_MAX;
    }
    if (filled + size > limit) {
      n++;
      filled = 0;
    }
    filled += size;
  }
  return n;
}

/// Reads short sentences ahead, and finds the smallest limit with which as few
/// windows as possible hold them.
static void
sentences_read(ent_windows *w)
{
  w->ahead = w->next;
  w->base = w->sentences[w->next].first;
  w->starts[0] = 0;
  while (w->ahead < w->n_sentences &&
         sentence_read(w, w->sentences[w->ahead])) {
    w->ahead++;
  }
  const uint32_t n = windows_count(w, FILL);
  uint32_t low = 0;
  w->limit = FILL;
  while (w->limit - low > 1) {
    const uint32_t middle = (low + w->limit) / 2;
    if (windows_count(w, middle) == n) {
      w->limit = middle;
    } else {
      low = middle;
    }
  }
}

// Rows

static void
row_add(ent_batch *b, uint32_t piece, uint8_t shape)
{
  const uint32_t first = b->windows[b->n_windows].first;
  b->pieces[b->rows] = piece;
  b->places[b->rows] = (uint8_t)(b->rows - first);
  b->shapes[b->rows] = shape;
  b->rows++;
}

/// Appends a window of words `first` to `end`, with their pieces; those of
/// `taken` are the batch's next words.
static void
window_add(const ent_windows *w, ent_batch *b, ent_word_range words,
           const uint32_t *pieces, const uint32_t *starts, ent_word_range taken)
{
  b->windows[b->n_windows].first = (uint32_t)b->rows;
  row_add(b, w->encoder->begin, 0);
  for (uint32_t i = words.first; i < words.end; i++, starts++) {
    const uint8_t shape = ent_shape_of(w->words[i]);
    const uint32_t row = (uint32_t)b->rows;
    for (uint32_t p = starts[0]; p < starts[1]; p++) {
      row_add(b, pieces[p], shape);
    }
    if (i >= taken.first && i < taken.end) {
      b->words[b->n_words++] = (ent_word_range){row, (uint32_t)b->rows};
    }
  }
  row_add(b, w->encoder->end, 0);
  b->windows[b->n_windows++].end = (uint32_t)b->rows;
}

/// Adds windows of short sentences while there is room.
static void
short_add(ent_windows *w, ent_batch *b)
{
  while (w->next < w->ahead) {
    uint32_t filled = 0, end = w->next;
    while (end < w->ahead && filled + sentence_size(w, end) <= w->limit) {
      filled += sentence_size(w, end++);
    }
    if (b->rows + filled + 2 > ENT_ROWS) {
      break;
    }
    const ent_word_range words = {w->sentences[w->next].first,
                                  w->sentences[end - 1].end};
    if (filled) {
      window_add(w, b, words, w->pieces, w->starts + (words.first - w->base),
                 words);
    }
    w->next = end;
    b->end_sentence = end;
  }
}

// Long sentences

/// Goes back from `end` over words of at most `room` pieces, but not to
/// `first`.
static uint32_t
back(const uint32_t *starts, uint32_t first, uint32_t end, uint32_t room)
{
  uint32_t i = end;
  while (i > first + 1 && starts[end - first] - starts[i - 1 - first] <= room) {
    i--;
  }
  return i;
}

/// Adds windows of a long sentence while there is room.
static void
long_add(ent_windows *w, ent_batch *b)
{
  const ent_word_range sentence = w->sentences[w->next];
  while (b->rows + ENT_WINDOW <= ENT_ROWS && w->taken < sentence.end) {
    uint32_t pieces[FILL + WORD_MAX], starts[FILL + 2] = {0};
    uint32_t end = w->from, n = 0;
    for (; end < sentence.end; end++) {
      n = word_cut(w, end, pieces + starts[end - w->from]);
      if (starts[end - w->from] + n > FILL) {
        break;
      }
      starts[end + 1 - w->from] = starts[end - w->from] + n;
    }
    uint32_t from = end, taken = end;
    if (end < sentence.end) { // the next word fits behind what is shared
      const uint32_t room = FILL - n < OVERLAP ? FILL - n : OVERLAP;
      from = back(starts, w->from, end, room);
      taken = back(starts, w->from, end, room / 2);
      taken = taken > w->taken ? taken : w->taken;
    }
    window_add(w, b, (ent_word_range){w->from, end}, pieces, starts,
               (ent_word_range){w->taken, taken});
    w->from = from;
    w->taken = taken;
  }
  b->more_words = sentence.end - w->taken;
  if (!b->more_words) {
    w->ahead = ++w->next;
    b->end_sentence = w->next;
  }
}

bool
ent_windows_next(ent_windows *w, ent_batch *b)
{
  if (w->next == w->n_sentences) {
    return false;
  }
  b->rows = b->n_windows = b->n_words = 0;
  b->more_words = 0;
  b->end_sentence = w->next;
  const ent_word_range sentence = w->sentences[w->next];
  if (w->next == w->ahead && w->taken <= sentence.first) {
    sentences_read(w);
    w->from = w->taken = sentence.first;
  }
  if (w->next < w->ahead) {
    b->first_word = sentence.first;
    short_add(w, b);
    w->taken = 0;
  } else {
    b->first_word = w->taken;
    long_add(w, b);
  }
  return true;
}
