// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes the statements of one article's graph, as ontology/README.md lists
/// them.  Statements about one node follow each other.

#include "extractor/base/digest.h"
#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "ontology/terms.h"
#include "output/graph/emitter.h"
#include "output/graph/nodes.h"
#include "output/graph/term.h"

#include <string.h>

#define CONTEXT ((size_t)32) // code points of prefix and suffix

/// What is said of an entity or agreement in other facts: a linked list for
/// each.
typedef struct {
  ent_text predicate;
  ent_text object;
  uint32_t next; ///< ENT_NONE ends the list
} link;

typedef struct {
  ent_emitter out;
  ent_arena *arena;
  const ent_facts *facts;
  ent_nodes nodes;
  ent_quotes quotes;
  bool *acting;         ///< Of each entity: it is somewhere an agent
  uint32_t *first_link; ///< Of each entity, then of each agreement
  ENT_VECTOR(link) links;
  ent_text base; ///< As given; `nodes` is made inside the guard
} graph;

static void
type_add(graph *g, ent_text node, ent_text class_iri)
{
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_RDF_TYPE), class_iri);
}

/// Says where a code of a code list applies.
static void
code_add(graph *g, ent_text node, ent_text property, ent_text scheme,
         ent_text code)
{
  ent_emit_iri(
      &g->out, node, property,
      ENT_JOIN(g->arena, ENT_TEXT(ENT_NS_CODE), scheme, ENT_TEXT("/"), code));
}

static void
article_add(graph *g)
{
  const ent_article *a = g->facts->article;
  const ent_text node = g->nodes.article;
  char hash[65];
  type_add(g, node, ENT_TEXT(ENT_CLASS_ARTICLE));
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_SCHEMA_HEADLINE), a->title);
  if (a->published[0]) {
    ent_emit_typed(&g->out, node, ENT_TEXT(ENT_SCHEMA_DATE_PUBLISHED),
                   ent_text_from(a->published), ENT_TEXT(ENT_XSD_DATE));
  }
  if (a->url.data && ent_iri_check(a->url, NULL) == ENT_OK) {
    ent_emit_iri(&g->out, node, ENT_TEXT(ENT_SCHEMA_URL), a->url);
  }
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_SOURCE_FILE), a->source);
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_PUBLISHER_NAME),
                a->publisher);
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_AUTHOR_NAME), a->author);
  ent_sha256(a->text, hash);
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_TEXT_HASH),
                ent_arena_copy(g->arena, hash, 64));
}

/// Adds what other facts say of the entity or agreement `number`.
static void
links_add(graph *g, ent_text node, size_t number)
{
  for (uint32_t i = g->first_link[number]; i != ENT_NONE;
       i = g->links.items[i].next) {
    ent_emit_iri(&g->out, node, g->links.items[i].predicate,
                 g->links.items[i].object);
  }
}

static void
entity_add(graph *g, size_t i)
{
  static const ent_text classes[] = {
      [ENT_PERSON] = {ENT_CLASS_PERSON, sizeof ENT_CLASS_PERSON - 1},
      [ENT_ORGANIZATION] = {ENT_CLASS_ORGANIZATION,
                            sizeof ENT_CLASS_ORGANIZATION - 1},
      [ENT_PLACE] = {ENT_CLASS_PLACE, sizeof ENT_CLASS_PLACE - 1}};
  const ent_entity *e = &g->facts->entities[i];
  const ent_text node = g->nodes.entities[i];
  type_add(g, node, classes[e->kind]);
  if (e->class_iri.data) {
    type_add(g, node, e->class_iri);
  }
  if (g->acting[i] && e->kind == ENT_PLACE && e->country[0]) {
    type_add(g, node, ENT_TEXT(ENT_CLASS_POLITY));
  }
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_RDFS_LABEL), e->name);
  for (size_t k = 0; k < e->n_aliases; k++) {
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_SKOS_ALT_LABEL), e->aliases[k]);
  }
  if (e->country[0]) {
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_COUNTRY_CODE),
                  ent_text_from(e->country));
  }
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_MENTIONED_IN),
               g->nodes.article);
  links_add(g, node, i);
}

