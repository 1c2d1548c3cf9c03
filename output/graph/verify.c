// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/graph/verify.h"

#include "extractor/base/digest.h"
#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "ontology/terms.h"
#include "output/graph/nodes.h"

#include <stdlib.h>
#include <string.h>

/// What a node is told to have.
enum {
  SOURCE,
  START,
  END,
  EXACT,
  PREFIX,
  SUFFIX,
  QUOTE_HASH,
  TEXT_HASH,
  N_VALUES
};

enum { MAX_SELECTORS = 4 };

/// An article, a span or a selector.
typedef struct {
  ent_text iri;
  ent_text values[N_VALUES];
  uint32_t selectors[MAX_SELECTORS];
  uint32_t n_selectors;
  uint32_t next_span; ///< Of the same article
  uint32_t first_span;
  uint32_t last_span;
  bool is_span;
  bool is_article;
  bool doubled; ///< Has two values where one is allowed
  bool done;    ///< Checked
} node;

struct ent_verifier {
  ent_text base;
  ent_failure_fn fn;
  void *user;
  ent_arena *arena;
  ent_arena *scratch; ///< Of the article at hand
  ent_map *index;     ///< IRI -> number of the node
  ENT_VECTOR(node) nodes;
  bool linked; ///< Spans hang on their articles
  ent_verified result;
};

static ent_status
no_memory(ent_error *error)
{
  return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                  "out of memory");
}

static void
begin(void *user)
{
  ent_verifier *v = (ent_verifier *)user;
  v->index = ent_map_new(v->arena);
}

ent_status
ent_verifier_new(ent_text base, ent_failure_fn fn, void *user,
                 ent_verifier **verifier, ent_error *error)
{
  ent_verifier *v = (ent_verifier *)calloc(1, sizeof *v);
  if (!v || !(v->arena = ent_arena_new()) || !(v->scratch = ent_arena_new()) ||
      ent_arena_guard(v->arena, begin, v) != ENT_OK) {
    ent_verifier_free(v);
    return no_memory(error);
  }
  v->base = base;
  v->fn = fn;
  v->user = user;
  *verifier = v;
  return ENT_OK;
}

void
ent_verifier_free(ent_verifier *verifier)
{
  if (verifier) {
    ent_arena_free(verifier->arena);
    ent_arena_free(verifier->scratch);
    free(verifier);
  }
}

/// Returns the number of the node `iri`, adding it if need be.
static uint32_t
node_number(ent_verifier *v, ent_text iri)
{
  uint32_t *number = ent_map_at(v->index, iri, ENT_NONE);
  if (*number == ENT_NONE) {
    *number = (uint32_t)v->nodes.n;
    node *made = ENT_PUSH(v->arena, &v->nodes);
    *made = (node){.iri = ent_arena_copy(v->arena, iri.data, iri.len),
                   .next_span = ENT_NONE,
                   .first_span = ENT_NONE,
                   .last_span = ENT_NONE};
  }
  return *number;
}

static node *
node_of(ent_verifier *v, ent_text iri)
{
  const uint32_t number = node_number(v, iri); // may move the items
  return &v->nodes.items[number];
}

static void
value_set(ent_verifier *v, const ent_statement *s, int which)
{
  node *n = node_of(v, s->subject.value);
  ent_text *value = &n->values[which];
  const ent_text given = s->object.value;
  if (value->data) {
    n->doubled |= !ent_text_equal(*value, given);
  } else {
    *value = ent_arena_copy(v->arena, given.data, given.len);
  }
  n->is_article |= which == TEXT_HASH;
  n->is_span |= which == SOURCE;
}

static void
selector_add(ent_verifier *v, const ent_statement *s)
{
  const uint32_t selector = node_number(v, s->object.value);
  node *n = node_of(v, s->subject.value);
  n->is_span = true;
  for (uint32_t i = 0; i < n->n_selectors; i++) {
    if (n->selectors[i] == selector) {
      return;
    }
  }
  if (n->n_selectors < MAX_SELECTORS) {
    n->selectors[n->n_selectors++] = selector;
  } else {
    n->doubled = true;
  }
}

typedef struct {
  ent_verifier *v;
  const ent_statement *s;
} taking;

