#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# The two programs of this folder do what they say.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"
articles=$TOP_SRCDIR/examples/articles
programs=${TOP_BUILDDIR:?}/examples/c

"$programs/articles_to_quads" "$articles" >by-callback.nq &&
  entente extract "$articles" >by-command.nq 2>/dev/null &&
  [ -s by-callback.nq ] && cmp by-callback.nq by-command.nq
ok 'articles_to_quads gives what entente extract gives'

"$programs/articles_to_facts" "$articles" >facts.tsv &&
  awk -F '\t' 'NF != 5 || $5 <= $4 { exit 1 } END { if (!NR) exit 1 }' facts.tsv
ok 'articles_to_facts prints positions with their places in the text'

! ENTENTE_DATA=/nowhere "$programs/articles_to_facts" 2>error &&
  [ "$(wc -l <error)" -eq 1 ]
ok 'missing data is one line on standard error'

for program in articles_to_quads articles_to_facts; do
  ! "$programs/$program" absent.txt >out 2>error && [ ! -s out ] &&
    [ "$(wc -l <error)" -eq 1 ] && grep -q 'absent\.txt: ' error
  ok "$program says what it left out, and fails"
done

for program in "$TOP_SRCDIR"/examples/c/*.c; do
  [ "$(wc -l <"$program")" -lt 60 ]
  ok "$(basename "$program") has under 60 lines"
done
plan
