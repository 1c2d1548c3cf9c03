# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += ontology/turtle.c ontology/turtle.h ontology/collect.c \
  ontology/collect.h ontology/vocabulary.c ontology/vocabulary.h
nodist_libcore_la_SOURCES = ontology/terms.c ontology/terms.h

# The first two declare terms; all are compiled in for `entente ontology`.
ontology_files = $(srcdir)/ontology/entente.ttl $(srcdir)/ontology/codes.ttl
EXTRA_DIST += ontology/README.md ontology/example.trig ontology/example.txt
nobase_dist_pkgdata_DATA += ontology/entente.ttl ontology/codes.ttl \
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
