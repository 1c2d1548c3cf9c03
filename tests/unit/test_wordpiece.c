// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/encoder/wordpiece.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

static const char *const entries[] = {
    "[UNK]",    "[SEP]",  "en",       "##act",  "##ed",   "enact",  "a",
    "##a",      "e",      "##e",      "u",      "s",      ".",      "-",
    "'",        "[",      "]",        "sep",    "i",      "\u20ac", "\u2014",
    "5",        "##5",    "##m",      "\u4e2d", "\u6587", "\u1112", "##\u1161",
    "##\u11ab", "\u03c3", "##\u03c2", "=",      "\u00df", "`",      "\u2019"};

static ent_arena *arena;
static const ent_wordpiece *wordpiece;

static void
load(void)
{
  static char vocab[1024];
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
    strcat(vocab, entries[i]);
    strcat(vocab, "\n");
  }
  arena = ent_arena_new();
  wordpiece = ent_wordpiece_new(arena, ent_text_from(vocab));
  assert(wordpiece);
  assert(!ent_wordpiece_new(arena, ENT_TEXT("a\nb")));
  assert(!ent_wordpiece_new(arena, ENT_TEXT("")));
}

/// Compares the pieces of `word`, joined by blanks.
static void
expect(ent_text word, const char *want)
{
  uint32_t pieces[256];
  char got[4096] = "";
  const size_t n = ent_wordpiece_cut(wordpiece, word, pieces, 256);
  for (size_t i = 0; i < n; i++) {
    strcat(got, i ? " " : "");
    strcat(got, entries[pieces[i]]);
  }
  if (strcmp(got, want) != 0) {
    fprintf(stderr, "# want %s\n# got  %s\n", want, got);
  }
  assert(strcmp(got, want) == 0);
}

static void
takes_the_longest_entry(void)
{
  expect(ENT_TEXT("enacted"), "enact ##ed");
  expect(ENT_TEXT("ENACTED"), "enact ##ed");
  expect(ENT_TEXT("enaa"), "en ##a ##a");
  expect(ENT_TEXT("enactor"), "[UNK]"); // no part of it is kept
  expect(ENT_TEXT("aeae"), "a ##e ##a ##e");
}

static void
sets_marks_apart(void)
{
  expect(ENT_TEXT("U.S."), "u . s .");
  expect(ENT_TEXT("a-e"), "a - e");
  expect(ENT_TEXT("a\u2014e"), "a \u2014 e");
  expect(ENT_TEXT("'s"), "' s");
  expect(ENT_TEXT("\u2019s"), "\u2019 s");
  expect(ENT_TEXT("\u20ac"
                  "5m"),
         "\u20ac ##5 ##m"); // a currency sign is no mark
  expect(ENT_TEXT("5m\u2014"), "5 ##m \u2014");
  expect(ENT_TEXT("[SEP]"), "[ sep ]"); // text, not a special piece
  expect(ENT_TEXT("\u4e2d\u6587a"), "\u4e2d \u6587 a");
}

static void
drops_accents_and_controls(void)
{
  expect(ENT_TEXT("\u00c9nact\u00e9d"), "enact ##ed");
  expect(ENT_TEXT("e\u0301\u0302"), "e");
  expect(ENT_TEXT("\u0130"), "i");
  expect(ENT_TEXT("en\u00adact"), "enact"); // soft hyphen
  expect(ENT_TEXT("en\u200bact"), "enact"); // no width
  expect(ENT_TEXT("a\u00a0e"), "a e");      // hard blank
  expect(ENT_TEXT("\u2260"), "=");          // "=" and a stroke over it
  expect(ENT_TEXT("\u1fef"), "`");
  expect(ENT_TEXT("\ud55c"), "\u1112 ##\u1161 ##\u11ab");
  expect(ENT_TEXT("\u03a3\u03c2"), "\u03c3 ##\u03c2");
  expect(ENT_TEXT("\u00df"), "\u00df");
  expect(((ent_text){"a\0e", 3}), "a ##e");
}

static void
makes_something_of_nothing(void)
{
  expect(ENT_TEXT(""), "[UNK]");
  expect(ENT_TEXT("\u200d\u0301"), "[UNK]");
  expect(ENT_TEXT(" \t"), "[UNK]");
  expect(ENT_TEXT("\U0001f600"), "[UNK]");
}

static void
bounds_long_words(void)
{
  const size_t n = 100000;
  char *word = malloc(n);
  uint32_t pieces[8];
  memset(word, 'a', n);
  assert(ent_wordpiece_cut(wordpiece, (ent_text){word, 100}, pieces, 8) == 8);
  assert(pieces[0] == 6 && pieces[7] == 7);
  assert(ent_wordpiece_cut(wordpiece, (ent_text){word, 101}, pieces, 8) == 1);
  assert(pieces[0] == 0);
  assert(ent_wordpiece_cut(wordpiece, (ent_text){word, n}, pieces, 8) == 1);
  memset(word, '-', n);
  assert(ent_wordpiece_cut(wordpiece, (ent_text){word, n}, pieces, 8) == 8);
  uint32_t *all = malloc(n * sizeof *all);
  assert(ent_wordpiece_cut(wordpiece, (ent_text){word, n}, all, n) == n);
  assert(all[n - 1] == 13);
  free(all);
  free(word);
}

int
main(void)
{
  load();
  RUN(takes_the_longest_entry);
  RUN(sets_marks_apart);
  RUN(drops_accents_and_controls);
  RUN(makes_something_of_nothing);
  RUN(bounds_long_words);
  ent_arena_free(arena);
  return DONE();
}
