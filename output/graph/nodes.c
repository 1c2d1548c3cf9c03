// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/graph/nodes.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "output/graph/term.h"

#include <stdio.h>
#include <string.h>

#define SHORT_QUOTE ((size_t)120)

ent_text
ent_text_join(ent_arena *arena, size_t n, const ent_text *parts)
{
  size_t len = 0;
  for (size_t i = 0; i < n; i++) {
    len += parts[i].len;
  }
  char *joined = (char *)ent_arena_alloc(arena, len + 1);
  char *out = joined;
  for (size_t i = 0; i < n; i++) {
    if (parts[i].len) {
      memcpy(out, parts[i].data, parts[i].len);
      out += parts[i].len;
    }
  }
  return (ent_text){joined, len};
}

ent_text
ent_text_number(ent_arena *arena, uint64_t number)
{
  char digits[24];
  const int n =
      snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
  return ent_arena_copy(arena, digits, (size_t)n);
}

static bool
is_unreserved(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

ent_text
ent_article_iri(ent_arena *arena, ent_text base, ent_text id)
{
  static const char digits[] = "0123456789ABCDEF";
  char *escaped = (char *)ent_arena_alloc(arena, 3 * id.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < id.len; i++) {
    const unsigned char c = (unsigned char)id.data[i];
    if (is_unreserved((char)c) || c == '/') {
      escaped[len++] = (char)c;
    } else {
      escaped[len++] = '%';
      escaped[len++] = digits[c >> 4];
      escaped[len++] = digits[c & 15];
    }
  }
  return ENT_JOIN(arena, base, ENT_TEXT("article/"), {escaped, len});
}

ent_status
ent_base_check(ent_text base, ent_error *error)
{
  const ent_status status = ent_iri_check(base, error);
  if (status != ENT_OK) {
    return status;
  }
  if (base.data[base.len - 1] != '/' || memchr(base.data, '#', base.len) ||
      memchr(base.data, '?', base.len)) {
    return ent_fail(error, ENT_ERR_ARGUMENT, NULL, 0, ENT_NO_OFFSET,
                    "the base IRI must end with '/' and hold no '?' or '#'");
  }
  return ENT_OK;
}

/// Turns "MemorandumOfUnderstanding" into "memorandum-of-understanding".
static ent_text
hyphened(ent_arena *arena, ent_text name)
{
  char *out = (char *)ent_arena_alloc(arena, 2 * name.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < name.len; i++) {
    char c = name.data[i];
    if (c >= 'A' && c <= 'Z') {
      if (i > 0) {
        out[len++] = '-';
      }
      c = (char)(c - 'A' + 'a');
    }
    out[len++] = c;
  }
  return (ent_text){out, len};
}

/// What naming needs: the nodes under way and the names given already.
typedef struct {
  ent_arena *arena;
  ent_nodes nodes;
  ent_map *given;
} naming;

/// Names a node after its type and the byte offset of its trigger; further
/// nodes of the same name get -2, -3 …
static ent_text
fragment(naming *n, ent_text type, size_t byte)
{
  const ent_text iri = ENT_JOIN(
      n->arena, n->nodes.article, ENT_TEXT("#"), hyphened(n->arena, type),
      ENT_TEXT("-"),
      ent_text_number(n->arena, ent_points_at(&n->nodes.points, byte)));
  uint32_t *times = ent_map_at(n->given, iri, 0);
  *times += 1;
  return *times == 1 ? iri
                     : ENT_JOIN(n->arena, iri, ENT_TEXT("-"),
                                ent_text_number(n->arena, *times));
}

/// Returns where the trigger of the first piece of evidence starts.
static uint32_t
trigger_of(const ent_source *source)
{
  return source->evidence[0].trigger.start;
}

static const ent_text *
happenings_name(naming *n, const ent_happening *items, size_t count)
{
  ent_text *iris = ENT_ARENA_ARRAY(n->arena, ent_text, count);
  for (size_t i = 0; i < count; i++) {
    iris[i] = fragment(n, items[i].type, trigger_of(&items[i].source));
  }
  return iris;
}

static const ent_text *
relations_name(naming *n)
{
  const ent_facts *f = n->nodes.facts;
  ent_text *iris = ENT_ARENA_ARRAY(n->arena, ent_text, f->n_relations);
  for (size_t i = 0; i < f->n_relations; i++) {
    iris[i] =
        fragment(n, f->relations[i].type, trigger_of(&f->relations[i].source));
  }
  return iris;
}

/// Lends the key of a title's place in the text.
static ent_text
title_key(const ent_position *p)
{
  return (ent_text){(const char *)&p->source.evidence[0].trigger.start,
                    sizeof(uint32_t)};
}

/// Names tenures after their title, or after the holder's name where several
/// holders share a title.
static const ent_text *
tenures_name(naming *n)
{
  const ent_facts *f = n->nodes.facts;
  ent_text *iris = ENT_ARENA_ARRAY(n->arena, ent_text, f->n_positions);
  ent_map *holders = ent_map_new(n->arena); // ENT_NONE: several
  for (size_t i = 0; i < f->n_positions; i++) {
    const ent_position *p = &f->positions[i];
    uint32_t *holder = ent_map_at(holders, title_key(p), p->person);
    *holder = *holder == p->person ? p->person : ENT_NONE;
  }
  for (size_t i = 0; i < f->n_positions; i++) {
    const ent_position *p = &f->positions[i];
    const bool shared = *ent_map_at(holders, title_key(p), 0) == ENT_NONE;
    iris[i] = fragment(n, ENT_TEXT("tenure"),
                       shared ? f->entities[p->person].first.start
                              : trigger_of(&p->source));
  }
  return iris;
}

/// Lends what follows the kind in an entity's path.
static ent_text
slug(ent_text path)
{
  const char *slash = (const char *)memchr(path.data, '/', path.len);
  const size_t skip = slash ? (size_t)(slash - path.data) + 1 : 0;
  return (ent_text){path.data + skip, path.len - skip};
}

static const ent_text *
positions_name(naming *n)
{
  const ent_facts *f = n->nodes.facts;
  ent_text *iris = ENT_ARENA_ARRAY(n->arena, ent_text, f->n_positions);
  for (size_t i = 0; i < f->n_positions; i++) {
    const ent_position *p = &f->positions[i];
    const bool somewhere = p->organization != ENT_NONE;
    iris[i] = ENT_JOIN(n->arena, n->nodes.base, ENT_TEXT("position/"),
                       somewhere ? slug(f->entities[p->organization].path)
                                 : ENT_TEXT(""),
                       somewhere ? ENT_TEXT("/") : ENT_TEXT(""),
                       ent_text_fold(n->arena, p->title));
  }
  return iris;
}

static const ent_text *
entities_name(naming *n)
{
  const ent_facts *f = n->nodes.facts;
  ent_text *iris = ENT_ARENA_ARRAY(n->arena, ent_text, f->n_entities);
  for (size_t i = 0; i < f->n_entities; i++) {
    iris[i] = ENT_JOIN(n->arena, n->nodes.base, f->entities[i].path);
  }
  return iris;
}

ent_nodes
ent_nodes_make(ent_arena *arena, const ent_facts *facts, ent_text base)
{
  naming n = {.arena = arena, .given = ent_map_new(arena)};
  n.nodes.facts = facts;
  n.nodes.base = base;
  n.nodes.article = ent_article_iri(arena, base, facts->article->id);
  n.nodes.points = ent_points_make(arena, facts->article->text);
  n.nodes.entities = entities_name(&n);
  n.nodes.positions = positions_name(&n);
  n.nodes.tenures = tenures_name(&n);
  n.nodes.events = happenings_name(&n, facts->events, facts->n_events);
  n.nodes.agreements =
      happenings_name(&n, facts->agreements, facts->n_agreements);
  n.nodes.relations = relations_name(&n);
  return n.nodes;
}

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

ent_span
ent_evidence_span(const ent_points *points, const ent_evidence *evidence,
                  ent_quotes quotes)
{
  const ent_span quote = evidence->quote;
  const ent_span trigger = evidence->trigger;
  const char *text = points->text.data;
  const uint32_t whole =
      ent_points_at(points, quote.end) - ent_points_at(points, quote.start);
  if (quotes != ENT_QUOTES_SHORT || whole <= SHORT_QUOTE) {
    return quote;
  }
  const uint32_t held =
      ent_points_at(points, trigger.end) - ent_points_at(points, trigger.start);
  const size_t spare = held < SHORT_QUOTE ? SHORT_QUOTE - held : 0;
  size_t start = ent_points_back(points, trigger.start, spare / 2);
  start = start > quote.start ? start : quote.start;
  size_t end = ent_points_forward(points, start, SHORT_QUOTE);
  if (end > quote.end) {
    end = quote.end;
    start = ent_points_back(points, end, SHORT_QUOTE);
  }
  // whole words, but never less than the trigger
  while (start > quote.start && start < trigger.start &&
         !(is_space(text[start - 1]) && !is_space(text[start]))) {
    start++;
  }
  while (end < quote.end && end > trigger.end &&
         !(is_space(text[end]) && !is_space(text[end - 1]))) {
    end--;
  }
  return (ent_span){(uint32_t)start, (uint32_t)end};
}

ent_text
ent_span_iri(ent_arena *arena, const ent_nodes *nodes, ent_span span)
{
  return ENT_JOIN(
      arena, nodes->article, ENT_TEXT("#span-"),
      ent_text_number(arena, ent_points_at(&nodes->points, span.start)),
      ENT_TEXT("-"),
      ent_text_number(arena, ent_points_at(&nodes->points, span.end)));
}
