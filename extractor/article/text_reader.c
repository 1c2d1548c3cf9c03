// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/article.h"
#include "extractor/article/bytes.h"
#include "extractor/base/error.h"

#define CHUNK ((size_t)64 * 1024)

/// Reads all of the stream, but not more than it takes to see that it is too
/// much.
static ent_status
read_all(ent_input *input, ent_bytes *all, ent_error *why)
{
  const uint64_t max = input->max_bytes;
  uint64_t size = ent_stream_size(input->stream);
  size_t got = 1;
  while (size <= max && got > 0) {
    if (!ent_bytes_reserve(all, CHUNK)) {
      return ent_fail(why, ENT_ERR_MEMORY, input->path, 0, ENT_NO_OFFSET,
                      "out of memory");
    }
    const ent_status status =
        ent_stream_read(input->stream, all->data + all->n, CHUNK, &got, why);
    if (status != ENT_OK) {
      return status;
    }
    all->n += got;
    size = all->n > size ? all->n : size;
  }
  if (size > max) {
    return ent_fail(why, ENT_ERR_LIMIT, input->path, 0, ENT_NO_OFFSET,
                    "is larger than the %llu bytes allowed for an article",
                    (unsigned long long)max);
  }
  return ENT_OK;
}

static ent_status
text_read(ent_input *input, ent_error *error)
{
  ent_bytes all = {NULL, 0, 0};
  ent_error why = {0};
  ent_status status = ENT_OK;
  if (read_all(input, &all, &why) != ENT_OK) {
    ent_input_skip(input, &why);
  } else {
    ent_record record = {0};
    record.offset = ENT_NO_OFFSET;
    record.values[ENT_FIELD_TEXT] = (ent_text){all.data ? all.data : "", all.n};
    status = ent_input_emit(input, &record, error);
  }
  ent_bytes_clear(&all);
  return status;
}

const ent_reader ent_reader_text = {"plain text", ".txt", text_read};
