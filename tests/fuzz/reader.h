// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_FUZZ_READER_H
#define ENT_FUZZ_READER_H

/// Makes fuzz targets of the readers of articles.

#include "extractor/article/article.h"

/// Reads `size` bytes of any kind; aborts if an article that comes out has a
/// span outside its text or text that is not UTF-8.
int
fuzz_reader(const ent_reader *reader, const uint8_t *data, size_t size);

/// The entry point of a target, as libFuzzer wants it.
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
