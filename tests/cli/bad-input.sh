#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Whatever is wrong with its input or output, extract says one clear line, exits
# as documented and leaves an earlier output as it was.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

write_articles good
good=good/talks.txt
echo earlier >before
cp before kept.nq

# skipped PATTERN NAME INPUT: alone INPUT fails and keeps the earlier output;
# beside a good one it is left out.
skipped() {
  fails 1 "$1" "$2" extract -o kept.nq "$3"
  cmp -s before kept.nq
  ok "$2: earlier output is kept"
  fails 2 "$1" "$2 beside a good input" extract -o new.nq "$3" "$good"
  grep -q 'article/talks' new.nq
  ok "$2: the good input is written"
}

skipped 'missing\.txt: .*No such file' 'missing' missing.txt
skipped "$good/x: .*Not a directory" 'unreadable' "$good/x"
if [ "$(id -u)" -ne 0 ]; then
  cp "$good" closed.txt
  chmod 0 closed.txt
  skipped 'closed\.txt: .*Permission denied' 'no permission' closed.txt
else
  skip 'no permission' 'root may read everything'
fi
: >empty.txt
skipped 'empty\.txt: ' 'empty' empty.txt
head -c 4096 "$ENTENTE" >binary.txt
skipped 'binary\.txt: .*' 'binary' binary.txt
truncate -s 1G huge.txt
skipped 'huge\.txt: ' 'huge' huge.txt
printf 'RIGA, May 17 - The caf\303' >cut.txt
skipped 'cut\.txt: .*UTF-8' 'truncated UTF-8' cut.txt
ln -s cycle.txt cycle.txt
skipped 'cycle\.txt: ' 'link to itself' cycle.txt
printf 'a b\000c' >nul.txt
skipped 'nul\.txt: ' 'NUL' nul.txt
printf 'id,text\n1,"no end of quotes\n' >open.csv
skipped 'open\.csv:[0-9]+: ' 'malformed CSV' open.csv
printf '{"id": "a", "text": \n' >open.jsonl
skipped 'open\.jsonl:1: ' 'malformed JSON line' open.jsonl

mkdir -p loop/below
cp "$good" loop/talks.txt
ln -s .. loop/below/up
fails 2 'loop/below/up: ' 'folder that links to itself' extract loop
cp out once.nq
entente extract loop/talks.txt >out 2>err
cmp -s once.nq out
ok 'folder that links to itself is read once'

mkdir other
cp "$good" other/talks.txt
fails 2 'other/talks\.txt: .*another article has the id' \
  'two inputs with one IRI' extract good other

# Arguments.
fails 1 "needs an INPUT.*try 'entente extract --help'" 'no input' extract
for base in 'no iri' relative/ http://a.example 'http://a b/' '' \
  'http://a.example/<' ; do
  fails 1 "extract: --base '$base': .*try 'entente extract" \
    "base '$base'" extract --base "$base" -o kept.nq "$good"
done
fails 1 'turtle holds no graph names, add --drop-graphs' 'graphs in Turtle' \
  extract -t turtle "$good"
fails 1 'rdfxml holds no graph names' 'graphs in RDF/XML' extract -t rdfxml \
  "$good"
fails 1 '--type takes one of nquads.*not .json-ld' 'unknown format' extract \
  -t json-ld "$good"
fails 1 '--quotes takes one of full' 'unknown quotes' extract --quotes some \
  "$good"
echo 'Le ministre a rencontré mardi à Paris le président de la Lettonie et les deux hommes ont signé un accord sur les ports.' >paris.txt
fails 1 '^entente: paris.txt: is in French and only English is read; give' \
  'another language' extract paris.txt
passes 'another language, forced' extract --language any paris.txt
fails 1 '--language takes one of en|any' 'unknown language' extract \
  --language fr paris.txt
fails 1 'takes a size' 'malformed size' extract --max-bytes 12Q "$good"
fails 1 'takes at most 1G' 'size too large' extract --max-bytes 2G "$good"
fails 1 'did you mean .--drop-graphs' 'option misspelt' extract --drop-graph-s \
  "$good"
fails 1 '--id' 'standard input without --id' extract -
fails 1 'tables needs -o DIR' 'tables to standard output' extract -t tables \
  "$good"
fails 1 '^entente: nowhere.*; set ENTENTE_DATA or --data$' 'no word lists' extract --data nowhere "$good"
fails 1 "^entente: extract: --map: .*try 'entente extract" 'malformed map' extract --map nonsense "$good"

name=$(printf 'a\033b\302\233c\nd')
fails 1 '^entente: a\?b\?\?c\?d: ' 'name that would steer a terminal' extract \
  "$name"

# Outputs.
mkdir folder
fails 1 'folder: is a folder' 'folder as output' extract -o folder "$good"
[ -z "$(ls -A folder)" ]
ok 'folder as output stays empty'
fails 1 'absent/x.nq: .*No such file' 'no folder for the output' extract \
  -o absent/x.nq "$good"
fails 1 "$good/x.nq: .*Not a directory" 'file as folder' extract \
  -o "$good/x.nq" "$good"
ln -s absent hanging
fails 1 'hanging: is a link to nothing' 'link to nothing' extract -o hanging \
  "$good"
fails 1 'cycle.txt: ' 'cyclic link as output' extract -o cycle.txt "$good"
fails 1 'before: is no folder' 'file as folder of tables' extract -t tables \
  -o before "$good"
fails 1 '/dev/full: .*No space left' 'full disk' extract -o /dev/full good
entente extract good >/dev/full 2>err
failed "$?" 1 'standard output: .*No space left' 'standard output to a full disk'
(trap '' PIPE; entente extract good 2>err; echo "$?" >status) | true
failed "$(cat status)" 1 'standard output: .*Broken pipe' 'closed pipe'
entente extract good >&- 2>err
failed "$?" 1 'standard output: ' 'closed standard output'
if (ulimit -f 2) 2>/dev/null; then
  (ulimit -f 2; entente extract -o kept.nq good 2>err)
  failed "$?" 1 'kept.nq: .*File too large' 'disk that fills up'
fi
cmp -s before kept.nq
ok 'the earlier output is kept after all'
[ -z "$(find . -name '.entente*')" ]
ok 'no temporary file is left'
plan
