#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Every file is named in a makefile, so that an archive holds it.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

# Automake takes the first ones by itself; git and the project's own machine
# use the rest.
found=$(files | grep -vE '^(configure\.ac|Makefile\.am|entente\.pc\.in)$' |
  grep -vE '^(\.gitignore|\.gitattributes|\.git-blame-ignore-revs|\.ci/.*)$|local\.mk$' |
  while read -r file; do
    cat Makefile.am */local.mk */*/local.mk | grep -qF -e "$file" ||
      echo "$file is in no makefile"
  done)
check 'every file is listed' "$found"
plan
