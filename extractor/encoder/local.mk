# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
libcore_la_SOURCES += extractor/encoder/encoder.h
EXTRA_DIST += extractor/encoder/README.md
