# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/encoder/encoder.h \
  extractor/encoder/classes.h extractor/encoder/wordpiece.c \
  extractor/encoder/wordpiece.h extractor/encoder/core.h \
  extractor/encoder/weights.c extractor/encoder/weights.h \
  extractor/encoder/kernel.h extractor/encoder/level.c \
  extractor/encoder/window.c \
  extractor/encoder/shape.c extractor/encoder/load.c \
  extractor/encoder/layer.c extractor/encoder/head.c \
  extractor/encoder/encoder.c extractor/encoder/plain.c \
  extractor/encoder/plain.h
EXTRA_DIST += extractor/encoder/README.md training/wordpiece.py
unit_tests += tests/unit/test_wordpiece
tests_unit_test_wordpiece_SOURCES = tests/unit/test_wordpiece.c

# Compiled once for each instruction set; -f options hold whatever CFLAGS say.
kernel_sources = extractor/encoder/kernel.c extractor/encoder/attend.c \
  extractor/encoder/product.c extractor/encoder/lanes.h
kernel_cflags = $(AM_CFLAGS) -O3 -ffp-contract=off -fno-fast-math
noinst_LTLIBRARIES += libkernel0.la
libcore_la_LIBADD = libkernel0.la
libkernel0_la_SOURCES = $(kernel_sources)
libkernel0_la_CPPFLAGS = $(AM_CPPFLAGS) -DENT_LEVEL=0
libkernel0_la_CFLAGS = $(kernel_cflags)
if X86_64
noinst_LTLIBRARIES += libkernel1.la libkernel2.la libkernel3.la
libcore_la_LIBADD += libkernel1.la libkernel2.la libkernel3.la
libkernel1_la_SOURCES = $(kernel_sources)
libkernel1_la_CPPFLAGS = $(AM_CPPFLAGS) -DENT_LEVEL=1
libkernel1_la_CFLAGS = $(kernel_cflags) -march=x86-64-v3
libkernel2_la_SOURCES = $(kernel_sources)
libkernel2_la_CPPFLAGS = $(AM_CPPFLAGS) -DENT_LEVEL=2
libkernel2_la_CFLAGS = $(kernel_cflags) -march=x86-64-v4
libkernel3_la_SOURCES = $(kernel_sources)
libkernel3_la_CPPFLAGS = $(AM_CPPFLAGS) -DENT_LEVEL=3
libkernel3_la_CFLAGS = $(kernel_cflags) -march=x86-64-v4 -mavx512vnni
endif

# Not part of the build: what training/wordpiece.py compares.
EXTRA_PROGRAMS += training/wordpiece-cut
training_wordpiece_cut_SOURCES = training/wordpiece-cut.c

unit_tests += tests/unit/test_encoder
tests_unit_test_encoder_SOURCES = tests/unit/test_encoder.c \
  tests/unit/core_file.c tests/unit/core_file.h
unit_tests += tests/unit/test_core_model
tests_unit_test_core_model_SOURCES = tests/unit/test_core_model.c
