// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/store/quads.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <librdf.h>
#include <string.h>

/// An open database.
typedef struct {
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
  char message[256]; ///< First thing that Redland complained of
} database;

static int
on_log(void *user, librdf_log_message *message)
{
  database *d = user;
  if (!d->message[0] && librdf_log_message_level(message) >= LIBRDF_LOG_ERROR) {
    snprintf(d->message, sizeof d->message, "%s",
             librdf_log_message_message(message));
  }
  return 1;
}

static ent_status
fail(const database *d, const char *dir, const char *what, ent_error *error)
{
  return ent_fail(error, ENT_ERR_STORE, dir, 0, ENT_NO_OFFSET, "%s%s%s", what,
                  d->message[0] ? ": " : "", d->message);
}

static void
database_close(database *d)
{
  if (d->model) {
    librdf_free_model(d->model);
  }
  if (d->storage) {
    librdf_free_storage(d->storage);
  }
  if (d->world) {
    librdf_free_world(d->world);
  }
}

/// Opens the storage.  The folder is no part of the option string, whose quotes
/// its name may hold.
static ent_status
database_open(database *d, const char *dir, bool write, ent_error *error)
{
  librdf_hash *options = NULL;
  d->world = librdf_new_world();
  if (d->world) {
    librdf_world_set_logger(d->world, d, on_log);
    librdf_world_open(d->world);
    options = librdf_new_hash_from_string(
        d->world, NULL,
        write ? "hash-type='bdb',contexts='yes',new='yes',write='yes'"
              : "hash-type='bdb',contexts='yes',new='no',write='no'");
  }
  if (options && !librdf_hash_put_strings(options, "dir", dir)) {
    d->storage =
        librdf_new_storage_with_options(d->world, "hashes", "quads", options);
  }
  if (d->storage) {
    d->model = librdf_new_model(d->world, d->storage, NULL);
  }
  if (options) {
    librdf_free_hash(options);
  }
  return d->model ? ENT_OK
                  : fail(d, dir, "the database cannot be opened", error);
}

static librdf_uri *
make_uri(librdf_world *world, ent_text iri)
{
  return librdf_new_uri2(world, (const unsigned char *)iri.data, iri.len);
}

static librdf_node *
make_node(librdf_world *world, const ent_term *t)
{
  if (t->kind == ENT_TERM_IRI) {
    return librdf_new_node_from_counted_uri_string(
        world, (const unsigned char *)t->value.data, t->value.len);
  }
  librdf_uri *type = t->datatype.data ? make_uri(world, t->datatype) : NULL;
  librdf_node *node = librdf_new_node_from_typed_counted_literal(
      world, (const unsigned char *)t->value.data, t->value.len, t->lang.data,
      t->lang.len, type);
  if (type) {
    librdf_free_uri(type);
  }
  return node;
}

static bool
write_statement(database *d, const ent_statement *s)
{
  librdf_node *graph = make_node(d->world, &s->graph);
  librdf_node *subject = make_node(d->world, &s->subject);
  librdf_node *predicate = make_node(d->world, &s->predicate);
  librdf_node *object = make_node(d->world, &s->object);
  // Takes the nodes over, even when it fails.
  librdf_statement *statement =
      librdf_new_statement_from_nodes(d->world, subject, predicate, object);
  const bool done =
      graph && statement &&
      !librdf_model_context_add_statement(d->model, graph, statement);
  if (statement) {
    librdf_free_statement(statement);
  }
  if (graph) {
    librdf_free_node(graph);
  }
  return done;
}

ent_status
ent_quads_write(const char *dir, const ent_dataset *dataset, ent_error *error)
{
  database d = {0};
  ent_status status = database_open(&d, dir, true, error);
  for (size_t i = 0; status == ENT_OK && i < dataset->quads.n; i++) {
    const ent_statement s = ent_dataset_statement(dataset, i);
    if (!write_statement(&d, &s)) {
      status = fail(&d, dir, "a statement cannot be written", error);
    }
  }
  if (status == ENT_OK && librdf_model_sync(d.model)) {
    status = fail(&d, dir, "the database cannot be written to disk", error);
  }
  database_close(&d);
  return status;
}

static ent_text
uri_text(librdf_uri *uri)
{
  if (!uri) {
    return (ent_text){0};
  }
  size_t len = 0;
  const unsigned char *s = librdf_uri_as_counted_string(uri, &len);
  return (ent_text){(const char *)s, len};
}

/// Lends a node as a term; false if it is none that we write.
static bool
read_node(librdf_node *node, ent_term *t)
{
  *t = (ent_term){0};
  if (!node) {
    return false;
  }
  if (librdf_node_is_resource(node)) {
    t->kind = ENT_TERM_IRI;
    t->value = uri_text(librdf_node_get_uri(node));
    return t->value.data;
  }
  if (!librdf_node_is_literal(node)) {
    return false;
  }
  t->kind = ENT_TERM_LITERAL;
  t->value.data = (const char *)librdf_node_get_literal_value_as_counted_string(
      node, &t->value.len);
  t->lang = ent_text_from(librdf_node_get_literal_value_language(node));
  t->datatype = uri_text(librdf_node_get_literal_value_datatype_uri(node));
  return t->value.data;
}

ent_status
ent_quads_read(const char *dir, ent_statement_fn fn, void *user,
               ent_error *error)
{
  database d = {0};
  librdf_stream *stream = NULL;
  ent_status status = database_open(&d, dir, false, error);
  if (status == ENT_OK) {
    stream = librdf_model_as_stream(d.model);
    if (!stream) {
      status = fail(&d, dir, "the database cannot be read", error);
    }
  }
  while (status == ENT_OK && !librdf_stream_end(stream)) {
    librdf_statement *in = librdf_stream_get_object(stream);
    ent_statement s;
    if (in && read_node(librdf_statement_get_subject(in), &s.subject) &&
        read_node(librdf_statement_get_predicate(in), &s.predicate) &&
        read_node(librdf_statement_get_object(in), &s.object) &&
        read_node(librdf_stream_get_context2(stream), &s.graph)) {
      status = fn(user, &s, error);
    } else {
      status = fail(&d, dir, "the database holds a broken statement", error);
    }
    librdf_stream_next(stream);
  }
  if (stream) {
    librdf_free_stream(stream);
  }
  database_close(&d);
  return status;
}
