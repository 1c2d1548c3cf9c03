// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/reader.h"

#include "extractor/article/reading.h"
#include "extractor/base/text.h"

#include <stdio.h>
#include <stdlib.h>

/// Kept from input to input: loading the words takes longer than reading.
static struct {
  ent_arena *words_arena;
  const ent_head_words *words;
  const ent_tongues *tongues;
  ent_arena *run;
  ent_arena *article;
} kept;

const char *
fuzz_data_dir(void)
{
  const char *data = getenv("ENTENTE_DATA");
  return data ? data : "data";
}

static void
words_load(void *user)
{
  ent_error error = {0};
  (void)user;
  if (ent_head_words_load(kept.words_arena, fuzz_data_dir(), &kept.words,
                          &error) != ENT_OK ||
      ent_tongues_load(kept.words_arena, fuzz_data_dir(), &kept.tongues,
                       &error) != ENT_OK) {
    fprintf(stderr, "%s: %s\n", error.source, error.message);
    abort();
  }
}

void
fuzz_require(bool right)
{
  if (!right) {
    abort();
  }
}

static void
check_text(ent_text text)
{
  fuzz_require(ent_utf8_check(text) == text.len);
}

void
fuzz_check_span(ent_text text, ent_span span)
{
  fuzz_require(span.start <= span.end && span.end <= text.len);
  check_text(ent_text_slice(text, span));
}

static ent_status
check(void *user, const ent_article *a, ent_error *error)
{
  const ent_article_fn fn = *(const ent_article_fn *)user;
  check_text(a->id);
  check_text(ent_tongue_of(kept.tongues, a->text));
  check_text(a->text);
  check_text(a->title);
  check_text(a->publisher);
  check_text(a->author);
  check_text(a->url);
  fuzz_check_span(a->text, a->title_span);
  fuzz_check_span(a->text, a->body);
  fuzz_check_span(a->text, a->dateline_place);
  fuzz_check_span(a->text, a->publisher_span);
  fuzz_check_span(a->text, a->author_span);
  uint32_t at = a->body.start;
  for (size_t i = 0; i < a->n_aside; i++) {
    fuzz_check_span(a->text, a->aside[i]);
    fuzz_require(a->aside[i].start >= at && a->aside[i].end <= a->body.end);
    at = a->aside[i].end;
  }
  return fn ? fn(NULL, a, error) : ENT_OK;
}

static void
ids_make(void *user)
{
  ent_reading *reading = (ent_reading *)user;
  reading->ids = ent_map_new(reading->run);
}

int
fuzz_articles(const ent_reader *reader, const uint8_t *data, size_t size,
              ent_article_fn fn)
{
  static const ent_read_options options;
  if (!kept.words) {
    kept.words_arena = ent_arena_new();
    kept.run = ent_arena_new();
    kept.article = ent_arena_new();
    fuzz_require(kept.words_arena && kept.run && kept.article &&
                 ent_arena_guard(kept.words_arena, words_load, NULL) == ENT_OK);
  }
  ent_reading reading = {.options = &options,
                         .fn = check,
                         .user = &fn,
                         .max_bytes = 1 << 16,
                         .words = kept.words,
                         .run = kept.run,
                         .article = kept.article};
  fuzz_require(ent_arena_guard(kept.run, ids_make, &reading) == ENT_OK);
  ent_stream *stream = ent_stream_memory((ent_text){(const char *)data, size});
  fuzz_require(stream != NULL);
  ent_error error = {0};
  fuzz_require(ent_reading_stream(&reading, reader, stream, "fuzz",
                                  ENT_TEXT("fuzz"), ENT_TEXT("fuzz"),
                                  &error) == ENT_OK);
  ent_stream_free(stream);
  ent_arena_reset(kept.run);
  return 0;
}

int
fuzz_reader(const ent_reader *reader, const uint8_t *data, size_t size)
{
  return fuzz_articles(reader, data, size, NULL);
}
