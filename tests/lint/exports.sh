#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# The library exports what the public headers mark, and nothing else.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

library=${TOP_BUILDDIR:?}/.libs/libentente.so
if [ ! -e "$library" ] || ! command -v nm >/dev/null; then
  echo '1..0 # SKIP no shared library or no nm'
  exit 0
fi
work=$(mktemp -d) || exit 99
trap 'rm -r "$work"' EXIT
sed -n '/ENT_API/,/;/p' include/entente/*.h | grep -o 'ent_[a-z0-9_]*(' |
  tr -d '(' | sort -u >"$work/marked"
nm -D --defined-only "$library" | awk '{ print $3 }' | sort -u >"$work/there"
check 'what is marked is exported' "$(comm -23 "$work/marked" "$work/there")"
check 'what is exported is marked' "$(comm -13 "$work/marked" "$work/there" |
  grep -v '^__')"
plan
