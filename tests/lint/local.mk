# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
AM_TESTS_ENVIRONMENT += CC='$(CC)'; export CC;
lint_tests = tests/lint/layers.sh tests/lint/spdx.sh tests/lint/paths.sh \
  tests/lint/functions.sh tests/lint/format.sh tests/lint/headers.sh \
  tests/lint/exports.sh tests/lint/listed.sh \
  tests/lint/exports.sh
script_tests += $(lint_tests)
EXTRA_DIST += tests/lint/lint.sh tests/lint/cppcheck.txt \
  tests/lint/exports.txt .clang-tidy

# What the tools find in the code; the other lint tests are part of check.
.PHONY: lint
lint:
	cd $(srcdir) && cppcheck -q --std=c11 --inline-suppr \
	  --enable=warning,portability,performance --error-exitcode=1 \
	  --suppressions-list=tests/lint/cppcheck.txt -Iinclude -I. \
	  cli extractor ontology output
	cd $(srcdir) && clang-tidy --quiet \
	  $$(find cli extractor ontology output -name '*.c') -- \
	  $(DEFS) -I$(abs_top_builddir) \
	  -Iinclude -I. -std=c11 -D_POSIX_C_SOURCE=200809L \
	  -D_XOPEN_SOURCE=700 -DENT_DATA_DIR='""' -DENT_ISO_CODES='""' \
	  $(RAPTOR_CFLAGS) $(RASQAL_CFLAGS) $(REDLAND_CFLAGS) $(SERD_CFLAGS)
	$(MAKE) check TESTS='$(lint_tests)'
