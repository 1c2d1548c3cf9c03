// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/wordpiece.h"

#include "extractor/base/text.h"
#include "extractor/encoder/classes.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

/// A part of more code points becomes "[UNK]".
#define PART_MAX 100

struct ent_wordpiece {
  ent_text vocab;
  const uint32_t *starts; ///< Of each entry, and one behind the last
  uint32_t *slots;        ///< Open addressing: number of an entry + 1
  uint32_t mask;
  uint32_t longest; ///< Bytes of the longest entry
  uint32_t unknown;
  uint32_t inner; ///< Hash of "##", which begins an inner piece
};

static uint32_t
hash_add(uint32_t hash, char c)
{
  return (hash ^ (unsigned char)c) * 0x01000193u;
}

static uint32_t
hash_of(ent_text text)
{
  uint32_t hash = 0x811c9dc5u;
  for (size_t i = 0; i < text.len; i++) {
    hash = hash_add(hash, text.data[i]);
  }
  return hash;
}

static ent_text
entry_at(const ent_wordpiece *w, uint32_t i)
{
  return (ent_text){w->vocab.data + w->starts[i],
                    w->starts[i + 1] - w->starts[i] - 1};
}

/// Returns the slot of the entry `head` + `tail` of that hash, or the empty
/// one where it belongs.
static uint32_t *
slot_of(const ent_wordpiece *w, uint32_t hash, ent_text head, ent_text tail)
{
  uint32_t at = (hash ^ hash >> 15) & w->mask;
  for (; w->slots[at]; at = (at + 1) & w->mask) {
    const ent_text entry = entry_at(w, w->slots[at] - 1);
    if (entry.len == head.len + tail.len && ent_text_starts(entry, head) &&
        ent_text_ends(entry, tail)) {
      break;
    }
  }
  return &w->slots[at];
}

static void
entries_find(ent_wordpiece *w, ent_arena *arena, uint32_t n)
{
  uint32_t *starts = ENT_ARENA_ARRAY(arena, uint32_t, n + 1);
  uint32_t used = 0;
  for (size_t i = 0; i < w->vocab.len; i++) {
    if (w->vocab.data[i] == '\n') {
      starts[++used] = (uint32_t)i + 1;
    }
  }
  if (used < n) { // the last line has no end
    starts[n] = (uint32_t)w->vocab.len + 1;
  }
  w->starts = starts;
}

const ent_wordpiece *
ent_wordpiece_new(ent_arena *arena, ent_text vocab)
{
  const ent_text none = {"", 0};
  ent_wordpiece *w = ENT_ARENA_ARRAY(arena, ent_wordpiece, 1);
  w->vocab = vocab;
  uint32_t n = vocab.len && vocab.data[vocab.len - 1] != '\n';
  for (size_t i = 0; i < vocab.len; i++) {
    n += vocab.data[i] == '\n';
  }
  entries_find(w, arena, n);
  w->mask = 1;
  while (w->mask < n * 2) {
    w->mask = w->mask * 2 + 1;
  }
  w->slots = ENT_ARENA_ARRAY(arena, uint32_t, (size_t)w->mask + 1);
  w->inner = hash_of(ENT_TEXT("##"));
  for (uint32_t i = 0; i < n; i++) {
    const ent_text entry = entry_at(w, i);
    *slot_of(w, hash_of(entry), entry, none) = i + 1;
    w->longest = entry.len > w->longest ? (uint32_t)entry.len : w->longest;
  }
  w->unknown = ent_wordpiece_find(w, ENT_TEXT("[UNK]"));
  return w->unknown != UINT32_MAX ? w : NULL;
}

uint32_t
ent_wordpiece_find(const ent_wordpiece *w, ent_text entry)
{
  return *slot_of(w, hash_of(entry), entry, (ent_text){"", 0}) - 1;
}

/// A word while it is cut; `part` is what stands between marks and blanks.
typedef struct {
  const ent_wordpiece *wordpiece;
  uint32_t *pieces;
  size_t room;
  size_t n;
  size_t letters; ///< Code points of the part, kept or not
  size_t len;
  char part[PART_MAX * 4];
} cutting;

