// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/store.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "output/store/arrange.h"
#include "output/store/child.h"
#include "output/store/folder.h"
#include "output/store/quads.h"
#include "output/store/results.h"
#include "output/store/source.h"
#include "output/store/sparql.h"

#include <errno.h>
#include <string.h>

#define DEFAULT_SECONDS 60
#define DEFAULT_BYTES ((uint64_t)2 << 30)

/// A query on its way, in the child.
typedef struct {
  const ent_query *query;
  FILE *out;
  ent_error *error;
  ent_arena *arena;
  ent_dataset *dataset;
  ent_answer answer;
  ent_status status;
  bool nested;       ///< The query holds sub-selects
  uint64_t line;     ///< Of rasqal's first complaint; 0 if unknown
  char message[400]; ///< "" while rasqal is content
} job;

static void
on_log(void *user, raptor_log_message *message)
{
  job *j = user;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || j->message[0]) {
    return;
  }
  snprintf(j->message, sizeof j->message, "%s", message->text);
  if (message->locator && message->locator->line > 0) {
    j->line = (uint64_t)message->locator->line;
  }
}

static ent_status
fail_query(job *j, ent_status status, const char *what)
{
  return ent_fail(j->error, status, j->query->name, j->line, ENT_NO_OFFSET,
                  "%s%s%s", what, j->message[0] ? ": " : "", j->message);
}

static ent_status
read_store(job *j)
{
  ent_folder folder;
  ent_status status = ent_folder_open(&folder, j->query->store, j->error);
  if (status) {
    return status;
  }
  if (folder.number) {
    status = ent_folder_verify(&folder, j->error);
    if (status == ENT_OK) {
      status =
          ent_quads_read(folder.version, ent_dataset_add, j->dataset, j->error);
    }
  }
  ent_folder_close(&folder);
  return status;
}

static ent_text
keep(job *j, ent_text text)
{
  return text.data ? ent_arena_copy(j->arena, text.data, text.len) : text;
}

/// Names the columns; the results know them only if there is a row.
static void
name_columns(job *j, rasqal_query *query, ent_results *r)
{
  raptor_sequence *variables = rasqal_query_get_bound_variable_sequence(query);
  r->n_columns = variables ? (size_t)raptor_sequence_size(variables) : 0;
  r->names = ENT_ARENA_ARRAY(j->arena, ent_text, r->n_columns);
  for (size_t i = 0; i < r->n_columns; i++) {
    const rasqal_variable *v = raptor_sequence_get_at(variables, (int)i);
    r->names[i] = keep(j, ent_text_from((const char *)v->name));
  }
}

/// Finds the column to order by; false if the condition is no such thing.
static bool
find_order(const ent_results *r, const rasqal_expression *e, ent_order *order)
{
  const bool known = e->op == RASQAL_EXPR_ORDER_COND_ASC ||
                     e->op == RASQAL_EXPR_ORDER_COND_DESC;
  if (!known || !e->arg1 || e->arg1->op != RASQAL_EXPR_LITERAL) {
    return false;
  }
  rasqal_variable *v = rasqal_literal_as_variable(e->arg1->literal);
  for (size_t i = 0; v && i < r->n_columns; i++) {
    if (ent_text_equal(r->names[i], ent_text_from((const char *)v->name))) {
      *order = (ent_order){i, e->op == RASQAL_EXPR_ORDER_COND_DESC};
      return true;
    }
  }
  return false;
}

/// Takes DISTINCT, LIMIT and OFFSET over from rasqal, and ORDER BY as far as it
/// names columns; other orders stay rasqal's.
static void
take_over(job *j, rasqal_query *query, const ent_results *r, ent_arrangement *a)
{
  size_t n = 0;
  while (rasqal_query_get_order_condition(query, (int)n)) {
    n++;
  }
  ent_order *orders = ENT_ARENA_ARRAY(j->arena, ent_order, n);
  a->n_orders = n;
  for (size_t i = 0; i < n; i++) {
    const rasqal_expression *e =
        rasqal_query_get_order_condition(query, (int)i);
    if (!find_order(r, e, &orders[i])) {
      a->n_orders = 0;
    }
  }
  a->orders = orders;
  a->distinct = rasqal_query_get_distinct(query) == 1;
  a->offset = rasqal_query_get_offset(query);
  a->limit = rasqal_query_get_limit(query);
  rasqal_query_set_distinct(query, 0);
  rasqal_query_set_offset(query, -1);
  rasqal_query_set_limit(query, -1);
}

