#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# summary.sh BUILD_DIR: prints the failures and skips of the last `make check`
# and, last, "N passed, N failed".
set -eu
build=$1
all=$(find "$build/tests" "$build/ontology" "$build/examples" -name '*.trs' \
  2>/dev/null | sort)
count() {
  [ -z "$all" ] || cat $all | grep -c "^:test-result: *$1" || true
}
for trs in $all; do
  grep -E '^(SKIP|FAIL|XPASS|ERROR): ' "${trs%.trs}.log" || true
done
passed=$(($(count PASS) + $(count XFAIL)))
failed=$(($(count FAIL) + $(count XPASS) + $(count ERROR)))
[ "$passed" -gt 0 ] || failed=$((failed + 1))
skipped=$(count SKIP)
[ "$skipped" = 0 ] || printf '%s skipped, for the reasons above\n' "$skipped"
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
