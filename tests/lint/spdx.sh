#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Every source begins with its two SPDX lines.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

found=$(files | grep -E '\.([ch]|sh|py|mk|ac|am|rq|ttl|1)$|/(Makefile|entente)$' |
  while read -r file; do
    lines=$(head -n 5 "$file" | grep -cE 'SPDX-(FileCopyrightText|License)')
    [ "$lines" -eq 2 ] || echo "$file: no two SPDX lines at its top"
  done)
check 'sources name their owner and licence' "$found"
plan
