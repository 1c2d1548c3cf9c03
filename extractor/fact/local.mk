# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0

libcore_la_SOURCES += extractor/fact/rules.h extractor/fact/rule.h \
  extractor/fact/load.h extractor/fact/load.c extractor/fact/pattern.c \
  extractor/fact/line.h extractor/fact/line.c \
  extractor/fact/match.h extractor/fact/match.c \
  extractor/fact/group.h extractor/fact/group.c \
  extractor/fact/role.h extractor/fact/role.c \
  extractor/fact/draft.h extractor/fact/draft.c \
  extractor/fact/status.c extractor/fact/circumstance.c \
  extractor/fact/when.c \
  extractor/fact/tenure.c extractor/fact/position.c \
  extractor/fact/title.c \
  extractor/fact/country.c extractor/fact/relation.c \
  extractor/fact/event.c extractor/fact/cue.c extractor/fact/finish.c \
  extractor/fact/fact.c
nobase_dist_pkgdata_DATA += data/en/rules/10-words.rules \
  data/en/rules/20-positions.rules data/en/rules/30-relations.rules \
  data/en/rules/40-events.rules data/en/rules/50-agreements.rules
EXTRA_DIST += extractor/fact/README.md
unit_tests += tests/unit/test_rules tests/unit/test_fact tests/unit/test_role
tests_unit_test_role_SOURCES = tests/unit/test_role.c tests/unit/facts.h
tests_unit_test_rules_SOURCES = tests/unit/test_rules.c tests/unit/facts.h
tests_unit_test_fact_SOURCES = tests/unit/test_fact.c tests/unit/facts.h \
  tests/unit/cases.h
EXTRA_DIST += tests/cases/fact/facts.case

# Not part of the build: prints what training/roles.py learns from.
EXTRA_PROGRAMS += training/role-features
training_role_features_SOURCES = training/role-features.c
