# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0

EXTRA_PROGRAMS += bench/bench_write
bench_bench_write_SOURCES = bench/bench_write.c

# One line a figure: name, value, unit, separated by tabs.
.PHONY: bench
bench: entente bench/bench_write
	./entente extract --data $(top_srcdir)/data -o bench/examples.nq \
	  $(top_srcdir)/examples/articles
	bench/bench_write bench/examples.nq
CLEANFILES += bench/examples.nq
