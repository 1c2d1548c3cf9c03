#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# No file names a path of the machine it was written on.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

# Prints a pattern that finds the folder above $1, unless that is too short.
above() {
  parent=$(dirname "$1")
  [ "${#parent}" -lt 3 ] || printf '|%s/' "$parent" | sed 's/[.+]/\\&/g'
}

names="/home/[a-z]|/root/|/tmp/[a-z]$(above "$TOP_SRCDIR/x")"
names="$names$(above "$TOP_SRCDIR")$(above "${TOP_BUILDDIR:-/}")"
# Behind a letter, dot or variable it is the end of a relative path.
found=$(files | grep -v '^tests/lint/paths\.sh$' | tr '\n' '\0' |
  xargs -0 grep -nIE "(^|[^]A-Za-z0-9_.})*-])($names)")
check 'no file names a folder of this machine' "$found"
plan
