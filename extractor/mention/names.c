// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/names.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/mention/names.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { PHRASE_BYTES = 160 };

typedef struct {
  const char *name;
  ent_use use;
} use_name;

static const use_name word_uses[] = {
    {"body", ENT_USE_BODY},
    {"place", ENT_USE_PLACE},
    {"event", ENT_USE_EVENT},
    {"agreement", ENT_USE_AGREEMENT},
    {"title", ENT_USE_TITLE},
    {"title-before", ENT_USE_TITLE_BEFORE},
    {"title-after", ENT_USE_TITLE_AFTER},
    {"honorific", ENT_USE_HONORIFIC},
    {"suffix", ENT_USE_SUFFIX},
    {"say", ENT_USE_SAY},
    {"describe", ENT_USE_DESCRIBE},
    {"particle", ENT_USE_PARTICLE},
    {"relative", ENT_USE_RELATIVE},
    {"lead", ENT_USE_LEAD},
    {"site", ENT_USE_SITE},
    {"outlet", ENT_USE_OUTLET},
    {"area", ENT_USE_AREA},
    {NULL, ENT_USE_COUNT},
};

static const use_name place_uses[] = {
    {"country", ENT_USE_COUNTRY}, {"nation", ENT_USE_NATION},
    {"region", ENT_USE_REGION},   {"area", ENT_USE_AREA},
    {"capital", ENT_USE_CITY},    {"city", ENT_USE_CITY},
    {"town", ENT_USE_TOWN},       {NULL, ENT_USE_COUNT},
};

static const use_name body_uses[] = {
    {"university", ENT_USE_UNIVERSITY},
    {"company", ENT_USE_COMPANY},
    {"body", ENT_USE_PUBLIC},
    {NULL, ENT_USE_COUNT},
};

static ent_use
use_find(const use_name *uses, ent_text name)
{
  while (uses->name && !ent_text_equal(ent_text_from(uses->name), name)) {
    uses++;
  }
  return uses->use;
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         ((unsigned char)c & 0x80);
}

/// Lends the letters and digits that `lower` begins with.
static ent_text
first_word(ent_text lower)
{
  size_t n = 0;
  while (n < lower.len && is_letter(lower.data[n])) {
    n++;
  }
  return (ent_text){lower.data, n};
}

static uint32_t
phrase_index(ent_names *names, ent_text lower)
{
  uint32_t *const at =
      ent_map_at(names->index, lower, (uint32_t)names->phrases.n);
  if (*at == names->phrases.n) {
    ENT_PUSH(names->arena, &names->phrases)->upper = true;
  }
  return *at;
}

static bool
is_upper(ent_text name)
{
  for (size_t i = 0; i < name.len; i++) {
    if (name.data[i] >= 'a' && name.data[i] <= 'z') {
      return false;
    }
  }
  return name.len <= 8;
}