static void
take(void *user)
{
  static const struct {
    ent_text property;
    int which;
  } values[] = {
#define PROPERTY(iri) {(iri), sizeof(iri) - 1}
      {PROPERTY(ENT_OA_HAS_SOURCE), SOURCE},
      {PROPERTY(ENT_OA_START), START},
      {PROPERTY(ENT_OA_END), END},
      {PROPERTY(ENT_OA_EXACT), EXACT},
      {PROPERTY(ENT_OA_PREFIX), PREFIX},
      {PROPERTY(ENT_OA_SUFFIX), SUFFIX},
      {PROPERTY(ENT_PROPERTY_QUOTE_HASH), QUOTE_HASH},
      {PROPERTY(ENT_PROPERTY_TEXT_HASH), TEXT_HASH},
#undef PROPERTY
  };
  ent_verifier *v = ((taking *)user)->v;
  const ent_statement *s = ((taking *)user)->s;
  const ent_text property = s->predicate.value;
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    if (ent_text_equal(property, values[i].property)) {
      value_set(v, s, values[i].which);
      return;
    }
  }
  if (ent_text_equal(property, ENT_TEXT(ENT_OA_HAS_SELECTOR))) {
    selector_add(v, s);
  } else if (ent_text_equal(property, ENT_TEXT(ENT_PROPERTY_EVIDENCE))) {
    node_of(v, s->object.value)->is_span = true;
  } else if (ent_text_equal(property, ENT_TEXT(ENT_RDF_TYPE))) {
    if (ent_text_equal(s->object.value, ENT_TEXT(ENT_CLASS_ARTICLE))) {
      node_of(v, s->subject.value)->is_article = true;
    } else if (ent_text_equal(s->object.value, ENT_TEXT(ENT_CLASS_TEXT_SPAN))) {
      node_of(v, s->subject.value)->is_span = true;
    }
  }
}

ent_status
ent_verifier_statement(void *verifier, const ent_statement *s, ent_error *error)
{
  taking t = {(ent_verifier *)verifier, s};
  return ent_arena_guard(t.v->arena, take, &t) == ENT_OK ? ENT_OK
                                                         : no_memory(error);
}

/// Hangs each span on its article, in the order in which they came.
static void
spans_link(void *user)
{
  ent_verifier *v = (ent_verifier *)user;
  for (uint32_t i = 0; i < v->nodes.n; i++) {
    if (v->nodes.items[i].is_span && v->nodes.items[i].values[SOURCE].data) {
      const uint32_t at = node_number(v, v->nodes.items[i].values[SOURCE]);
      node *article = &v->nodes.items[at];
      if (article->first_span == ENT_NONE) {
        article->first_span = i;
      } else {
        v->nodes.items[article->last_span].next_span = i;
      }
      article->last_span = i;
      article->is_article = true;
    }
  }
}

static ent_status
link_once(ent_verifier *v)
{
  if (v->linked) {
    return ENT_OK;
  }
  v->linked = true;
  return ent_arena_guard(v->arena, spans_link, v);
}

/// Reports that `what` is wrong about a node.
static void
failure(ent_verifier *v, const char *source, const node *n, uint64_t offset,
        const char *what)
{
  ent_error error = {ENT_OK, "", 0, 0, ""};
  const size_t len = n->iri.len < 300 ? n->iri.len : 300;
  (void)ent_fail(&error, ENT_ERR_SYNTAX, source, 0, offset, "<%.*s> %s",
                 (int)len, n->iri.data, what);
  v->result.failures++;
  v->fn(v->user, &error);
}

/// One article and one of its spans.
typedef struct {
  ent_verifier *v;
  const ent_article *article;
  const char *source;
  ent_points points;
} checking;

/// Reads a count of code points and finds its byte.
static size_t
byte_of(const checking *c, ent_text number)
{
  uint64_t point = 0;
  for (size_t i = 0; i < number.len; i++) {
    if (number.data[i] < '0' || number.data[i] > '9' || i > 18) {
      return SIZE_MAX;
    }
    point = point * 10 + (uint64_t)(number.data[i] - '0');
  }
  return number.len ? ent_points_byte(&c->points, point) : SIZE_MAX;
}

/// Tells whether `value` is what the graph must have for `text`: nothing if
/// that is empty.
static bool
is_right(ent_text value, ent_text text)
{
  return text.len ? value.data && ent_text_equal(value, text) : !value.data;
}

