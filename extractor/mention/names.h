// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_NAMES_H
#define ENT_NAMES_H

/// Makes look-ups from the tables of names: which phrases of a document they
/// know, and as what.

#include "extractor/base/table.h"
#include "extractor/base/vector.h"
#include "extractor/mention/mention.h"

/// What a phrase is known as: bits.
typedef enum {
  ENT_USE_COUNTRY,
  ENT_USE_NATION,
  ENT_USE_REGION,
  ENT_USE_AREA,
  ENT_USE_CITY,
  ENT_USE_TOWN,
  ENT_USE_UNIVERSITY,
  ENT_USE_COMPANY,
  ENT_USE_PUBLIC, ///< Body of a state, by its full name
  ENT_USE_KNOWN,  ///< Well-known body of organizations.tsv
  ENT_USE_GIVEN,
  ENT_USE_SURNAME,
  ENT_USE_BODY, ///< From here on: words of name-words.tsv
  ENT_USE_PLACE,
  ENT_USE_EVENT,
  ENT_USE_AGREEMENT,
  ENT_USE_TITLE,
  ENT_USE_TITLE_BEFORE,
  ENT_USE_TITLE_AFTER,
  ENT_USE_HONORIFIC,
  ENT_USE_SUFFIX,
  ENT_USE_SAY,
  ENT_USE_DESCRIBE,
  ENT_USE_PARTICLE,
  ENT_USE_RELATIVE,
  ENT_USE_LEAD,   ///< Begins a body's name in another language
  ENT_USE_SITE,   ///< Head of a body that is a building too
  ENT_USE_OUTLET, ///< Verb behind an outlet
  ENT_USE_COUNT
} ent_use;

#define ENT_USE_BIT(use) (1u << (use))

/// Uses that only a capitalised phrase can have.
#define ENT_USES_PROPER (ENT_USE_BIT(ENT_USE_BODY) - 1u)

/// One phrase of the tables.
typedef struct {
  uint32_t uses;
  uint32_t longest;      ///< Bytes of the longest phrase with this first word
  bool upper;            ///< Counts only if written in capitals: "US", "WHO"
  bool capital;          ///< City from which a country is governed
  uint8_t sex;           ///< Of a title, honorific, given name, relative
  char country[3];       ///< Of a country's name or a nation's word
  char place_country[3]; ///< Of a city's or region's name
  char describes;        ///< p, o, l, n or 0
  char calls;            ///< a: any body, c: company, b: public body, s: state
  ent_text body_class;   ///< "PublicBody" …, absent if unknown
  ent_text event_type;   ///< "Gathering" …
  ent_text agreement_type;
  ent_text long_form; ///< Of an acronym: the name it stands for
} ent_phrase;

struct ent_names {
  ent_arena *arena;
  ent_map *index; ///< Lower-case phrase -> phrases.items
  ENT_VECTOR(ent_phrase) phrases;
  const ent_calendar *calendar;
  const ent_currencies *currencies;
};

/// Finds a whole phrase in lower case; NULL if unknown.
const ent_phrase *
ent_phrase_find(const ent_names *names, ent_text lower);

/// Takes the phrase in tokens `first` to `end`.
typedef void (*ent_phrase_fn)(void *user, uint32_t first, uint32_t end,
                              const ent_phrase *phrase);

/// Finds every known phrase that starts at token `first`, the shortest first;
/// none crosses `limit`.
void
ent_phrases_at(const ent_names *names, const ent_document *document,
               uint32_t first, uint32_t limit, ent_phrase_fn fn, void *user);

/// Says whether a word is written with a capital letter first.
bool
ent_token_capital(const ent_token *token);

#endif
