// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_JSON_H
#define ENT_JSON_H

/// Makes a line of JSON of a document:
///
///     {"id":ID,"text":TEXT,"sentences":[SENTENCE…],"coreference":[THING…]}
///     SENTENCE {"start":N,"end":N,"tokens":[TOKEN…],"spans":[SPAN…]}
///     TOKEN    {"start":N,"end":N,"form":S,"lemma":S,"upos":S,"xpos":S,
///               "head":ID,"relation":S}
///     SPAN     {"first":ID,"last":ID,"label":S,"outermost":BOOLEAN}
///     THING    {"id":ID,"mentions":[MENTION…]}
///     MENTION  {"sentence":N,"first":ID,"last":ID,"head":ID,"kind":S}
///
/// "start" and "end" count code points of TEXT.  Tokens are known by their ID
/// of CoNLL-U, sentences by their number, from 1; the head of the root is 0.
/// "outermost" marks what NE= does.  Things are those of two mentions or more.

#include "cli/marks.h"
#include "extractor/language/document.h"
#include "output/graph/points.h"

#include <stdio.h>

/// Writes `document`, whose text `points` counts; without "coreference" if
/// `marks` is NULL.
void
ent_json_document(const ent_document *document, const ent_points *points,
                  const ent_marks *marks, FILE *stream);

#endif