/// Writes a number from 0 to 1 with two digits at most and one at least.
static ent_text
confidence_text(ent_arena *arena, double confidence)
{
  const int percent = confidence >= 1   ? 100
                      : confidence >= 0 ? (int)(confidence * 100 + 0.5)
                                        : 0;
  const char text[4] = {(char)('0' + percent / 100), '.',
                        (char)('0' + percent / 10 % 10),
                        (char)('0' + percent % 10)};
  return ent_arena_copy(arena, text, text[3] == '0' ? 3 : 4);
}

static void
source_add(graph *g, ent_text node, const ent_source *source)
{
  for (size_t i = 0; i < source->n_evidence; i++) {
    const ent_span span =
        ent_evidence_span(&g->nodes.points, &source->evidence[i], g->quotes);
    ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_EVIDENCE),
                 ent_span_iri(g->arena, &g->nodes, span));
  }
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_RULE), source->rule);
  ent_emit_typed(&g->out, node, ENT_TEXT(ENT_PROPERTY_CONFIDENCE),
                 confidence_text(g->arena, source->confidence),
                 ENT_TEXT(ENT_XSD_DECIMAL));
}

/// Adds a date as precise as the text gives it.
static void
date_add(graph *g, ent_text node, ent_text property, const ent_date *date)
{
  const ent_text value = ent_text_from(date->value);
  if (date->precision == ENT_PRECISION_NONE || value.len == 0) {
    return;
  }
  ent_emit_typed(&g->out, node, property, value,
                 value.len == 4   ? ENT_TEXT(ENT_XSD_G_YEAR)
                 : value.len == 7 ? ENT_TEXT(ENT_XSD_G_YEAR_MONTH)
                                  : ENT_TEXT(ENT_XSD_DATE));
}

/// Adds a date with its bounds, its precision and its words.
static void
whole_date_add(graph *g, ent_text node, ent_text property, const ent_date *date)
{
  static const char *const codes[] = {[ENT_PRECISION_DAY] = "day",
                                      [ENT_PRECISION_MONTH] = "month",
                                      [ENT_PRECISION_QUARTER] = "quarter",
                                      [ENT_PRECISION_YEAR] = "year",
                                      [ENT_PRECISION_DECADE] = "decade"};
  if (date->precision == ENT_PRECISION_NONE) {
    return;
  }
  date_add(g, node, property, date);
  ent_emit_typed(&g->out, node, ENT_TEXT(ENT_PROPERTY_EARLIEST),
                 ent_text_from(date->earliest), ENT_TEXT(ENT_XSD_DATE));
  ent_emit_typed(&g->out, node, ENT_TEXT(ENT_PROPERTY_LATEST),
                 ent_text_from(date->latest), ENT_TEXT(ENT_XSD_DATE));
  code_add(g, node, ENT_TEXT(ENT_PROPERTY_DATE_PRECISION),
           ENT_TEXT("precision"), ent_text_from(codes[date->precision]));
  if (date->words.end > date->words.start) {
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_DATE_TEXT),
                  ent_text_slice(g->facts->article->text, date->words));
  }
}

static void
position_add(graph *g, size_t i)
{
  const ent_position *p = &g->facts->positions[i];
  const ent_text position = g->nodes.positions[i];
  const ent_text tenure = g->nodes.tenures[i];
  const bool somewhere = p->organization != ENT_NONE;
  type_add(g, position, ENT_TEXT(ENT_CLASS_POSITION));
  ent_emit_english(&g->out, position, ENT_TEXT(ENT_RDFS_LABEL), p->title);
  if (somewhere) {
    ent_emit_iri(&g->out, position, ENT_TEXT(ENT_PROPERTY_ORGANIZATION),
                 g->nodes.entities[p->organization]);
  }
  type_add(g, tenure, ENT_TEXT(ENT_CLASS_TENURE));
  ent_emit_iri(&g->out, tenure, ENT_TEXT(ENT_PROPERTY_MENTIONED_IN),
               g->nodes.article);
  ent_emit_iri(&g->out, tenure, ENT_TEXT(ENT_PROPERTY_HOLDER),
               g->nodes.entities[p->person]);
  ent_emit_iri(&g->out, tenure, ENT_TEXT(ENT_PROPERTY_POSITION), position);
  ent_emit_english(&g->out, tenure, ENT_TEXT(ENT_PROPERTY_POSITION_TITLE),
                   p->title);
  if (somewhere) {
    ent_emit_iri(&g->out, tenure, ENT_TEXT(ENT_PROPERTY_ORGANIZATION),
                 g->nodes.entities[p->organization]);
  }
  date_add(g, tenure, ENT_TEXT(ENT_PROPERTY_START_DATE), &p->start);
  date_add(g, tenure, ENT_TEXT(ENT_PROPERTY_END_DATE), &p->end);
  source_add(g, tenure, &p->source);
}

