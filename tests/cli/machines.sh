#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# The same bytes on every machine: the core runs with what older processors
# have, in one thread and in three.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

if [ ! -e "${ENTENTE_DATA:-}/en/core.model" ]; then
  echo '1..0 # SKIP data/en/core.model is not there'
  exit 0
fi
articles=$TOP_SRCDIR/examples/articles
[ ! -d "${SHARED:-}/articles" ] || articles="$articles $SHARED/articles"
# shellcheck disable=SC2086 # several folders
for command in annotate extract; do
  entente "$command" $articles >"$command.native" 2>err && [ -s "$command.native" ]
  ok "$command"
done

# same NAME COMMAND JOBS: gives the same bytes, and says nothing.
same() {
  # shellcheck disable=SC2086
  entente "$2" -j "$3" $articles >limited 2>err && [ ! -s err ] &&
    cmp -s "$2.native" limited
  ok "$2 $1, threads: $3"
}

for level in 0 1 2 3; do
  export ENTENTE_LEVEL="$level"
  same "at level $level" annotate 1
done
export ENTENTE_LEVEL=1
same 'at level 1' annotate 3
same 'at level 1' extract 3
plan