/// Says what is wrong with the words of a span, or NULL.
static const char *
words_wrong(const checking *c, const node *quote, size_t start, size_t end)
{
  const ent_text text = c->article->text;
  const size_t from = ent_points_back(&c->points, start, 32);
  const size_t to = ent_points_forward(&c->points, end, 32);
  const ent_text exact = {text.data + start, end - start};
  if (quote->values[QUOTE_HASH].data) {
    char hash[65];
    ent_sha256(exact, hash);
    if (!ent_text_equal(quote->values[QUOTE_HASH], ent_text_from(hash))) {
      return "has another hash than the text at its place";
    }
    if (!quote->values[EXACT].data) {
      return NULL;
    }
  }
  if (!is_right(quote->values[EXACT], exact)) {
    return "has other words than the text at its place";
  }
  if (!is_right(quote->values[PREFIX],
                (ent_text){text.data + from, start - from})) {
    return "has a prefix that the text has not before it";
  }
  if (!is_right(quote->values[SUFFIX], (ent_text){text.data + end, to - end})) {
    return "has a suffix that the text has not behind it";
  }
  return NULL;
}

/// Finds the one selector of a span that has value `a` or `b`; NULL if there
/// is none or there are several.
static const node *
selector_with(const ent_verifier *v, const node *span, int a, int b)
{
  const node *found = NULL;
  for (uint32_t i = 0; i < span->n_selectors; i++) {
    const node *n = &v->nodes.items[span->selectors[i]];
    if (n->values[a].data || n->values[b].data) {
      if (found || n->doubled) {
        return NULL;
      }
      found = n;
    }
  }
  return found;
}

static void
span_check(const checking *c, node *span)
{
  ent_verifier *v = c->v;
  const node *position = selector_with(v, span, START, END);
  const node *quote = selector_with(v, span, EXACT, QUOTE_HASH);
  span->done = true;
  v->result.spans++;
  if (!position || !quote || span->doubled) {
    failure(v, c->source, span, ENT_NO_OFFSET,
            "must have one place and one quote");
    return;
  }
  const size_t start = byte_of(c, position->values[START]);
  const size_t end = byte_of(c, position->values[END]);
  if (end == SIZE_MAX || start >= end) {
    failure(v, c->source, span, ENT_NO_OFFSET,
            "has offsets that the text has not");
    return;
  }
  const char *wrong = words_wrong(c, quote, start, end);
  if (wrong) {
    failure(v, c->source, span, start, wrong);
  }
}

static void
article_check(void *user)
{
  checking *c = (checking *)user;
  ent_verifier *v = c->v;
  char hash[65];
  uint32_t at;
  const ent_text iri = ent_article_iri(v->scratch, v->base, c->article->id);
  if (!ent_map_get(v->index, iri, &at) || v->nodes.items[at].done) {
    return;
  }
  node *article = &v->nodes.items[at];
  article->done = true;
  v->result.articles++;
  c->source = ent_arena_copy(v->scratch, c->article->source.data,
                             c->article->source.len)
                  .data;
  c->points = ent_points_make(v->scratch, c->article->text);
  ent_sha256(c->article->text, hash);
  if (article->doubled ||
      !ent_text_equal(article->values[TEXT_HASH], ent_text_from(hash))) {
    failure(v, c->source, article, ENT_NO_OFFSET,
            "has another text hash than the text");
  }
  for (uint32_t i = article->first_span; i != ENT_NONE;
       i = v->nodes.items[i].next_span) {
    span_check(c, &v->nodes.items[i]);
  }
}

ent_status
ent_verifier_article(void *verifier, const ent_article *article,
                     ent_error *error)
{
  ent_verifier *v = (ent_verifier *)verifier;
  checking c = {.v = v, .article = article};
  ent_arena_reset(v->scratch);
  return link_once(v) == ENT_OK &&
                 ent_arena_guard(v->scratch, article_check, &c) == ENT_OK
             ? ENT_OK
             : no_memory(error);
}

ent_status
ent_verifier_finish(ent_verifier *verifier, ent_verified *result,
                    ent_error *error)
{
  ent_verifier *v = verifier;
  if (link_once(v) != ENT_OK) {
    return no_memory(error);
  }
  for (size_t i = 0; i < v->nodes.n; i++) {
    const node *n = &v->nodes.items[i];
    if (n->is_article && !n->done) {
      failure(v, NULL, n, ENT_NO_OFFSET, "is in the graph, but not given");
    } else if (n->is_span && !n->done && !n->values[SOURCE].data) {
      failure(v, NULL, n, ENT_NO_OFFSET, "is evidence, but of no article");
    }
  }
  *result = v->result;
  return ENT_OK;
}
