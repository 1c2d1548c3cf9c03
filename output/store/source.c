// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/source.h"

#include "extractor/base/text.h"
#include "output/store/results.h"

#include <stdlib.h>
#include <string.h>

/// One triple pattern being matched.
///
/// rasqal evaluates a join by running the right side anew for each row at the
/// left, with one value for each variable shared by all.  The right side thus
/// overwrites values of the left that rasqal 0.9.33 never sets again.  So a
/// pattern puts back what it found when it ends, and before it goes on, it
/// sets again what the patterns before it in its group have bound.
typedef struct ent_pattern {
  struct ent_pattern *next;
  ent_source_link *link;
  ent_matches matches;
  ent_quad ahead; ///< The next match
  bool end;
  bool bound;
  ent_quad match;                ///< The match that is bound
  rasqal_variable *variables[4]; ///< By part, those that it binds
  rasqal_literal *before[4];     ///< Their values when it began
  const rasqal_triple *triple;
  uintptr_t group; ///< Alike for the patterns of one group
  int column;      ///< Place in the query
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
  raptor_uri *type = t->datatype.len
                         ? raptor_new_uri_from_counted_string(
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
  while (ent_matches_next(&p->matches, &p->ahead)) {
    bool fits = true;
    for (int i = 1; i < 4; i++) {
      for (int k = 1; k < i; k++) {
        fits =
            fits && (!p->variables[i] || p->variables[i] != p->variables[k] ||
                     p->ahead.ids[i] == p->ahead.ids[k]);
      }
    }
    if (fits) {
      return;
    }
  }
  p->end = true;
}

/// Sets again what a pattern has bound, and the graph it is in.
static void
set_values(pattern *p)
{
  rasqal_variable *graph =
      p->column < p->link->n_graphs ? p->link->graphs[p->column] : NULL;
  if (graph && p->triple->origin) {
    rasqal_variable_set_value(
        graph, rasqal_new_literal_from_literal(p->triple->origin));
  }
  for (int i = 1; i < 4; i++) {
    if (p->variables[i]) {
      rasqal_variable_set_value(p->variables[i],
                                literal_of(p->link, p->match.ids[i]));
    }
  }
}

static rasqal_triple_parts
bind_match(rasqal_triples_match *match, void *user,
           rasqal_variable *bindings[4], rasqal_triple_parts parts)
{
  pattern *p = user;
  (void)match;
  (void)bindings;
  p->match = p->ahead;
  p->bound = true;
  set_values(p);
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
  const pattern *p = user;
  (void)match;
  for (pattern *q = p->end ? NULL : p->link->patterns; q; q = q->next) {
    if (q->bound && q->group == p->group && q->column < p->column) {
      set_values(q);
    }
  }
  return p->end;
}

static void
finish(rasqal_triples_match *match, void *user)
{
  (void)match;
  pattern *p = user;
  for (int i = 1; i < 4; i++) {
    if (p->variables[i]) {
      rasqal_variable_set_value(p->variables[i], p->before[i]);
    }
  }
  pattern **at = &p->link->patterns;
  while (*at != p) {
    at = &(*at)->next;
  }
  *at = p->next;
  free(p);
}

/// Tells whether the value of `v` is of the row at hand: bound by a pattern
/// that is being matched, or the graph being looked at.  Other values may be
/// left over from elsewhere.
static bool
is_current(const ent_source_link *link, const rasqal_variable *v,
           const rasqal_triple *t)
{
  if (t->origin && v->value == t->origin) {
    return true;
  }
  for (const pattern *p = link->nested ? NULL : link->patterns; p;
       p = p->next) {
    for (int i = 1; i < 4; i++) {
      if (p->bound && p->variables[i] == v &&
          v->value == link->literals[p->match.ids[i]]) {
        return true;
      }
    }
  }
  return false;
}

/// Finds the place of a triple pattern in its query.
static int
column_of(rasqal_query *query, const rasqal_triple *t)
{
  int i = 0;
  for (const rasqal_triple *u; (u = rasqal_query_get_triple(query, i)); i++) {
    if (u == t) {
      break;
    }
  }
  return i;
}

/// Sets what a pattern looks for and what it binds.  A variable with a current
/// value is a constant, so that the right side of a join is looked up.
static void
set_parts(pattern *p, const rasqal_triple_meta *meta, rasqal_triple *t)
{
  static const unsigned bits[4] = {
      0, RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT};
  rasqal_literal *parts[4] = {t->origin, t->subject, t->predicate, t->object};
  ent_term_id want[4] = {0};
  for (int i = 0; i < 4; i++) {
    rasqal_variable *v = parts[i] ? rasqal_literal_as_variable(parts[i]) : NULL;
    rasqal_literal *value = v ? v->value : parts[i];
    const bool binds = v && ((unsigned)meta->parts & bits[i]);
    if (value && (!binds || is_current(p->link, v, t))) {
      want[i] = id_of(p->link, value);
      p->end = p->end || !want[i];
    } else if (binds) {
      p->variables[i] = v;
    }
  }
  // Only now: a variable may stand here twice.
  for (int i = 1; i < 4; i++) {
    if (p->variables[i]) {
      p->before[i] = rasqal_new_literal_from_literal(p->variables[i]->value);
    }
  }
  if (!p->end) {
    p->matches = ent_dataset_match(p->link->dataset, want);
    advance(p);
  }
}

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
  p->triple = t;
  p->column = column_of(p->link->query, t);
  // rasqal keeps the metas of a group in one array, by column.
  p->group = (uintptr_t)meta - (uintptr_t)p->column * sizeof *meta;
  set_parts(p, meta, t);
  // rasqal is not to forget values: finish() puts back what was there.
  memset(meta->bindings, 0, sizeof meta->bindings);
  p->next = p->link->patterns;
  p->link->patterns = p;
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

static bool
add_graph(const ent_source_link *link, rasqal_query *query, raptor_uri *uri)
{
  rasqal_data_graph *graph =
      uri ? rasqal_new_data_graph_from_uri(link->world, uri, uri,
                                           RASQAL_DATA_GRAPH_NAMED, NULL, NULL,
                                           NULL)
          : NULL;
  return graph && !rasqal_query_add_data_graph(query, graph);
}

/// Names all graphs to the query, so that GRAPH ?g can walk over them.
static bool
add_graphs(const ent_source_link *link, rasqal_query *query)
{
  raptor_world *raptor = rasqal_world_get_raptor(link->world);
  bool done = true;
  for (size_t i = 0; i < link->dataset->graphs.n && done; i++) {
    const ent_text iri =
        link->dataset->terms.items[link->dataset->graphs.items[i]].value;
    raptor_uri *uri = raptor_new_uri_from_counted_string(
        raptor, (const unsigned char *)iri.data, iri.len);
    done = add_graph(link, query, uri);
    if (uri) {
      raptor_free_uri(uri);
    }
  }
  return done;
}

/// Walks over the parts of a query.  Notes which variable stands for the graph
/// of each triple pattern, and names the graphs that the query itself names:
/// for one that it does not know rasqal gives a row without values, not none.
static bool
note_graphs(ent_source_link *link, rasqal_graph_pattern *part,
            rasqal_variable *graph)
{
  if (rasqal_graph_pattern_get_operator(part) ==
      RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH) {
    rasqal_literal *name = rasqal_graph_pattern_get_origin(part);
    graph = name ? rasqal_literal_as_variable(name) : NULL;
    if (name && name->type == RASQAL_LITERAL_URI &&
        !rasqal_query_dataset_contains_named_graph(link->query,
                                                   name->value.uri) &&
        !add_graph(link, link->query, name->value.uri)) {
      return false;
    }
  }
  const rasqal_triple *t;
  for (int i = 0; (t = rasqal_graph_pattern_get_triple(part, i)); i++) {
    const int column = column_of(link->query, t);
    if (column < link->n_graphs) {
      link->graphs[column] = graph;
    }
  }
  rasqal_graph_pattern *sub;
  bool done = true;
  for (int i = 0;
       done && (sub = rasqal_graph_pattern_get_sub_graph_pattern(part, i));
       i++) {
    done = note_graphs(link, sub, graph);
  }
  return done;
}

/// Prepares for a query: it has been parsed and is about to run.
static bool
begin_query(ent_source_link *link, rasqal_query *query)
{
  link->query = query;
  link->n_graphs = 0;
  while (rasqal_query_get_triple(query, link->n_graphs)) {
    link->n_graphs++;
  }
  link->graphs = ENT_ARENA_ARRAY(link->dataset->arena, rasqal_variable *,
                                 (size_t)link->n_graphs);
  rasqal_graph_pattern *all = rasqal_query_get_query_graph_pattern(query);
  return add_graphs(link, query) && (!all || note_graphs(link, all, NULL));
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
  return begin_query(link, query) ? 0 : 1;
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
                    ent_dataset *dataset, bool nested)
{
  link->nested = nested;
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
