// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "extractor/mention/mention.h"
#include "extractor/mention/piece.h"

#include <string.h>

/// Longest name, "u.s. dollars", in pieces; longest key in bytes.
enum { NAME_PIECES = 5, KEY_BYTES = 64, MOST_DIGITS = 24 };

typedef struct {
  ent_text word;
  char code[4];
  ent_text place;
} near_row;

struct ent_currencies {
  ent_arena *arena;
  ent_map *codes; // word -> index into `values`, as the next three
  ent_map *signs;
  ent_map *names;
  ent_map *powers;  // word -> power of ten
  ent_map *numbers; // word -> value
  ENT_VECTOR(ent_text) values;
  ENT_VECTOR(near_row) near;
};

typedef struct {
  const char *kind;
  size_t fields;
  ent_status (*add)(ent_currencies *c, const ent_text *fields,
                    ent_error *error);
} row_kind;

static bool
code_right(ent_text code)
{
  bool right = code.len == 3;
  for (size_t i = 0; right && i < 3; i++) {
    right = code.data[i] >= 'A' && code.data[i] <= 'Z';
  }
  return right;
}

static ent_status
currency_add(ent_currencies *c, ent_map *map, const ent_text *fields,
             ent_error *error)
{
  if (!code_right(fields[2])) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "\"%.*s\" is no code of ISO 4217", (int)fields[2].len,
                    fields[2].data);
  }
  ent_map_set(map, fields[1], (uint32_t)c->values.n);
  *ENT_PUSH(c->arena, &c->values) =
      ent_arena_copy(c->arena, fields[2].data, fields[2].len);
  return ENT_OK;
}

static ent_status
code_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  return currency_add(c, c->codes, fields, error);
}

static ent_status
sign_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  return currency_add(c, c->signs, fields, error);
}

static ent_status
name_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  return currency_add(c, c->names, fields, error);
}

static ent_status
near_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  if (!code_right(fields[2]) || !fields[3].len) {
    return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                    "needs a code of ISO 4217 and a place");
  }
  near_row *row = ENT_PUSH(c->arena, &c->near);
  row->word = ent_arena_copy(c->arena, fields[1].data, fields[1].len);
  row->place = ent_arena_copy(c->arena, fields[3].data, fields[3].len);
  memcpy(row->code, fields[2].data, 3);
  return ENT_OK;
}

static ent_status
small_number_add(ent_map *map, const ent_text *fields, ent_error *error)
{
  uint32_t value = 0;
  for (size_t i = 0; i < fields[2].len; i++) {
    const char digit = fields[2].data[i];
    if (digit < '0' || digit > '9' || i > 2) {
      return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                      "needs a whole number below 1000");
    }
    value = value * 10 + (uint32_t)(digit - '0');
  }
  ent_map_set(map, fields[1], value);
  return ENT_OK;
}

static ent_status
power_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  return small_number_add(c->powers, fields, error);
}

static ent_status
number_add(ent_currencies *c, const ent_text *fields, ent_error *error)
{
  return small_number_add(c->numbers, fields, error);
}

static const row_kind row_kinds[] = {
    {"code", 3, code_add}, {"sign", 3, sign_add},   {"name", 3, name_add},
    {"near", 4, near_add}, {"power", 3, power_add}, {"number", 3, number_add},
};

static ent_status
row_add(void *user, uint64_t line, const ent_text *fields, size_t n,
        ent_error *error)
{
  (void)line;
  for (size_t k = 0; k < sizeof row_kinds / sizeof *row_kinds; k++) {
    if (ent_text_equal(fields[0], ent_text_from(row_kinds[k].kind))) {
      if (n != row_kinds[k].fields || !fields[1].len) {
        return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                        "needs %zu fields", row_kinds[k].fields);
      }
      return row_kinds[k].add((ent_currencies *)user, fields, error);
    }
  }
  return ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                  "unknown kind \"%.*s\"", (int)fields[0].len, fields[0].data);
}

