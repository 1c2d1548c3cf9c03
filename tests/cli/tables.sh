#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# -t tables writes nine CSV files, all or none.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

names='agreement-roles agreements articles entities event-roles events evidence
positions relations'
write_articles good
passes 'tables' extract -t tables -o tables good
[ "$(ls tables | tr '\n' ' ')" = \
  "$(for name in $names; do echo "$name.csv"; done | tr '\n' ' ')" ]
ok 'there are nine'
[ "$(wc -l <tables/articles.csv)" -eq 3 ]
ok 'two articles and a header'
passes 'tables again' extract -t tables -o again good
diff -r tables again >diff
ok 'two runs give the same bytes'
passes 'tables over tables' extract -t tables -o tables good/talks.txt
[ "$(wc -l <tables/articles.csv)" -eq 2 ]
ok 'the later ones are there'
echo mine >again/notes
passes 'tables beside other files' extract -t tables -o again good/talks.txt
[ "$(cat again/notes)" = mine ] && rm again/notes && diff -r tables again >diff
ok 'the other files stay'
passes 'tables with a slash' extract -t tables -o tables/ good/talks.txt
diff -r tables again >diff
ok 'a slash makes no difference'

fails 1 'missing\.txt' 'tables of nothing' extract -t tables -o tables \
  missing.txt
diff -r tables again >diff
ok 'earlier tables are kept'
fails 1 'missing\.txt' 'new tables of nothing' extract -t tables -o new \
  missing.txt
[ ! -e new ]
ok 'no folder is made'
fails 1 'talks.txt: is no folder' 'file as folder of tables' extract -t tables -o good/talks.txt \
  good
fails 1 'absent/tables: ' 'no folder for the tables' extract -t tables \
  -o absent/tables good
if (ulimit -f 1) 2>/dev/null; then
  for i in $(seq 1 20); do
    cp good/talks.txt "good/talks-$i.txt"
  done
  (ulimit -f 1; entente extract -t tables -o tables good 2>err)
  failed "$?" 1 'tables.*: .*File too large' 'disk that fills up'
  diff -r tables again >diff
  ok 'earlier tables are kept when the disk fills up'
fi
plan
