// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_LABEL_H
#define ENT_LABEL_H

/// Makes labelled spans of a sentence from scores of its words' labels.

#include "extractor/base/vector.h"
#include "extractor/language/document.h"

/// What the labels of a list mean: groups ("name", "inner", "title", "date",
/// "event", "plan"), each one decision a word, of the marks O, B, I, E and S
/// ("name:B-PERSON").
typedef struct ent_label_set ent_label_set;

typedef ENT_VECTOR(ent_label_span) ent_label_spans;
typedef ENT_VECTOR(ent_cue) ent_cues;

/// Reads a list of labels, one a line; a label without a kind has its group's
/// name in capitals.  The set lives in `arena` and lends from `list`.
ENT_NODISCARD ent_status
ent_label_set_new(ent_arena *arena, ent_text list, const ent_label_set **set,
                  ent_error *error);

/// Scratch memory for sentences up to some length.
typedef struct ent_label_search ent_label_search;

/// Makes room for sentences of `most` words in `arena`, which the spans that
/// are found will live in as well.
ent_label_search *
ent_label_search_new(const ent_label_set *set, uint32_t most, ent_arena *arena);

/// Appends the spans of `n` words from `first` on, a sentence, in the order of
/// ent_document.  `scores` has a row a word, a column a label; spans are the
/// best sequence of each group in which a span is B I* E, or S.  Takes linear
/// time.  What the group "inner" finds counts only within a longer name; what
/// "event" finds goes to `cues`, and "plan" tells how likely each is planned.
void
ent_labels_find(ent_label_search *search, const float *scores, uint32_t first,
                uint32_t n, ent_label_spans *spans, ent_cues *cues);

#endif
