// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_ARTICLE_H
#define ENTENTE_ARTICLE_H

/// Makes articles from inputs: plain text, CSV, TSV and JSON Lines.

#include "entente/base.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One news article.  All texts live as long as the article: until the
/// callback that received it returns.
typedef struct {
  ent_text id;         ///< Path below the input, without extension; unescaped
  ent_text source;     ///< The input's file name, as a user would look for it
  ent_text text;       ///< Decoded text: UTF-8, BOM dropped, line ends LF; all
                       ///< offsets refer to it
  ent_text title;      ///< Absent if unknown, as the next three
  ent_text publisher;  ///< Outlet whose story it is
  ent_text author;     ///< Byline
  char published[11];  ///< "YYYY-MM-DD", or "" if unknown
  ent_text url;        ///< Absent unless the input gives one
  ent_span title_span; ///< Where the title stands in `text`; empty if outside
  ent_span body;       ///< From the first to the last sentence of the story
  const ent_span *aside; ///< Parts inside `body` that are no story: bylines,
                         ///< datelines, repeated titles; ascending
  size_t n_aside;
  ent_span dateline_place; ///< "BAKU" in "BAKU, May 11"; empty if none
  ent_span publisher_span; ///< Where the text names the outlet; empty if not
  ent_span author_span;    ///< Where the text names the author; empty if not
} ent_article;

#ifdef __cplusplus
}
#endif

#endif
