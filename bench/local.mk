# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0

bench_programs = bench/bench_encoder bench/bench_extract bench/bench_write
EXTRA_PROGRAMS += $(bench_programs)
bench_bench_encoder_SOURCES = bench/bench_encoder.c bench/bench.h
bench_bench_extract_SOURCES = bench/bench_extract.c bench/bench.h
bench_bench_write_SOURCES = bench/bench_write.c

# One line a figure: name, value, unit, separated by tabs.
.PHONY: bench
bench: entente $(bench_programs)
	./entente extract --data $(top_srcdir)/data -o bench/examples.nq \
	  $(top_srcdir)/examples/articles
	articles=$(top_srcdir)/../shared/annotated/articles; \
	[ -d "$$articles" ] || articles=$(top_srcdir)/examples/articles; \
	ENTENTE_DATA=$(top_srcdir)/data bench/bench_encoder \
	  $(top_srcdir)/data/en/core.model "$$articles" && \
	ENTENTE_DATA=$(top_srcdir)/data python3 $(top_srcdir)/bench/annotate.py \
	  ./entente "$$articles" && \
	ENTENTE_DATA=$(top_srcdir)/data bench/bench_extract "$$articles"
	bench/bench_write bench/examples.nq
CLEANFILES += bench/examples.nq

EXTRA_DIST += bench/annotate.py bench/peers.py bench/peers.txt

# How many times as fast two threads are as one, on a machine that is free.
.PHONY: bench-jobs
bench-jobs: entente
	articles=$(top_srcdir)/../shared/annotated/articles; \
	[ -d "$$articles" ] || articles=$(top_srcdir)/examples/articles; \
	ENTENTE_DATA=$(top_srcdir)/data python3 $(top_srcdir)/bench/jobs.py \
	  ./entente extract "$$articles"
EXTRA_DIST += bench/jobs.py
