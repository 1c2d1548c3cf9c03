// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_ENCODER_H
#define ENT_ENCODER_H

/// Makes scores of words from words, by a trained transformer (README.md).

#include "entente/base.h"
#include "extractor/base/arena.h"

/// Weights of one file, mapped; read-only once loaded, for any number of
/// threads.
typedef struct ent_encoder ent_encoder;

/// Loads and checks `path`.  A file that is damaged or of another version is
/// refused (ENT_ERR_SYNTAX) with a line that names it and the reason.
/// `encoder` is freed with ent_encoder_free().
ENT_NODISCARD ent_status
ent_encoder_new(const char *path, ent_encoder **encoder, ent_error *error);

/// Unmaps and frees; NULL is accepted.
void
ent_encoder_free(ent_encoder *encoder);

/// Leaves out the vectors of words for coreference and roles from now on.
void
ent_encoder_drop_vectors(ent_encoder *encoder);

/// Returns how many numbers a word's vector has; 0 if there is none.
uint32_t
ent_encoder_vector_size(const ent_encoder *encoder);

/// Lends a list of labels of the file, one a line: "text/upos", "text/xpos",
/// "text/relations", "text/names".
ent_text
ent_encoder_labels(const ent_encoder *encoder, const char *name);

/// Lends a tensor of floats of that shape (0: any), NULL if there is none:
/// weights of what goes on from the scores.
const float *
ent_encoder_floats(const ent_encoder *encoder, const char *name, size_t rows,
                   size_t columns);

/// Words `first` to `end`.
typedef struct {
  uint32_t first;
  uint32_t end;
} ent_word_range;

/// Numbers of a word's vector for coreference, and behind them for roles.
#define ENT_WORD_DIM 64
#define ENT_ROLE_DIM 64

/// Scores of words, a row a word, valid during a call of ent_scores_fn.
typedef struct {
  uint32_t first; ///< Word of row 0
  uint32_t n;     ///< Rows
  uint32_t n_upos, n_xpos, n_names, n_relations, n_word;
  float *upos;  ///< [n][n_upos]
  float *xpos;  ///< [n][n_xpos]
  float *names; ///< [n][n_names]
  float *tree;  ///< [n][4][128]: d, h, a, b
  float *word;  ///< [n][n_word], for coreference and roles; 0 without weights
} ent_scores;

/// Takes the scores of sentences `first` to `end`.
typedef void (*ent_scores_fn)(void *user, uint32_t first, uint32_t end,
                              const ent_scores *scores);

/// Encodes `words` in `sentences`, which cover them in order without gaps, and
/// calls `fn` for consecutive sentences until all are done.
void
ent_encoder_run(const ent_encoder *encoder, const ent_text *words,
                const ent_word_range *sentences, uint32_t n_sentences,
                ent_arena *arena, ent_scores_fn fn, void *user);

/// Sets `arcs` to [n][n + 1] scores of heads for the `n` words of one
/// sentence, whose first row is `row`: column 0 is the root, column j + 1 word
/// j.
void
ent_scores_arcs(const ent_encoder *encoder, const ent_scores *scores,
                uint32_t row, uint32_t n, float *arcs);

/// Sets `relations` to [n][n_relations] scores, given the head of each word of
/// the sentence: 0 the root, j + 1 word j.
void
ent_scores_relations(const ent_encoder *encoder, const ent_scores *scores,
                     uint32_t row, uint32_t n, const uint32_t *heads,
                     float *relations);

#endif
