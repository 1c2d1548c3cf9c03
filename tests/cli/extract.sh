#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# What extract promises: the same bytes each time, whole files, other formats.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

write_articles good
passes 'extract a folder' extract good
mv out first.nq
grep -q 'article/talks>' first.nq && grep -q 'article/signing>' first.nq
ok 'both articles are there'
passes 'extract again' extract good
cmp -s first.nq out
ok 'two runs give the same bytes'
passes 'extract to a file' extract -o file.nq good
cmp -s first.nq file.nq && [ ! -s out ]
ok 'the file has the same bytes'
(umask 027; entente extract -o closed.nq good)
[ "$(stat -c %a closed.nq)" = 640 ]
ok 'the umask decides who may read it'
echo earlier >earlier.nq
ln -s earlier.nq link.nq
passes 'extract to a link' extract -o link.nq good
[ -h link.nq ] && cmp -s first.nq earlier.nq
ok 'the link stays and its file is replaced'
passes 'extract to a device' extract -o /dev/null good
[ -c /dev/null ]
ok 'the device stays'
mkfifo pipe
cat pipe >piped.nq &
passes 'extract to a pipe' extract -o pipe good
wait
[ -p pipe ] && cmp -s first.nq piped.nq
ok 'the pipe has the same bytes'

entente extract good/talks.txt good/signing.txt >there.nq
entente extract good/signing.txt good/talks.txt >back.nq
[ "$(LC_ALL=C sort there.nq)" = "$(LC_ALL=C sort back.nq)" ]
ok 'another order gives the same lines'
grep -F 'article/talks> .' there.nq >a
grep -F 'article/talks> .' back.nq | cmp -s a -
ok 'and each graph the same bytes'

entente extract --id talks - <good/talks.txt >stdin.nq 2>err
status=$?
grep -v sourceFile stdin.nq >a
grep -F 'article/talks> .' first.nq | grep -v sourceFile >b
[ "$status" -eq 0 ] && cmp -s a b
ok 'standard input with --id'

passes 'another base' extract --base http://a.example/b/ good/talks.txt
grep -q '<http://a.example/b/article/talks>' out &&
  ! grep -q example.org out
ok 'every IRI begins with it'

mkdir empty
fails 1 'empty: no article found; \.txt, .* are read' 'an empty folder' extract empty
touch empty/notes.md
fails 2 'empty: no article found' 'a folder of other things' extract empty good
printf 'title,text\n' >header.csv
fails 1 'header\.csv: no article found' 'a header without rows' extract header.csv
cp empty/notes.md good/notes.md
passes 'other files are not told to programs' extract good
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  script -qec "$ENTENTE extract -o told.nq good" /dev/null </dev/null >told
  grep -q 'good: files with other endings are left out: 1; .*\.txt' told
  ok 'but to people'
else
  skip 'but to people' 'script is missing or has no terminal to give'
fi
rm good/notes.md

for format in trig turtle rdfxml; do
  drop=
  [ "$format" = trig ] || drop=--drop-graphs
  passes "$format" extract -t "$format" $drop good
  [ -s out ]
  ok "$format is written"
  mv out "out.$format"
done
for file in first.nq out.trig; do
  echo "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }" >all.rq
  entente query -d "$file" -f csv all.rq | LC_ALL=C sort >"rows.$file"
done
[ -s rows.first.nq ] && cmp -s rows.first.nq rows.out.trig
ok 'TriG says what N-Quads say'

if command -v rapper >/dev/null; then
  rapper -q -c -i trig file:out.trig
  ok 'rapper reads TriG'
else
  skip 'rapper reads TriG' 'rapper is not installed'
fi

mkdir control
sed 's/met with/met\o001 with/' good/talks.txt >control/talks.txt
entente extract -t rdfxml --drop-graphs control >out 2>err
[ $? -eq 2 ] && grep -q 'RDF/XML cannot hold' err && grep -q '</rdf:RDF>' out
ok 'RDF/XML leaves out what XML cannot hold'
passes 'other formats hold it' extract control

for quotes in full short none; do
  passes "quotes $quotes" extract --quotes "$quotes" -o "$quotes.nq" good
done
grep -q 'met with Ambassador' full.nq && ! grep -q 'met with Ambassador' none.nq
ok 'no quotes with --quotes none'

if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  script -qec "'$ENTENTE' extract -o seen.nq good" typescript </dev/null >shown
  tr '\r' '\n' <shown |
    grep -q '2 articles, [0-9]* a second, [0-9]* statements, 0 skipped'
  ok 'a terminal shows the counts'
  script -qec "'$ENTENTE' extract --quiet -o seen.nq good" typescript \
    </dev/null >shown
  [ ! -s shown ]
  ok 'unless told to be quiet'
fi

# Killed while it reads, its files made, it leaves nothing.
mkfifo feed
killed() {
  "$ENTENTE" extract --id slow "$@" - <feed 2>/dev/null &
  writer=$!
  exec 3>feed
  for wait in $(seq 1 100); do
    [ -z "$(find . -name '.entente*')" ] || break
    sleep 0.1
  done
  [ -n "$(find . -name '.entente*')" ] && kill -TERM "$writer"
  begun=$?
  wait "$writer" 2>/dev/null
  exec 3>&-
  [ "$begun" -eq 0 ] && [ ! -e killed ] && [ -z "$(find . -name '.entente*')" ]
}
killed -o killed
ok 'ended by a signal, it leaves no file'
killed -t tables -o killed
ok 'ended by a signal, it leaves no tables'
plan
