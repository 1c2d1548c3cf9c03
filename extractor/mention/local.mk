# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/mention/atom.c extractor/mention/atom.h \
  extractor/mention/calendar.c extractor/mention/calendar.h \
  extractor/mention/date.c extractor/mention/amount.c
nobase_dist_pkgdata_DATA += data/en/dates.tsv data/en/currencies.tsv
EXTRA_DIST += tests/cases/date/dates.case tests/cases/amount/amounts.case
unit_tests += tests/unit/test_date tests/unit/test_amount
tests_unit_test_date_SOURCES = tests/unit/test_date.c tests/unit/cases.h
tests_unit_test_amount_SOURCES = tests/unit/test_amount.c tests/unit/cases.h
unit_tests += tests/unit/test_datetime_specs
tests_unit_test_datetime_specs_SOURCES = tests/unit/test_datetime_specs.c
