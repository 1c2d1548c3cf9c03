#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Read by the lint tests: lists the files of the tree and speaks TAP.
set -u
cd "${TOP_SRCDIR:?}" || exit 99
count=0

# Prints the names of source files, one a line: what git tracks, or in an
# unpacked archive what is there.
files() {
  if [ -e .git ] && git ls-files >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard
  else
    find . -type f ! -path './build*' ! -path './autom4te.cache/*' |
      sed 's|^\./||'
  fi | while read -r file; do [ -f "$file" ] && echo "$file"; done
}

# check NAME FOUND: passes if FOUND is empty, else prints it line by line.
check() {
  count=$((count + 1))
  if [ -z "$2" ]; then
    echo "ok $count - $1"
  else
    echo "not ok $count - $1"
    echo "$2" | sed 's/^/# /'
  fi
}

plan() {
  echo "1..$count"
}
