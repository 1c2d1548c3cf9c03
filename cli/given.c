// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/given.h"

#include "entente/facts.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 20000     // read at once, unless one sentence is longer
#define MAX_SENTENCE 200000 // words
#define MAX_LINE ((size_t)1 << 20) // bytes

struct ent_given_reader {
  FILE *stream;
  const char *source;
  char *line; // getline()'s
  size_t room;
  size_t len;
  bool waiting;    // `line` is read, but belongs to what comes next
  uint64_t number; // of `line`
  bool indexed;    // the word is in the second column
  bool decided;    // whether `indexed` is known
};

/// What is read of a stretch.
typedef struct {
  ent_arena *arena;
  ENT_VECTOR(ent_given_line) lines;
  ENT_VECTOR(ent_text) forms;
  ENT_VECTOR(uint32_t) ends;
  ent_text id;
  uint32_t first; // word of the sentence at hand
  bool inside;    // a line of it, other than a comment, is read
} stretch;

ent_given_reader *
ent_given_reader_new(FILE *stream, const char *source)
{
  ent_given_reader *const r = (ent_given_reader *)calloc(1, sizeof *r);
  if (r) {
    r->stream = stream;
    r->source = source;
  }
  return r;
}

void
ent_given_reader_free(ent_given_reader *reader)
{
  if (reader) {
    free(reader->line);
    free(reader);
  }
}

static ent_status
reader_fail(const ent_given_reader *r, ent_status status, const char *what,
            ent_error *error)
{
  return ent_fail(error, status, r->source, r->number, ENT_NO_OFFSET, "%s",
                  what);
}

/// Reads a line; `*end` says that there is none.
static ent_status
line_read(ent_given_reader *r, bool *end, ent_error *error)
{
  *end = false;
  if (r->waiting) {
    r->waiting = false;
    return ENT_OK;
  }
  errno = 0;
  const ssize_t got = getline(&r->line, &r->room, r->stream);
  r->number++;
  if (got < 0) {
    *end = true;
    return feof(r->stream) && !ferror(r->stream)
               ? ENT_OK
               : reader_fail(r, ENT_ERR_IO, strerror(errno ? errno : EIO),
                             error);
  }
  r->len = (size_t)got;
  while (r->len &&
         (r->line[r->len - 1] == '\n' || r->line[r->len - 1] == '\r')) {
    r->len--;
  }
  const ent_text line = {r->line, r->len};
  if (r->len > MAX_LINE) {
    return reader_fail(r, ENT_ERR_LIMIT, "line of more than 1 MiB", error);
  }
  return ent_utf8_check(line) == line.len
             ? ENT_OK
             : reader_fail(r, ENT_ERR_ENCODING, "not UTF-8", error);
}

/// Lends column `n` of a line, absent if there are fewer.
static ent_text
column_of(ent_text line, size_t n)
{
  const char by = memchr(line.data, '\t', line.len) ? '\t' : ' ';
  size_t from = 0;
  for (size_t at = 0; at <= line.len; at++) {
    if (at == line.len || line.data[at] == by) {
      if (n-- == 0) {
        return (ent_text){line.data + from, at - from};
      }
      from = at + 1;
    }
  }
  return (ent_text){NULL, 0};
}

/// Says what an index is: '1' of a word, '-' of a multiword token, '.' of an
/// empty node, 0 if it is none.
static char
index_kind(ent_text index)
{
  char kind = 0;
  for (size_t i = 0; i < index.len; i++) {
    const char c = index.data[i];
    if (c >= '0' && c <= '9') {
      kind = kind ? kind : '1';
    } else if ((c == '-' || c == '.') && kind == '1' && i + 1 < index.len) {
      kind = c;
    } else {
      return 0;
    }
  }
  return kind;
}

