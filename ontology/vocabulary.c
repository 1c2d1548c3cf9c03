// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "ontology/vocabulary.h"

#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "ontology/collect.h"
#include "ontology/terms.h"
#include "ontology/turtle.h"

#include <errno.h>
#include <string.h>

struct ent_vocabulary {
  ent_arena *arena;
  ent_map *by_key; // kind, local name; kind, IRI; scheme, code
  ENT_VECTOR(ent_vocabulary_term) terms;
};

#define MAX_KEY 512 // bytes

/// Joins a group and a name in `buffer`: "c Meeting", "eventStatus held".
/// An absent text if they are too long.
static ent_text
key_of(char buffer[MAX_KEY], ent_text group, ent_text name)
{
  const int n = snprintf(buffer, MAX_KEY, "%.*s %.*s", (int)group.len,
                         group.len ? group.data : "", (int)name.len,
                         name.len ? name.data : "");
  return n < MAX_KEY ? (ent_text){buffer, (size_t)n} : (ent_text){NULL, 0};
}

static ent_text
group_of(const ent_vocabulary_term *term)
{
  switch (term->kind) {
  case ENT_TERM_CLASS:
    return ENT_TEXT("c");
  case ENT_TERM_PROPERTY:
    return ENT_TEXT("p");
  case ENT_TERM_CONCEPT:
    break;
  }
  return term->scheme;
}

static ent_status
doubled(ent_text iri, ent_text other, const char *source, ent_error *error)
{
  return ent_fail(error, ENT_ERR_DUPLICATE, source, 0, ENT_NO_OFFSET,
                  "<%.*s> has the local name of <%.*s>", (int)iri.len, iri.data,
                  (int)other.len, other.data);
}

/// Adds one term; a second declaration of one IRI says nothing new.
static ent_status
add(ent_vocabulary *v, const ent_vocabulary_term *term, const char *source,
    ent_error *error)
{
  char local[MAX_KEY];
  char full[MAX_KEY];
  const ent_text by_local = key_of(local, group_of(term), term->local);
  const ent_text by_iri = key_of(full, group_of(term), term->iri);
  if (!by_local.data || !by_iri.data) {
    return ent_fail(error, ENT_ERR_LIMIT, source, 0, ENT_NO_OFFSET,
                    "a term's IRI is longer than 500 bytes");
  }
  uint32_t other = 0;
  if (ent_map_get(v->by_key, by_local, &other)) {
    const ent_text iri = v->terms.items[other].iri;
    return ent_text_equal(iri, term->iri)
               ? ENT_OK
               : doubled(term->iri, iri, source, error);
  }
  const uint32_t i = (uint32_t)v->terms.n;
  *ENT_PUSH(v->arena, &v->terms) = *term;
  ent_map_set(v->by_key, by_local, i);
  ent_map_set(v->by_key, by_iri, i);
  return ENT_OK;
}

static ent_status
add_file(ent_vocabulary *v, const char *path, ent_error *error)
{
  ent_collection *c = ent_collection_new(v->arena);
  const ent_turtle_sink sink = {ent_collection_statement, NULL, c};
  ent_text text = {0};
  ent_status status = ent_file_read(v->arena, path, 16u << 20, &text, error);
  if (status == ENT_OK) {
    status = ent_turtle_read_text(text, path, &sink, error);
  }
  for (size_t i = 0; status == ENT_OK && i < c->items.n; i++) {
    const ent_vocabulary_term *term = ent_collection_term(c, i);
    if (term) {
      status = add(v, term, path, error);
    }
  }
  return status;
}

static ent_status
add_folder(ent_vocabulary *v, const char *folder, const char *advice,
           ent_error *error)
{
  const char **paths;
  size_t n;
  if (!ent_folder_files(v->arena, folder, ".ttl", &paths, &n)) {
    return ent_fail(error, ENT_ERR_IO, folder, 0, ENT_NO_OFFSET,
                    "the rules cannot be read: %s%s", strerror(errno), advice);
  }
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < n; i++) {
    status = add_file(v, paths[i], error);
  }
  return status;
}

ent_status
ent_vocabulary_load(ent_arena *arena, const char *const *folders,
                    size_t n_folders, const ent_vocabulary **vocabulary,
                    ent_error *error)
{
  ent_vocabulary *v = ENT_ARENA_ARRAY(arena, ent_vocabulary, 1);
  v->arena = arena;
  v->by_key = ent_map_new(arena);
  ent_status status = ENT_OK;
  for (size_t i = 0; status == ENT_OK && i < ent_terms_n; i++) {
    status = add(v, &ent_terms[i], "entente.ttl", error);
  }
  for (size_t i = 0; status == ENT_OK && i < n_folders; i++) {
    status = add_folder(v, folders[i], i ? "" : "; set ENTENTE_DATA or --data",
                        error);
  }
  if (status == ENT_OK) {
    *vocabulary = v;
  }
  return status;
}

static const ent_vocabulary_term *
find(const ent_vocabulary *v, ent_text group, ent_text name)
{
  char buffer[MAX_KEY];
  const ent_text key = key_of(buffer, group, name);
  uint32_t i = 0;
  return key.data && ent_map_get(v->by_key, key, &i) ? &v->terms.items[i]
                                                     : NULL;
}

const ent_vocabulary_term *
ent_vocabulary_find(const ent_vocabulary *vocabulary, ent_vocabulary_kind kind,
                    ent_text name)
{
  const ent_vocabulary_term like = {.kind = kind};
  return find(vocabulary, group_of(&like), name);
}

const ent_vocabulary_term *
ent_vocabulary_concept(const ent_vocabulary *vocabulary, ent_text scheme,
                       ent_text code)
{
  return find(vocabulary, scheme, code);
}

const ent_vocabulary_term *
ent_vocabulary_builtin(ent_text iri)
{
  for (size_t i = 0; i < ent_terms_n; i++) {
    if (ent_text_equal(ent_terms[i].iri, iri)) {
      return &ent_terms[i];
    }
  }
  return NULL;
}

const ent_vocabulary_term *
ent_vocabulary_class(const ent_vocabulary *vocabulary, ent_text iri)
{
  return vocabulary ? ent_vocabulary_find(vocabulary, ENT_TERM_CLASS, iri)
                    : ent_vocabulary_builtin(iri);
}

const ent_ontology_file *
ent_ontology_files(size_t *n)
{
  *n = ent_terms_files_n;
  return ent_terms_files;
}