/// Collects the rows of a SELECT.
static ent_status
collect_rows(job *j, rasqal_query_results *in, ent_results *r)
{
  while (!rasqal_query_results_finished(in)) {
    for (size_t i = 0; i < r->n_columns; i++) {
      ent_term t = {0};
      ent_source_term(rasqal_query_results_get_binding_value(in, (int)i), &t,
                      j->arena);
      if (ent_utf8_check(t.value) < t.value.len) {
        return fail_query(j, ENT_ERR_UNSUPPORTED,
                          "the query engine returned broken text");
      }
      t.value = keep(j, t.value);
      t.lang = keep(j, t.lang);
      t.datatype = keep(j, t.datatype);
      *ENT_PUSH(j->arena, &r->cells) = t;
    }
    if (rasqal_query_results_next(in)) {
      break;
    }
  }
  return ENT_OK;
}

/// Lends a term of raptor; blank nodes become IRIs, as everywhere in graphs.
static bool
graph_term(job *j, const raptor_term *in, ent_term *t)
{
  static const char blank[] = ENT_BLANK_IRI;
  *t = (ent_term){0};
  size_t len = 0;
  switch (in->type) {
  case RAPTOR_TERM_TYPE_URI:
    t->value.data =
        (const char *)raptor_uri_as_counted_string(in->value.uri, &len);
    t->value.len = len;
    return true;
  case RAPTOR_TERM_TYPE_BLANK:
    t->value.len = sizeof blank - 1 + in->value.blank.string_len;
    t->value.data = ent_arena_alloc(j->arena, t->value.len + 1);
    memcpy((char *)t->value.data, blank, sizeof blank - 1);
    memcpy((char *)t->value.data + sizeof blank - 1, in->value.blank.string,
           in->value.blank.string_len);
    return true;
  case RAPTOR_TERM_TYPE_LITERAL:
    t->kind = ENT_TERM_LITERAL;
    t->value = (ent_text){(const char *)in->value.literal.string,
                          in->value.literal.string_len};
    t->lang = ent_text_from((const char *)in->value.literal.language);
    if (in->value.literal.datatype) {
      t->datatype.data = (const char *)raptor_uri_as_counted_string(
          in->value.literal.datatype, &len);
      t->datatype.len = len;
    }
    return true;
  default:
    return false;
  }
}

/// Collects the statements of a CONSTRUCT, each once and in order.
static ent_status
collect_graph(job *j, rasqal_query_results *in, ent_dataset *graph)
{
  for (raptor_statement *s; (s = rasqal_query_results_get_triple(in));) {
    ent_statement made = {0};
    if (graph_term(j, s->subject, &made.subject) &&
        graph_term(j, s->predicate, &made.predicate) &&
        graph_term(j, s->object, &made.object) &&
        made.subject.kind == ENT_TERM_IRI &&
        made.predicate.kind == ENT_TERM_IRI) {
      const ent_status status = ent_dataset_add(graph, &made, j->error);
      if (status) {
        return status;
      }
    }
    if (rasqal_query_results_next_triple(in)) {
      break;
    }
  }
  ent_dataset_index(graph);
  return ENT_OK;
}

static const char *
graph_format(ent_result_format format)
{
  return format == ENT_RESULT_TABLE ? "turtle"
         : format == ENT_RESULT_XML ? "rdfxml"
                                    : "nquads";
}

static ent_status
write_graph(job *j, const ent_dataset *graph)
{
  ent_writer *writer = NULL;
  const ent_format *format = ent_format_find(graph_format(j->query->format));
  ent_status status = ent_writer_new(format, j->out, &writer, j->error);
  for (size_t i = 0; i < graph->quads.n && status == ENT_OK; i++) {
    const ent_statement s = ent_dataset_statement(graph, i);
    status = ent_writer_statement(writer, &s, j->error);
  }
  if (status == ENT_OK) {
    status = ent_writer_finish(writer, j->error);
  }
  ent_writer_free(writer);
  return status;
}

/// Collects what the query answers.
static ent_status
collect(job *j, rasqal_query_results *in, ent_results *r, ent_dataset *graph)
{
  ent_status status = ENT_OK;
  if (rasqal_query_results_is_bindings(in)) {
    j->answer = ENT_ANSWER_ROWS;
    status = collect_rows(j, in, r);
  } else if (rasqal_query_results_is_boolean(in)) {
    j->answer = ENT_ANSWER_TRUTH;
    r->is_truth = true;
    r->truth = rasqal_query_results_get_boolean(in) > 0;
  } else {
    j->answer = ENT_ANSWER_GRAPH;
    status = collect_graph(j, in, graph);
  }
  return status == ENT_OK && j->message[0]
             ? fail_query(j, ENT_ERR_UNSUPPORTED, "the query failed")
             : status;
}

