# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/entity/entity.c extractor/entity/entity.h \
  extractor/entity/group.c extractor/entity/group.h extractor/entity/merge.c extractor/entity/resolve.c
EXTRA_DIST += extractor/entity/README.md
unit_tests += tests/unit/test_entity
tests_unit_test_entity_SOURCES = tests/unit/test_entity.c tests/unit/cases.h
EXTRA_DIST += tests/cases/entity/entities.case
