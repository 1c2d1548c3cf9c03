// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/write/prefix.h"

#include "extractor/base/text.h"

#define CODE "https://w3id.org/entente/code/"
#define TEXT(literal)                                                          \
  {                                                                            \
    (literal), sizeof(literal) - 1                                             \
  }

const ent_prefix ent_prefixes[ENT_N_PREFIXES] = {
    {"agreementStatus", TEXT(CODE "agreementStatus/")},
    {"dcterms", TEXT("http://purl.org/dc/terms/")},
    {"ent", TEXT("https://w3id.org/entente/ontology#")},
    {"eventStatus", TEXT(CODE "eventStatus/")},
    {"foaf", TEXT("http://xmlns.com/foaf/0.1/")},
    {"oa", TEXT("http://www.w3.org/ns/oa#")},
    {"org", TEXT("http://www.w3.org/ns/org#")},
    {"owl", TEXT("http://www.w3.org/2002/07/owl#")},
    {"precision", TEXT(CODE "precision/")},
    {"prov", TEXT("http://www.w3.org/ns/prov#")},
    {"rdf", TEXT("http://www.w3.org/1999/02/22-rdf-syntax-ns#")},
    {"rdfs", TEXT("http://www.w3.org/2000/01/rdf-schema#")},
    {"role", TEXT(CODE "role/")},
    {"schema", TEXT("http://schema.org/")},
    {"skos", TEXT("http://www.w3.org/2004/02/skos/core#")},
    {"xsd", TEXT("http://www.w3.org/2001/XMLSchema#")},
};
