// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_VOCABULARY_H
#define ENT_VOCABULARY_H

/// Makes the table of known terms: those of entente.ttl, compiled in, and
/// those of any .ttl beside the rules.

#include "entente/base.h"
#include "extractor/base/arena.h"

/// What a term is.
typedef enum {
  ENT_TERM_CLASS,
  ENT_TERM_PROPERTY,
  ENT_TERM_CONCEPT ///< Concept of a code list
} ent_vocabulary_kind;

/// One term.
typedef struct {
  ent_text iri;    ///< Full IRI
  ent_text local;  ///< "Meeting"; of a concept its code: "held"
  ent_text scheme; ///< Code list of a concept: "eventStatus"; else absent
  ent_text parent; ///< Full IRI of the first named superclass, or absent
  ent_vocabulary_kind kind;
} ent_vocabulary_term;

/// One Turtle file of this folder, compiled in.
typedef struct {
  const char *name; ///< "entente.ttl"
  ent_text text;
} ent_ontology_file;

typedef struct ent_vocabulary ent_vocabulary;

/// Makes the vocabulary: compiled-in terms, then every .ttl of `folders`, each
/// in sorted order.  Two terms of one kind with one local name are refused.
/// Lives in `arena`.
ENT_NODISCARD ent_status
ent_vocabulary_load(ent_arena *arena, const char *const *folders,
                    size_t n_folders, const ent_vocabulary **vocabulary,
                    ent_error *error);

/// Finds a class or property by local name or full IRI; NULL if unknown.
const ent_vocabulary_term *
ent_vocabulary_find(const ent_vocabulary *vocabulary, ent_vocabulary_kind kind,
                    ent_text name);

/// Finds a concept of a code list; NULL if unknown.
const ent_vocabulary_term *
ent_vocabulary_concept(const ent_vocabulary *vocabulary, ent_text scheme,
                       ent_text code);

/// Finds a compiled-in term by full IRI; NULL if unknown.
const ent_vocabulary_term *
ent_vocabulary_builtin(ent_text iri);

/// Finds a class by full IRI, a compiled-in one if `vocabulary` is NULL; NULL
/// if unknown.
const ent_vocabulary_term *
ent_vocabulary_class(const ent_vocabulary *vocabulary, ent_text iri);

/// Lists vocabulary, code lists, shapes and alignments; `*n` receives their
/// number.  Static storage.
const ent_ontology_file *
ent_ontology_files(size_t *n);

#endif
