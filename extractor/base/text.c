// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

ent_text
ent_text_from(const char *string)
{
  return (ent_text){string, string ? strlen(string) : 0};
}

uint64_t
ent_text_hash(uint64_t hash, ent_text text)
{
  size_t i = 0;
  hash ^= text.len;
  for (; i + 8 <= text.len; i += 8) {
    uint64_t word;
    memcpy(&word, text.data + i, 8);
    hash = (hash ^ word) * 0x100000001b3u;
    hash ^= hash >> 29;
  }
  for (; i < text.len; i++) {
    hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
  }
  return hash;
}

ent_text
ent_text_unclose(ent_text text)
{
  static const char *const closing[] = {"\"",     "'",      ")",     "]",
                                        "\u201d", "\u2019", "\u00bb"};
  for (size_t i = 0; i < sizeof closing / sizeof *closing;) {
    const ent_text mark = ent_text_from(closing[i]);
    if (text.len > mark.len && ent_text_ends(text, mark)) {
      text.len -= mark.len;
      i = 0;
    } else {
      i++;
    }
  }
  return text;
}

bool
ent_text_equal(ent_text a, ent_text b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool
ent_text_is(ent_text text, const char *what)
{
  return ent_text_equal(text, ent_text_from(what));
}

int
ent_text_compare(ent_text a, ent_text b)
{
  const size_t n = a.len < b.len ? a.len : b.len;
  const int order = n ? memcmp(a.data, b.data, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool
ent_text_starts(ent_text text, ent_text prefix)
{
  return text.len >= prefix.len &&
         ent_text_equal((ent_text){text.data, prefix.len}, prefix);
}

bool
ent_text_ends(ent_text text, ent_text suffix)
{
  return text.len >= suffix.len &&
         ent_text_equal(
             (ent_text){text.data + (text.len - suffix.len), suffix.len},
             suffix);
}

ent_text
ent_text_slice(ent_text text, ent_span span)
{
  return (ent_text){text.data + span.start, span.end - span.start};
}

static bool
is_blank(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

ent_text
ent_text_trim(ent_text text)
{
  const ent_text nbsp = ENT_TEXT("\xc2\xa0");
  while (text.len && (is_blank(text.data[0]) || ent_text_starts(text, nbsp))) {
    const size_t n = is_blank(text.data[0]) ? 1 : nbsp.len;
    text.data += n;
    text.len -= n;
  }
  while (text.len &&
         (is_blank(text.data[text.len - 1]) || ent_text_ends(text, nbsp))) {
    text.len -= is_blank(text.data[text.len - 1]) ? 1 : nbsp.len;
  }
  return text;
}

size_t
ent_text_find(ent_text text, ent_text needle, size_t from)
{
  if (needle.len == 0 || from > text.len || text.len - from < needle.len) {
    return SIZE_MAX;
  }
  const char *end = text.data + (text.len - needle.len + 1);
  for (const char *at = text.data + from; at < end; at++) {
    at = (const char *)memchr(at, needle.data[0], (size_t)(end - at));
    if (!at) {
      break;
    }
    if (memcmp(at, needle.data, needle.len) == 0) {
      return (size_t)(at - text.data);
    }
  }
  return SIZE_MAX;
}

uint32_t
ent_utf8_next(ent_text text, size_t *at)
{
  const unsigned char *b = (const unsigned char *)text.data + *at;
  if (b[0] < 0x80) {
    *at += 1;
    return b[0];
  }
  if (b[0] < 0xe0) {
    *at += 2;
    return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
  }
  if (b[0] < 0xf0) {
    *at += 3;
    return (b[0] & 0x0fu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
  }
  *at += 4;
  return (b[0] & 0x07u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6 |
         (b[3] & 0x3fu);
}

size_t
ent_utf8_put(char *out, uint32_t c)
{
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  const size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (c & 0x3f));
    c >>= 6;
  }
  out[0] = (char)((0xf00u >> n & 0xf0) | c);
  return n;
}

size_t
ent_utf8_check(ent_text text)
{
  const unsigned char *b = (const unsigned char *)text.data;
  size_t i = 0;
  while (i < text.len) {
    const unsigned char c = b[i];
    if (c < 0x80) {
      i++;
      continue;
    }
    size_t more = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    if (c >= 0xc2 && c <= 0xdf) {
      more = 1;
    } else if (c >= 0xe0 && c <= 0xef) {
      more = 2;
      low = c == 0xe0 ? 0xa0 : 0x80;
      high = c == 0xed ? 0x9f : 0xbf;
    } else if (c >= 0xf0 && c <= 0xf4) {
      more = 3;
      low = c == 0xf0 ? 0x90 : 0x80;
      high = c == 0xf4 ? 0x8f : 0xbf;
    }
    if (more == 0 || text.len - i <= more || b[i + 1] < low ||
        b[i + 1] > high) {
      return i;
    }
    for (size_t k = 2; k <= more; k++) {
      if (b[i + k] < 0x80 || b[i + k] > 0xbf) {
        return i;
      }
    }
    i += more + 1;
  }
  return text.len;
}

size_t
ent_utf8_count(ent_text text)
{
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    n += ((unsigned char)text.data[i] & 0xc0) != 0x80;
  }
  return n;
}

static bool
is_ascii(ent_text text)
{
  unsigned char seen = 0;
  for (size_t i = 0; i < text.len; i++) {
    seen |= (unsigned char)text.data[i];
  }
  return seen < 0x80;
}

static char
lower_ascii(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

ent_text
ent_text_lower(ent_arena *arena, ent_text text)
{
  if (is_ascii(text)) {
    char *copy = (char *)ent_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
      copy[i] = lower_ascii(text.data[i]);
    }
    return (ent_text){copy, text.len};
  }
  char *copy = (char *)ent_arena_alloc(arena, text.len * 3 + 4);
  size_t used = 0;
  for (size_t at = 0; at < text.len;) {
    const ucs4_t c = uc_tolower(ent_utf8_next(text, &at));
    used += (size_t)u8_uctomb((uint8_t *)copy + used, c, 4);
  }
  copy[used] = '\0';
  return (ent_text){copy, used};
}

/// Appends `c`, lower-cased, to the folded text, or remembers a break.
static size_t
fold_one(ucs4_t c, char *out, size_t used, bool *gap)
{
  if (c == '\'' || c == 0x2019 || uc_is_general_category(c, UC_CATEGORY_M)) {
    return used;
  }
  if (!uc_is_general_category(c, UC_CATEGORY_L) &&
      !uc_is_general_category(c, UC_CATEGORY_N)) {
    *gap = true;
    return used;
  }
  if (*gap && used) {
    out[used++] = '-';
  }
  *gap = false;
  return used + (size_t)u8_uctomb((uint8_t *)out + used, uc_tolower(c), 4);
}

ent_text
ent_text_fold(ent_arena *arena, ent_text text)
{
  size_t len = text.len;
  uint8_t *whole = NULL;
  ent_text from = text;
  if (!is_ascii(text)) {
    whole = u8_normalize(UNINORM_NFKD, (const uint8_t *)text.data, text.len,
                         NULL, &len);
    if (whole) {
      from = (ent_text){(const char *)whole, len};
    }
  }
  // a letter may grow by a byte when lower-cased, and a hyphen may precede it
  char *out = (char *)ent_arena_alloc(arena, from.len * 3 + 4);
  size_t used = 0;
  bool gap = false;
  for (size_t at = 0; at < from.len;) {
    used = fold_one(ent_utf8_next(from, &at), out, used, &gap);
  }
  out[used] = '\0';
  free(whole);
  return (ent_text){out, used};
}
