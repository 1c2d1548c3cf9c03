// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_GIVEN_H
#define ENT_GIVEN_H

/// Makes documents of words that are given, one a line: CoNLL-U, or lines that
/// hold the word alone, "index TAB word …" or "word TAB …" (blanks serve as
/// well as tabs where a line has no tab).  An empty line ends a sentence.

#include "entente/article.h"
#include "extractor/base/arena.h"

#include <stdbool.h>
#include <stdio.h>

/// A line of the input, without its end.
typedef struct {
  ent_text line;
  uint32_t word; ///< Index of the word, or ENT_NONE: a comment, the line of a
                 ///< multiword token, the end of a sentence
  bool begins;   ///< Of a sentence that has words the first line but comments
  bool newdoc;
  bool space_after;
} ent_given_line;

/// Sentences that are analysed together.
typedef struct {
  ent_article article; ///< Its text: the words, with blanks between them
  const ent_given_line *lines;
  size_t n_lines;
  const ent_span *words;
  uint32_t n_words;
  const uint32_t *ends; ///< Of each sentence: the word behind its last
  uint32_t n_sentences;
} ent_given;

/// One input while it is read.
typedef struct ent_given_reader ent_given_reader;

/// Reads `stream`, which messages call `source`; NULL if memory is short.
/// Free with ent_given_reader_free().
ent_given_reader *
ent_given_reader_new(FILE *stream, const char *source);

void
ent_given_reader_free(ent_given_reader *reader);

/// Reads on to the next "# newdoc", or a bound on words, into `arena`.  At the
/// end of the input `given` has no lines.
ENT_NODISCARD ent_status
ent_given_read(ent_given_reader *reader, ent_arena *arena, ent_given *given,
               ent_error *error);

/// Writes a line that holds no word and is not empty, unless it tells what is
/// made anew.
void
ent_given_line_write(const ent_given_line *line, FILE *stream);

#endif
