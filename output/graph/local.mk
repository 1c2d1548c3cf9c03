# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += output/graph/term.c output/graph/term.h \
  output/graph/lexical.c
EXTRA_DIST += output/graph/README.md
