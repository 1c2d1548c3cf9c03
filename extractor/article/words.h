// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_WORDS_H
#define ENT_WORDS_H

/// Makes sense of the words in heads of articles, from data/en/head.tsv, and
/// reads the dates there.

#include "entente/base.h"
#include "extractor/base/arena.h"

#include <stdbool.h>

/// Kinds of rows in head.tsv; its opening lines say what each is for.
typedef enum {
  ENT_WORD_MONTH,
  ENT_WORD_WEEKDAY,
  ENT_WORD_CLOCK,
  ENT_WORD_DATE,
  ENT_WORD_BYLINE,
  ENT_WORD_BYLINE_END,
  ENT_WORD_ROLE,
  ENT_WORD_OFFICE,
  ENT_WORD_REPORTS,
  ENT_WORD_SOURCE,
  ENT_WORD_LEARNED,
  ENT_WORD_ORIGIN,
  ENT_WORD_DISCLAIM,
  ENT_WORD_SYNDICATOR,
  ENT_WORD_ISSUER,
  ENT_WORD_PARTICLE,
  ENT_WORD_NO_NAME,
  ENT_WORD_ABBREVIATION,
  ENT_WORD_FURNITURE,
  ENT_WORD_FURNITURE_START,
  ENT_WORD_FURNITURE_END,
  ENT_WORD_FURNITURE_PART,
  ENT_WORD_END,
  ENT_WORD_COLUMN,
  ENT_WORD_COUNT
} ent_word_kind;

/// The lists; read-only once loaded.
typedef struct ent_head_words ent_head_words;

/// Loads `data_dir`/en/head.tsv into `arena`.
ENT_NODISCARD ent_status
ent_head_words_load(ent_arena *arena, const char *data_dir,
                    const ent_head_words **words, ent_error *error);

/// Looks up `phrase`, whatever the case of its ASCII letters; `value` may be
/// NULL.
bool
ent_head_word(const ent_head_words *words, ent_word_kind kind, ent_text phrase,
              uint32_t *value);

/// Lends the phrases of a kind, in the order of the file.
const ent_text *
ent_head_phrases(const ent_head_words *words, ent_word_kind kind, size_t *n);

/// Compares without regard to the case of ASCII letters.
bool
ent_ascii_starts(ent_text text, ent_text lower_prefix);

/// Finds `lower_needle`, not empty, without regard to the case of ASCII
/// letters; returns its offset, or SIZE_MAX.
size_t
ent_ascii_find(ent_text text, ent_text lower_needle, size_t from);

/// Writes `text` with ASCII letters in lower case to `out`, which has room for
/// it.
ent_text
ent_ascii_lower(ent_text text, char *out);

/// A day as a head writes it.
typedef struct {
  unsigned year; ///< 0: not given
  unsigned month;
  unsigned day;
} ent_head_day;

/// Reads a date at the start of `text`, after a weekday if there is one;
/// returns the bytes it takes, 0 if there is none.  "2024-06-30", "30 June
/// 2024", "June 30th, 2024", "30.06.2024", "13/06/2024", "May 11".
size_t
ent_head_day_read(const ent_head_words *words, ent_text text,
                  ent_head_day *day);

/// The order of the numbers in "05/03/2025".
typedef enum {
  ENT_ORDER_UNKNOWN,
  ENT_ORDER_DAY_FIRST,
  ENT_ORDER_MONTH_FIRST,
  ENT_ORDER_MIXED ///< Of a whole column: some values are so, some so
} ent_date_order;

/// Says which order the numbers of a date with slashes show by themselves;
/// `*open` receives whether it is such a date and shows none.
ent_date_order
ent_date_order_find(ent_text text, bool *open);

/// Reads a date as ent_head_day_read() does; `order` is that of a date with
/// slashes that shows none by itself.
size_t
ent_date_read(const ent_head_words *words, ent_text text, ent_date_order order,
              ent_head_day *day);

/// Returns how many bytes at the start of `text` are a time of day, a zone or
/// blanks around them.
size_t
ent_clock_skip(const ent_head_words *words, ent_text text);

/// Writes "YYYY-MM-DD" if the year is known, else "".
void
ent_head_day_write(ent_head_day day, char out[11]);

#endif
