# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += output/graph/term.c output/graph/term.h \
  output/graph/lexical.c output/graph/points.c output/graph/points.h \
  output/graph/nodes.c output/graph/nodes.h output/graph/emitter.c \
  output/graph/emitter.h output/graph/statements.c output/graph/verify.c \
  output/graph/verify.h
EXTRA_DIST += output/graph/README.md
unit_tests += tests/unit/test_graph
tests_unit_test_graph_SOURCES = tests/unit/test_graph.c \
  tests/unit/example.c tests/unit/example.h
unit_tests += tests/unit/test_verify
tests_unit_test_verify_SOURCES = tests/unit/test_verify.c \
  tests/unit/example.c tests/unit/example.h
