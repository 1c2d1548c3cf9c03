# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += output/write/buffer.c output/write/buffer.h \
  output/write/writer.c output/write/writer.h output/write/nquads.c \
  output/write/nquads_read.c output/write/prefix.c output/write/prefix.h \
  output/write/turtle.c output/write/rdfxml.c output/write/csv.c \
  output/write/csv.h output/write/tables.c output/write/tables.h
EXTRA_DIST += output/write/README.md
unit_tests += tests/unit/test_write
tests_unit_test_write_SOURCES = tests/unit/test_write.c
unit_tests += tests/unit/test_tables
tests_unit_test_tables_SOURCES = tests/unit/test_tables.c \
  tests/unit/example.c tests/unit/example.h

# Some allocations fail on purpose: those of our code, not of the libraries.
unit_tests += tests/unit/test_memory
tests_unit_test_memory_SOURCES = tests/unit/test_memory.c \
  tests/unit/example.c tests/unit/example.h
tests_unit_test_memory_LDFLAGS = \
  -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc
