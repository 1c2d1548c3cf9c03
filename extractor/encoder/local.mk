# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/encoder/encoder.h \
  extractor/encoder/classes.h extractor/encoder/wordpiece.c \
  extractor/encoder/wordpiece.h
EXTRA_DIST += extractor/encoder/README.md training/wordpiece.py
unit_tests += tests/unit/test_wordpiece
tests_unit_test_wordpiece_SOURCES = tests/unit/test_wordpiece.c

# Not part of the build: what training/wordpiece.py compares.
EXTRA_PROGRAMS += training/wordpiece-cut
training_wordpiece_cut_SOURCES = training/wordpiece-cut.c
