#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Read by the tests of the command: works in a folder of its own and speaks
# TAP.
set -u
: "${ENTENTE:?}" "${TOP_SRCDIR:?}"
[ -x "$ENTENTE" ] || { echo '1..0 # SKIP the command is not built'; exit 0; }
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 99
count=0
entente() { timeout 100 "$ENTENTE" "$@"; }

# ok NAME: tells that the command before it succeeded, or not.
ok() {
  result=$?
  count=$((count + 1))
  [ "$result" -eq 0 ] || printf 'not '
  echo "ok $count - $1"
}

skip() {
  count=$((count + 1))
  echo "ok $count - $1 # SKIP $2"
}

# passes NAME ARGUMENT...: the command exits 0 and says nothing on standard
# error.  Its output is in `out`.
passes() {
  name=$1
  shift
  entente "$@" >out 2>err </dev/null
  status=$?
  [ "$status" -eq 0 ] && [ ! -s err ]
  ok "$name"
  [ "$result" -eq 0 ] || { echo "# status $status"; sed 's/^/# /' err; }
}

# fails STATUS PATTERN NAME ARGUMENT...: the command exits with STATUS and says
# one line on standard error, which PATTERN finds.
fails() {
  want=$1 pattern=$2 name=$3
  shift 3
  entente "$@" >out 2>err </dev/null
  failed "$?" "$want" "$pattern" "$name"
}

# failed GOT WANT PATTERN NAME: judges what was run by hand, its standard error
# in `err`.
failed() {
  [ "$1" -eq "$2" ] && [ "$(wc -l <err)" -eq 1 ] && grep -q '^entente: ' err &&
    grep -qE -e "$3" err
  ok "$4"
  [ "$result" -eq 0 ] ||
    { echo "# status $1, not $2; wanted one line with: $3"; sed 's/^/# /' err; }
}

plan() {
  echo "1..$count"
}

# write_articles FOLDER: two articles with a meeting, a signing, a position.
write_articles() {
  mkdir -p "$1"
  cat >"$1/talks.txt" <<'END'
date 2024-05-17
Minister meets ambassador in Riga

RIGA, May 17 - Foreign Minister Anna Berzina met with Ambassador Paul Keller
in Riga on May 16. Berzina is the Foreign Minister of Latvia.
END
  cat >"$1/signing.txt" <<'END'
date 2024-06-03
Ports sign memorandum

HAMBURG, June 3 - The Port of Riga and the Port of Hamburg signed a memorandum
of understanding in Hamburg on Monday. The memorandum was signed by Director
General Janis Ozols and Chief Executive Petra Lang.
END
}
