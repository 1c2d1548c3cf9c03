// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/head.h"

#include "extractor/article/article.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"

#include <string.h>

#define HEAD_LINES 8      // lines, furniture left out, that may hold a date
#define LONGEST_TITLE 300 // bytes
#define LONGEST_SCAN 4000 // bytes of a paragraph searched for its outlet
#define MAX_PREFIXES 8    // dates and syndicators in front of a line
#define MAX_CONTACTS 8    // lines with an address whose domain is looked up

/// How sure a find is; a surer one replaces another.
typedef enum {
  RANK_NONE,
  RANK_CONTACT,    // the domain of the press contact's mail
  RANK_OWNER,      // a disclaimer or copyright line
  RANK_SYNDICATOR, // "SYNDICATOR - NAME)"
  RANK_AGENCY,     // "(NAME)" in a dateline
  RANK_ISSUER,     // "Office of the Spokesperson"
  RANK_REPORTS,    // ", NAME reports."
  RANK_GIVEN       // the input's own field
} rank;

/// Takes one article apart, line by line.
typedef struct {
  const ent_head_words *words;
  ent_arena *arena;
  ent_article *article;
  ENT_VECTOR(ent_span) aside;
  ent_span last;       // line of the story
  ent_span body;       // end 0: no line of the story yet
  uint32_t head_lines; // lines seen, furniture left out
  uint32_t paragraphs; // lines of the story seen
  uint32_t contacts;   // lines with an address seen
  rank publisher;
  rank date;
  rank author;
  bool title_given;
  bool title_cut; // the title ends with an ellipsis
  bool issued;    // the last line was a byline or an issuer
  bool after_title;
  bool ended;
} head;

static ent_text
slice(const head *h, ent_span span)
{
  return ent_text_slice(h->article->text, span);
}

static ent_span
shifted(ent_span span, uint32_t by)
{
  return (ent_span){span.start + by, span.end + by};
}

static void
set_aside(head *h, ent_span span)
{
  if (span.end > span.start) {
    *ENT_PUSH(h->arena, &h->aside) = span;
  }
}

static void
publisher_set(head *h, ent_span span, rank how)
{
  if (span.end > span.start && how > h->publisher) {
    h->publisher = how;
    h->article->publisher = slice(h, span);
    h->article->publisher_span = span;
  }
}

static void
author_set(head *h, ent_span span)
{
  if (h->author == RANK_NONE) {
    h->author = RANK_REPORTS;
    h->article->author = slice(h, span);
    h->article->author_span = span;
  }
}

static void
date_set(head *h, ent_head_day day, rank how)
{
  if (day.year && how > h->date) {
    h->date = how;
    ent_head_day_write(day, h->article->published);
  }
}

/// Drops an ellipsis at the end.
static ent_text
without_ellipsis(ent_text text, bool *cut)
{
  static const char *const marks[] = {"\u2026", "..."};
  *cut = false;
  for (size_t i = 0; i < 2; i++) {
    const ent_text mark = ent_text_from(marks[i]);
    if (ent_text_ends(text, mark)) {
      text.len -= mark.len;
      *cut = true;
    }
  }
  return ent_text_trim(text);
}

static bool
equal_ascii(ent_text a, ent_text b)
{
  for (size_t i = 0; a.len == b.len && i < a.len; i++) {
    const char x = a.data[i];
    const char y = b.data[i];
    if (x != y && ((x ^ y) != 0x20 || (x | 0x20) < 'a' || (x | 0x20) > 'z')) {
      return false;
    }
  }
  return a.len == b.len;
}

/// Says whether `line` is the title again; a whole one replaces a cut one.
static bool
title_repeats(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  bool cut = false;
  const ent_text title = without_ellipsis(h->article->title, &cut);
  bool line_cut = false;
  const ent_text whole = without_ellipsis(line, &line_cut);
  if (title.len < 4 || line.len > LONGEST_TITLE) {
    return false;
  }
  const ent_text begin = {whole.data,
                          whole.len < title.len ? whole.len : title.len};
  if (!(cut ? equal_ascii(begin, title) : equal_ascii(whole, title))) {
    return line_cut && whole.len >= 12 &&
           equal_ascii(whole, (ent_text){title.data, whole.len < title.len
                                                         ? whole.len
                                                         : title.len});
  }
  if (cut && !line_cut && !h->title_given) {
    set_aside(h, h->article->title_span);
    h->article->title = line;
    h->article->title_span = span;
  } else if (h->title_given && h->article->title_span.end == 0) {
    h->article->title_span = span;
  }
  return true;
}

