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
  examples/feeds/harbour-news.csv \
  examples/feeds/steppe-wire.jsonl
