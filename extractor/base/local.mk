# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/base/arena.c extractor/base/arena.h \
  extractor/base/vector.h extractor/base/text.c extractor/base/text.h \
  extractor/base/error.c extractor/base/error.h extractor/base/table.c \
  extractor/base/month.h extractor/base/table.h extractor/base/digest.c extractor/base/digest.h \
  extractor/base/data.c extractor/base/data.h extractor/base/exp.c \
  extractor/base/exp.h
unit_tests += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/test_base.c
EXTRA_DIST += extractor/base/README.md