/// Finds the longest entry at `from` of the part; sets its end.
static uint32_t
longest_at(const cutting *c, size_t from, size_t *end)
{
  const ent_wordpiece *w = c->wordpiece;
  const ent_text head = from ? ENT_TEXT("##") : ENT_TEXT("");
  uint32_t hashes[PART_MAX * 4];
  const size_t stop = c->len - from > w->longest ? from + w->longest : c->len;
  uint32_t hash = from ? w->inner : hash_of(head);
  for (size_t i = from; i < stop; i++) {
    hashes[i] = hash = hash_add(hash, c->part[i]);
  }
  for (size_t i = stop; i > from; i--) {
    const uint32_t slot =
        *slot_of(w, hashes[i - 1], head, (ent_text){c->part + from, i - from});
    if (slot) {
      *end = i;
      return slot;
    }
  }
  return 0;
}

static void
piece_add(cutting *c, size_t at, uint32_t piece)
{
  if (at < c->room) {
    c->pieces[at] = piece;
  }
}

/// Makes pieces of the part, if there is one, and begins the next.
static void
part_end(cutting *c)
{
  size_t n = c->n;
  bool known = c->letters <= PART_MAX;
  for (size_t from = 0; from < c->len && known;) {
    const uint32_t slot = longest_at(c, from, &from);
    known = slot != 0;
    piece_add(c, n++, slot - 1);
  }
  if (!known) {
    piece_add(c, c->n, c->wordpiece->unknown);
  }
  c->n = known ? n : c->n + 1;
  c->letters = 0;
  c->len = 0;
}

static void
letter_add(cutting *c, uint32_t letter)
{
  if (c->letters++ < PART_MAX) {
    c->len += ent_utf8_put(c->part + c->len, letter);
  }
}

static int
range_compare(const void *key, const void *item)
{
  const uint32_t c = *(const uint32_t *)key;
  const ent_class_range *range = (const ent_class_range *)item;
  return c < range->first ? -1 : c > range->last;
}

static ent_class
class_of(uint32_t c)
{
  const ent_class_range *range = (const ent_class_range *)bsearch(
      &c, ent_class_ranges, sizeof ent_class_ranges / sizeof *ent_class_ranges,
      sizeof *ent_class_ranges, range_compare);
  return range ? range->kind : ENT_CLASS_LETTER;
}

/// Adds an ASCII character.
static void
plain_add(cutting *c, unsigned char letter)
{
  const unsigned char lower = letter | 0x20;
  if ((lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9')) {
    letter_add(c, lower); // digits have that bit
  } else if (letter > ' ' && letter < 0x7f) {
    part_end(c);
    letter_add(c, letter);
    part_end(c);
  } else if (letter == ' ' || letter == '\t' || letter == '\n' ||
             letter == '\r') {
    part_end(c);
  }
}

/// Adds any character, decomposed.
static void
wide_add(cutting *c, uint32_t letter)
{
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  const int n = uc_canonical_decomposition(letter, parts);
  for (int i = 0; i < n; i++) {
    wide_add(c, parts[i]);
  }
  if (n > 0) {
    return;
  }
  if (letter < 0x80) {
    plain_add(c, (unsigned char)letter);
    return;
  }
  switch (class_of(letter)) {
  case ENT_CLASS_LETTER:
    letter_add(c, uc_tolower(letter));
    break;
  case ENT_CLASS_APART:
    part_end(c);
    letter_add(c, letter);
    part_end(c);
    break;
  case ENT_CLASS_BLANK:
    part_end(c);
    break;
  case ENT_CLASS_NOTHING:
    break;
  }
}

size_t
ent_wordpiece_cut(const ent_wordpiece *wordpiece, ent_text word,
                  uint32_t *pieces, size_t room)
{
  cutting c;
  c.wordpiece = wordpiece;
  c.pieces = pieces;
  c.room = room;
  c.n = c.letters = c.len = 0;
  for (size_t at = 0; at < word.len && c.n < room;) {
    if ((unsigned char)word.data[at] < 0x80) {
      plain_add(&c, (unsigned char)word.data[at++]);
    } else {
      wide_add(&c, ent_utf8_next(word, &at));
    }
  }
  part_end(&c);
  if (c.n == 0) {
    piece_add(&c, c.n++, wordpiece->unknown);
  }
  return c.n < room ? c.n : room;
}
