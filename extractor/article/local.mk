# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/article/article.h extractor/article/bytes.h \
  extractor/article/columns.c extractor/article/columns.h \
  extractor/article/csv_reader.c extractor/article/json_reader.c \
  extractor/article/date.c extractor/article/decode.c \
  extractor/article/head.c extractor/article/head.h \
  extractor/article/line.c extractor/article/outlet.c \
  extractor/article/read.c extractor/article/reading.h \
  extractor/article/run.c extractor/article/stream.c \
  extractor/article/stream.h extractor/article/text_reader.c \
  extractor/article/tongue.c extractor/article/tongue.h \
  extractor/article/walk.c extractor/article/words.c \
  extractor/article/words.h
nobase_dist_pkgdata_DATA += data/en/head.tsv data/languages.tsv
EXTRA_DIST += extractor/article/README.md

# Prints the heads of articles, for head.py.
check_PROGRAMS += tests/quality/heads
tests_quality_heads_SOURCES = tests/quality/heads.c
script_tests += tests/quality/head.py
unit_tests += tests/unit/test_article
tests_unit_test_article_SOURCES = tests/unit/test_article.c
EXTRA_DIST += tests/cases/article/heads.case
unit_tests += tests/unit/test_tongue
tests_unit_test_tongue_SOURCES = tests/unit/test_tongue.c
EXTRA_DIST += tests/cases/article/languages.case
