// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/write/tables.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "ontology/terms.h"
#include "output/graph/nodes.h"
#include "output/graph/term.h"
#include "output/write/csv.h"

#include <stdlib.h>
#include <string.h>

#define MAX_CELLS 7

enum {
  ARTICLES,
  ENTITIES,
  POSITIONS,
  EVENTS,
  EVENT_ROLES,
  AGREEMENTS,
  AGREEMENT_ROLES,
  RELATIONS,
  EVIDENCE
};

static const struct {
  const char *name;
  size_t n_columns;
  ent_text columns[MAX_CELLS];
} tables[ENT_N_TABLES] = {
#define T(literal)                                                             \
  {                                                                            \
    (literal), sizeof(literal) - 1                                             \
  }
    {"articles",
     5,
     {T("article"), T("source"), T("published"), T("publisher"), T("author")}},
    {"entities", 4, {T("entity"), T("kind"), T("label"), T("article")}},
    {"positions",
     5,
     {T("person"), T("title"), T("organisation"), T("article"), T("node")}},
    {"events",
     7,
     {T("event"), T("type"), T("status"), T("name"), T("date"), T("place"),
      T("article")}},
    {"event-roles", 3, {T("event"), T("role"), T("entity")}},
    {"agreements",
     7,
     {T("agreement"), T("type"), T("status"), T("name"), T("date"), T("place"),
      T("article")}},
    {"agreement-roles", 3, {T("agreement"), T("role"), T("entity")}},
    {"relations",
     6,
     {T("type"), T("subject"), T("object"), T("date"), T("article"),
      T("node")}},
    {"evidence",
     5,
     {T("subject"), T("quote"), T("start"), T("end"), T("article")}}
#undef T
};

struct ent_tables {
  ent_text base;
  ent_arena *arena; ///< Of the article
  FILE *streams[ENT_N_TABLES];
};

typedef struct {
  size_t n;
  ent_text cells[MAX_CELLS];
} row;

/// The rows of one article.
typedef struct {
  const ent_facts *facts;
  ent_text base;
  ent_arena *arena;
  ent_nodes nodes;
  ent_map *seen; ///< Cells behind the number of their table
  ENT_VECTOR(row) rows[ENT_N_TABLES];
  ent_status status;
  ent_error *error;
} adding;

/// Adds a row, unless the article has it already.
static void
row_add(adding *a, int table, size_t n, const ent_text *cells)
{
  row made = {.n = n};
  ent_text key[2 * MAX_CELLS + 1] = {ent_text_number(a->arena, (size_t)table)};
  for (size_t i = 0; i < n && a->status == ENT_OK; i++) {
    size_t extra;
    made.cells[i] = cells[i];
    key[2 * i + 1] = ENT_TEXT("\n\xff"); // in no checked cell
    key[2 * i + 2] = cells[i];
    a->status = ent_literal_measure(cells[i], &extra, a->error);
  }
  if (a->status != ENT_OK) {
    return;
  }
  uint32_t *times =
      ent_map_at(a->seen, ent_text_join(a->arena, 2 * n + 1, key), 0);
  if ((*times)++ == 0) {
    *ENT_PUSH(a->arena, &a->rows[table]) = made;
  }
}

#define ROW(a, table, ...)                                                     \
  row_add((a), (table),                                                        \
          sizeof((const ent_text[]){__VA_ARGS__}) / sizeof(ent_text),          \
          (const ent_text[]){__VA_ARGS__})

/// Lends the IRI of an entity, or an absent text.
static ent_text
entity_iri(const adding *a, uint32_t entity)
{
  return entity == ENT_NONE ? (ent_text){NULL, 0} : a->nodes.entities[entity];
}

static void
evidence_add(adding *a, ent_text subject, const ent_source *source)
{
  const ent_points *points = &a->nodes.points;
  for (size_t i = 0; i < source->n_evidence; i++) {
    const ent_span span =
        ent_evidence_span(points, &source->evidence[i], ENT_QUOTES_FULL);
    ROW(a, EVIDENCE, subject, ent_text_slice(points->text, span),
        ent_text_number(a->arena, ent_points_at(points, span.start)),
        ent_text_number(a->arena, ent_points_at(points, span.end)),
        a->nodes.article);
  }
}

