// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_READING_H
#define ENT_READING_H

/// Makes a run over inputs: what all of its inputs share.

#include "extractor/article/article.h"
#include "extractor/article/tongue.h"
#include "extractor/base/table.h"

/// What every input of a run shares.
struct ent_reading {
  const ent_read_options *options;
  ent_article_fn fn;
  void *user;
  uint64_t skipped;
  uint64_t max_bytes;
  const ent_head_words *words;
  const ent_tongues *tongues; ///< NULL: any language is read
  ent_arena *run;             ///< Words, and the ids seen
  ent_arena *article;         ///< Reset after each article
  ent_map *ids;
};

/// Reads the articles of one open stream.
ENT_NODISCARD ent_status
ent_reading_stream(ent_reading *reading, const ent_reader *reader,
                   ent_stream *stream, const char *path, ent_text id,
                   ent_text name, ent_error *error);

/// Reads the articles of a file or, in byte order of their names, of the files
/// below a folder.
ENT_NODISCARD ent_status
ent_reading_path(ent_reading *reading, const char *path, ent_error *error);

/// Reports something left out; the run goes on.
void
ent_reading_skip(ent_reading *reading, const ent_error *why);

/// Reports what was read only in part; nothing is counted as left out.
void
ent_reading_note(ent_reading *reading, const ent_error *what);

/// Finds the reader for a file name, NULL if its extension is not known.
const ent_reader *
ent_reader_find(const char *name);

/// Lends `name` without its extension.
ent_text
ent_name_stem(const char *name);

#endif
