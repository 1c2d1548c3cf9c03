// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/source.h"

#include "extractor/base/text.h"
#include "output/store/results.h"

#include <stdlib.h>
#include <string.h>

/// One triple pattern being matched.
typedef struct {
  ent_source_link *link;
  ent_matches matches;
  ent_quad quad; ///< The current match
  bool end;
  rasqal_variable *variables[4]; ///< By part, those that it binds
} pattern;

static ent_text
uri_text(raptor_uri *uri)
{
  if (!uri) {
    return (ent_text){0};
  }
  size_t len = 0;
  const unsigned char *s = raptor_uri_as_counted_string(uri, &len);
  return (ent_text){(const char *)s, len};
}

bool
ent_source_term(rasqal_literal *l, ent_term *t, ent_arena *scratch)
{
  *t = (ent_term){0};
  if (!l) {
    return false;
  }
  if (l->type == RASQAL_LITERAL_URI) {
    t->kind = ENT_TERM_IRI;
    t->value = uri_text(l->value.uri);
    return true;
  }
  if (!l->string) {
    return false;
  }
  t->value = (ent_text){(const char *)l->string, l->string_len};
  if (l->type == RASQAL_LITERAL_BLANK) {
    char *name = ent_arena_alloc(scratch, t->value.len + 3);
    memcpy(name, ENT_BLANK, 2);
    memcpy(name + 2, t->value.data, t->value.len);
    t->kind = ENT_TERM_IRI;
    t->value = (ent_text){name, t->value.len + 2};
    return true;
  }
  t->kind = ENT_TERM_LITERAL;
  t->lang = ent_text_from(l->language);
  t->datatype = uri_text(l->datatype);
  return true;
}

/// Copies a text as rasqal wants to own it.
static char *
rasqal_copy(ent_text text)
{
  char *copy = rasqal_alloc_memory(text.len + 1);
  if (copy) {
    memcpy(copy, text.data, text.len);
    copy[text.len] = 0;
  }
  return copy;
}

static rasqal_literal *
make_literal(ent_source_link *link, const ent_term *t)
{
  raptor_world *raptor = rasqal_world_get_raptor(link->world);
  if (t->kind == ENT_TERM_IRI) {
    raptor_uri *uri = raptor_new_uri_from_counted_string(
        raptor, (const unsigned char *)t->value.data, t->value.len);
    return uri ? rasqal_new_uri_literal(link->world, uri) : NULL;
  }
  char *value = rasqal_copy(t->value);
  char *lang = t->lang.len ? rasqal_copy(t->lang) : NULL;
  raptor_uri *type =
      t->datatype.len ? raptor_new_uri_from_counted_string(
                            raptor, (const unsigned char *)t->datatype.data,
                            t->datatype.len)
                      : NULL;
  return value ? rasqal_new_string_literal(link->world, (unsigned char *)value,
                                           lang, type, NULL)
               : NULL;
}

/// Gives the literal of a term; the caller owns one reference.
static rasqal_literal *
literal_of(ent_source_link *link, ent_term_id id)
{
  if (!link->literals[id]) {
    link->literals[id] = make_literal(link, &link->dataset->terms.items[id]);
  }
  return rasqal_new_literal_from_literal(link->literals[id]);
}

/// Finds the id of a constant; 0 if the dataset lacks it.
static ent_term_id
id_of(ent_source_link *link, rasqal_literal *l)
{
  ent_term t;
  return ent_source_term(l, &t, link->dataset->arena)
             ? ent_dataset_find(link->dataset, &t)
             : 0;
}

/// Moves to the next match in which a variable used twice has one value.
static void
advance(pattern *p)
{
  while (ent_matches_next(&p->matches, &p->quad)) {
    bool fits = true;
    for (int i = 1; i < 4; i++) {
      for (int k = 1; k < i; k++) {
        fits = fits && (!p->variables[i] || p->variables[i] != p->variables[k] ||
                        p->quad.ids[i] == p->quad.ids[k]);
      }
    }
    if (fits) {
      return;
    }
  }
  p->end = true;
}

static rasqal_triple_parts
bind_match(rasqal_triples_match *match, void *user, rasqal_variable *bindings[4],
           rasqal_triple_parts parts)
{
  static const rasqal_triple_parts bits[4] = {
      RASQAL_TRIPLE_NONE, RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE,
      RASQAL_TRIPLE_OBJECT};
  pattern *p = user;
  (void)match;
  (void)bindings;
  for (int i = 1; i < 4; i++) {
    if (p->variables[i] && (parts & bits[i])) {
      rasqal_variable_set_value(p->variables[i],
                                literal_of(p->link, p->quad.ids[i]));
    }
  }
  return parts;
}

