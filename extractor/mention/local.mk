# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/mention/piece.c extractor/mention/piece.h \
  extractor/mention/calendar.c extractor/mention/calendar.h \
  extractor/mention/scan.c extractor/mention/scan.h \
  extractor/mention/reading.c extractor/mention/absolute.c \
  extractor/mention/relative.c extractor/mention/derived.c \
  extractor/mention/holiday.c extractor/mention/vague.c \
  extractor/mention/date.c extractor/mention/amount.c
nobase_dist_pkgdata_DATA += data/en/dates.tsv data/en/currencies.tsv
EXTRA_DIST += tests/cases/date/dates.case tests/cases/amount/amounts.case
unit_tests += tests/unit/test_date tests/unit/test_amount
tests_unit_test_date_SOURCES = tests/unit/test_date.c tests/unit/cases.h
tests_unit_test_amount_SOURCES = tests/unit/test_amount.c tests/unit/cases.h
unit_tests += tests/unit/test_datetime_specs
tests_unit_test_datetime_specs_SOURCES = tests/unit/test_datetime_specs.c

# Prints the dates of texts, for dates.py.
check_PROGRAMS += tests/quality/dates
tests_quality_dates_SOURCES = tests/quality/dates.c
script_tests += tests/quality/dates.py

libcore_la_SOURCES += extractor/mention/mention.h \
  extractor/mention/names.c extractor/mention/names.h \
  extractor/mention/context.c extractor/mention/context.h \
  extractor/mention/draft.h extractor/mention/find.c \
  extractor/mention/name.c \
  extractor/mention/compound.c extractor/mention/cut.c extractor/mention/join.c extractor/mention/acronym.c \
  extractor/mention/kind.c extractor/mention/again.c \
  extractor/mention/class.c extractor/mention/title.c \
  extractor/mention/deed.c extractor/mention/describe.c \
  extractor/mention/coref.h extractor/mention/referent.h \
  extractor/mention/referent.c extractor/mention/likeness.c \
  extractor/mention/coref.c
nobase_dist_pkgdata_DATA += data/en/places.tsv data/en/persons.tsv \
  data/en/bodies.tsv data/en/organizations.tsv \
  data/en/country-words.tsv data/en/name-words.tsv data/en/LICENCES.tsv
EXTRA_DIST += data/make-tables.py extractor/mention/README.md

# Not part of the build: prints what training/coref.py learns from.
EXTRA_PROGRAMS += training/coref-features
training_coref_features_SOURCES = training/coref-features.c
unit_tests += tests/unit/test_coref
tests_unit_test_coref_SOURCES = tests/unit/test_coref.c \
  tests/unit/core_file.c tests/unit/core_file.h
unit_tests += tests/unit/test_mention
tests_unit_test_mention_SOURCES = tests/unit/test_mention.c tests/unit/cases.h
EXTRA_DIST += tests/cases/mention/names.case
script_tests += tests/data/tables.sh
