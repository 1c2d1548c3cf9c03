// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_NODES_H
#define ENT_NODES_H

/// Makes the names of everything that an article's graph speaks of, as
/// ontology/README.md defines them, for the graph and the tables alike.

#include "entente/graph.h"
#include "extractor/base/arena.h"
#include "output/graph/points.h"

/// IRIs of one article: each list runs along that of the facts.
typedef struct {
  const ent_facts *facts;
  ent_text base;
  ent_text article; ///< Names the graph too
  const ent_text *entities;
  const ent_text *positions; ///< Of the tenures
  const ent_text *tenures;
  const ent_text *events;
  const ent_text *agreements;
  const ent_text *relations;
  ent_points points; ///< Of the article's text
} ent_nodes;

/// Names everything; lives in `arena`.  `facts` and `base` are lent.
ent_nodes
ent_nodes_make(ent_arena *arena, const ent_facts *facts, ent_text base);

/// Names an article by its id, percent-encoded (RFC 3986, section 2.1).
ent_text
ent_article_iri(ent_arena *arena, ent_text base, ent_text id);

/// Joins texts.
ent_text
ent_text_join(ent_arena *arena, size_t n, const ent_text *parts);

#define ENT_JOIN(arena, ...)                                                   \
  ent_text_join((arena),                                                       \
                sizeof((const ent_text[]){__VA_ARGS__}) / sizeof(ent_text),    \
                (const ent_text[]){__VA_ARGS__})

/// Writes a number in decimal.
ent_text
ent_text_number(ent_arena *arena, uint64_t number);

/// Returns the part of an article's text that stands for `evidence` in the
/// graph: all of the quote, or with ENT_QUOTES_SHORT at most 120 code points
/// around the trigger.
ent_span
ent_evidence_span(const ent_points *points, const ent_evidence *evidence,
                  ent_quotes quotes);

/// Names a span of the article.
ent_text
ent_span_iri(ent_arena *arena, const ent_nodes *nodes, ent_span span);

#endif
