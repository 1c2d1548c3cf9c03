#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# C sources are as .clang-format has them.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

# Other versions break lines elsewhere.
case $(clang-format --version 2>/dev/null) in
*'version 14.'*) ;;
*) echo '1..0 # SKIP clang-format 14 is not installed'; exit 0 ;;
esac

found=$(files | grep '\.[ch]$' |
  xargs clang-format --dry-run 2>&1 | grep 'warning:')
check 'C sources are formatted' "$found"
plan
