// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/columns.h"
#include "extractor/article/reading.h"

#include "extractor/base/data.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <string.h>

#define MAX_BYTES ((uint64_t)16 << 20)

/// What a run was called with, and how it went.
typedef struct {
  ent_reading reading;
  const char *data_dir;
  const char *const *inputs;
  size_t n_inputs;
  const ent_reader *reader; // for `stream`
  ent_stream *stream;       // read instead of the inputs
  ent_status status;
  ent_error *error;
} run;

static ent_status
stdin_read(ent_reading *reading, ent_error *error)
{
  const char *id = reading->options->id;
  if (!id || !*id) {
    return ent_fail(error, ENT_ERR_ARGUMENT, "-", 0, ENT_NO_OFFSET,
                    "standard input needs an id: give --id NAME");
  }
  ent_stream *stream = ent_stream_stdin();
  if (!stream) {
    return ent_fail(error, ENT_ERR_MEMORY, "-", 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  const ent_status status =
      ent_reading_stream(reading, &ent_reader_text, stream, "-",
                         ent_text_from(id), ENT_TEXT("-"), error);
  ent_stream_free(stream);
  return status;
}

static void
run_inputs(void *user)
{
  run *r = (run *)user;
  r->reading.ids = ent_map_new(r->reading.run);
  r->status = ent_columns_check(r->reading.options->map, r->error);
  if (r->status == ENT_OK) {
    r->status = ent_head_words_load(r->reading.run, r->data_dir,
                                    &r->reading.words, r->error);
  }
  if (r->status == ENT_OK && !r->reading.options->any_language) {
    r->status = ent_tongues_load(r->reading.run, r->data_dir,
                                 &r->reading.tongues, r->error);
  }
  if (r->status == ENT_OK && r->stream) {
    r->status = ent_reading_stream(
        &r->reading, r->reader, r->stream, "memory",
        ent_text_from(r->reading.options->id ? r->reading.options->id : "m"),
        ENT_TEXT("memory"), r->error);
  }
  for (size_t i = 0; r->status == ENT_OK && i < r->n_inputs; i++) {
    r->status = strcmp(r->inputs[i], "-") == 0
                    ? stdin_read(&r->reading, r->error)
                    : ent_reading_path(&r->reading, r->inputs[i], r->error);
  }
}

static ent_status
run_all(run *r, const ent_read_options *options, ent_article_fn fn, void *user,
        uint64_t *skipped)
{
  static const ent_read_options none;
  ent_reading *reading = &r->reading;
  reading->options = options ? options : &none;
  reading->fn = fn;
  reading->user = user;
  reading->max_bytes =
      reading->options->max_bytes ? reading->options->max_bytes : MAX_BYTES;
  if (reading->max_bytes > ENT_ARTICLE_MAX_BYTES) {
    reading->max_bytes = ENT_ARTICLE_MAX_BYTES;
  }
  char path[4096];
  r->data_dir = ent_data_dir(reading->options->data_dir, path, sizeof path);
  reading->run = ent_arena_new();
  reading->article = ent_arena_new();
  if (!reading->run || !reading->article ||
      ent_arena_guard(reading->run, run_inputs, r) != ENT_OK) {
    r->status = ent_fail(r->error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                         "out of memory");
  }
  ent_arena_free(reading->article);
  ent_arena_free(reading->run);
  if (skipped) {
    *skipped = reading->skipped;
  }
  return r->status;
}

ent_status
ent_articles_each(const char *const *inputs, size_t n_inputs,
                  const ent_read_options *options, ent_article_fn fn,
                  void *user, uint64_t *skipped, ent_error *error)
{
  run r;
  memset(&r, 0, sizeof r);
  r.inputs = inputs;
  r.n_inputs = n_inputs;
  r.error = error;
  return run_all(&r, options, fn, user, skipped);
}

ent_status
ent_stream_each(const ent_reader *reader, ent_stream *stream,
                const ent_read_options *options, ent_article_fn fn, void *user,
                uint64_t *skipped, ent_error *error)
{
  run r;
  memset(&r, 0, sizeof r);
  r.reader = reader;
  r.stream = stream;
  r.error = error;
  return run_all(&r, options, fn, user, skipped);
}