static bool
has_attribute(ent_text misc, ent_text attribute)
{
  for (size_t at = 0; at < misc.len;) {
    size_t end = ent_text_find(misc, ENT_TEXT("|"), at);
    end = end == SIZE_MAX ? misc.len : end;
    if (ent_text_equal((ent_text){misc.data + at, end - at}, attribute)) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

static bool
is_document(ent_text line)
{
  return ent_text_starts(line, ENT_TEXT("# newdoc")) ||
         ent_text_starts(line, ENT_TEXT("-DOCSTART-"));
}

/// Says whether a line is a comment.  In lists of bare words "#" and "#riga"
/// are words.
static bool
is_comment(ent_text line)
{
  return line.data[0] == '#' && !memchr(line.data, '\t', line.len) &&
         (ent_text_starts(line, ENT_TEXT("# ")) ||
          memchr(line.data, '=', line.len));
}

/// Lends the word of a line; absent if the line holds none.
static ent_text
word_of(ent_given_reader *r, ent_text line)
{
  const ent_text none = {NULL, 0};
  if (line.len == 0 || is_comment(line) || is_document(line)) {
    return none;
  }
  const ent_text first = column_of(line, 0);
  const ent_text second = column_of(line, 1);
  if (!r->decided) {
    r->decided = true;
    r->indexed = index_kind(first) && second.data;
  }
  if (!r->indexed) {
    return first.len ? first : none;
  }
  return index_kind(first) == '1' && second.len ? second : none;
}

/// Says whether a line is that of a multiword token.
static bool
is_range(const ent_given_reader *r, ent_text line)
{
  return r->indexed && line.len && line.data[0] != '#' &&
         index_kind(column_of(line, 0)) == '-';
}

static void
sentence_end(stretch *s)
{
  const uint32_t n = (uint32_t)s->forms.n;
  if (n > s->first) {
    *ENT_PUSH(s->arena, &s->ends) = n;
    s->first = n;
  }
  s->inside = false;
}

/// Adds a line; in CoNLL-U its MISC, or that of its multiword token, says
/// whether a blank follows.
static void
line_add(ent_given_reader *r, stretch *s)
{
  const ent_text line = ent_arena_copy(s->arena, r->line, r->len);
  ent_given_line *const l = ENT_PUSH(s->arena, &s->lines);
  const ent_text word = word_of(r, line);
  l->line = line;
  l->word = ENT_NONE;
  l->space_after =
      !has_attribute(column_of(line, 9), ENT_TEXT("SpaceAfter=No"));
  l->newdoc = is_document(line);
  l->begins = !s->inside && (word.data || is_range(r, line));
  s->inside = s->inside || l->begins;
  if (word.data) {
    l->word = (uint32_t)s->forms.n;
    *ENT_PUSH(s->arena, &s->forms) = word;
  } else if (line.len == 0) {
    sentence_end(s);
  } else if (ent_text_starts(line, ENT_TEXT("# newdoc id ="))) {
    s->id = ent_text_trim((ent_text){line.data + 13, line.len - 13});
  }
}

/// Makes the text of the words, and where each stands.
static void
text_make(stretch *s, ent_given *given)
{
  size_t size = 0;
  for (size_t i = 0; i < s->forms.n; i++) {
    size += s->forms.items[i].len + 1;
  }
  char *const text = (char *)ent_arena_alloc(s->arena, size + 1);
  ent_span *const words = ENT_ARENA_ARRAY(s->arena, ent_span, s->forms.n);
  size_t at = 0;
  for (size_t i = 0; i < s->lines.n; i++) {
    const ent_given_line *const l = &s->lines.items[i];
    if (l->word != ENT_NONE) {
      const ent_text form = s->forms.items[l->word];
      memcpy(text + at, form.data, form.len);
      words[l->word] = (ent_span){(uint32_t)at, (uint32_t)(at + form.len)};
      at += form.len;
      if (l->space_after) {
        text[at++] = ' ';
      }
    }
  }
  given->article.text = (ent_text){text, at};
  given->article.id = s->id.len ? s->id : ENT_TEXT("given");
  given->words = words;
}

static ent_status
stretch_read(ent_given_reader *r, stretch *s, ent_error *error)
{
  for (;;) {
    bool end = false;
    const ent_status status = line_read(r, &end, error);
    if (status != ENT_OK || end) {
      sentence_end(s);
      return status;
    }
    const ent_text line = {r->line, r->len};
    const bool between = s->forms.n == s->first;
    if (s->forms.n && between &&
        (is_document(line) || s->forms.n >= MAX_WORDS)) {
      r->waiting = true;
      return ENT_OK;
    }
    if (s->forms.n - s->first >= MAX_SENTENCE) {
      return reader_fail(r, ENT_ERR_LIMIT,
                         "sentence of more than 200,000 words; an empty line "
                         "ends a sentence",
                         error);
    }
    line_add(r, s);
  }
}

ent_status
ent_given_read(ent_given_reader *reader, ent_arena *arena, ent_given *given,
               ent_error *error)
{
  stretch s = {.arena = arena};
  const ent_status status = stretch_read(reader, &s, error);
  if (status == ENT_OK) {
    *given = (ent_given){.lines = s.lines.items,
                         .n_lines = s.lines.n,
                         .n_words = (uint32_t)s.forms.n,
                         .ends = s.ends.items,
                         .n_sentences = (uint32_t)s.ends.n};
    text_make(&s, given);
  }
  return status;
}

void
ent_given_line_write(const ent_given_line *line, FILE *stream)
{
  const ent_text text = line->line;
  const bool node = // of the enhanced graph, which is not written
      text.data[0] != '#' && index_kind(column_of(text, 0)) == '.';
  const bool made = ent_text_starts(text, ENT_TEXT("# spans =")) ||
                    ent_text_starts(text, ENT_TEXT("# global.Entity ="));
  if (ent_text_starts(text, ENT_TEXT("-DOCSTART-"))) {
    fputs("# newdoc\n", stream);
  } else if (!node && !made) {
    fwrite(text.data, 1, text.len, stream);
    putc('\n', stream);
  }
}