/// Tells whether a role has somebody, or something, in it.
static bool
is_filled(const ent_role *role)
{
  return role->entity != ENT_NONE || role->agreement != ENT_NONE;
}

/// Names the part of an entity or agreement in `node`.
static ent_text
participation_iri(graph *g, ent_text node, const ent_role *role)
{
  ent_text what;
  if (role->entity != ENT_NONE) {
    what = g->facts->entities[role->entity].path;
  } else {
    const ent_text iri = g->nodes.agreements[role->agreement];
    const size_t skip = g->nodes.article.len + 1;
    what = (ent_text){iri.data + skip, iri.len - skip};
  }
  return ENT_JOIN(g->arena, node, ENT_TEXT("/"), role->role, ENT_TEXT("/"),
                  what);
}

/// Adds the links to the parts of `h`, and their shortcuts.
static void
roles_link(graph *g, ent_text node, const ent_happening *h, bool agreement)
{
  for (size_t i = 0; i < h->n_roles; i++) {
    if (is_filled(&h->roles[i])) {
      ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_PARTICIPATION),
                   participation_iri(g, node, &h->roles[i]));
    }
  }
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *role = &h->roles[i];
    if (role->entity == ENT_NONE) {
      continue;
    }
    const ent_text agent = g->nodes.entities[role->entity];
    if (!agreement && ent_text_equal(role->role, ENT_TEXT("participant"))) {
      ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_HAS_PARTICIPANT),
                   agent);
    } else if (agreement && ent_text_equal(role->role, ENT_TEXT("party"))) {
      ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_PARTY), agent);
    } else if (agreement && ent_text_equal(role->role, ENT_TEXT("signatory"))) {
      ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_SIGNATORY), agent);
    }
  }
}

/// Adds the parts themselves.
static void
roles_add(graph *g, ent_text node, const ent_happening *h)
{
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *role = &h->roles[i];
    if (!is_filled(role)) {
      continue;
    }
    const ent_text part = participation_iri(g, node, role);
    type_add(g, part, ENT_TEXT(ENT_CLASS_PARTICIPATION));
    code_add(g, part, ENT_TEXT(ENT_PROPERTY_ROLE), ENT_TEXT("role"),
             role->role);
    if (role->entity != ENT_NONE) {
      ent_emit_iri(&g->out, part, ENT_TEXT(ENT_PROPERTY_AGENT),
                   g->nodes.entities[role->entity]);
    } else {
      ent_emit_iri(&g->out, part, ENT_TEXT(ENT_PROPERTY_AGREEMENT),
                   g->nodes.agreements[role->agreement]);
    }
    if (role->behalf != ENT_NONE) {
      ent_emit_iri(&g->out, part, ENT_TEXT(ENT_PROPERTY_ON_BEHALF_OF),
                   g->nodes.entities[role->behalf]);
    }
  }
}

/// Adds a class and those above it, up to Event or Agreement.
static void
classes_add(graph *g, ent_text node, ent_text top, ent_text class_iri)
{
  type_add(g, node, top);
  while (class_iri.data && !ent_text_equal(class_iri, top)) {
    const ent_vocabulary_term *term =
        ent_vocabulary_class(g->facts->vocabulary, class_iri);
    type_add(g, node, class_iri);
    class_iri = term ? term->parent : (ent_text){NULL, 0};
  }
}

/// Adds what events and agreements share, up to their date.
static void
happening_begin(graph *g, ent_text node, const ent_happening *h, bool agreement)
{
  classes_add(g, node,
              agreement ? ENT_TEXT(ENT_CLASS_AGREEMENT)
                        : ENT_TEXT(ENT_CLASS_EVENT),
              h->type_iri);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_MENTIONED_IN),
               g->nodes.article);
  if (agreement) {
    code_add(g, node, ENT_TEXT(ENT_PROPERTY_AGREEMENT_STATUS),
             ENT_TEXT("agreementStatus"), h->status);
  } else {
    code_add(g, node, ENT_TEXT(ENT_PROPERTY_EVENT_STATUS),
             ENT_TEXT("eventStatus"), h->status);
  }
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_NAME), h->name);
  whole_date_add(g, node,
                 agreement ? ENT_TEXT(ENT_PROPERTY_DATE_SIGNED)
                           : ENT_TEXT(ENT_PROPERTY_DATE),
                 &h->date);
  if (h->place != ENT_NONE) {
    ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_PLACE),
                 g->nodes.entities[h->place]);
  }
}

static void
event_add(graph *g, size_t i)
{
  const ent_happening *h = &g->facts->events[i];
  const ent_text node = g->nodes.events[i];
  ent_text honour = {NULL, 0};
  happening_begin(g, node, h, false);
  if (h->part_of != ENT_NONE) {
    ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_PART_OF_EVENT),
                 g->nodes.events[h->part_of]);
  }
  if (h->name.data && ent_text_equal(h->type, ENT_TEXT("Award"))) {
    honour = ENT_JOIN(g->arena, g->base, ENT_TEXT("honour/"),
                      ent_text_fold(g->arena, h->name));
    ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_HONOUR), honour);
  }
  roles_link(g, node, h, false);
  source_add(g, node, &h->source);
  roles_add(g, node, h);
  if (honour.data) {
    type_add(g, honour, ENT_TEXT(ENT_CLASS_HONOUR));
    ent_emit_text(&g->out, honour, ENT_TEXT(ENT_RDFS_LABEL), h->name);
  }
}

/// Writes a decimal with a digit behind the point and no other trailing zero;
/// absent if it is none.
static ent_text
decimal_text(ent_arena *arena, ent_text text)
{
  if (!text.data || !ent_lexical_right(ENT_TEXT("decimal"), text)) {
    return (ent_text){NULL, 0};
  }
  if (!memchr(text.data, '.', text.len)) {
    return ENT_JOIN(arena, text, ENT_TEXT(".0"));
  }
  while (text.data[text.len - 1] == '0') {
    text.len--;
  }
  return text.data[text.len - 1] == '.' ? ENT_JOIN(arena, text, ENT_TEXT("0"))
                                        : text;
}

static void
agreement_add(graph *g, size_t i)
{
  const ent_happening *h = &g->facts->agreements[i];
  const ent_text node = g->nodes.agreements[i];
  const ent_text amount = decimal_text(g->arena, h->amount);
  happening_begin(g, node, h, true);
  if (amount.data) {
    ent_emit_typed(&g->out, node, ENT_TEXT(ENT_PROPERTY_AMOUNT), amount,
                   ENT_TEXT(ENT_XSD_DECIMAL));
    if (h->currency[0]) {
      ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_CURRENCY),
                    ent_text_from(h->currency));
    }
  }
  links_add(g, node, g->facts->n_entities + i);
  roles_link(g, node, h, true);
  source_add(g, node, &h->source);
  roles_add(g, node, h);
}

static void
relation_add(graph *g, size_t i)
{
  const ent_relation *r = &g->facts->relations[i];
  const ent_text node = g->nodes.relations[i];
  type_add(g, node, ENT_TEXT(ENT_CLASS_RELATION));
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_MENTIONED_IN),
               g->nodes.article);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_RELATION_TYPE),
               r->type_iri);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_SUBJECT),
               g->nodes.entities[r->subject]);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_PROPERTY_OBJECT),
               g->nodes.entities[r->object]);
  date_add(g, node, ENT_TEXT(ENT_PROPERTY_START_DATE), &r->date);
  source_add(g, node, &r->source);
}

