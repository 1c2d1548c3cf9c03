// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ARTICLE_READ_H
#define ENT_ARTICLE_READ_H

/// Makes articles: decodes bytes, takes the head of a text apart, and maps
/// the fields of rows and objects.

#include "entente/article.h"
#include "entente/extract.h"
#include "extractor/article/stream.h"
#include "extractor/article/words.h"
#include "extractor/base/arena.h"

/// Bytes that an article can have at the most: its spans have 32 bits.
#define ENT_ARTICLE_MAX_BYTES ((uint64_t)1 << 30)

/// What a row or object can say about its article.
typedef enum {
  ENT_FIELD_TEXT,
  ENT_FIELD_TITLE,
  ENT_FIELD_DATE,
  ENT_FIELD_PUBLISHER,
  ENT_FIELD_AUTHOR,
  ENT_FIELD_ID,
  ENT_FIELD_URL,
  ENT_FIELD_COUNT
} ent_field;

/// Names of the fields as --map has them, in the order of the enum.
extern const char *const ent_field_names[ENT_FIELD_COUNT];

/// One article as an input gives it, not yet decoded.
typedef struct {
  ent_text values[ENT_FIELD_COUNT]; ///< Absent if the input has none
  uint64_t line;                    ///< Where it begins; 0 if meaningless
  uint64_t offset;                  ///< Likewise, or ENT_NO_OFFSET
  uint64_t row;                     ///< From 1; 0: the input is one article
  ent_date_order order;             ///< Of the dates in its column
} ent_record;

/// One run over all inputs.
typedef struct ent_reading ent_reading;

/// One input file of a run.
typedef struct {
  ent_reading *reading;
  ent_stream *stream;
  const char *path; ///< For messages
  ent_text id;      ///< Id of the file's article, or start of its rows' ids
  ent_text name;    ///< What becomes ent_article.source
  const char *map;  ///< NULL: guess
  uint64_t max_bytes;
  const ent_head_words *words;
  ent_arena *arena; ///< Reset after each record
  uint32_t mapped;  ///< Bit of each field whose column in the map was there
  bool texts;       ///< A record had a text
  bool dates_noted; ///< A date was told that could not be read
  char has[256];    ///< Columns of the first record that lacks one of the map
} ent_input;

/// A format of inputs.
typedef struct {
  const char *name;       ///< "CSV"
  const char *extensions; ///< ".csv .tab", each with its dot
  /// Calls ent_input_emit() for each article and ent_input_skip() for what
  /// is wrong with the input; fails only if the run cannot go on.
  ent_status (*read)(ent_input *input, ent_error *error);
} ent_reader;

extern const ent_reader ent_reader_text;
extern const ent_reader ent_reader_csv;
extern const ent_reader ent_reader_tsv;
extern const ent_reader ent_reader_json;
extern const ent_reader ent_reader_json_lines;

/// Makes an article from `record` and hands it on.  What is wrong with the
/// record alone is reported as skipped and ENT_OK comes back.
ENT_NODISCARD ent_status
ent_input_emit(ent_input *input, const ent_record *record, ent_error *error);

/// Reports something left out; the run goes on.
void
ent_input_skip(ent_input *input, const ent_error *why);

/// Reads the articles of one stream; for the fuzz targets and tests.
ENT_NODISCARD ent_status
ent_stream_each(const ent_reader *reader, ent_stream *stream,
                const ent_read_options *options, ent_article_fn fn, void *user,
                uint64_t *skipped, ent_error *error);

/// Decodes `raw` to UTF-8 with LF line ends, in `arena`.  Bytes that are
/// certainly Windows-1252 are converted.  Otherwise ENT_ERR_ENCODING, with
/// the offset of the first bad byte.
ENT_NODISCARD ent_status
ent_decode(ent_arena *arena, ent_text raw, ent_text *text, ent_error *error);

/// Takes the head of `article->text` apart and fills what is still unknown.
void
ent_head_read(const ent_head_words *words, ent_arena *arena,
              ent_article *article);

#endif
