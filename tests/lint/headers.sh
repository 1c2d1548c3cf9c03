#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Each header compiles alone as C11, the public ones also as C++.
. "${TOP_SRCDIR:?}/tests/lint/lint.sh"

flags="-I$TOP_SRCDIR/include -I$TOP_SRCDIR -I${TOP_BUILDDIR:?} -fsyntax-only
  -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -Wall -Wextra -Wpedantic
  -Wno-pragma-once-outside-header -Werror
  $(pkg-config --cflags raptor2 rasqal redland serd-0 2>/dev/null)"

# compile COMPILER LANGUAGE STANDARD FILE
compile() {
  # shellcheck disable=SC2086
  printf '#include "%s"\n' "$4" | $1 -x "$2" -std="$3" $flags - 2>&1 |
    head -n 3
}

found=$(files | grep '\.h$' | while read -r header; do
  compile "${CC:-cc}" c c11 "$header"
done)
check 'headers compile alone as C11' "$found"

if command -v g++ >/dev/null; then
  found=$(for header in include/entente/*.h; do
    compile g++ c++ c++11 "$header"
  done)
  check 'public headers compile as C++' "$found"
fi
plan
