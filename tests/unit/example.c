// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/example.h"

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "ontology/terms.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  ANNA,
  OTTO,
  RIGA_PORT,
  HAMBURG_PORT,
  UNION,
  TERMINAL,
  HAMBURG,
  RIGA,
  LATVIA
};

#define THURSDAY                                                               \
  "Anna Berzina, Chief Executive of the Port of Riga, visited Hamburg on "     \
  "Thursday."
#define SAME_DAY "On the same day she met Otto Brandt, head of Hafen Hamburg."
#define TWO_PORTS                                                              \
  "The two ports signed a memorandum of understanding worth 12.5 million "     \
  "euros during the visit."
#define SIGNED_IT "Berzina signed it for the Port of Riga."
#define WHOSE                                                                  \
  "The European Ports Union, whose president has been Brandt since 2021, "     \
  "gave Berzina the Order of the Lighthouse."
#define MEMBER "Latvia has been a member of the Union since 2004."
#define BELONGS                                                                \
  "The terminal at Ventspils belongs to the Port of Riga, which has its seat " \
  "in Riga."

ent_span
example_span(ent_text text, const char *words, int n)
{
  size_t at = ent_text_find(text, ent_text_from(words), 0);
  for (int i = 0; i < n; i++) {
    at = ent_text_find(text, ent_text_from(words), at + 1);
  }
  assert(at != SIZE_MAX);
  return (ent_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

/// Makes a source of one quote, in which `trigger` stands.
static ent_source
source(ent_arena *arena, ent_text text, const char *quote, const char *trigger,
       const char *rule, double confidence)
{
  ent_evidence *e = ENT_ARENA_ARRAY(arena, ent_evidence, 2);
  e->quote = example_span(text, quote, 0);
  const ent_span inside =
      example_span(ent_text_slice(text, e->quote), trigger, 0);
  e->trigger =
      (ent_span){e->quote.start + inside.start, e->quote.start + inside.end};
  return (ent_source){e, 1, ent_text_from(rule), confidence};
}

static ent_entity
entity(ent_kind kind, const char *name, const char *path, ent_span first)
{
  return (ent_entity){.kind = kind,
                      .name = ent_text_from(name),
                      .path = ent_text_from(path),
                      .first = first};
}

static void
entities(ent_arena *arena, ent_text text, ent_facts *f)
{
  ent_entity *e = ENT_ARENA_ARRAY(arena, ent_entity, 9);
  ent_text *aliases = ENT_ARENA_ARRAY(arena, ent_text, 3);
  e[ANNA] = entity(ENT_PERSON, "Anna Berzina", "person/anna-berzina",
                   example_span(text, "Anna Berzina", 0));
  e[OTTO] = entity(ENT_PERSON, "Otto Brandt", "person/otto-brandt",
                   example_span(text, "Otto Brandt", 0));
  e[RIGA_PORT] =
      entity(ENT_ORGANIZATION, "Port of Riga", "organization/port-of-riga",
             example_span(text, "Port of Riga", 0));
  e[HAMBURG_PORT] =
      entity(ENT_ORGANIZATION, "Hafen Hamburg", "organization/hafen-hamburg",
             example_span(text, "Hafen Hamburg", 0));
  e[UNION] = entity(ENT_ORGANIZATION, "European Ports Union",
                    "organization/european-ports-union",
                    example_span(text, "European Ports Union", 0));
  e[TERMINAL] = entity(ENT_ORGANIZATION, "terminal at Ventspils",
                       "organization/terminal-at-ventspils",
                       example_span(text, "terminal at Ventspils", 0));
  e[HAMBURG] = entity(ENT_PLACE, "Hamburg", "place/hamburg",
                      example_span(text, "Hamburg", 0));
  e[RIGA] =
      entity(ENT_PLACE, "Riga", "place/riga", example_span(text, "in Riga", 0));
  e[LATVIA] = entity(ENT_PLACE, "Latvia", "place/latvia",
                     example_span(text, "Latvia", 0));
  aliases[0] = ENT_TEXT("Berzina");
  aliases[1] = ENT_TEXT("Brandt");
  aliases[2] = ENT_TEXT("Union");
  e[ANNA].aliases = &aliases[0];
  e[OTTO].aliases = &aliases[1];
  e[UNION].aliases = &aliases[2];
  e[ANNA].n_aliases = e[OTTO].n_aliases = e[UNION].n_aliases = 1;
  e[RIGA_PORT].class_iri = ENT_TEXT(ENT_CLASS_COMPANY);
  e[UNION].class_iri = ENT_TEXT(ENT_CLASS_INTERNATIONAL_ORGANIZATION);
  strcpy(e[LATVIA].country, "LV");
  f->entities = e;
  f->n_entities = 9;
}

static void
positions(ent_arena *arena, ent_text text, ent_facts *f)
{
  ent_position *p = ENT_ARENA_ARRAY(arena, ent_position, 3);
  p[0] = (ent_position){.person = ANNA,
                        .title = ENT_TEXT("Chief Executive"),
                        .organization = RIGA_PORT,
                        .source = source(arena, text, THURSDAY, "Chief",
                                         "position.apposition", 0.9)};
  p[1] = (ent_position){.person = OTTO,
                        .title = ENT_TEXT("head"),
                        .organization = HAMBURG_PORT,
                        .source = source(arena, text, SAME_DAY, "head",
                                         "position.apposition", 0.9)};
  p[2] = (ent_position){.person = OTTO,
                        .title = ENT_TEXT("president"),
                        .organization = UNION,
                        .start = {.precision = ENT_PRECISION_YEAR,
                                  .value = "2021",
                                  .earliest = "2021-01-01",
                                  .latest = "2021-12-31"},
                        .source = source(arena, text, WHOSE, "president",
                                         "position.relative", 0.7)};
  f->positions = p;
  f->n_positions = 3;
}

static ent_role
role(const char *code, uint32_t who, uint32_t behalf)
{
  return (ent_role){ent_text_from(code), who, ENT_NONE, behalf};
}

static ent_happening
happening(const char *type, const char *iri, const char *status,
          ent_source from)
{
  return (ent_happening){.type = ent_text_from(type),
                         .type_iri = ent_text_from(iri),
                         .status = ent_text_from(status),
                         .place = ENT_NONE,
                         .part_of = ENT_NONE,
                         .source = from};
}

static ent_date
thursday(ent_text text, const char *words)
{
  ent_date d = {.precision = ENT_PRECISION_DAY,
                .value = "2024-05-16",
                .earliest = "2024-05-16",
                .latest = "2024-05-16"};
  if (words) {
    d.words = example_span(text, words, 0);
  }
  return d;
}

static void
events(ent_arena *arena, ent_text text, ent_facts *f)
{
  ent_happening *e = ENT_ARENA_ARRAY(arena, ent_happening, 4);
  ent_role *r = ENT_ARENA_ARRAY(arena, ent_role, 8);
  r[0] = role("participant", ANNA, ENT_NONE);
  r[1] = role("visited", HAMBURG, ENT_NONE);
  r[2] = role("participant", ANNA, RIGA_PORT);
  r[3] = role("participant", OTTO, ENT_NONE);
  r[4] = role("participant", ANNA, ENT_NONE);
  r[5] = (ent_role){ENT_TEXT("agreement"), ENT_NONE, 0, ENT_NONE};
  r[6] = role("recipient", ANNA, ENT_NONE);
  r[7] = role("organiser", UNION, ENT_NONE);
  e[0] = happening("Visit", ENT_CLASS_VISIT, "held",
                   source(arena, text, THURSDAY, "visited", "visit.verb", 0.9));
  e[0].date = thursday(text, "on Thursday");
  e[0].place = HAMBURG;
  e[1] =
      happening("Meeting", ENT_CLASS_MEETING, "held",
                source(arena, text, SAME_DAY, "met ", "meeting.verb.met", 0.8));
  e[1].date = thursday(text, "On the same day");
  e[1].part_of = 0;
  e[2] =
      happening("Signing", ENT_CLASS_SIGNING, "held",
                source(arena, text, TWO_PORTS, "signed", "signing.verb", 0.8));
  e[2].part_of = 0;
  e[3] = happening("Award", ENT_CLASS_AWARD, "held",
                   source(arena, text, WHOSE, "gave", "award.verb.gave", 0.8));
  e[3].name = ENT_TEXT("Order of the Lighthouse");
  for (size_t i = 0; i < 4; i++) {
    e[i].roles = &r[2 * i];
    e[i].n_roles = 2;
  }
  f->events = e;
  f->n_events = 4;
}

static void
agreements(ent_arena *arena, ent_text text, ent_facts *f)
{
  ent_happening *a = ENT_ARENA_ARRAY(arena, ent_happening, 1);
  ent_role *r = ENT_ARENA_ARRAY(arena, ent_role, 3);
  r[0] = role("party", RIGA_PORT, ENT_NONE);
  r[1] = role("party", HAMBURG_PORT, ENT_NONE);
  r[2] = role("signatory", ANNA, RIGA_PORT);
  const ent_source from =
      source(arena, text, TWO_PORTS, "memorandum", "agreement.signed", 0.8);
  ent_evidence *evidence = (ent_evidence *)(uintptr_t)from.evidence;
  evidence[1].quote = example_span(text, SIGNED_IT, 0);
  evidence[1].trigger = example_span(text, "signed it", 0);
  *a = happening("MemorandumOfUnderstanding",
                 ENT_CLASS_MEMORANDUM_OF_UNDERSTANDING, "signed", from);
  a->source.n_evidence = 2;
  a->date = thursday(text, NULL);
  a->place = HAMBURG;
  a->amount = ENT_TEXT("12500000");
  strcpy(a->currency, "EUR");
  a->roles = r;
  a->n_roles = 3;
  f->agreements = a;
  f->n_agreements = 1;
}

static void
relations(ent_arena *arena, ent_text text, ent_facts *f)
{
  ent_relation *r = ENT_ARENA_ARRAY(arena, ent_relation, 3);
  r[0] = (ent_relation){
      ENT_TEXT("memberOf"),
      ENT_TEXT(ENT_PROPERTY_MEMBER_OF),
      LATVIA,
      UNION,
      {.precision = ENT_PRECISION_YEAR, .value = "2004"},
      source(arena, text, MEMBER, "member", "relation.member-of", 0.9)};
  r[1] = (ent_relation){
      ENT_TEXT("partOf"),
      ENT_TEXT(ENT_PROPERTY_PART_OF),
      TERMINAL,
      RIGA_PORT,
      {.precision = ENT_PRECISION_NONE},
      source(arena, text, BELONGS, "belongs", "relation.belongs-to", 0.8)};
  r[2] = (ent_relation){
      ENT_TEXT("locatedIn"),
      ENT_TEXT(ENT_PROPERTY_LOCATED_IN),
      RIGA_PORT,
      RIGA,
      {.precision = ENT_PRECISION_NONE},
      source(arena, text, BELONGS, "has its seat", "relation.seat", 0.8)};
  f->relations = r;
  f->n_relations = 3;
}

const ent_facts *
example_facts(ent_arena *arena)
{
  const char *top = getenv("TOP_SRCDIR");
  char path[4096];
  ent_text text = {NULL, 0};
  snprintf(path, sizeof path, "%s/ontology/example.txt", top ? top : ".");
  if (ent_file_read(arena, path, 1 << 20, &text, NULL) != ENT_OK) {
    return NULL;
  }
  ent_article *a = ENT_ARENA_ARRAY(arena, ent_article, 1);
  ent_facts *f = ENT_ARENA_ARRAY(arena, ent_facts, 1);
  *a = (ent_article){.id = ENT_TEXT("riga-port"),
                     .source = ENT_TEXT("riga-port.txt"),
                     .text = text,
                     .title = ENT_TEXT("Anna Berzina visits Hamburg"),
                     .publisher = ENT_TEXT("Baltic Post"),
                     .author = ENT_TEXT("Inga Kalna"),
                     .published = "2024-05-17",
                     .url = ENT_TEXT("https://news.example/2024/riga-port")};
  f->article = a;
  entities(arena, text, f);
  positions(arena, text, f);
  events(arena, text, f);
  agreements(arena, text, f);
  relations(arena, text, f);
  return f;
}