ent_status
ent_currencies_load(ent_arena *arena, const char *data_dir,
                    const ent_currencies **currencies, ent_error *error)
{
  ent_currencies *c = ENT_ARENA_ARRAY(arena, ent_currencies, 1);
  c->arena = arena;
  c->codes = ent_map_new(arena);
  c->signs = ent_map_new(arena);
  c->names = ent_map_new(arena);
  c->powers = ent_map_new(arena);
  c->numbers = ent_map_new(arena);
  const ent_status status =
      ent_data_table_read(data_dir, "en/currencies", row_add, c, error);
  if (status == ENT_OK) {
    *currencies = c;
  }
  return status;
}

/// One sentence being read.
typedef struct {
  const ent_currencies *words;
  const ent_document *document;
  const ent_piece *pieces;
  size_t n;
  ent_arena *arena;
} scan;

/// A number as digits, so that no sum is rounded: 12.5 is "125", point 2.
typedef struct {
  char digits[MOST_DIGITS];
  size_t n;
  size_t point; // how many digits stand before the decimal point
  size_t end;   // piece behind
} number;

/// A currency found beside a number; `code` NULL: none.
typedef struct {
  const char *code;
  size_t first;
  size_t end;
} currency;

static bool
digits_add(number *out, ent_text digits)
{
  if (out->n + digits.len > MOST_DIGITS) {
    return false;
  }
  memcpy(out->digits + out->n, digits.data, digits.len);
  out->n += digits.len;
  return true;
}

static bool
glued(const scan *s, size_t i, ent_piece_kind kind)
{
  return i < s->n && !s->pieces[i].gap && s->pieces[i].kind == kind;
}

static bool
glued_mark(const scan *s, size_t i, uint32_t mark)
{
  return glued(s, i, ENT_PIECE_MARK) && s->pieces[i].mark == mark;
}

/// Does a group of thousands follow at `i`: ",000", or ",00" before another?
static bool
group_at(const scan *s, size_t i, uint32_t mark)
{
  if (!glued_mark(s, i, mark) || !glued(s, i + 1, ENT_PIECE_NUMBER)) {
    return false;
  }
  return s->pieces[i + 1].digits == 3 ||
         (s->pieces[i + 1].digits == 2 && mark == ',' &&
          group_at(s, i + 2, mark));
}

/// Reads "12", "12.5", "1,200,000", "1,00,000", "1.200.000", "7,5".
static bool
number_read(const scan *s, size_t i, number *out)
{
  *out = (number){.n = 0};
  if (i >= s->n || s->pieces[i].kind != ENT_PIECE_NUMBER ||
      !digits_add(out, s->pieces[i].lower)) {
    return false;
  }
  const bool dots = group_at(s, i + 1, '.') && group_at(s, i + 3, '.');
  const uint32_t mark = dots ? '.' : ',';
  for (i++; group_at(s, i, mark); i += 2) {
    if (!digits_add(out, s->pieces[i + 1].lower)) {
      return false;
    }
  }
  out->point = out->n;
  out->end = i;
  if ((glued_mark(s, i, '.') || glued_mark(s, i, ',')) &&
      glued(s, i + 1, ENT_PIECE_NUMBER)) {
    out->end = i + 2;
    return digits_add(out, s->pieces[i + 1].lower);
  }
  return true;
}

/// Writes the pieces `first` to `end` as a key: one blank for each gap.
static ent_text
key_make(const scan *s, size_t first, size_t end, char *key)
{
  size_t len = 0;
  for (size_t i = first; i < end; i++) {
    const ent_text lower = s->pieces[i].lower;
    if (len + lower.len + 1 > KEY_BYTES) {
      return (ent_text){key, 0};
    }
    if (i > first && s->pieces[i].gap) {
      key[len++] = ' ';
    }
    memcpy(key + len, lower.data, lower.len);
    len += lower.len;
  }
  return (ent_text){key, len};
}

static bool
in_capitals(const scan *s, size_t i)
{
  const ent_text form =
      ent_text_slice(s->document->article->text, s->pieces[i].span);
  return code_right(form);
}

/// Counts how often the article names `place`.
static size_t
place_count(const scan *s, ent_text place)
{
  const ent_text text = s->document->article->text;
  size_t count = 0;
  for (size_t at = ent_text_find(text, place, 0); at != SIZE_MAX;
       at = ent_text_find(text, place, at + place.len)) {
    count++;
  }
  return count;
}

