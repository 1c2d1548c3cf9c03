#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Read by the lint tests: lists the files of the tree and speaks TAP.
set -u
cd "${TOP_SRCDIR:?}" || exit 99
if [ ! -e .git ] || ! git ls-files >/dev/null 2>&1; then
  echo '1..0 # SKIP an archive has the files that were looked at before'
  exit 0
fi
count=0

# Prints the names of all files but those that git ignores, one a line.
files() {
  git ls-files --cached --others --exclude-standard |
    while read -r file; do [ -f "$file" ] && echo "$file"; done
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