/// Says whether anything but blanks follows.
static bool
more_follows(const head *h, ent_span span)
{
  const ent_text rest = {h->article->text.data + span.end,
                         h->article->text.len - span.end};
  return ent_text_trim(rest).len > 0;
}

/// Takes the first line that is no sentence as the title.
static bool
title_read(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  ent_dateline dateline;
  if (h->article->title.data || line.len > LONGEST_TITLE ||
      !more_follows(h, span) || ent_dateline_read(h->words, line, &dateline)) {
    return false;
  }
  const char last = line.data[line.len - 1];
  const bool asks = (last == '?' || last == '!') && line.len < 120;
  bool cut = false;
  without_ellipsis(line, &cut);
  if (last == ':' || (ent_line_is_sentence(h->words, line) && !asks && !cut)) {
    return false;
  }
  h->article->title = line;
  h->article->title_span = span;
  h->after_title = true;
  return true;
}

/// "Washington, D.C." or a room, below a byline: where a statement was made.
/// A second speaker may stand there too.
static bool
venue_read(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  unsigned n = 0;
  const size_t len = ent_name_run(h->words, line, &n);
  if (!h->issued || len == 0 || line.len > 60 ||
      ent_line_is_sentence(h->words, line)) {
    return false;
  }
  size_t at = len;
  bool comma = false;
  while (at + 2 < line.len && line.data[at] == ',' &&
         line.data[at + 1] == ' ') {
    const ent_text rest = {line.data + at + 2, line.len - at - 2};
    const size_t more = ent_name_run(h->words, rest, &n);
    if (more == 0) {
      break;
    }
    comma = true;
    at += 2 + more;
  }
  if (at != line.len) {
    return false;
  }
  if (comma && h->article->dateline_place.end == 0 &&
      !ent_has_word(h->words, ENT_WORD_OFFICE, line)) {
    h->article->dateline_place =
        (ent_span){span.start, span.start + (uint32_t)len};
  }
  return true;
}

/// Finds "today, June 30, 2024" and "yesterday (June 29, 2024)".
static void
today_read(head *h, ent_text paragraph)
{
  static const char *const words[] = {"today, ", "today (", "Today, ",
                                      "Today ("};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const ent_text word = ent_text_from(words[i]);
    const size_t at = ent_text_find(paragraph, word, 0);
    if (at != SIZE_MAX) {
      const size_t from = at + word.len;
      ent_head_day day = {0, 0, 0};
      if (ent_head_day_read(
              h->words, (ent_text){paragraph.data + from, paragraph.len - from},
              &day)) {
        date_set(h, day, RANK_OWNER);
      }
    }
  }
}

/// Reads what the first paragraphs of the story say about the article.
static void
story_read(head *h, ent_span *span)
{
  ent_dateline dateline;
  ent_text line = slice(h, *span);
  if (h->paragraphs < 2 && h->article->dateline_place.end == 0 &&
      ent_dateline_read(h->words, line, &dateline)) {
    h->article->dateline_place = shifted(dateline.place, span->start);
    publisher_set(h, shifted(dateline.agency, span->start), RANK_AGENCY);
    date_set(h, dateline.day, RANK_AGENCY);
    set_aside(h, (ent_span){span->start, span->start + (uint32_t)dateline.len});
    span->start += (uint32_t)dateline.len;
    line = slice(h, *span);
  }
  size_t len = line.len < LONGEST_SCAN ? line.len : LONGEST_SCAN;
  while (len < line.len && (line.data[len] & 0xC0) == 0x80) {
    len--;
  }
  const ent_text scan = {line.data, len};
  ent_span outlet;
  if (h->paragraphs < 3 && ent_outlet_read(h->words, scan, &outlet)) {
    publisher_set(h, shifted(outlet, span->start), RANK_REPORTS);
  }
  if (h->paragraphs < 2 && ent_owner_read(h->words, scan, &outlet)) {
    publisher_set(h, shifted(outlet, span->start), RANK_OWNER);
  }
  if (h->paragraphs < 3) {
    today_read(h, scan);
  }
}