/// Chooses the reading of a sign or name whose place the article names most;
/// `usual` (may be NULL) without any.
static const char *
reading_pick(const scan *s, ent_text key, const char *usual)
{
  size_t most = 0;
  for (size_t i = 0; i < s->words->near.n; i++) {
    const near_row *row = &s->words->near.items[i];
    if (ent_text_equal(row->word, key)) {
      const size_t count = place_count(s, row->place);
      if (count > most) {
        most = count;
        usual = row->code;
      }
    }
  }
  return usual;
}

/// Looks `key` up as a sign or a name.
static const char *
code_of(const scan *s, const ent_map *map, ent_text key)
{
  uint32_t value = 0;
  const bool found = key.len && ent_map_get(map, key, &value);
  return reading_pick(s, key,
                      found ? s->words->values.items[value].data : NULL);
}

/// Finds the currency that ends before piece `i`: "US$", "EUR", "Rs."; a full
/// stop or a blank may stand between.
static currency
currency_before(const scan *s, size_t i)
{
  char room[KEY_BYTES];
  for (size_t len = 4; len > 0; len--) {
    if (len > i) {
      continue;
    }
    const size_t first = i - len;
    const ent_text key = key_make(s, first, i, room);
    uint32_t value = 0;
    if (len == 1 && ent_map_get(s->words->codes, key, &value) &&
        in_capitals(s, first)) {
      return (currency){s->words->values.items[value].data, first, i};
    }
    const bool worded = s->pieces[first].kind == ENT_PIECE_WORD;
    if (worded && !s->pieces[first].capital) {
      continue; // "rs" and "rm" are written with a capital
    }
    const char *code = code_of(s, s->words->signs, key);
    if (code && !(worded && first > 0 && glued(s, first, ENT_PIECE_WORD) &&
                  s->pieces[first - 1].kind == ENT_PIECE_WORD)) {
      return (currency){code, first, i};
    }
  }
  return (currency){NULL, i, i};
}

/// Finds the currency that begins at piece `i`: "euros", "US dollars", "EUR".
static currency
currency_behind(const scan *s, size_t i)
{
  char room[KEY_BYTES];
  if (i < s->n && s->pieces[i].kind == ENT_PIECE_MARK &&
      s->pieces[i].mark == '-') {
    i++;
  }
  for (size_t len = NAME_PIECES; len > 0; len--) {
    if (i + len > s->n) {
      continue;
    }
    const ent_text key = key_make(s, i, i + len, room);
    uint32_t value = 0;
    if (len == 1 && ent_map_get(s->words->codes, key, &value) &&
        in_capitals(s, i)) {
      return (currency){s->words->values.items[value].data, i, i + 1};
    }
    const char *code = s->pieces[i].kind == ENT_PIECE_WORD
                           ? code_of(s, s->words->names, key)
                           : NULL;
    if (!code && len == 1 && s->pieces[i].kind == ENT_PIECE_MARK &&
        !s->pieces[i].gap) {
      code = code_of(s, s->words->signs, key); // "40€"
    }
    if (code) {
      return (currency){code, i, i + len};
    }
  }
  return (currency){NULL, i, i};
}

/// Reads "million", "-million", "bn" behind a number, twice for "lakh crore";
/// short ones only with a currency before.
static uint32_t
power_read(const scan *s, size_t *i, bool priced)
{
  uint32_t power = 0;
  for (int round = 0; round < 2 && *i < s->n; round++) {
    const size_t at = *i + (glued_mark(s, *i, '-') ? 1 : 0);
    uint32_t more = 0;
    if (at >= s->n || s->pieces[at].kind != ENT_PIECE_WORD ||
        !ent_map_get(s->words->powers, s->pieces[at].lower, &more) ||
        (s->pieces[at].lower.len == 1 && (!priced || s->pieces[at].gap))) {
      break;
    }
    power += more;
    *i = at + 1;
  }
  return power;
}