static ent_status
execute(job *j, rasqal_query *query)
{
  const ent_text text = ent_sparql_mend(j->arena, j->query->text);
  if (rasqal_query_prepare(query, (const unsigned char *)text.data, NULL)) {
    return fail_query(j, ENT_ERR_SYNTAX, "the query is malformed");
  }
  ent_results r = {0};
  ent_arrangement arrangement = {.limit = -1};
  ent_dataset *graph = ent_dataset_new(j->arena);
  if (rasqal_query_get_verb(query) == RASQAL_QUERY_VERB_SELECT) {
    name_columns(j, query, &r);
    take_over(j, query, &r, &arrangement);
  }
  rasqal_query_results *in = rasqal_query_execute(query);
  if (!in) {
    return fail_query(j, ENT_ERR_UNSUPPORTED, "the query cannot be answered");
  }
  const ent_status status = collect(j, in, &r, graph);
  rasqal_free_query_results(in);
  if (status) {
    return status;
  }
  if (j->answer == ENT_ANSWER_GRAPH) {
    return write_graph(j, graph);
  }
  ent_results_arrange(&r, &arrangement, j->arena);
  return ent_results_write(&r, j->query->format, j->query->width, j->arena,
                           j->out, j->error);
}

static ent_status
ask(job *j)
{
  ent_status status = ENT_ERR_MEMORY;
  ent_source_link link = {0};
  rasqal_query *query = NULL;
  rasqal_world *world = rasqal_new_world();
  // Before it is open, a world has nobody to log for it.
  const bool open = world && !rasqal_world_open(world);
  if (open) {
    rasqal_world_set_log_handler(world, j, on_log);
  }
  if (open && ent_source_register(&link, world, j->dataset, j->nested)) {
    query = rasqal_new_query(world, "sparql11-query", NULL);
  }
  if (query) {
    status = execute(j, query);
    rasqal_free_query(query);
  }
  if (world) {
    ent_source_clear(&link);
    rasqal_free_world(world);
  }
  return status;
}

static void
run(void *user)
{
  job *j = user;
  j->dataset = ent_dataset_new(j->arena);
  j->status = j->query->store
                  ? read_store(j)
                  : j->query->stream(j->query->user, ent_dataset_add,
                                     j->dataset, j->error);
  if (j->status == ENT_OK) {
    ent_dataset_index(j->dataset);
    j->status = ask(j);
  }
}

/// Works in the child.
static ent_status
run_child(void *user, void *result, ent_error *error)
{
  job *j = user;
  j->error = error;
  j->arena = ent_arena_new();
  ent_status status =
      j->arena ? ent_arena_guard(j->arena, run, j) : ENT_ERR_MEMORY;
  status = status ? status : j->status;
  if (status == ENT_ERR_MEMORY) {
    ent_fail(error, status, j->query->name, 0, ENT_NO_OFFSET,
             "the query needs more memory than it may have");
  }
  memcpy(result, &j->answer, sizeof j->answer);
  ent_arena_free(j->arena);
  return status == ENT_ERR_MEMORY ? ENT_ERR_LIMIT : status;
}

/// Copies what the child wrote.
static ent_status
copy_out(FILE *from, FILE *to, const char *name, ent_error *error)
{
  char bytes[16384];
  rewind(from);
  for (size_t n; (n = fread(bytes, 1, sizeof bytes, from)) > 0;) {
    if (fwrite(bytes, 1, n, to) != n) {
      break;
    }
  }
  if (ferror(from) || ferror(to) || fflush(to) != 0) {
    return ent_fail(error, ENT_ERR_IO, name, 0, ENT_NO_OFFSET,
                    "the result cannot be written: %s", strerror(errno));
  }
  return ENT_OK;
}

ent_status
ent_store_query(const ent_query *query, FILE *out, ent_answer *answered,
                ent_error *error)
{
  job j = {0};
  ent_status status =
      ent_sparql_check(query->text, query->name, &j.nested, error);
  if (status) {
    return status;
  }
  j.query = query;
  j.out = tmpfile();
  if (!j.out) {
    return ent_fail(error, ENT_ERR_IO, query->name, 0, ENT_NO_OFFSET,
                    "no temporary file for the result: %s", strerror(errno));
  }
  fflush(NULL); // lest the child writes again what others have not yet
  status = ent_child_run(run_child, &j,
                         query->seconds ? query->seconds : DEFAULT_SECONDS,
                         query->bytes ? query->bytes : DEFAULT_BYTES, &j.answer,
                         sizeof j.answer, query->name, error);
  if (status == ENT_OK) {
    status = copy_out(j.out, out, query->name, error);
  }
  if (status == ENT_OK && answered) {
    *answered = j.answer;
  }
  fclose(j.out);
  return status;
}
