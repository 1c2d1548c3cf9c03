# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/language/core.c \
  extractor/language/core.h extractor/language/document.c \
  extractor/language/document.h extractor/language/label.c \
  extractor/language/label.h extractor/language/lemma.c \
  extractor/language/lemma.h extractor/language/lexicon.c \
  extractor/language/lexicon.h extractor/language/segment.c \
  extractor/language/sentence.c extractor/language/stages.h \
  extractor/language/token.c \
  extractor/language/tree.c extractor/language/tree.h
unit_tests += tests/unit/test_language tests/unit/test_decode
tests_unit_test_language_SOURCES = tests/unit/test_language.c
tests_unit_test_decode_SOURCES = tests/unit/test_decode.c
EXTRA_DIST += extractor/language/README.md
script_tests += tests/quality/tokens.py
