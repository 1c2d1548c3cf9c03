// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_HEAD_H
#define ENT_HEAD_H

/// Makes out what a single line or paragraph of a head is.  Everything here
/// looks at one text and returns where in it the find stands.

#include "extractor/article/words.h"

/// Says whether `line` ends like a sentence: with . ! ? or …, quotes and
/// brackets aside, but not with an abbreviation such as "U.S.".
bool
ent_line_is_sentence(const ent_head_words *words, ent_text line);

/// Returns the length of the run of capitalised words at the start of `text`
/// ("Anelda van der Walt", "Trend News"), 0 if there is none, and counts them.
size_t
ent_name_run(const ent_head_words *words, ent_text text, unsigned *n_words);

/// Returns the length of the run of capitalised words at the end of `text`.
size_t
ent_name_run_back(const ent_head_words *words, ent_text text);

/// Says whether a word of the text is one of `kind`.
bool
ent_has_word(const ent_head_words *words, ent_word_kind kind, ent_text text);

/// Finds the author in a byline; `head` says that the line stands between the
/// title and the story, where "NAME, Spokesperson" is a byline too.
bool
ent_byline_read(const ent_head_words *words, ent_text line, bool head,
                ent_span *author);

/// Finds the name in a line that holds nothing but a person's name.
bool
ent_bare_name_read(const ent_head_words *words, ent_text line,
                   ent_span *author);

/// Says whether `line` names the office that issues a release, alone or with
/// the day behind it ("Office of the Spokesperson"); `day` is all 0 if it has
/// none.
bool
ent_issuer_read(const ent_head_words *words, ent_text line, ent_span *issuer,
                ent_head_day *day);

/// Says whether `line` is site furniture: nothing of the story.
bool
ent_furniture_is(const ent_head_words *words, ent_text line);

/// A line that holds nothing but a date and a time; true also for a date
/// without a year.
bool
ent_date_line_read(const ent_head_words *words, ent_text line,
                   ent_head_day *day);

/// Where a story is filed from.
typedef struct {
  size_t len; ///< Bytes of the whole dateline, blanks behind included
  ent_span place;
  ent_span agency;  ///< Empty if it names none
  ent_head_day day; ///< All 0 if it has none
} ent_dateline;

/// Reads "BAKU, May 11 (Agency) - " at the start of a paragraph.
bool
ent_dateline_read(const ent_head_words *words, ent_text paragraph,
                  ent_dateline *dateline);

/// Reads "(SYNDICATOR - Outlet) " at the start of a line; returns its length,
/// 0 if there is none.
size_t
ent_syndicator_read(const ent_head_words *words, ent_text line,
                    ent_span *outlet);

/// Finds the outlet in ", NAME reports." or "NAME has learned".
bool
ent_outlet_read(const ent_head_words *words, ent_text paragraph,
                ent_span *outlet);

/// Finds the outlet in "originally published by NAME", "NAME is not
/// responsible for", "© 2024 NAME".
bool
ent_owner_read(const ent_head_words *words, ent_text line, ent_span *outlet);

#endif
