// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "ontology/terms.h"
#include "ontology/turtle.h"
#include "ontology/vocabulary.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  int n;
  int stop_at;
  char last[512];
} taken;

static ent_status
take(void *user, const ent_statement *s, ent_error *error)
{
  (void)error;
  taken *t = user;
  snprintf(
      t->last, sizeof t->last, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s",
      (int)s->subject.value.len, s->subject.value.data,
      (int)s->predicate.value.len, s->predicate.value.data,
      (int)s->object.value.len, s->object.value.data,
      (int)s->object.datatype.len,
      s->object.datatype.data ? s->object.datatype.data : "",
      (int)s->object.lang.len, s->object.lang.data ? s->object.lang.data : "",
      (int)s->graph.value.len, s->graph.value.data ? s->graph.value.data : "");
  return ++t->n == t->stop_at ? ENT_ERR_STOPPED : ENT_OK;
}

static ent_status
take_prefix(void *user, ent_text name, ent_text iri, ent_error *error)
{
  (void)error;
  assert(user && name.data && iri.len);
  return ENT_OK;
}

static ent_status
read_into(taken *t, const char *text, size_t len, ent_error *error)
{
  const ent_turtle_sink sink = {take, take_prefix, t};
  return ent_turtle_read_text((ent_text){text, len}, "test.trig", &sink, error);
}

static void
expect(const char *text, const char *last)
{
  taken t = {0};
  ent_error error = {0};
  assert(read_into(&t, text, strlen(text), &error) == ENT_OK);
  assert(strcmp(t.last, last) == 0);
}

static void
refuse(const char *text, size_t len, ent_status status, uint64_t line)
{
  taken t = {0};
  ent_error error = {0};
  assert(read_into(&t, text, len, &error) == status);
  assert(error.status == status && error.line == line);
  assert(strcmp(error.source, "test.trig") == 0);
  assert(error.message[0]);
}

#define REFUSE(text, status, line) refuse(text, sizeof(text) - 1, status, line)

static void
turtle_is_read(void)
{
  expect("@prefix x: <http://x.example/> . x:a a \"b\"@en .",
         "http://x.example/a|http://www.w3.org/1999/02/22-rdf-syntax-ns#type|"
         "b||en|");
  expect("@base <http://x.example/> . <g> { <a> <b> 1.5 }",
         "http://x.example/a|http://x.example/b|1.5|"
         "http://www.w3.org/2001/XMLSchema#decimal||http://x.example/g");
  expect("<x:a> <x:b> _:c .", "x:a|x:b|urn:entente:blank:c|||");
  expect("<x:a> <x:b> \"\"\"\"(((\"\"\" , '[[' # ((((\n, <x:c\\u0041> .",
         "x:a|x:b|x:cA|||");
  expect("", "");
}

static void
bad_turtle_is_refused_with_its_line(void)
{
  REFUSE("<x:a> <x:b> <x:c> .\n<x:a> <x:b> .\n", ENT_ERR_SYNTAX, 2);
  REFUSE("<x:a> <x:b>\n\n y:c .", ENT_ERR_SYNTAX, 3);
  REFUSE("<a> <x:b> <x:c> .", ENT_ERR_SYNTAX, 1);
  REFUSE("<x:a> <x:b> \"c", ENT_ERR_SYNTAX, 1);
  REFUSE("<x:a> <x:b> \"\xff\" .", ENT_ERR_ENCODING, 1);
  REFUSE("<x:a> <x:b> \"\xed\xa0\x80\" .", ENT_ERR_ENCODING, 1);
  REFUSE("\n<x:a> <x:b> \"\xc3", ENT_ERR_ENCODING, 2);
  REFUSE("<x:a> <x:b> \"a\0b\" .", ENT_ERR_ENCODING, 1);
  REFUSE("@prefix a: <x:> .\0", ENT_ERR_ENCODING, 1);
  REFUSE("<x:a> <x:b> \"\\u0000\" .", ENT_ERR_ENCODING, 1);
  REFUSE("<x:a> <x:b> \"\\uD800\" .", ENT_ERR_ENCODING, 1);
}

/// Repeats `unit` many times as an object.
static void
refuse_deep(const char *unit)
{
  enum { DEEP = 100000 };
  const size_t len = strlen(unit);
  char *text = malloc(DEEP * len + 12);
  assert(text);
  memcpy(text, "<x:a> <x:b> ", 12);
  for (size_t i = 0; i < DEEP; i++) {
    memcpy(text + 12 + i * len, unit, len);
  }
  refuse(text, DEEP * len + 12, ENT_ERR_LIMIT, 1);
  free(text);
}

static void
deep_nesting_is_refused(void)
{
  refuse_deep("(");
  refuse_deep("[ <x:b> ");
}

static void
a_sink_can_stop(void)
{
  taken t = {.stop_at = 2};
  ent_error error = {0};
  const char *text = "<x:a> <x:b> 1 , 2 , 3 .\n<x:a> <x:b> 4 .";
  assert(read_into(&t, text, strlen(text), &error) == ENT_ERR_STOPPED);
  assert(t.n == 2);
}

