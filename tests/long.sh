#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# long.sh [STEP]...: what takes too long for `make check`: other compilers,
# sanitizers, valgrind, the tarball.  Run as `make check-long`.  Needs clang,
# libclang-rt-14-dev and valgrind besides packages.txt: what is missing here
# is a failure.  The last line counts the steps.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# A copy, since a tree that was built in place takes no other build.
top=$work/src
mkdir "$top" && cd "$tree" && git ls-files -z | tar --null -T - -cf - |
  tar -xf - -C "$top" && (cd "$top" && ./autogen.sh >"$work/autogen.log" 2>&1) || {
  echo "0 passed, 1 failed"
  exit 1
}
[ ! -d "$tree/../shared" ] || ln -s "$(cd "$tree/../shared" && pwd)" "$work/shared"
passed=0
failed=0

step() {
  name=$1
  shift
  log=$work/$name.log
  start=$(date +%s)
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok $name, $(($(date +%s) - start)) s"
  else
    failed=$((failed + 1))
    echo "not ok $name, $(($(date +%s) - start)) s"
    grep -E 'warning:|error:|^(FAIL|ERROR)|not ok|ERROR SUMMARY|runtime error|(Address|Thread)Sanitizer' "$log" | head -n 20
    tail -n 15 "$log"
  fi
}

# Configures and builds in a folder of its own.
built() {
  folder=$1
  shift
  mkdir -p "$work/$folder" && cd "$work/$folder" &&
    "$top/configure" --quiet "$@" && make -s -j"$(nproc)" all
}

gcc_clean() { built gcc --enable-werror CC=gcc && make -s -j"$(nproc)" check TESTS=; }
clang_clean() { built clang --enable-werror CC=clang && make -s -j"$(nproc)" check TESTS=; }
clang_check() { built clang-check CC=clang && make -s -j"$(nproc)" check; }

sanitized() {
  built sanitized --enable-sanitizers --disable-shared CFLAGS="-O1 -g" &&
    ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 \
      UBSAN_OPTIONS=print_stacktrace=1 HOSTILE_SECONDS=180 \
      make -s -j"$(nproc)" check
}

threaded() {
  built threaded --disable-shared CFLAGS="-O1 -g -fsanitize=thread" &&
    make -s -j"$(nproc)" check \
      TESTS='tests/unit/test_pool tests/cli/jobs.sh'
}

valgrinded() {
  built valgrind --disable-shared CFLAGS="-O1 -g" &&
    make -s -j"$(nproc)" check TESTS= || return 1
  for test in "$work"/valgrind/tests/unit/test_*; do
    [ -x "$test" ] && [ -f "$test" ] || continue
    ENTENTE_DATA=$top/data TOP_SRCDIR=$top TOP_BUILDDIR=$work/valgrind \
      ENTENTE=$work/valgrind/entente SHARED=$top/../shared \
      valgrind --quiet --error-exitcode=9 --leak-check=full \
      --errors-for-leak-kinds=definite \
      --suppressions="$top/tests/store/valgrind.supp" "$test" || return 1
  done
}

distchecked() { built dist && make -s -j"$(nproc)" distcheck; }

[ $# -gt 0 ] || set -- gcc_clean clang_clean clang_check sanitized threaded valgrinded distchecked
for name in "$@"; do
  step "$name" "$name"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
