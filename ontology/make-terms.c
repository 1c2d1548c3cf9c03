// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Makes terms.h and terms.c from the Turtle files of this folder, at build
/// time:
///
///     make-terms header FILE.ttl… >terms.h
///     make-terms source FILE.ttl… >terms.c
///
/// Every IRI that the first two files write under a declared prefix becomes a
/// constant: ENT_CLASS_MEETING, ENT_PROPERTY_EVIDENCE, ENT_CODE_ROLE_PARTY,
/// and ENT_<PREFIX>_<NAME> for terms of others, those left out that only stand
/// above ours.

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "ontology/collect.h"
#include "ontology/turtle.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define OWN "https://w3id.org/entente/ontology#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define N_VOCABULARY 2 // files that declare terms; the others are only kept

typedef struct {
  ent_text name;
  ent_text iri;
} prefix;

typedef struct {
  ent_arena *arena;
  ent_collection *terms;
  ent_map *seen;  // IRIs
  ent_map *above; // superclasses and superproperties
  ENT_VECTOR(ent_text) iris;
  ENT_VECTOR(prefix) prefixes;
} making;

static ent_status
take_prefix(void *user, ent_text name, ent_text iri, ent_error *error)
{
  (void)error;
  making *m = user;
  for (size_t i = 0; i < m->prefixes.n; i++) {
    if (ent_text_equal(m->prefixes.items[i].iri, iri)) {
      return ENT_OK;
    }
  }
  prefix *p = ENT_PUSH(m->arena, &m->prefixes);
  p->name = ent_arena_copy(m->arena, name.data, name.len);
  p->iri = ent_arena_copy(m->arena, iri.data, iri.len);
  return ENT_OK;
}

static void
take_iri(making *m, ent_text iri)
{
  if (iri.data && !ent_map_get(m->seen, iri, NULL)) {
    ent_map_set(m->seen, iri, 1);
    *ENT_PUSH(m->arena, &m->iris) = ent_arena_copy(m->arena, iri.data, iri.len);
  }
}

static ent_status
take_statement(void *user, const ent_statement *s, ent_error *error)
{
  making *m = user;
  take_iri(m, s->subject.value);
  take_iri(m, s->predicate.value);
  if (s->object.kind == ENT_TERM_IRI) {
    take_iri(m, s->object.value);
  }
  take_iri(m, s->object.datatype);
  if (ent_text_starts(s->predicate.value, ENT_TEXT(RDFS "sub"))) {
    ent_map_set(m->above, s->object.value, 1);
  }
  return ent_collection_statement(m->terms, s, error);
}

/// Lends the prefix whose IRI is the longest beginning of `iri`, or NULL.
static const prefix *
prefix_of(const making *m, ent_text iri)
{
  const prefix *best = NULL;
  for (size_t i = 0; i < m->prefixes.n; i++) {
    const prefix *p = &m->prefixes.items[i];
    if (ent_text_starts(iri, p->iri) && (!best || p->iri.len > best->iri.len)) {
      best = p;
    }
  }
  return best;
}

/// Prints "datePublished" as "DATE_PUBLISHED".
static void
print_upper(ent_text name)
{
  for (size_t i = 0; i < name.len; i++) {
    const int c = (unsigned char)name.data[i];
    const int before = i ? (unsigned char)name.data[i - 1] : 'A';
    if (isupper(c) && (islower(before) || isdigit(before))) {
      putchar('_');
    }
    putchar(isalnum(c) ? toupper(c) : '_');
  }
}

static const char *
group_of(making *m, ent_text iri)
{
  uint32_t i = 0;
  const ent_vocabulary_term *term = ent_map_get(m->terms->by_iri, iri, &i)
                                        ? ent_collection_term(m->terms, i)
                                        : NULL;
  if (!term || !ent_text_starts(iri, ENT_TEXT(OWN))) {
    return NULL;
  }
  return term->kind == ENT_TERM_CLASS ? "class" : "property";
}

static void
print_constant(making *m, ent_text iri)
{
  const prefix *p = prefix_of(m, iri);
  if (!p || iri.len == p->iri.len) {
    return;
  }
  const char *group = group_of(m, iri);
  if (!group && ent_map_get(m->above, iri, NULL)) {
    return;
  }
  fputs("#define ENT_", stdout);
  print_upper(group ? ent_text_from(group) : p->name);
  putchar('_');
  print_upper((ent_text){iri.data + p->iri.len, iri.len - p->iri.len});
  printf(" \\\n  \"%.*s\"\n", (int)iri.len, iri.data);
}

