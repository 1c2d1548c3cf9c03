// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Checks lexical forms after XML Schema 1.1 Part 2.  Each reader takes what
/// it expects from the front of the text and says whether it was there.

#include "extractor/base/month.h"
#include "extractor/base/text.h"
#include "output/graph/term.h"

#include <string.h>

static bool
take(ent_text *text, char c)
{
  if (text->len == 0 || text->data[0] != c) {
    return false;
  }
  text->data++;
  text->len--;
  return true;
}

/// Takes a run of digits; returns how many, and their value if it fits.
static size_t
take_digits(ent_text *text, uint64_t *value)
{
  size_t n = 0;
  *value = 0;
  while (n < text->len && text->data[n] >= '0' && text->data[n] <= '9') {
    *value = *value * 10 + (uint64_t)(text->data[n] - '0');
    n++;
  }
  text->data += n;
  text->len -= n;
  return n;
}

/// Takes exactly two digits of a value from `low` to `high`.
static bool
take_two(ent_text *text, uint64_t low, uint64_t high, uint64_t *value)
{
  if (text->len < 2) {
    return false;
  }
  ent_text two = {text->data, 2};
  if (take_digits(&two, value) != 2 || *value < low || *value > high) {
    return false;
  }
  text->data += 2;
  text->len -= 2;
  return true;
}

/// Takes a year of at least four digits; 0000 is none in XML Schema 1.0.
static bool
take_year(ent_text *text, uint64_t *year)
{
  take(text, '-');
  const char first = text->len ? text->data[0] : '0';
  const size_t n = take_digits(text, year);
  return n >= 4 && (n == 4 ? *year > 0 : first != '0');
}

/// Takes an optional time zone and tells whether nothing follows.
static bool
zone_ends(ent_text text)
{
  uint64_t hour;
  uint64_t minute;
  if (text.len == 0 || (text.len == 1 && text.data[0] == 'Z')) {
    return true;
  }
  return (take(&text, '+') || take(&text, '-')) &&
         take_two(&text, 0, 14, &hour) && take(&text, ':') &&
         take_two(&text, 0, hour == 14 ? 0 : 59, &minute) && text.len == 0;
}

static bool
take_date(ent_text *text)
{
  uint64_t year;
  uint64_t month;
  uint64_t day;
  return take_year(text, &year) && take(text, '-') &&
         take_two(text, 1, 12, &month) && take(text, '-') &&
         take_two(text, 1, ent_month_days(year, (unsigned)month), &day);
}

static bool
is_date(ent_text text)
{
  return take_date(&text) && zone_ends(text);
}

static bool
is_date_time(ent_text text)
{
  uint64_t value;
  if (!take_date(&text) || !take(&text, 'T') ||
      !take_two(&text, 0, 23, &value) || !take(&text, ':') ||
      !take_two(&text, 0, 59, &value) || !take(&text, ':') ||
      !take_two(&text, 0, 59, &value)) {
    return false;
  }
  return (!take(&text, '.') || take_digits(&text, &value)) && zone_ends(text);
}

static bool
is_year_month(ent_text text)
{
  uint64_t year;
  uint64_t month;
  return take_year(&text, &year) && take(&text, '-') &&
         take_two(&text, 1, 12, &month) && zone_ends(text);
}

static bool
is_year(ent_text text)
{
  uint64_t year;
  return take_year(&text, &year) && zone_ends(text);
}

static bool
is_natural(ent_text text)
{
  uint64_t value;
  take(&text, '+');
  return take_digits(&text, &value) && text.len == 0;
}

static bool
is_integer(ent_text text)
{
  const bool negative = take(&text, '-');
  return is_natural(text) && !(negative && text.data[0] == '+');
}

static bool
is_decimal(ent_text text)
{
  uint64_t value;
  if (!take(&text, '-')) {
    take(&text, '+');
  }
  const size_t whole = take_digits(&text, &value);
  const size_t part = take(&text, '.') ? take_digits(&text, &value) : 0;
  return whole + part > 0 && text.len == 0;
}

static bool
is_boolean(ent_text text)
{
  return ent_text_equal(text, ENT_TEXT("true")) ||
         ent_text_equal(text, ENT_TEXT("false")) ||
         ent_text_equal(text, ENT_TEXT("1")) ||
         ent_text_equal(text, ENT_TEXT("0"));
}

bool
ent_lexical_right(ent_text local, ent_text text)
{
  static const struct {
    ent_text local;
    bool (*right)(ent_text text);
  } types[] = {
      {{"date", 4}, is_date},
      {{"gYear", 5}, is_year},
      {{"gYearMonth", 10}, is_year_month},
      {{"dateTime", 8}, is_date_time},
      {{"decimal", 7}, is_decimal},
      {{"integer", 7}, is_integer},
      {{"nonNegativeInteger", 18}, is_natural},
      {{"boolean", 7}, is_boolean},
  };
  for (size_t i = 0; local.data && i < sizeof types / sizeof *types; i++) {
    if (ent_text_equal(types[i].local, local)) {
      return types[i].right(text);
    }
  }
  return true;
}

ent_text
ent_xsd_local(ent_text datatype)
{
  const ent_text xsd = ENT_TEXT(ENT_XSD);
  if (!datatype.data || !ent_text_starts(datatype, xsd)) {
    return (ent_text){NULL, 0};
  }
  return (ent_text){datatype.data + xsd.len, datatype.len - xsd.len};
}