static void
article_add(adding *a)
{
  const ent_article *article = a->facts->article;
  if (article->source.len) {
    ROW(a, ARTICLES, a->nodes.article, article->source,
        ent_text_from(article->published), article->publisher, article->author);
  }
}

static void
entity_add(adding *a, size_t i)
{
  static const char *const kinds[] = {[ENT_PERSON] = "person",
                                      [ENT_ORGANIZATION] = "organisation",
                                      [ENT_PLACE] = "place"};
  const ent_entity *e = &a->facts->entities[i];
  const ent_text kind = ent_text_from(kinds[e->kind]);
  if (e->name.len) {
    ROW(a, ENTITIES, a->nodes.entities[i], kind, e->name, a->nodes.article);
  }
  for (size_t k = 0; k < e->n_aliases; k++) {
    if (e->aliases[k].len) {
      ROW(a, ENTITIES, a->nodes.entities[i], kind, e->aliases[k],
          a->nodes.article);
    }
  }
}

static void
position_add(adding *a, size_t i)
{
  const ent_position *p = &a->facts->positions[i];
  if (p->title.len) {
    ROW(a, POSITIONS, a->nodes.entities[p->person], p->title,
        entity_iri(a, p->organization), a->nodes.article, a->nodes.tenures[i]);
  }
  evidence_add(a, a->nodes.tenures[i], &p->source);
}

/// Finds what the queries make of a status; absent: they leave it out.
static ent_text
status_of(ent_text status, const char *const (*statuses)[2], size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (ent_text_equal(status, ent_text_from(statuses[i][0]))) {
      return ent_text_from(statuses[i][1]);
    }
  }
  return (ent_text){NULL, 0};
}

/// Adds a row of events or agreements, and those of its roles.
static void
happening_add(adding *a, int table, ent_text node, const ent_happening *h,
              ent_text type, ent_text status)
{
  ROW(a, table, node, type, status, h->name, ent_text_from(h->date.value),
      entity_iri(a, h->place), a->nodes.article);
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *role = &h->roles[i];
    if (role->entity != ENT_NONE) {
      ROW(a, table + 1, node, role->role, a->nodes.entities[role->entity]);
    } else if (role->agreement != ENT_NONE && table == EVENTS) {
      ROW(a, table + 1, node, role->role, a->nodes.agreements[role->agreement]);
    }
  }
}

/// Adds an event, once under each of its classes: a user's may have more than
/// one below Event.
static void
event_add(adding *a, size_t i)
{
  static const char *const statuses[][2] = {
      {"held", "held"}, {"planned", "planned"}, {"postponed", "planned"}};
  const ent_happening *h = &a->facts->events[i];
  const ent_text status =
      status_of(h->status, statuses, sizeof statuses / sizeof *statuses);
  const ent_vocabulary_term *c =
      ent_vocabulary_class(a->facts->vocabulary, h->type_iri);
  while (status.data && c &&
         !ent_text_equal(c->iri, ENT_TEXT(ENT_CLASS_EVENT))) {
    if (!ent_text_equal(c->iri, ENT_TEXT(ENT_CLASS_DEPARTURE))) {
      happening_add(a, EVENTS, a->nodes.events[i], h, c->local, status);
    }
    c = ent_vocabulary_class(a->facts->vocabulary, c->parent);
  }
  evidence_add(a, a->nodes.events[i], &h->source);
}

/// Finds the type that the queries know in a class or those above it; absent
/// if there is none.
static ent_text
type_of(const ent_facts *facts, ent_text class_iri, const char *const *types,
        size_t n)
{
  const ent_vocabulary_term *c =
      ent_vocabulary_class(facts->vocabulary, class_iri);
  for (; c; c = ent_vocabulary_class(facts->vocabulary, c->parent)) {
    for (size_t i = 0; i < n; i++) {
      if (ent_text_equal(c->local, ent_text_from(types[i]))) {
        return c->local;
      }
    }
  }
  return (ent_text){NULL, 0};
}

