// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/words.h"
#include "extractor/base/month.h"
#include "extractor/base/text.h"

#include <stdio.h>

/// Reads on in a text.
typedef struct {
  ent_text text;
  size_t at;
} cursor;

static char
peek(const cursor *c)
{
  return c->at < c->text.len ? c->text.data[c->at] : '\0';
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
skip_any(cursor *c, const char *set)
{
  const size_t start = c->at;
  while (peek(c) && c->at < c->text.len) {
    const char *s = set;
    while (*s && *s != peek(c)) {
      s++;
    }
    if (!*s) {
      break;
    }
    c->at++;
  }
  return c->at > start;
}

/// Reads a number of `min` to `max` digits.
static bool
digits(cursor *c, size_t min, size_t max, unsigned *value)
{
  const size_t start = c->at;
  *value = 0;
  while (is_digit(peek(c)) && c->at - start < max) {
    *value = *value * 10 + (unsigned)(peek(c) - '0');
    c->at++;
  }
  return c->at - start >= min && !is_digit(peek(c));
}

/// Lends the ASCII word at the cursor and moves behind it.
static ent_text
word(cursor *c)
{
  const size_t start = c->at;
  while (is_letter(peek(c))) {
    c->at++;
  }
  return (ent_text){c->text.data + start, c->at - start};
}

static bool
month(const ent_head_words *words, cursor *c, unsigned *value)
{
  uint32_t found = 0;
  const bool is = ent_head_word(words, ENT_WORD_MONTH, word(c), &found);
  *value = found;
  skip_any(c, ".");
  return is;
}

static void
weekday_skip(const ent_head_words *words, cursor *c)
{
  const size_t start = c->at;
  if (ent_head_word(words, ENT_WORD_WEEKDAY, word(c), NULL)) {
    skip_any(c, "., ");
  } else {
    c->at = start;
  }
}

static void
ordinal_skip(cursor *c)
{
  const size_t start = c->at;
  const ent_text ending = word(c);
  if (!ent_text_equal(ending, ENT_TEXT("st")) &&
      !ent_text_equal(ending, ENT_TEXT("nd")) &&
      !ent_text_equal(ending, ENT_TEXT("rd")) &&
      !ent_text_equal(ending, ENT_TEXT("th"))) {
    c->at = start;
  }
}

/// Reads ", 2024" or " 2024" if a year follows.
static void
year_maybe(cursor *c, unsigned *year)
{
  const size_t start = c->at;
  *year = 0;
  if (!skip_any(c, ", ") || !digits(c, 4, 4, year) || is_letter(peek(c)) ||
      *year < 1500 || *year > 2999) {
    c->at = start;
    *year = 0;
  }
}

/// "2024-06-30", "2024/06/30".
static bool
iso(cursor *c, ent_head_day *day)
{
  if (!digits(c, 4, 4, &day->year)) {
    return false;
  }
  const char mark = peek(c);
  if (mark != '-' && mark != '/') {
    return false;
  }
  c->at++;
  if (!digits(c, 2, 2, &day->month) || peek(c) != mark) {
    return false;
  }
  c->at++;
  return digits(c, 2, 2, &day->day);
}

/// "30.06.2024", "13/06/2024": the first two numbers as they stand.
static bool
numbers(cursor *c, char *mark, unsigned *a, unsigned *b, unsigned *year)
{
  if (!digits(c, 1, 2, a)) {
    return false;
  }
  *mark = peek(c);
  if (*mark != '.' && *mark != '/') {
    return false;
  }
  c->at++;
  if (!digits(c, 1, 2, b) || peek(c) != *mark) {
    return false;
  }
  c->at++;
  return digits(c, 4, 4, year);
}

ent_date_order
ent_date_order_find(ent_text text, bool *open)
{
  cursor c = {text, 0};
  char mark = '\0';
  unsigned a = 0;
  unsigned b = 0;
  unsigned year = 0;
  const bool is = numbers(&c, &mark, &a, &b, &year) && mark == '/';
  *open = is && a <= 12 && b <= 12 && a != b;
  if (!is || *open || a == b || (a > 12 && b > 12)) {
    return ENT_ORDER_UNKNOWN;
  }
  return b <= 12 ? ENT_ORDER_DAY_FIRST : ENT_ORDER_MONTH_FIRST;
}

/// "30.06.2024" is day first; "13/06/2024" and "06/13/2024" only where one of
/// the numbers cannot be a month, both are the same, or the order is known.
static bool
numeric(cursor *c, ent_date_order order, ent_head_day *day)
{
  const cursor start = *c;
  char mark = '\0';
  unsigned a = 0;
  unsigned b = 0;
  if (!numbers(c, &mark, &a, &b, &day->year)) {
    return false;
  }
  bool open = false;
  const ent_text here = {start.text.data + start.at, start.text.len - start.at};
  const ent_date_order own = ent_date_order_find(here, &open);
  if (open && order != ENT_ORDER_DAY_FIRST && order != ENT_ORDER_MONTH_FIRST) {
    return false;
  }
  const bool month_first = (open ? order : own) == ENT_ORDER_MONTH_FIRST;
  day->day = month_first ? b : a;
  day->month = month_first ? a : b;
  return true;
}

/// "30 June 2024", "30th of June".
static bool
day_month(const ent_head_words *words, cursor *c, ent_head_day *day)
{
  if (!digits(c, 1, 2, &day->day)) {
    return false;
  }
  ordinal_skip(c);
  if (!skip_any(c, " -")) {
    return false;
  }
  const size_t start = c->at;
  if (!ent_text_equal(word(c), ENT_TEXT("of")) || !skip_any(c, " ")) {
    c->at = start;
  }
  if (!month(words, c, &day->month)) {
    return false;
  }
  skip_any(c, "-");
  if (c->text.data[c->at - 1] == '-') {
    return digits(c, 4, 4, &day->year);
  }
  year_maybe(c, &day->year);
  return true;
}

/// "June 30, 2024", "Jun. 30".
static bool
month_day(const ent_head_words *words, cursor *c, ent_head_day *day)
{
  if (!month(words, c, &day->month) || !skip_any(c, " ") ||
      !digits(c, 1, 2, &day->day)) {
    return false;
  }
  ordinal_skip(c);
  year_maybe(c, &day->year);
  return true;
}

static bool
exists(ent_head_day day)
{
  return day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= ent_month_days(day.year, day.month);
}

size_t
ent_head_day_read(const ent_head_words *words, ent_text text, ent_head_day *day)
{
  return ent_date_read(words, text, ENT_ORDER_UNKNOWN, day);
}

size_t
ent_date_read(const ent_head_words *words, ent_text text, ent_date_order order,
              ent_head_day *day)
{
  cursor start = {text, 0};
  weekday_skip(words, &start);
  for (int form = 0; form < 4; form++) {
    cursor c = start;
    ent_head_day read = {0, 0, 0};
    const bool is = form == 0   ? iso(&c, &read)
                    : form == 1 ? numeric(&c, order, &read)
                    : form == 2 ? day_month(words, &c, &read)
                                : month_day(words, &c, &read);
    if (is && exists(read)) {
      *day = read;
      return c.at;
    }
  }
  return 0;
}

size_t
ent_clock_skip(const ent_head_words *words, ent_text text)
{
  cursor c = {text, 0};
  size_t end = 0;
  while (c.at < text.len) {
    if (skip_any(&c, "0123456789:.,()+-|/ \t")) {
      end = c.at;
      continue;
    }
    const ent_text next = word(&c);
    if (next.len == 0 ||
        (!ent_head_word(words, ENT_WORD_CLOCK, next, NULL) &&
         !ent_head_word(words, ENT_WORD_WEEKDAY, next, NULL))) {
      break;
    }
    end = c.at;
  }
  return end;
}

void
ent_head_day_write(ent_head_day day, char out[11])
{
  out[0] = '\0';
  if (day.year && day.year <= 9999 && exists(day)) {
    snprintf(out, 11, "%04u-%02u-%02u", day.year % 10000, day.month % 100,
             day.day % 100);
  }
}
