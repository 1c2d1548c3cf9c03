# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/context.h extractor/extract.c \
  extractor/check.h extractor/check.c extractor/pool.c extractor/pool.h
EXTRA_DIST += extractor/README.md
unit_tests += tests/unit/test_pool
tests_unit_test_pool_SOURCES = tests/unit/test_pool.c
