// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "ontology/collect.h"

#include "extractor/base/text.h"

// terms.h is made with this file, so these few are spelled out.
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define OWL "http://www.w3.org/2002/07/owl#"
#define SKOS "http://www.w3.org/2004/02/skos/core#"

static const struct {
  const char *type;
  ent_vocabulary_kind kind;
} declarations[] = {
    {OWL "Class", ENT_TERM_CLASS},
    {RDFS "Class", ENT_TERM_CLASS},
    {OWL "ObjectProperty", ENT_TERM_PROPERTY},
    {OWL "DatatypeProperty", ENT_TERM_PROPERTY},
    {RDF "Property", ENT_TERM_PROPERTY},
    {SKOS "Concept", ENT_TERM_CONCEPT},
};

ent_collection *
ent_collection_new(ent_arena *arena)
{
  ent_collection *c = ENT_ARENA_ARRAY(arena, ent_collection, 1);
  c->arena = arena;
  c->by_iri = ent_map_new(arena);
  return c;
}

static ent_collected *
item_of(ent_collection *c, ent_text iri)
{
  const uint32_t i = *ent_map_at(c->by_iri, iri, (uint32_t)c->items.n);
  if (i == c->items.n) {
    ent_collected *fresh = ENT_PUSH(c->arena, &c->items);
    fresh->term.iri = ent_arena_copy(c->arena, iri.data, iri.len);
  }
  return &c->items.items[i];
}

static bool
is(const ent_term *term, const char *iri)
{
  return ent_text_equal(term->value, ent_text_from(iri));
}

static void
declare(ent_collected *item, const ent_term *type)
{
  for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++) {
    if (is(type, declarations[i].type)) {
      item->declared = true;
      item->term.kind = declarations[i].kind;
    }
  }
}

static void
keep_first(ent_collection *c, ent_text *field, const ent_term *value)
{
  if (!field->data) {
    *field = ent_arena_copy(c->arena, value->value.data, value->value.len);
  }
}

ent_status
ent_collection_statement(void *collection, const ent_statement *s,
                         ent_error *error)
{
  (void)error;
  ent_collection *c = collection;
  ent_collected *item = item_of(c, s->subject.value);
  if (is(&s->predicate, RDF "type")) {
    declare(item, &s->object);
  } else if (is(&s->predicate, RDFS "subClassOf") &&
             !ent_text_starts(s->object.value, ENT_TEXT(ENT_BLANK_IRI))) {
    keep_first(c, &item->term.parent, &s->object);
  } else if (is(&s->predicate, SKOS "inScheme")) {
    keep_first(c, &item->scheme_iri, &s->object);
  } else if (is(&s->predicate, SKOS "notation")) {
    keep_first(c, &item->code, &s->object);
  }
  return ENT_OK;
}

/// Lends what follows the last '#', '/' or ':'.
static ent_text
local_name(ent_text iri)
{
  size_t at = iri.len;
  while (at > 0 && iri.data[at - 1] != '#' && iri.data[at - 1] != '/' &&
         iri.data[at - 1] != ':') {
    at--;
  }
  return (ent_text){iri.data + at, iri.len - at};
}

const ent_vocabulary_term *
ent_collection_term(ent_collection *collection, size_t i)
{
  ent_collected *item = &collection->items.items[i];
  if (!item->declared) {
    return NULL;
  }
  item->term.local = local_name(item->term.iri);
  if (item->term.kind == ENT_TERM_CONCEPT) {
    item->term.scheme = local_name(item->scheme_iri);
    if (item->code.data) {
      item->term.local = item->code;
    }
  }
  return &item->term;
}
