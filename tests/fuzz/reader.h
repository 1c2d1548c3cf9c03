// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FUZZ_READER_H
#define ENT_FUZZ_READER_H

/// Makes fuzz targets of the readers of articles.

#include "extractor/article/article.h"

#include <stdbool.h>

/// Reads `size` bytes of any kind; aborts if an article that comes out has a
/// span outside its text or text that is not UTF-8.
int
fuzz_reader(const ent_reader *reader, const uint8_t *data, size_t size);

/// Does the same, and hands each article on to `fn`, which may be NULL.
int
fuzz_articles(const ent_reader *reader, const uint8_t *data, size_t size,
              ent_article_fn fn);

/// Lends the folder with words and rules.
const char *
fuzz_data_dir(void);

/// Aborts unless `right`.
void
fuzz_require(bool right);

/// Aborts if `span` leaves `text` or cuts a character.
void
fuzz_check_span(ent_text text, ent_span span);

/// The entry point of a target, as libFuzzer wants it.
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