static void
agreement_add(adding *a, size_t i)
{
  static const char *const types[] = {"MemorandumOfUnderstanding",
                                      "MemorandumOfCooperation",
                                      "Treaty",
                                      "Protocol",
                                      "Declaration",
                                      "Contract"};
  static const char *const statuses[][2] = {
      {"signed", "signed"},      {"ratified", "signed"},
      {"in-force", "signed"},    {"extended", "signed"},
      {"suspended", "signed"},   {"terminated", "signed"},
      {"initialled", "planned"}, {"announced", "planned"},
      {"planned", "planned"}};
  const ent_happening *h = &a->facts->agreements[i];
  const ent_text type =
      type_of(a->facts, h->type_iri, types, sizeof types / sizeof *types);
  const ent_text status =
      status_of(h->status, statuses, sizeof statuses / sizeof *statuses);
  if (status.data) {
    happening_add(a, AGREEMENTS, a->nodes.agreements[i], h,
                  type.data ? type : ENT_TEXT("Agreement"), status);
  }
  evidence_add(a, a->nodes.agreements[i], &h->source);
}

static void
relation_add(adding *a, size_t i)
{
  const ent_relation *r = &a->facts->relations[i];
  ROW(a, RELATIONS, r->type, a->nodes.entities[r->subject],
      a->nodes.entities[r->object], ent_text_from(r->date.value),
      a->nodes.article, a->nodes.relations[i]);
  evidence_add(a, a->nodes.relations[i], &r->source);
}

static void
all_add(void *user)
{
  adding *a = (adding *)user;
  const ent_facts *f = a->facts;
  a->seen = ent_map_new(a->arena);
  a->nodes = ent_nodes_make(a->arena, f, a->base);
  article_add(a);
  for (size_t i = 0; i < f->n_entities; i++) {
    entity_add(a, i);
  }
  for (size_t i = 0; i < f->n_positions; i++) {
    position_add(a, i);
  }
  for (size_t i = 0; i < f->n_events; i++) {
    event_add(a, i);
  }
  for (size_t i = 0; i < f->n_agreements; i++) {
    agreement_add(a, i);
  }
  for (size_t i = 0; i < f->n_relations; i++) {
    relation_add(a, i);
  }
}

static ent_status
no_memory(ent_error *error)
{
  return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                  "out of memory");
}

ent_status
ent_tables_facts(void *user, const ent_facts *facts, ent_error *error)
{
  ent_tables *t = (ent_tables *)user;
  adding a = {.facts = facts, .base = t->base, .error = error};
  a.arena = t->arena;
  ent_arena_reset(t->arena);
  if (ent_arena_guard(t->arena, all_add, &a) != ENT_OK) {
    return no_memory(error);
  }
  for (int i = 0; i < ENT_N_TABLES && a.status == ENT_OK; i++) {
    for (size_t k = 0; k < a.rows[i].n && a.status == ENT_OK; k++) {
      const row *r = &a.rows[i].items[k];
      a.status = ent_csv_row(t->streams[i], r->cells, r->n, error);
    }
  }
  return a.status;
}

const char *
ent_table_name(size_t i)
{
  return tables[i].name;
}

ent_status
ent_tables_new(FILE *const streams[ENT_N_TABLES], ent_text base,
               ent_tables **made, ent_error *error)
{
  ent_tables *t = (ent_tables *)calloc(1, sizeof *t);
  if (!t || !(t->arena = ent_arena_new())) {
    free(t);
    return no_memory(error);
  }
  t->base = base;
  memcpy(t->streams, streams, sizeof t->streams);
  ent_status status = ENT_OK;
  for (int i = 0; i < ENT_N_TABLES && status == ENT_OK; i++) {
    status = ent_csv_row(t->streams[i], tables[i].columns, tables[i].n_columns,
                         error);
  }
  if (status == ENT_OK) {
    *made = t;
  } else {
    ent_tables_free(t);
  }
  return status;
}

void
ent_tables_free(ent_tables *t)
{
  if (t) {
    ent_arena_free(t->arena);
    free(t);
  }
}
