#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# The shared library exports the names of exports.txt and no others.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

library=${TOP_BUILDDIR:?}/.libs/libentente.so
[ -e "$library" ] || { echo '1..0 # SKIP there is no shared library'; exit 0; }
exported=$(nm -D --defined-only "$library" | awk '$2 != "A" { print $3 }' |
  grep -Ev '^(_init|_fini|_edata|_end|__bss_start|__asan_.*|__odr_asan.*)$' | sort)
listed=$(grep -v '^#' tests/lint/exports.txt | sort)
found=$(printf '%s\n' "$exported" | while read -r name; do
  echo "$listed" | grep -qx "$name" || echo "exported, not listed: $name"
done
printf '%s\n' "$listed" | while read -r name; do
  echo "$exported" | grep -qx "$name" || echo "listed, not exported: $name"
done)
check 'the library exports what exports.txt lists' "$found"
plan
