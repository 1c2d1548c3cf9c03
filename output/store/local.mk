# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += output/store/dataset.c output/store/dataset.h \
  output/store/quads.c output/store/quads.h output/store/folder.c \
  output/store/folder.h output/store/store.c output/store/store.h \
  output/store/child.c output/store/child.h output/store/sparql.c \
  output/store/sparql.h output/store/source.c output/store/source.h \
  output/store/grid.c output/store/grid.h output/store/results.c \
  output/store/results.h output/store/arrange.c output/store/arrange.h \
  output/store/query.c
EXTRA_DIST += output/store/README.md
unit_tests += tests/unit/test_store
tests_unit_test_store_SOURCES = tests/unit/test_store.c
script_tests += tests/store/agree.py
EXTRA_DIST += tests/store/queries.txt tests/store/valgrind.supp
