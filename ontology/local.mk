# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += ontology/turtle.c ontology/turtle.h ontology/collect.c \
  ontology/collect.h ontology/vocabulary.c ontology/vocabulary.h
nodist_libcore_la_SOURCES = ontology/terms.c ontology/terms.h

# The first two declare terms; all are compiled in for `entente ontology`.
ontology_files = $(srcdir)/ontology/entente.ttl $(srcdir)/ontology/codes.ttl \
  $(srcdir)/ontology/shapes.ttl $(srcdir)/ontology/alignments.ttl
EXTRA_DIST += ontology/README.md ontology/example.trig ontology/example.txt
nobase_dist_pkgdata_DATA += ontology/entente.ttl ontology/codes.ttl \
  ontology/shapes.ttl ontology/alignments.ttl \
  ontology/queries/articles.rq ontology/queries/entities.rq \
  ontology/queries/positions.rq ontology/queries/events.rq \
  ontology/queries/event-roles.rq ontology/queries/agreements.rq \
  ontology/queries/agreement-roles.rq ontology/queries/relations.rq \
  ontology/queries/evidence.rq ontology/queries/who-signed-what.rq \
  ontology/queries/who-held-what.rq ontology/queries/who-met-whom.rq \
  ontology/queries/timeline.rq ontology/queries/most-named.rq

noinst_PROGRAMS += ontology/make-terms
ontology_make_terms_SOURCES = ontology/make-terms.c ontology/collect.c \
  ontology/turtle.c extractor/base/arena.c extractor/base/error.c \
  extractor/base/table.c extractor/base/text.c
ontology_make_terms_CFLAGS = $(AM_CFLAGS)
ontology_make_terms_LDADD = $(SERD_LIBS) $(UNISTRING_LIBS)

BUILT_SOURCES += ontology/terms.h ontology/terms.c
CLEANFILES += ontology/terms.h ontology/terms.c
ontology/terms.h: ontology/make-terms$(EXEEXT) $(ontology_files)
	$(AM_V_GEN)ontology/make-terms$(EXEEXT) header $(ontology_files) >$@.new && mv $@.new $@
ontology/terms.c: ontology/make-terms$(EXEEXT) $(ontology_files)
	$(AM_V_GEN)ontology/make-terms$(EXEEXT) source $(ontology_files) >$@.new && mv $@.new $@

unit_tests += tests/unit/test_vocabulary
tests_unit_test_vocabulary_SOURCES = tests/unit/test_vocabulary.c
script_tests += tests/ontology/files.sh tests/ontology/ontology.py
EXTRA_DIST += tests/ontology/good.trig \
  tests/ontology/broken/body-as-holder.trig \
  tests/ontology/broken/confidence-above-one.trig \
  tests/ontology/broken/date-as-string.trig \
  tests/ontology/broken/end-before-start.trig \
  tests/ontology/broken/impossible-day.trig \
  tests/ontology/broken/latest-before-earliest.trig \
  tests/ontology/broken/no-evidence.trig tests/ontology/broken/no-label.trig \
  tests/ontology/broken/no-quote.trig tests/ontology/broken/no-role.trig \
  tests/ontology/broken/no-source.trig tests/ontology/broken/two-agents.trig \
  tests/ontology/broken/two-positions.trig \
  tests/ontology/broken/unknown-status.trig \
  tests/ontology/expected/agreement-roles.csv \
  tests/ontology/expected/agreements.csv tests/ontology/expected/articles.csv \
  tests/ontology/expected/entities.csv tests/ontology/expected/event-roles.csv \
  tests/ontology/expected/events.csv tests/ontology/expected/evidence.csv \
  tests/ontology/expected/most-named.csv tests/ontology/expected/positions.csv \
  tests/ontology/expected/relations.csv tests/ontology/expected/timeline.csv \
  tests/ontology/expected/who-held-what.csv \
  tests/ontology/expected/who-met-whom.csv \
  tests/ontology/expected/who-signed-what.csv
