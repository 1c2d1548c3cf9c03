// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/article.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <string.h>

/// Windows-1252, 0x80 to 0x9F; 0: not assigned.  The rest is Latin-1.
/// From unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
static const unsigned short cp1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static unsigned
cp1252_at(unsigned char c)
{
  return c >= 0x80 && c < 0xA0 ? cp1252[c - 0x80] : c;
}

static bool
is_ascii_letter(unsigned char c)
{
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/// Quotes, dashes, the ellipsis and the like: what stands beside words.
static bool
is_cp1252_mark(unsigned char c)
{
  return strchr("\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA3\xA7\xA9"
                "\xAB\xAE\xB0\xBB",
                c) != NULL;
}

static bool
is_cp1252_letter(unsigned char c)
{
  return (c >= 0xC0 && c != 0xD7 && c != 0xF7) ||
         strchr("\x8A\x8C\x8E\x9A\x9C\x9E\x9F", c) != NULL;
}

/// Says whether the high byte at `at` can stand there in Western prose: a
/// mark, or a letter next to an ASCII letter and next to no third high byte.
/// At the end of the text it may as well begin a UTF-8 sequence cut short.
static bool
is_cp1252_here(const unsigned char *s, size_t len, size_t at)
{
  if (is_cp1252_mark(s[at])) {
    return true;
  }
  if (!is_cp1252_letter(s[at]) || at + 1 == len) {
    return false;
  }
  const unsigned char before = at ? s[at - 1] : ' ';
  const unsigned char after = at + 1 < len ? s[at + 1] : ' ';
  return (is_ascii_letter(before) || is_ascii_letter(after)) &&
         !(before >= 0x80 && after >= 0x80);
}

/// Says whether `raw` is certainly Windows-1252 (or Latin-1): nothing in it
/// reads as a UTF-8 sequence of two bytes or more, and every high byte is a
/// mark or a letter inside or beside an ASCII word.
static bool
is_cp1252(ent_text raw)
{
  const unsigned char *s = (const unsigned char *)raw.data;
  for (size_t i = 0; i < raw.len; i++) {
    if (s[i] < 0x80) {
      continue;
    }
    const size_t rest = raw.len - i < 4 ? raw.len - i : 4;
    const ent_text here = {raw.data + i, rest};
    if (ent_utf8_check(here) > 0 || !is_cp1252_here(s, raw.len, i)) {
      return false;
    }
  }
  return true;
}

/// Copies with CR LF and CR made LF; converts from Windows-1252 on demand.
static ent_text
copy_lines(ent_arena *arena, ent_text raw, bool convert)
{
  size_t room = raw.len + 1;
  for (size_t i = 0; convert && i < raw.len; i++) {
    room += (unsigned char)raw.data[i] >= 0x80 ? 2 : 0;
  }
  char *out = (char *)ent_arena_alloc(arena, room);
  size_t n = 0;
  for (size_t i = 0; i < raw.len; i++) {
    const unsigned char c = (unsigned char)raw.data[i];
    const unsigned u = convert ? cp1252_at(c) : 0;
    if (c == '\r') {
      if (i + 1 == raw.len || raw.data[i + 1] != '\n') {
        out[n++] = '\n';
      }
    } else if (u < 0x80) {
      out[n++] = (char)c;
    } else {
      n += ent_utf8_put(out + n, u);
    }
  }
  out[n] = '\0';
  return (ent_text){out, n};
}

ent_status
ent_decode(ent_arena *arena, ent_text raw, ent_text *text, ent_error *error)
{
  if (ent_text_starts(raw, ENT_TEXT("\xEF\xBB\xBF"))) {
    raw = (ent_text){raw.data + 3, raw.len - 3};
  }
  const char *nul = raw.len ? (const char *)memchr(raw.data, 0, raw.len) : NULL;
  if (nul) {
    return ent_fail(error, ENT_ERR_ENCODING, NULL, 0,
                    (uint64_t)(nul - raw.data),
                    "is binary (it has a NUL byte); give text");
  }
  const size_t bad = ent_utf8_check(raw);
  const bool convert = bad < raw.len;
  if (convert && !is_cp1252(raw)) {
    return ent_fail(error, ENT_ERR_ENCODING, NULL, 0, bad,
                    "is neither UTF-8 nor certainly Windows-1252; convert it "
                    "to UTF-8");
  }
  *text = copy_lines(arena, raw, convert);
  return ENT_OK;
}