/// Adds the words of a span with what stands around them, or their digest.
static void
quote_add(graph *g, ent_text node, ent_span span)
{
  const ent_points *points = &g->nodes.points;
  const ent_text text = g->facts->article->text;
  const ent_text exact = ent_text_slice(text, span);
  type_add(g, node, ENT_TEXT(ENT_OA_TEXT_QUOTE_SELECTOR));
  if (g->quotes == ENT_QUOTES_NONE) {
    char hash[65];
    ent_sha256(exact, hash);
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_PROPERTY_QUOTE_HASH),
                  ent_arena_copy(g->arena, hash, 64));
    return;
  }
  const ent_span before = {
      (uint32_t)ent_points_back(points, span.start, CONTEXT), span.start};
  const ent_span after = {
      span.end, (uint32_t)ent_points_forward(points, span.end, CONTEXT)};
  ent_emit_text(&g->out, node, ENT_TEXT(ENT_OA_EXACT), exact);
  if (before.end > before.start) {
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_OA_PREFIX),
                  ent_text_slice(text, before));
  }
  if (after.end > after.start) {
    ent_emit_text(&g->out, node, ENT_TEXT(ENT_OA_SUFFIX),
                  ent_text_slice(text, after));
  }
}

static void
span_add(graph *g, ent_span span)
{
  const ent_points *points = &g->nodes.points;
  const ent_text node = ent_span_iri(g->arena, &g->nodes, span);
  const ent_text position = ENT_JOIN(g->arena, node, ENT_TEXT("/position"));
  const ent_text quote = ENT_JOIN(g->arena, node, ENT_TEXT("/quote"));
  const ent_text number = ENT_TEXT(ENT_XSD_NON_NEGATIVE_INTEGER);
  type_add(g, node, ENT_TEXT(ENT_CLASS_TEXT_SPAN));
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_OA_HAS_SOURCE), g->nodes.article);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_OA_HAS_SELECTOR), position);
  ent_emit_iri(&g->out, node, ENT_TEXT(ENT_OA_HAS_SELECTOR), quote);
  type_add(g, position, ENT_TEXT(ENT_OA_TEXT_POSITION_SELECTOR));
  ent_emit_typed(&g->out, position, ENT_TEXT(ENT_OA_START),
                 ent_text_number(g->arena, ent_points_at(points, span.start)),
                 number);
  ent_emit_typed(&g->out, position, ENT_TEXT(ENT_OA_END),
                 ent_text_number(g->arena, ent_points_at(points, span.end)),
                 number);
  quote_add(g, quote, span);
}

/// Adds the spans of a source that no earlier source had.
static void
spans_add(graph *g, ent_map *seen, const ent_source *source)
{
  for (size_t i = 0; i < source->n_evidence; i++) {
    const ent_span span =
        ent_evidence_span(&g->nodes.points, &source->evidence[i], g->quotes);
    uint32_t *times =
        ent_map_at(seen, (ent_text){(const char *)&span, sizeof span}, 0);
    if ((*times)++ == 0) {
      span_add(g, span);
    }
  }
}

static void
all_spans_add(graph *g)
{
  const ent_facts *f = g->facts;
  ent_map *seen = ent_map_new(g->arena);
  for (size_t i = 0; i < f->n_positions; i++) {
    spans_add(g, seen, &f->positions[i].source);
  }
  for (size_t i = 0; i < f->n_events; i++) {
    spans_add(g, seen, &f->events[i].source);
  }
  for (size_t i = 0; i < f->n_agreements; i++) {
    spans_add(g, seen, &f->agreements[i].source);
  }
  for (size_t i = 0; i < f->n_relations; i++) {
    spans_add(g, seen, &f->relations[i].source);
  }
}

/// Puts a link before those that `number` has.
static void
link_push(graph *g, size_t number, ent_text predicate, ent_text object)
{
  const link made = {predicate, object, g->first_link[number]};
  g->first_link[number] = (uint32_t)g->links.n;
  *ENT_PUSH(g->arena, &g->links) = made;
}

/// Links the agreements of a signing to it.
static void
signing_gather(graph *g, size_t event)
{
  const ent_happening *h = &g->facts->events[event];
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *role = &h->roles[i];
    if (role->entity == ENT_NONE && role->agreement != ENT_NONE) {
      link_push(g, g->facts->n_entities + role->agreement,
                ENT_TEXT(ENT_PROPERTY_SIGNED_AT), g->nodes.events[event]);
    }
  }
}