static void
terms_are_found(void)
{
  ent_arena *arena = ent_arena_new();
  const ent_vocabulary *v = NULL;
  assert(ent_vocabulary_load(arena, NULL, 0, &v, NULL) == ENT_OK);
  const ent_vocabulary_term *term =
      ent_vocabulary_find(v, ENT_TERM_CLASS, ENT_TEXT("Departure"));
  assert(term && ent_text_equal(term->parent, ENT_TEXT(ENT_CLASS_APPOINTMENT)));
  assert(ent_vocabulary_find(v, ENT_TERM_CLASS,
                             ENT_TEXT(ENT_CLASS_DEPARTURE)) == term);
  assert(!ent_vocabulary_find(v, ENT_TERM_PROPERTY, ENT_TEXT("Departure")));
  assert(ent_vocabulary_find(v, ENT_TERM_PROPERTY, ENT_TEXT("memberOf")));
  term = ent_vocabulary_concept(v, ENT_TEXT("eventStatus"),
                                ENT_TEXT("wished-for"));
  assert(term &&
         ent_text_equal(term->iri, ENT_TEXT(ENT_CODE_EVENT_STATUS_WISHED_FOR)));
  assert(!ent_vocabulary_concept(v, ENT_TEXT("role"), ENT_TEXT("held")));
  ent_arena_free(arena);
}

static void
builtin_terms_are_found(void)
{
  const ent_vocabulary_term *term =
      ent_vocabulary_builtin(ENT_TEXT(ENT_CLASS_MEETING));
  assert(term && ent_text_equal(term->local, ENT_TEXT("Meeting")));
  assert(!ent_vocabulary_builtin(ENT_TEXT("urn:x")));
  assert(ent_vocabulary_class(NULL, ENT_TEXT(ENT_CLASS_MEETING)) == term);
  size_t n = 0;
  const ent_ontology_file *files = ent_ontology_files(&n);
  assert(n >= 2 && strcmp(files[0].name, "entente.ttl") == 0);
  assert(ent_utf8_check(files[0].text) == files[0].text.len);
}

/// Loads a folder that holds one file with `text`.
static ent_status
load_extra(ent_arena *arena, const char *text, const ent_vocabulary **v,
           ent_error *error)
{
  char folder[] = "vocabulary-XXXXXX";
  assert(mkdtemp(folder));
  char path[64];
  snprintf(path, sizeof path, "%s/extra.ttl", folder);
  FILE *file = fopen(path, "w");
  assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
  const ent_status status =
      ent_vocabulary_load(arena, &(const char *){folder}, 1, v, error);
  assert(remove(path) == 0 && rmdir(folder) == 0);
  return status;
}

#define PREFIXES                                                               \
  "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"                          \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"                  \
  "@prefix ent: <https://w3id.org/entente/ontology#> .\n"

static void
terms_beside_the_rules_are_found(void)
{
  ent_arena *arena = ent_arena_new();
  const ent_vocabulary *v = NULL;
  assert(load_extra(arena,
                    PREFIXES "<x:Summit> a owl:Class ; rdfs:subClassOf "
                             "[ a owl:Restriction ] , ent:Gathering .",
                    &v, NULL) == ENT_OK);
  const ent_vocabulary_term *term =
      ent_vocabulary_find(v, ENT_TERM_CLASS, ENT_TEXT("Summit"));
  assert(term && ent_text_equal(term->parent, ENT_TEXT(ENT_CLASS_GATHERING)));
  assert(ent_vocabulary_class(v, ENT_TEXT("x:Summit")) == term);
  ent_arena_free(arena);
}

static void
bad_terms_beside_the_rules_are_refused(void)
{
  ent_arena *arena = ent_arena_new();
  const ent_vocabulary *v = NULL;
  ent_error error = {0};
  assert(load_extra(arena, PREFIXES "<x:Visit> a owl:Class .", &v, &error) ==
         ENT_ERR_DUPLICATE);
  assert(strstr(error.source, "extra.ttl"));
  error = (ent_error){0};
  assert(load_extra(arena, PREFIXES "<x:Visit> a", &v, &error) ==
         ENT_ERR_SYNTAX);
  assert(error.line == 4);
  error = (ent_error){0};
  assert(ent_vocabulary_load(arena, &(const char *){"/nonexistent"}, 1, &v,
                             &error) == ENT_ERR_IO);
  ent_arena_free(arena);
}

int
main(void)
{
  RUN(turtle_is_read);
  RUN(bad_turtle_is_refused_with_its_line);
  RUN(deep_nesting_is_refused);
  RUN(a_sink_can_stop);
  RUN(terms_are_found);
  RUN(builtin_terms_are_found);
  RUN(terms_beside_the_rules_are_found);
  RUN(bad_terms_beside_the_rules_are_refused);
  return DONE();
}
