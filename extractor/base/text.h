// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TEXT_H
#define ENT_TEXT_H

/// Makes sense of UTF-8: checks it, counts and folds it, compares texts.

#include "entente/base.h"
#include "extractor/base/arena.h"

#include <stdbool.h>

/// Makes a text of a string literal; the second form initialises statics.
#define ENT_TEXT(literal) ((ent_text){(literal), sizeof(literal) - 1})
#define ENT_TEXT_INIT(literal)                                                 \
  {                                                                            \
    (literal), sizeof(literal) - 1                                             \
  }

/// Lends a NUL-terminated string as a text; NULL gives an absent text.
ent_text
ent_text_from(const char *string);

/// Where ent_text_hash() begins.
#define ENT_HASH_SEED 0xcbf29ce484222325u

/// Goes on from `hash` with the length and bytes of `text`: FNV-1a over eight
/// bytes at a time.  The caller mixes the result before it cuts bits off.
uint64_t
ent_text_hash(uint64_t hash, ent_text text);

/// Drops closing quotes and brackets, but never the whole text.
ent_text
ent_text_unclose(ent_text text);

/// Compares bytes.
bool
ent_text_equal(ent_text a, ent_text b);

/// Tells whether a text is that string.
bool
ent_text_is(ent_text text, const char *what);

/// Orders by bytes: below, at or above 0.
int
ent_text_compare(ent_text a, ent_text b);

bool
ent_text_starts(ent_text text, ent_text prefix);

bool
ent_text_ends(ent_text text, ent_text suffix);

/// Lends the part of `text` that `span` covers.
ent_text
ent_text_slice(ent_text text, ent_span span);

/// Drops ASCII white space and U+00A0 at both ends.
ent_text
ent_text_trim(ent_text text);

/// Finds `needle`; returns its offset, or SIZE_MAX.
size_t
ent_text_find(ent_text text, ent_text needle, size_t from);

/// Decodes the code point at `*at` and moves `*at` behind it.  `text` is valid
/// UTF-8 and `*at < text.len`.
uint32_t
ent_utf8_next(ent_text text, size_t *at);

/// Writes a code point, at most U+10FFFF and no surrogate, as UTF-8 at `out`;
/// returns its length.
size_t
ent_utf8_put(char *out, uint32_t c);

/// Returns the offset of the first byte that is not well-formed UTF-8 (Unicode
/// 15, table 3-7: no surrogates, no overlong forms), or `text.len`.
size_t
ent_utf8_check(ent_text text);

/// Counts code points of valid UTF-8.
size_t
ent_utf8_count(ent_text text);

/// Lower-cases (simple mapping) into the arena.
ent_text
ent_text_lower(ent_arena *arena, ent_text text);

/// Folds for identity: NFKD, combining marks dropped, lower case, every run of
/// other than letters and digits one hyphen, none at the ends; U+2019, U+0027
/// dropped.  "Salim bin Mohammed AlMalik" -> "salim-bin-mohammed-almalik".
ent_text
ent_text_fold(ent_arena *arena, ent_text text);

#endif
