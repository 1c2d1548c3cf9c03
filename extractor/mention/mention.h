// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_MENTION_H
#define ENT_MENTION_H

/// Makes mentions from a document: names, titles, dates, amounts, pronouns and
/// descriptions.

#include "entente/facts.h"
#include "extractor/language/document.h"

/// What a mention is.
typedef enum {
  ENT_MENTION_PERSON,
  ENT_MENTION_ORGANIZATION,
  ENT_MENTION_PLACE,
  ENT_MENTION_EVENT,       ///< Named gathering, festival, award, programme
  ENT_MENTION_AGREEMENT,   ///< Named or plain agreement: "Paris Agreement",
                           ///< "a memorandum of understanding"
  ENT_MENTION_TITLE,       ///< Position title: "Director-General",
                           ///< "Minister of Culture"
  ENT_MENTION_NATIONALITY, ///< "Azerbaijani"; entity: the country, if named
  ENT_MENTION_DATE,
  ENT_MENTION_AMOUNT,
  ENT_MENTION_PRONOUN,    ///< "he", "they"; entity once resolved
  ENT_MENTION_DESCRIPTION ///< "the Foundation", "the President", "the two
                          ///< sides"; entity once resolved
} ent_mention_kind;

/// Grammatical number and gender, 0 if unknown.
enum { ENT_SINGULAR = 1, ENT_PLURAL = 2 };
enum { ENT_MALE = 1, ENT_FEMALE = 2, ENT_NEUTER = 3 };

/// One mention.  Honorifics ("Mr.", "H.E. Dr.") stand in `first..end` but not
/// in `name`.  Titles of position are mentions of their own.
typedef struct {
  ent_mention_kind kind;
  uint32_t first; ///< Token
  uint32_t end;   ///< Behind the last token
  uint32_t sentence;
  ent_span name;   ///< Bytes of the name itself; empty of an AGREEMENT that
                   ///< has none ("a memorandum of understanding")
  uint32_t entity; ///< Set by entity/: index of an entity, or ENT_NONE
  uint32_t inside; ///< Mention that contains it ("Baku" in "… Office in
                   ///< Baku"), or ENT_NONE
  uint8_t number;
  uint8_t gender;
  float score;         ///< How sure the reader is, 0 to 1
  ent_text class_name; ///< ORGANIZATION: "Company", "PublicBody",
                       ///< "InternationalOrganization"; AGREEMENT: its type
                       ///< ("MemorandumOfUnderstanding" …); EVENT: its type
                       ///< ("Gathering" …); else absent
  char country[3];  ///< PLACE, NATIONALITY: ISO 3166-1 alpha-2 of the country
                    ///< that is named, else ""
  ent_date date;    ///< DATE only
  ent_text amount;  ///< AMOUNT only: decimal
  char currency[4]; ///< AMOUNT only: ISO 4217
} ent_mention;

/// All mentions of a document, ascending by first token, longer ones first.
typedef struct {
  const ent_document *document;
  ent_mention *items;
  uint32_t n;
} ent_mentions;

/// Gazetteers and word lists for names; read-only once loaded.
typedef struct ent_names ent_names;

/// Loads `data_dir`/en (tables) and Debian's iso-codes; lives in `arena`.
ENT_NODISCARD ent_status
ent_names_load(ent_arena *arena, const char *data_dir, const ent_names **names,
               ent_error *error);

/// Finds all mentions; entities are not set yet.
ent_mentions *
ent_mentions_find(const ent_names *names, const ent_document *document,
                  ent_arena *arena);

/// Words for dates: months, days, units, what turns them to past or future;
/// read-only once loaded.
typedef struct ent_calendar ent_calendar;

/// Loads `data_dir`/en/dates.tsv; lives in `arena`.
ENT_NODISCARD ent_status
ent_calendar_load(ent_arena *arena, const char *data_dir,
                  const ent_calendar **calendar, ent_error *error);

/// Takes the date in tokens `first` to `end`.
typedef void (*ent_date_fn)(void *user, uint32_t first, uint32_t end,
                            const ent_date *date);

/// Finds dates (date.c): calls for each, ascending, never overlapping.
/// Relative ones count from the article's publication date and are left out
/// without it.  Lengths of time ("the last 3 months") and what is vague in news
/// ("the week", "on 15") have first and last day but no value; they become no
/// mention.
void
ent_dates_find(const ent_calendar *calendar, const ent_document *document,
               ent_arena *arena, ent_date_fn fn, void *user);

/// Words for money: currency names, signs, codes, multipliers; read-only once
/// loaded.
typedef struct ent_currencies ent_currencies;

/// Loads `data_dir`/en/currencies.tsv; lives in `arena`.
ENT_NODISCARD ent_status
ent_currencies_load(ent_arena *arena, const char *data_dir,
                    const ent_currencies **currencies, ent_error *error);

/// Takes the sum of money in tokens `first` to `end`: a decimal as ONTOLOGY
/// wants it ("12500000.0") and an ISO 4217 code, both in the arena or longer.
typedef void (*ent_amount_fn)(void *user, uint32_t first, uint32_t end,
                              ent_text amount, const char *currency);

/// Finds sums of money (amount.c): calls for each, ascending, never
/// overlapping.
void
ent_amounts_find(const ent_currencies *currencies, const ent_document *document,
                 ent_arena *arena, ent_amount_fn fn, void *user);

#endif