/// Takes the sender's domain as publisher if the text has it as an acronym:
/// "press@unesco.org" and UNESCO.
static void
contact_read(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  const size_t sign = ent_text_find(line, ENT_TEXT("@"), 0);
  if (sign == SIZE_MAX || line.len > 120 || h->contacts++ >= MAX_CONTACTS) {
    return;
  }
  for (size_t at = sign + 1; at < line.len;) {
    const size_t dot = ent_text_find(line, ENT_TEXT("."), at);
    if (dot == SIZE_MAX) {
      break;
    }
    char name[32];
    size_t n = 0;
    for (; at < dot && n < sizeof name; at++) {
      const char c = line.data[at];
      name[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    const ent_text acronym = {name, n};
    const size_t found = n < 3 || n == sizeof name
                             ? SIZE_MAX
                             : ent_text_find(h->article->text, acronym, 0);
    if (found != SIZE_MAX) {
      publisher_set(h, (ent_span){(uint32_t)found, (uint32_t)(found + n)},
                    RANK_CONTACT);
    }
    at = dot + 1;
  }
}

static bool
ends_story(const head *h, ent_text line)
{
  return h->body.end && ent_head_word(h->words, ENT_WORD_END, line, NULL);
}

/// Says whether the bare name is a byline: a person of the story, as below a
/// picture, is named there again.
static bool
bare_author_read(head *h, ent_span span, ent_span *author)
{
  const ent_text line = slice(h, span);
  if (!h->after_title || !ent_bare_name_read(h->words, line, author)) {
    return false;
  }
  size_t last = line.len;
  while (last > 0 && line.data[last - 1] != ' ') {
    last--;
  }
  const ent_text surname = {line.data + last, line.len - last};
  const ent_text text = h->article->text;
  return ent_text_find(text, surname, 0) == span.start + last &&
         ent_text_find(text, surname, span.end) == SIZE_MAX;
}

/// Says whether the line belongs to the head and takes what it tells.
static bool
head_line_read(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  const bool before = h->body.end == 0;
  const bool early = h->head_lines <= HEAD_LINES;
  ent_span found;
  ent_head_day day;
  if (early && ent_date_line_read(h->words, line, &day)) {
    date_set(h, day, RANK_ISSUER);
    return true;
  }
  if (h->article->title.data && title_repeats(h, span)) {
    return true;
  }
  if (early && ent_issuer_read(h->words, line, &found, &day) &&
      (before || h->article->title.data)) {
    publisher_set(h, shifted(found, span.start), RANK_ISSUER);
    h->issued = true;
    return before;
  }
  if (ent_byline_read(h->words, line, before, &found) ||
      (before && bare_author_read(h, span, &found))) {
    author_set(h, shifted(found, span.start));
    h->issued = true;
    return true;
  }
  return before && (title_read(h, span) || venue_read(h, span));
}

/// Returns the length of "date 2024-06-30 ", which feeds put in front.
static size_t
feed_date_read(head *h, ent_text line)
{
  ent_head_day day;
  if (h->head_lines > 0 || !ent_ascii_starts(line, ENT_TEXT("date "))) {
    return 0;
  }
  const ent_text rest = {line.data + 5, line.len - 5};
  const size_t len = ent_head_day_read(h->words, rest, &day);
  if (len == 0 || (len < rest.len && rest.data[len] != ' ')) {
    return 0;
  }
  date_set(h, day, RANK_REPORTS);
  return 5 + len;
}

/// Returns the length of "June 30, 2024 " where a new sentence begins behind
/// it, at the start of the story.
static size_t
first_date_read(head *h, ent_text line)
{
  ent_head_day day;
  const size_t len = ent_head_day_read(h->words, line, &day);
  if (len == 0 || !day.year || len + 2 >= line.len || line.data[len] != ' ' ||
      line.data[len + 1] < 'A' || line.data[len + 1] > 'Z') {
    return 0;
  }
  const ent_text rest = {line.data + len + 1, line.len - len - 1};
  if (!ent_line_is_sentence(h->words, rest)) {
    return 0;
  }
  date_set(h, day, RANK_OWNER);
  return len;
}

/// Returns the length of what feeds put in front of a line: a date,
/// "(SYNDICATOR - Outlet) "; 0 if there is nothing.
static size_t
prefix_read(head *h, ent_span span)
{
  const ent_text line = slice(h, span);
  size_t len = feed_date_read(h, line);
  if (len == 0) {
    ent_span outlet = {0, 0};
    len = ent_syndicator_read(h->words, line, &outlet);
    publisher_set(h, shifted(outlet, span.start), RANK_SYNDICATOR);
  }
  return len ? len : first_date_read(h, line);
}

/// Sets aside what stands in front of the story; what is left of the line
/// moves to `span`.
static void
prefixes_read(head *h, ent_span *span)
{
  for (int i = 0; i < MAX_PREFIXES && h->body.end == 0; i++) {
    const size_t len = prefix_read(h, *span);
    if (len == 0) {
      break;
    }
    set_aside(h, (ent_span){span->start, span->start + (uint32_t)len});
    span->start += (uint32_t)len;
    while (span->start < span->end &&
           h->article->text.data[span->start] == ' ') {
      span->start++;
    }
  }
}

/// Takes one line that is not blank.
static void
line_read(head *h, ent_span span)
{
  prefixes_read(h, &span);
  const ent_text line = slice(h, span);
  if (line.len == 0) {
    return;
  }
  contact_read(h, span);
  if (h->ended || ends_story(h, line)) {
    h->ended = true;
    return;
  }
  ent_span outlet;
  if (ent_furniture_is(h->words, line)) {
    if (ent_owner_read(h->words, line, &outlet)) {
      publisher_set(h, shifted(outlet, span.start), RANK_OWNER);
    }
    set_aside(h, span);
    return;
  }
  h->head_lines++;
  const bool after_title = h->after_title;
  if (head_line_read(h, span)) {
    if (h->article->title_span.start != span.start || h->body.end) {
      set_aside(h, span);
    }
    h->after_title = h->after_title && !after_title;
    return;
  }
  h->after_title = false;
  story_read(h, &span);
  h->paragraphs++;
  if (h->body.end == 0) {
    h->body.start = span.start;
  }
  h->body.end = span.end;
  h->last = span;
}

/// Reads "Ministry of Ports December 9, 2015" behind the last sentence.
static void
signature_read(head *h, ent_span last)
{
  const ent_text line = slice(h, last);
  size_t at = line.len;
  while (at > 1 && !(line.data[at - 1] == ' ' && line.data[at - 2] == '.')) {
    at--;
  }
  at = at > 1 ? at : 0;
  const ent_text end = {line.data + at, line.len - at};
  const uint32_t start = last.start + (uint32_t)at;
  ent_span issuer;
  ent_head_day day;
  if (ent_issuer_read(h->words, end, &issuer, &day) && day.day) {
    publisher_set(h, shifted(issuer, start), RANK_ISSUER);
    date_set(h, day, RANK_OWNER);
    set_aside(h, (ent_span){start, last.end});
  }
}

/// Keeps the parts set aside that lie inside the body, in order.
static void
aside_finish(head *h)
{
  size_t n = 0;
  for (size_t i = 0; i < h->aside.n; i++) {
    const ent_span span = h->aside.items[i];
    if (span.start >= h->body.start && span.end <= h->body.end) {
      h->aside.items[n++] = span;
    }
  }
  h->article->aside = h->aside.items;
  h->article->n_aside = n;
}

static ent_span
line_trim(ent_text text, size_t start, size_t end)
{
  const ent_text line =
      ent_text_trim((ent_text){text.data + start, end - start});
  const size_t from = line.len ? (size_t)(line.data - text.data) : start;
  return (ent_span){(uint32_t)from, (uint32_t)(from + line.len)};
}

void
ent_head_read(const ent_head_words *words, ent_arena *arena,
              ent_article *article)
{
  head h;
  memset(&h, 0, sizeof h);
  h.words = words;
  h.arena = arena;
  h.article = article;
  h.title_given = article->title.data != NULL;
  h.publisher = article->publisher.data ? RANK_GIVEN : RANK_NONE;
  h.author = article->author.data ? RANK_GIVEN : RANK_NONE;
  h.date = article->published[0] ? RANK_GIVEN : RANK_NONE;
  const ent_text text = article->text;
  for (size_t at = 0; at < text.len;) {
    const char *newline =
        (const char *)memchr(text.data + at, '\n', text.len - at);
    const size_t end = newline ? (size_t)(newline - text.data) : text.len;
    const ent_span span = line_trim(text, at, end);
    if (span.end > span.start) {
      line_read(&h, span);
    }
    at = end + 1;
  }
  signature_read(&h, h.last);
  article->body = h.body;
  aside_finish(&h);
}
