# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += examples/README.md \
  examples/articles/01-riga-memorandum.txt \
  examples/articles/02-tbilisi-visit.txt \
  examples/articles/03-river-forum.txt \
  examples/articles/04-new-ambassador.txt \
  examples/articles/05-training-ship.txt \
  examples/articles/06-credentials.txt \
  examples/articles/07-astana-visit-planned.txt \
  examples/articles/08-astana-visit-cancelled.txt \
  examples/articles/09-batumi-office.txt \
  examples/articles/10-amber-compass.txt \
  examples/articles/11-kalnmale-resigns.txt \
  examples/articles/12-seafarers-treaty.txt \
  examples/ceasefire/ceasefire.rules examples/ceasefire/ceasefire.ttl \
  examples/ceasefire/truce.txt examples/feeds/harbour-news.csv \
  examples/feeds/steppe-wire.jsonl

examples_c = examples/c/articles_to_quads examples/c/articles_to_facts
check_PROGRAMS += $(examples_c)
examples_c_articles_to_quads_SOURCES = examples/c/articles_to_quads.c
examples_c_articles_to_quads_LDADD = libentente.la
examples_c_articles_to_facts_SOURCES = examples/c/articles_to_facts.c
examples_c_articles_to_facts_LDADD = libentente.la
script_tests += examples/c/test_examples.sh
