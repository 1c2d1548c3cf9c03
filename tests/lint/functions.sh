#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# A function of more than 60 lines says above itself why it is long.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

found=$(files | grep '\.c$' | grep -v '^tests/' | xargs awk '
  FNR == 1 { comment = ""; start = 0 }
  /^\/\// { comment = comment $0 }
  /^$/ { comment = "" }
  /^[a-z_0-9]+\(/ { name = $0; sub(/\(.*/, "", name) }
  /^{$/ { start = FNR }
  /^}$/ && start {
    if (FNR - start - 1 > 60 && tolower(comment) !~ /long|switch|machine|table/)
      print FILENAME ":" start ": " name "() has " FNR - start - 1 " lines"
    start = 0
  }')
check 'functions of more than 60 lines say why' "$found"
plan
