# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += tests/summary.sh tests/venv.sh tests/python.sh \
  tests/requirements.txt tests/fresh.sh tests/flow/test_flow.py \
  tests/quality/test_quality.py tests/quality/floor.tsv

# Scores the 30 articles beside the tree against their reference answers.
.PHONY: quality
quality: entente
	rm -rf quality && mkdir quality
	./entente extract --data $(top_srcdir)/data -t tables -o quality/tables \
	  $(top_srcdir)/../shared/articles
	python3 $(top_srcdir)/../shared/eval/score.py \
	  $(top_srcdir)/../shared/eval/gold quality/tables \
	  --articles $(top_srcdir)/../shared/articles | tee quality/score.txt

# Scores the trained core: a line a figure.
# CORE=FOLDER measures the weights of another data folder: those of the tree
# were trained on these parts too.
CORE = $(top_srcdir)/data
.PHONY: quality-core
quality-core: entente
	ENTENTE=./entente TOP_SRCDIR=$(top_srcdir) \
	  ENTENTE_DATA=$(CORE) python3 \
	  $(top_srcdir)/tests/quality/core.py --figures
	ENTENTE=./entente TOP_SRCDIR=$(top_srcdir) \
	  ENTENTE_DATA=$(CORE) python3 \
	  $(top_srcdir)/tests/quality/coref.py --figures
	ENTENTE=./entente TOP_SRCDIR=$(top_srcdir) \
	  ENTENTE_DATA=$(CORE) python3 \
	  $(top_srcdir)/tests/quality/understanding.py --figures

# What takes too long for check.
.PHONY: check-long
check-long:
	$(SHELL) $(top_srcdir)/tests/long.sh
EXTRA_DIST += tests/long.sh

script_tests += tests/flow/test_flow.py tests/flow/test_readme.py \
  tests/quality/test_quality.py tests/quality/core.py \
  tests/quality/coref.py tests/quality/status.py \
  tests/quality/understanding.py tests/quality/names.py \
  tests/training/evaluate.py \
  tests/training/coref-score.py
EXTRA_DIST += tests/quality/measured.py tests/quality/core.tsv \
  tests/quality/status.tsv tests/quality/errors.py \
  tests/quality/understanding.tsv tests/quality/names.tsv \
  tests/quality/coref.tsv tests/quality/floor.tsv README.md NEWS.md LICENSE
