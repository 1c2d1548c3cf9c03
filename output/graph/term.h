// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TERM_H
#define ENT_TERM_H

/// Makes sure that terms are sound before any library sees them: IRIs by
/// RFC 3987, literals by RDF 1.1 Concepts and XML Schema datatypes.

#include "entente/graph.h"

#include <stdbool.h>

#define ENT_XSD "http://www.w3.org/2001/XMLSchema#"
#define ENT_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

/// Checks that `iri` is absolute and holds nothing that RFC 3987 forbids.
/// Returns ENT_ERR_ENCODING if it is not UTF-8, ENT_ERR_SYNTAX otherwise.
ENT_NODISCARD ent_status
ent_iri_check(ent_text iri, ent_error *error);

/// Checks that `text` is UTF-8 without U+0000, and sets `*extra` to the bytes
/// that its N-Quads form needs beyond its own: of escapes.
ENT_NODISCARD ent_status
ent_literal_measure(ent_text text, size_t *extra, ent_error *error);

/// Writes `text`, measured before, with the escapes of canonical N-Triples
/// (RDF 1.2); returns the end.
char *
ent_literal_escape(char *out, ent_text text);

/// Tells whether `text` is in the lexical space of XML Schema type `local`
/// ("date", "decimal" …); true if the type is not one of those we know.
bool
ent_lexical_right(ent_text local, ent_text text);

#define ENT_IRI_CACHE_SLOTS 128
#define ENT_IRI_CACHE_BYTES 124

/// Remembers IRIs found sound, by their bytes, so that those that come again
/// cost a comparison.  Zero it to begin.
typedef struct {
  struct {
    uint32_t len;
    char bytes[ENT_IRI_CACHE_BYTES];
  } slots[ENT_IRI_CACHE_SLOTS];
} ent_iri_cache;

/// Does what ent_iri_check() does, quickly if `iri` came lately.
ENT_NODISCARD ent_status
ent_iri_cache_check(ent_iri_cache *cache, ent_text iri, ent_error *error);

/// Checks a whole statement; `*extra` as in ent_literal_measure(), 0 if its
/// object is an IRI.
ENT_NODISCARD ent_status
ent_statement_check(ent_iri_cache *cache, const ent_statement *s, size_t *extra,
                    ent_error *error);

/// Lends the datatype's local name if it is of XML Schema, else an absent text.
ent_text
ent_xsd_local(ent_text datatype);

#endif