/// Adds a phrase; `name` keeps its case.
static ent_phrase *
phrase_add(ent_names *names, ent_text name, ent_use use)
{
  char bytes[PHRASE_BYTES];
  if (name.len == 0 || name.len >= sizeof bytes) {
    return NULL;
  }
  ent_text lower = {bytes, name.len};
  bool ascii = true;
  for (size_t i = 0; i < name.len; i++) {
    const char c = name.data[i];
    bytes[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    ascii &= !((unsigned char)c & 0x80);
  }
  if (!ascii) {
    lower = ent_text_lower(names->arena, name);
  }
  const uint32_t head = phrase_index(names, first_word(lower));
  if (names->phrases.items[head].longest < lower.len) {
    names->phrases.items[head].longest = (uint32_t)lower.len;
  }
  const uint32_t index = phrase_index(names, lower);
  ent_phrase *const phrase = &names->phrases.items[index];
  phrase->uses |= ENT_USE_BIT(use);
  phrase->upper &= is_upper(name);
  return phrase;
}

static uint8_t
sex_of(ent_text code)
{
  return code.len != 1         ? 0
         : code.data[0] == 'm' ? ENT_MALE
         : code.data[0] == 'f' ? ENT_FEMALE
                               : 0;
}

static void
country_set(char country[3], ent_text code)
{
  if (code.len == 2 && !country[0]) {
    memcpy(country, code.data, 2);
  }
}

static void
phrase_value(ent_names *names, ent_phrase *phrase, ent_use use, ent_text value)
{
  const ent_text kept =
      value.data[0] == '-'
          ? (ent_text){NULL, 0}
          : ent_arena_copy(names->arena, value.data, value.len);
  switch (use) {
  case ENT_USE_BODY:
  case ENT_USE_LEAD:
    phrase->body_class = kept;
    break;
  case ENT_USE_EVENT:
    phrase->event_type = kept;
    break;
  case ENT_USE_AGREEMENT:
    phrase->agreement_type = kept;
    break;
  case ENT_USE_DESCRIBE:
    phrase->describes = value.data[0];
    phrase->calls = value.len > 1 ? value.data[1] : '\0';
    break;
  case ENT_USE_TITLE:
  case ENT_USE_HONORIFIC:
  case ENT_USE_RELATIVE:
    phrase->sex = sex_of(value);
    break;
  default:
    break;
  }
}

static ent_status
refuse(ent_error *error, uint64_t line, const char *what)
{
  return ent_fail(error, ENT_ERR_SYNTAX, NULL, line, ENT_NO_OFFSET, "%s", what);
}

static ent_status
word_row(void *user, uint64_t line, const ent_text *fields, size_t n,
         ent_error *error)
{
  ent_names *const names = (ent_names *)user;
  const ent_use use = n == 3 ? use_find(word_uses, fields[1]) : ENT_USE_COUNT;
  if (use == ENT_USE_COUNT || fields[2].len == 0) {
    return refuse(error, line, "want: word, use, value");
  }
  ent_phrase *const phrase = phrase_add(names, fields[0], use);
  if (phrase) {
    phrase->upper = false;
    phrase_value(names, phrase, use, fields[2]);
  }
  return ENT_OK;
}

static ent_status
place_row(void *user, uint64_t line, const ent_text *fields, size_t n,
          ent_error *error)
{
  const ent_use use = n == 3 ? use_find(place_uses, fields[1]) : ENT_USE_COUNT;
  if (use == ENT_USE_COUNT) {
    return refuse(error, line, "want: name, kind, country code");
  }
  ent_phrase *const phrase = phrase_add((ent_names *)user, fields[0], use);
  if (phrase && (use == ENT_USE_COUNTRY || use == ENT_USE_NATION)) {
    country_set(phrase->country, fields[2]);
  } else if (phrase) {
    country_set(phrase->place_country, fields[2]);
    phrase->capital |= ent_text_equal(fields[1], ENT_TEXT("capital"));
  }
  return ENT_OK;
}

static ent_status
person_row(void *user, uint64_t line, const ent_text *fields, size_t n,
           ent_error *error)
{
  if (n != 3) {
    return refuse(error, line, "want: name, g and s, sex");
  }
  for (size_t i = 0; i < fields[1].len; i++) {
    ent_phrase *const phrase =
        phrase_add((ent_names *)user, fields[0],
                   fields[1].data[i] == 'g' ? ENT_USE_GIVEN : ENT_USE_SURNAME);
    if (phrase && fields[1].data[i] == 'g') {
      phrase->sex = sex_of(fields[2]);
    }
  }
  return ENT_OK;
}

static ent_status
body_row(void *user, uint64_t line, const ent_text *fields, size_t n,
         ent_error *error)
{
  const ent_use use = n == 2 ? use_find(body_uses, fields[1]) : ENT_USE_COUNT;
  if (use == ENT_USE_COUNT) {
    return refuse(error, line, "want: name, kind");
  }
  phrase_add((ent_names *)user, fields[0], use);
  return ENT_OK;
}

static ent_text
class_of(char code)
{
  return code == 'I'   ? ENT_TEXT("InternationalOrganization")
         : code == 'P' ? ENT_TEXT("PublicBody")
         : code == 'C' ? ENT_TEXT("Company")
                       : ENT_TEXT("Organization");
}

static ent_status
organization_row(void *user, uint64_t line, const ent_text *fields, size_t n,
                 ent_error *error)
{
  ent_names *const names = (ent_names *)user;
  if (n != 3 || fields[2].len != 1) {
    return refuse(error, line, "want: name, acronym or -, class");
  }
  ent_phrase *phrase = phrase_add(names, fields[0], ENT_USE_KNOWN);
  if (phrase) {
    phrase->body_class = class_of(fields[2].data[0]);
  }
  if (fields[1].data[0] != '-') {
    phrase = phrase_add(names, fields[1], ENT_USE_KNOWN);
    phrase->body_class = class_of(fields[2].data[0]);
    if (!phrase->long_form.data) {
      phrase->long_form =
          ent_arena_copy(names->arena, fields[0].data, fields[0].len);
    }
  }
  return ENT_OK;
}

/// "Korea, Republic of" is written "Republic of Korea" in texts.
static void
iso_name_add(ent_names *names, const char *name, const char *code)
{
  char turned[PHRASE_BYTES];
  const char *const comma = name ? strstr(name, ", ") : NULL;
  if (!name) {
    return;
  }
  ent_text text = ent_text_from(name);
  if (comma && !strchr(comma + 2, ',')) {
    const int n = snprintf(turned, sizeof turned, "%s %.*s", comma + 2,
                           (int)(comma - name), name);
    text = (ent_text){turned, n > 0 ? (size_t)n : 0};
  }
  ent_phrase *const phrase = phrase_add(names, text, ENT_USE_COUNTRY);
  if (phrase) {
    country_set(phrase->country, ent_text_from(code));
  }
}

static ent_status
iso_codes_load(ent_names *names, ent_error *error)
{
  const char *const path = ENT_ISO_CODES "/iso_3166-1.json";
  json_error_t why;
  json_t *const root = json_load_file(path, 0, &why);
  json_t *const list = json_object_get(root, "3166-1");
  if (!json_is_array(list)) {
    json_decref(root);
    return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                    "is no list of countries; install iso-codes");
  }
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *const row = json_array_get(list, i);
    const char *const code = json_string_value(json_object_get(row, "alpha_2"));
    if (code && strlen(code) == 2) {
      iso_name_add(names, json_string_value(json_object_get(row, "name")),
                   code);
      iso_name_add(
          names, json_string_value(json_object_get(row, "common_name")), code);
      iso_name_add(names,
                   json_string_value(json_object_get(row, "official_name")),
                   code);
    }
  }
  json_decref(root);
  return ENT_OK;
}