/// Writes the number times ten to the power: no leading zeros, a digit on
/// either side of the point, no other zero at the end.
static ent_text
decimal_write(const scan *s, const number *value, uint32_t power)
{
  const size_t point = value->point + power;
  const size_t total = value->n > point ? value->n : point;
  char *out = (char *)ent_arena_alloc(s->arena, total + 4);
  size_t len = 0;
  for (size_t i = 0; i < total || i < point + 1; i++) {
    if (i == point) {
      if (len == 0) {
        out[len++] = '0';
      }
      out[len++] = '.';
    }
    const char digit = i < value->n ? value->digits[i] : '0';
    if (len > 0 || digit != '0' || i >= point) {
      out[len++] = digit;
    }
  }
  while (out[len - 1] == '0' && out[len - 2] != '.') {
    len--;
  }
  return (ent_text){out, len};
}

/// Reads the second number of "$5-10 million" and "$5 to 10 million", which
/// lends its power to the first.
static bool
range_power(const scan *s, size_t *end, uint32_t *power)
{
  number other;
  const bool dash = *end < s->n && s->pieces[*end].kind == ENT_PIECE_MARK &&
                    s->pieces[*end].mark == '-';
  const bool to =
      *end < s->n && ent_text_equal(s->pieces[*end].lower, ENT_TEXT("to"));
  if ((!dash && !to) || !number_read(s, *end + 1, &other)) {
    return false;
  }
  size_t at = other.end;
  *power = power_read(s, &at, true);
  if (!*power) {
    return false;
  }
  *end = at;
  return true;
}

/// One sum of money.
typedef struct {
  size_t first;
  size_t end;
  ent_text amount;
  const char *code;
} sum;

static bool
sum_read(const scan *s, size_t i, size_t free_from, sum *out)
{
  number value;
  uint32_t word = 0;
  currency before = {NULL, i, i};
  if (s->pieces[i].kind == ENT_PIECE_WORD &&
      ent_map_get(s->words->numbers, s->pieces[i].lower, &word)) {
    value = (number){.n = 1, .point = 1, .end = i + 1};
    value.digits[0] = (char)('0' + word % 10);
    if (word > 9) {
      value = (number){.n = 2, .point = 2, .end = i + 1};
      value.digits[0] = (char)('0' + word / 10 % 10);
      value.digits[1] = (char)('0' + word % 10);
    }
  } else if (number_read(s, i, &value)) {
    before = currency_before(s, i);
    if (before.first < free_from) {
      before = (currency){NULL, i, i};
    }
  } else {
    return false;
  }
  size_t end = value.end;
  uint32_t power = power_read(s, &end, before.code != NULL);
  if (before.code && !power) {
    (void)range_power(s, &end, &power);
  }
  const currency behind = currency_behind(s, end);
  // Sums, not names: "COP26", "a dollar".
  const bool name = !behind.code && !power && value.n < 3 && before.code &&
                    !s->pieces[i].gap &&
                    s->pieces[i - 1].kind == ENT_PIECE_WORD;
  if ((!before.code && !behind.code) || (word && !power) || name) {
    return false;
  }
  out->first = before.first;
  out->end = behind.code ? behind.end : end;
  out->code = behind.code ? behind.code : before.code;
  out->amount = decimal_write(s, &value, power);
  return true;
}

void
ent_amounts_find(const ent_currencies *currencies, const ent_document *document,
                 ent_arena *arena, ent_amount_fn fn, void *user)
{
  for (uint32_t k = 0; k < document->n_sentences; k++) {
    ent_piece *pieces = NULL;
    const size_t n = ent_pieces_split(
        document->article->text, document->sentences[k].span, arena, &pieces);
    const scan s = {currencies, document, pieces, n, arena};
    uint32_t token_free = 0;
    size_t free_from = 0;
    for (size_t i = 0; i < n; i++) {
      sum found;
      uint32_t first = 0;
      uint32_t end = 0;
      if (document->sentences[k].kind == ENT_SENTENCE_ASIDE ||
          !sum_read(&s, i, free_from, &found)) {
        continue;
      }
      const ent_span words = {pieces[found.first].span.start,
                              pieces[found.end - 1].span.end};
      if (ent_tokens_cover(document, k, words, &first, &end) &&
          first >= token_free) {
        fn(user, first, end, found.amount, found.code);
        token_free = end;
      }
      free_from = found.end;
      i = found.end - 1;
    }
  }
}
