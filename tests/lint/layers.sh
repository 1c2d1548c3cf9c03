#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# A file includes its own folder and earlier ones only; the libraries that
# read and write RDF stay where they are wrapped.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

found=$(files | grep '\.[ch]$' | xargs awk '
  BEGIN {
    n = split("extractor/base extractor/encoder ontology extractor/article extractor/language " \
              "extractor/mention extractor/entity extractor/fact extractor " \
              "output/graph output/write output/store cli", order, " ")
    for (i = 1; i <= n; i++) rank[order[i]] = i
  }
  function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
  /^#include "/ {
    split($0, part, "\"")
    here = folder(FILENAME)
    there = folder(part[2])
    if (there == "entente" || part[2] == "config.h") next
    if (here == "include/entente" || here == "examples")
      print FILENAME ":" FNR ": includes " part[2] ", which is not public"
    else if (!(there in rank) && here != there && here !~ /^tests/)
      print FILENAME ":" FNR ": includes " part[2] ", of no known folder"
    else if ((here in rank) && rank[there] > rank[here])
      print FILENAME ":" FNR ": includes " part[2] ", of a later folder"
  }')
check 'a folder includes itself and earlier ones' "$found"

found=$(files | grep '\.[ch]$' |
  grep -Ev '^(output/(write|store)/|ontology/turtle\.c$|bench/|tests/)' |
  xargs grep -nE '#include <(raptor2?|rasqal|redland|librdf|serd)[/.]')
check 'RDF libraries stay in output/write, output/store, ontology/turtle.c' \
  "$found"

found=$(files | grep -E '^(extractor|ontology|output)/.*\.c$' | grep -v /make- |
  xargs grep -nE '(^|[^a-z_])(printf|puts|putchar|perror|exit) *\(|stderr')
check 'only cli and the generators print or exit' "$found"
plan