typedef struct {
  const char *name;
  ent_row_fn row;
} table;

static const table tables[] = {
    {"en/country-words", place_row}, {"en/organizations", organization_row},
    {"en/places", place_row},        {"en/persons", person_row},
    {"en/bodies", body_row},         {"en/name-words", word_row},
};

static ent_status
tables_load(ent_names *names, const char *data_dir, ent_error *error)
{
  ent_status status = iso_codes_load(names, error);
  for (size_t i = 0; status == ENT_OK && i < sizeof tables / sizeof *tables;
       i++) {
    status = ent_data_table_read(data_dir, tables[i].name, tables[i].row, names,
                                 error);
  }
  return status;
}

ent_status
ent_names_load(ent_arena *arena, const char *data_dir, const ent_names **result,
               ent_error *error)
{
  ent_names *const names = ENT_ARENA_ARRAY(arena, ent_names, 1);
  names->arena = arena;
  names->index = ent_map_new(arena);
  ent_status status = tables_load(names, data_dir, error);
  if (status == ENT_OK) {
    status = ent_calendar_load(arena, data_dir, &names->calendar, error);
  }
  if (status == ENT_OK) {
    status = ent_currencies_load(arena, data_dir, &names->currencies, error);
  }
  if (status == ENT_OK) {
    *result = names;
  }
  return status;
}

const ent_phrase *
ent_phrase_find(const ent_names *names, ent_text lower)
{
  uint32_t index = 0;
  if (!ent_map_get(names->index, lower, &index)) {
    return NULL;
  }
  const ent_phrase *const phrase = &names->phrases.items[index];
  return phrase->uses ? phrase : NULL;
}

bool
ent_token_capital(const ent_token *token)
{
  return (token->shape == ENT_SHAPE_CAPITAL ||
          token->shape == ENT_SHAPE_UPPER || token->shape == ENT_SHAPE_MIXED) &&
         !memchr(token->lower.data, '@', token->lower.len);
}

/// Appends token `i` to the phrase in `bytes`; returns its new length, 0 if
/// there is no room.
static size_t
phrase_extend(char *bytes, size_t len, const ent_token *token, size_t room)
{
  const size_t gap = len > 0 && token->space_before ? 1 : 0;
  if (len + gap + token->lower.len > room) {
    return 0;
  }
  if (gap) {
    bytes[len] = ' ';
  }
  memcpy(bytes + len + gap, token->lower.data, token->lower.len);
  return len + gap + token->lower.len;
}

void
ent_phrases_at(const ent_names *names, const ent_document *document,
               uint32_t first, uint32_t limit, ent_phrase_fn fn, void *user)
{
  char bytes[PHRASE_BYTES];
  const ent_token *const tokens = document->tokens;
  uint32_t index = 0;
  if (!ent_map_get(names->index, first_word(tokens[first].lower), &index)) {
    return;
  }
  const size_t room = names->phrases.items[index].longest;
  const bool capital = ent_token_capital(&tokens[first]);
  bool upper = true;
  size_t len = 0;
  for (uint32_t i = first; i < limit; i++) {
    len = phrase_extend(bytes, len, &tokens[i], room);
    if (!len) {
      return;
    }
    upper &= tokens[i].shape == ENT_SHAPE_UPPER;
    const ent_phrase *const phrase =
        ent_phrase_find(names, (ent_text){bytes, len});
    const bool proper = phrase && !(phrase->uses & ~ENT_USES_PROPER);
    if (phrase && (upper || !phrase->upper) && (capital || !proper)) {
      fn(user, first, i + 1, phrase);
    }
  }
}