static void
next_match(rasqal_triples_match *match, void *user)
{
  (void)match;
  advance(user);
}

static int
is_end(rasqal_triples_match *match, void *user)
{
  (void)match;
  return ((pattern *)user)->end;
}

static void
finish(rasqal_triples_match *match, void *user)
{
  (void)match;
  free(user);
}

/// Begins to match a triple pattern.
///
/// A variable with a value is a constant here, and rasqal is not told that the
/// pattern binds it (`meta->bindings`).  So the right side of a join is looked
/// up for the row at the left, and does not, as rasqal 0.9.33 has it, take the
/// value away from the left when it is done.
static int
init_match(rasqal_triples_match *match, rasqal_triples_source *source,
           void *user, rasqal_triple_meta *meta, rasqal_triple *t)
{
  (void)source;
  pattern *p = calloc(1, sizeof *p);
  if (!p) {
    return 1;
  }
  p->link = *(ent_source_link **)user;
  rasqal_literal *parts[4] = {t->origin, t->subject, t->predicate, t->object};
  ent_term_id want[4] = {0};
  for (int i = 0; i < 4; i++) {
    rasqal_variable *v = parts[i] ? rasqal_literal_as_variable(parts[i]) : NULL;
    rasqal_literal *value = v ? v->value : parts[i];
    if (value) {
      want[i] = id_of(p->link, value);
      p->end = p->end || !want[i];
    } else if (i > 0) {
      p->variables[i] = v;
    }
    meta->bindings[(i + 3) % 4] = p->variables[i];
  }
  if (!p->end) {
    p->matches = ent_dataset_match(p->link->dataset, want);
    advance(p);
  }
  match->user_data = p;
  match->bind_match = bind_match;
  match->next_match = next_match;
  match->is_end = is_end;
  match->finish = finish;
  return 0;
}

static int
triple_present(rasqal_triples_source *source, void *user, rasqal_triple *t)
{
  (void)source;
  ent_source_link *link = *(ent_source_link **)user;
  rasqal_literal *parts[4] = {t->origin, t->subject, t->predicate, t->object};
  ent_term_id want[4] = {0};
  for (int i = 0; i < 4; i++) {
    if (parts[i]) {
      want[i] = id_of(link, parts[i]);
      if (!want[i]) {
        return 0;
      }
    }
  }
  ent_quad quad;
  ent_matches m = ent_dataset_match(link->dataset, want);
  return ent_matches_next(&m, &quad);
}

static void
free_source(void *user)
{
  (void)user;
}

/// Names all graphs to the query, so that GRAPH ?g can walk over them.
static bool
add_graphs(const ent_source_link *link, rasqal_query *query)
{
  raptor_world *raptor = rasqal_world_get_raptor(link->world);
  for (size_t i = 0; i < link->dataset->graphs.n; i++) {
    const ent_text iri =
        link->dataset->terms.items[link->dataset->graphs.items[i]].value;
    raptor_uri *uri = raptor_new_uri_from_counted_string(
        raptor, (const unsigned char *)iri.data, iri.len);
    rasqal_data_graph *graph =
        uri ? rasqal_new_data_graph_from_uri(link->world, uri, uri,
                                             RASQAL_DATA_GRAPH_NAMED, NULL,
                                             NULL, NULL)
            : NULL;
    if (uri) {
      raptor_free_uri(uri);
    }
    if (!graph || rasqal_query_add_data_graph(query, graph)) {
      return false;
    }
  }
  return true;
}

static int
new_source(rasqal_query *query, void *factory_user, void *user,
           rasqal_triples_source *source)
{
  ent_source_link *link = factory_user;
  *(ent_source_link **)user = link;
  source->version = 1;
  source->init_triples_match = init_match;
  source->triple_present = triple_present;
  source->free_triples_source = free_source;
  return add_graphs(link, query) ? 0 : 1;
}

static int
register_factory(rasqal_triples_source_factory *factory)
{
  factory->version = 1;
  factory->user_data_size = sizeof(ent_source_link *);
  factory->new_triples_source = new_source;
  return 0;
}

bool
ent_source_register(ent_source_link *link, rasqal_world *world,
                    ent_dataset *dataset)
{
  link->dataset = dataset;
  link->world = world;
  link->literals =
      ENT_ARENA_ARRAY(dataset->arena, rasqal_literal *, dataset->terms.n);
  return rasqal_set_triples_source_factory(world, register_factory, link) == 0;
}

void
ent_source_clear(ent_source_link *link)
{
  for (size_t i = 0; link->literals && i < link->dataset->terms.n; i++) {
    rasqal_free_literal(link->literals[i]);
  }
}
