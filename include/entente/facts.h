// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_FACTS_H
#define ENTENTE_FACTS_H

/// Holds what one article says: entities, positions, events, agreements and
/// relations, each with the words that support it.  Made by ent_extract();
/// everything points into the article or its arena and is gone when the
/// callback that received it returns.

#include "entente/article.h"
#include "entente/base.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// No entity, no agreement, no event.
#define ENT_NONE UINT32_MAX

/// Says what an entity is.
typedef enum { ENT_PERSON, ENT_ORGANIZATION, ENT_PLACE } ent_kind;

/// One real thing that the article names.
typedef struct {
  ent_kind kind;
  ent_text name;           ///< Fullest form in the text, titles left out
  const ent_text *aliases; ///< Every other name form in the text
  size_t n_aliases;
  ent_text path; ///< "person/salim-bin-mohammed-almalik": the IRI after the
                 ///< base; ASCII or UTF-8 letters, digits, hyphens, one slash
  ent_text class_iri; ///< More exact class (ent:Company …), absent if unknown
  char country[3];    ///< ISO 3166-1 alpha-2 if it is a country, else ""
  ent_span first;     ///< Its first mention by name
} ent_entity;

/// How precise a date is.
typedef enum {
  ENT_PRECISION_NONE, ///< No date
  ENT_PRECISION_DAY,
  ENT_PRECISION_MONTH,
  ENT_PRECISION_QUARTER,
  ENT_PRECISION_YEAR,
  ENT_PRECISION_DECADE
} ent_precision;

/// A calendar date as precise as the text gives it.
typedef struct {
  ent_precision precision; ///< NONE: the date is absent
  char value[11];    ///< "2012", "2025-04" or "2025-04-29"; "" for a decade,
                     ///< a length of time ("the last three months") and what
                     ///< is vague ("the week")
  char earliest[11]; ///< Full date
  char latest[11];   ///< Full date
  char last[11];     ///< Last day, if the words name several; else ""
  ent_span words;    ///< The words it was taken from; empty if from elsewhere
} ent_date;

/// The words behind a fact.
typedef struct {
  ent_span quote;   ///< At most two sentences, holding trigger and argument
  ent_span trigger; ///< Inside `quote`; its start names the node's IRI
} ent_evidence;

/// What stands behind a fact besides its words.
typedef struct {
  const ent_evidence *evidence; ///< At least one; the first names the node
  size_t n_evidence;
  ent_text rule;     ///< Id of the rule that made it
  double confidence; ///< 0 to 1
} ent_source;

/// One part in an event or agreement.
typedef struct {
  ent_text role;      ///< Code of the role list: "participant", "visited" …
  uint32_t entity;    ///< Index into entities, or ENT_NONE
  uint32_t agreement; ///< Index into agreements if role is "agreement"
  uint32_t behalf;    ///< Entity it acts for, or ENT_NONE
} ent_role;

/// An event, or an agreement: they share all fields.
typedef struct {
  ent_text type;     ///< Local name of its class: "Meeting", "Treaty" …
  ent_text type_iri; ///< Full IRI of the class
  ent_text status;   ///< Code of eventStatus or agreementStatus: "held" …
  ent_text name;     ///< Proper name; of an Award the honour; absent if none
  ent_date date;
  uint32_t place;        ///< Entity, or ENT_NONE
  uint32_t part_of;      ///< Event it is part of, or ENT_NONE
  const ent_role *roles; ///< No two alike
  size_t n_roles;
  ent_text amount;  ///< Decimal such as "12500000.0"; absent if none
  char currency[4]; ///< ISO 4217, or ""
  ent_source source;
} ent_happening;

/// A position that a person holds or held.
typedef struct {
  uint32_t person;       ///< Entity
  ent_text title;        ///< In the words of the text
  uint32_t organization; ///< Entity, maybe a place, or ENT_NONE
  ent_date start;
  ent_date end;
  ent_source source;
} ent_position;

/// memberOf, partOf or locatedIn.
typedef struct {
  ent_text type;     ///< Local name of the property
  ent_text type_iri; ///< Full IRI of the property
  uint32_t subject;  ///< Entity
  uint32_t object;   ///< Entity
  ent_date date;     ///< When it began
  ent_source source;
} ent_relation;

struct ent_vocabulary;

/// What one article says.
typedef struct {
  const ent_article *article;
  const ent_entity *entities;
  size_t n_entities;
  const ent_position *positions;
  size_t n_positions;
  const ent_happening *events;
  size_t n_events;
  const ent_happening *agreements;
  size_t n_agreements;
  const ent_relation *relations;
  size_t n_relations;
  const struct ent_vocabulary *vocabulary; ///< Knows the superclasses of a
                                           ///< user's classes; may be NULL
} ent_facts;

#ifdef __cplusplus
}
#endif

#endif
