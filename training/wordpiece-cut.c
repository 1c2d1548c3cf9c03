// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints the pieces of words, for training/wordpiece.py: vocabulary as
/// argument; a word a line in hexadecimal in, numbers of its pieces out.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/encoder/wordpiece.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ent_text
word_of(char *line)
{
  size_t n = 0;
  for (char *at = line; at[0] && at[1] && at[0] != '\n'; at += 2) {
    const char pair[3] = {at[0], at[1], '\0'};
    line[n++] = (char)strtol(pair, NULL, 16);
  }
  return (ent_text){line, n};
}

int
main(int argc, char **argv)
{
  ent_arena *arena = ent_arena_new();
  ent_text vocab;
  ent_error error = {0};
  if (argc != 2 || !arena ||
      ent_file_read(arena, argv[1], 1 << 24, &vocab, &error) != ENT_OK) {
    fprintf(stderr, "usage: wordpiece-cut VOCAB <WORDS\n");
    return 1;
  }
  const ent_wordpiece *wordpiece = ent_wordpiece_new(arena, vocab);
  static uint32_t pieces[1 << 20];
  char *line = NULL;
  size_t room = 0;
  while (wordpiece && getline(&line, &room, stdin) > 0) {
    const size_t n =
        ent_wordpiece_cut(wordpiece, word_of(line), pieces, 1 << 20);
    for (size_t i = 0; i < n; i++) {
      printf(i ? " %u" : "%u", pieces[i]);
    }
    putchar('\n');
  }
  free(line);
  ent_arena_free(arena);
  return fflush(stdout) != 0;
}