static void
print_header(making *m)
{
  puts("// Made by make-terms from entente.ttl and codes.ttl.\n"
       "#ifndef ENT_TERMS_H\n#define ENT_TERMS_H\n\n"
       "#include \"ontology/vocabulary.h\"\n");
  for (size_t i = 0; i < m->prefixes.n; i++) {
    const prefix *p = &m->prefixes.items[i];
    fputs("#define ENT_NS_", stdout);
    print_upper(p->name);
    printf(" \\\n  \"%.*s\"\n", (int)p->iri.len, p->iri.data);
  }
  for (size_t i = 0; i < m->iris.n; i++) {
    print_constant(m, m->iris.items[i]);
  }
  puts("\nextern const ent_vocabulary_term ent_terms[];\n"
       "extern const size_t ent_terms_n;\n"
       "extern const ent_ontology_file ent_terms_files[];\n"
       "extern const size_t ent_terms_files_n;\n\n#endif");
}

static void
print_text(ent_text text)
{
  if (text.data) {
    printf("{\"%.*s\", %zu}", (int)text.len, text.data, text.len);
  } else {
    fputs("{NULL, 0}", stdout);
  }
}

static void
print_term(const ent_vocabulary_term *term)
{
  static const char *const kinds[] = {"ENT_TERM_CLASS", "ENT_TERM_PROPERTY",
                                      "ENT_TERM_CONCEPT"};
  const ent_text fields[] = {term->iri, term->local, term->scheme,
                             term->parent};
  fputs("  {", stdout);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    print_text(fields[i]);
    fputs(", ", stdout);
  }
  printf("%s},\n", kinds[term->kind]);
}

/// Prints the bytes of a file as an array, since a literal may be too long.
static void
print_bytes(size_t i, ent_text text)
{
  printf("static const char file_%zu[] = {", i);
  for (size_t at = 0; at < text.len; at++) {
    printf("%s%d,", at % 20 ? "" : "\n", (signed char)text.data[at]);
  }
  puts("0};");
}

static void
print_source(making *m, size_t n, char *const *paths, const ent_text *texts)
{
  puts("// Made by make-terms.\n#include \"ontology/terms.h\"\n\n"
       "const ent_vocabulary_term ent_terms[] = {");
  size_t n_terms = 0;
  for (size_t i = 0; i < m->terms->items.n; i++) {
    const ent_vocabulary_term *term = ent_collection_term(m->terms, i);
    if (term && (term->kind == ENT_TERM_CONCEPT ||
                 ent_text_starts(term->iri, ENT_TEXT(OWN)))) {
      print_term(term);
      n_terms++;
    }
  }
  printf("};\nconst size_t ent_terms_n = %zu;\n\n", n_terms);
  for (size_t i = 0; i < n; i++) {
    print_bytes(i, texts[i]);
  }
  puts("\nconst ent_ontology_file ent_terms_files[] = {");
  for (size_t i = 0; i < n; i++) {
    const char *slash = strrchr(paths[i], '/');
    printf("  {\"%s\", {file_%zu, %zu}},\n", slash ? slash + 1 : paths[i], i,
           texts[i].len);
  }
  printf("};\nconst size_t ent_terms_files_n = %zu;\n", n);
}

static ent_status
make(making *m, bool header, size_t n, char *const *paths, ent_error *error)
{
  ent_text *texts = ENT_ARENA_ARRAY(m->arena, ent_text, n);
  const ent_turtle_sink sink = {take_statement, take_prefix, m};
  for (size_t i = 0; i < n; i++) {
    ent_status status =
        ent_file_read(m->arena, paths[i], 1u << 20, &texts[i], error);
    if (status == ENT_OK && i < N_VOCABULARY) {
      status = ent_turtle_read_text(texts[i], paths[i], &sink, error);
    }
    if (status != ENT_OK) {
      return status;
    }
  }
  if (header) {
    print_header(m);
  } else {
    print_source(m, n, paths, texts);
  }
  return fflush(stdout) ? ENT_ERR_IO : ENT_OK;
}

int
main(int argc, char **argv)
{
  if (argc < 2 + N_VOCABULARY) {
    fputs("usage: make-terms header|source FILE.ttl…\n", stderr);
    return EXIT_FAILURE;
  }
  ent_arena *arena = ent_arena_new();
  if (!arena) {
    return EXIT_FAILURE;
  }
  making m = {.arena = arena,
              .terms = ent_collection_new(arena),
              .seen = ent_map_new(arena),
              .above = ent_map_new(arena)};
  ent_error error = {0};
  const ent_status status = make(&m, strcmp(argv[1], "header") == 0,
                                 (size_t)argc - 2, argv + 2, &error);
  if (status != ENT_OK) {
    fprintf(stderr, "make-terms: %s:%llu: %s\n", error.source,
            (unsigned long long)error.line, error.message);
  }
  ent_arena_free(arena);
  return status == ENT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