/// Gathers the links, last first, so that each list ends up in order.
static void
links_gather(graph *g)
{
  const ent_facts *f = g->facts;
  const size_t n = f->n_entities + f->n_agreements;
  g->first_link = ENT_ARENA_ARRAY(g->arena, uint32_t, n);
  memset(g->first_link, 0xff, sizeof(uint32_t) * n);
  for (size_t i = f->n_relations; i-- > 0;) {
    const ent_relation *r = &f->relations[i];
    link_push(g, r->subject, r->type_iri, g->nodes.entities[r->object]);
  }
  for (size_t i = f->n_positions; i-- > 0;) {
    link_push(g, f->positions[i].person, ENT_TEXT(ENT_PROPERTY_HOLDS_POSITION),
              g->nodes.positions[i]);
  }
  for (size_t i = f->n_events; i-- > 0;) {
    if (ent_text_equal(f->events[i].type, ENT_TEXT("Signing"))) {
      signing_gather(g, i);
    }
  }
}

/// Tells whether `role` is that of somebody who acts.
static bool
is_agents(ent_text role)
{
  static const ent_text others[] = {{"visited", 7}, {"founded", 7}};
  return !ent_text_equal(role, others[0]) && !ent_text_equal(role, others[1]);
}

static void
happenings_act(graph *g, const ent_happening *items, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < items[i].n_roles; k++) {
      const ent_role *role = &items[i].roles[k];
      if (role->entity != ENT_NONE && is_agents(role->role)) {
        g->acting[role->entity] = true;
      }
      if (role->behalf != ENT_NONE) {
        g->acting[role->behalf] = true;
      }
    }
  }
}

/// Finds the entities that are an agent in some fact.
static void
acting_gather(graph *g)
{
  const ent_facts *f = g->facts;
  g->acting = ENT_ARENA_ARRAY(g->arena, bool, f->n_entities);
  happenings_act(g, f->events, f->n_events);
  happenings_act(g, f->agreements, f->n_agreements);
  for (size_t i = 0; i < f->n_positions; i++) {
    if (f->positions[i].organization != ENT_NONE) {
      g->acting[f->positions[i].organization] = true;
    }
  }
  for (size_t i = 0; i < f->n_relations; i++) {
    const ent_relation *r = &f->relations[i];
    if (ent_text_equal(r->type, ENT_TEXT("memberOf"))) {
      g->acting[r->subject] = true;
    } else if (ent_text_equal(r->type, ENT_TEXT("partOf"))) {
      g->acting[r->object] = true;
    }
  }
}

static void
all_add(void *user)
{
  graph *g = (graph *)user;
  const ent_facts *f = g->facts;
  g->nodes = ent_nodes_make(g->arena, f, g->base);
  ent_emitter_begin(&g->out, g->arena, g->nodes.article);
  links_gather(g);
  acting_gather(g);
  article_add(g);
  for (size_t i = 0; i < f->n_entities; i++) {
    entity_add(g, i);
  }
  for (size_t i = 0; i < f->n_positions; i++) {
    position_add(g, i);
  }
  for (size_t i = 0; i < f->n_events; i++) {
    event_add(g, i);
  }
  for (size_t i = 0; i < f->n_agreements; i++) {
    agreement_add(g, i);
  }
  for (size_t i = 0; i < f->n_relations; i++) {
    relation_add(g, i);
  }
  all_spans_add(g);
}

ent_status
ent_facts_each_statement(const ent_facts *facts, ent_text base,
                         ent_quotes quotes, ent_statement_fn fn, void *user,
                         ent_error *error)
{
  graph g = {.facts = facts, .quotes = quotes, .base = base};
  g.out = (ent_emitter){.fn = fn, .user = user, .error = error};
  g.arena = ent_arena_new();
  if (!g.arena || ent_arena_guard(g.arena, all_add, &g) != ENT_OK) {
    g.out.status = ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                            "out of memory");
  }
  ent_arena_free(g.arena);
  return g.out.status;
}
