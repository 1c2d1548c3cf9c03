// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_COREF_H
#define ENT_COREF_H

/// Makes clusters of referents from a document with trees: names, pronouns and
/// noun phrases that mean the same thing.

#include "extractor/mention/mention.h"

/// What a referent is.
typedef enum {
  ENT_REFERENT_PRONOUN,
  ENT_REFERENT_NOUN,
  ENT_REFERENT_PERSON, ///< From here to NAME: names
  ENT_REFERENT_ORGANIZATION,
  ENT_REFERENT_PLACE,
  ENT_REFERENT_NAME,   ///< Of an event, an agreement, or unlabelled
  ENT_REFERENT_NUMBER, ///< "2009", "the 13th"
  ENT_REFERENT_NATION, ///< "Azerbaijani"
  ENT_REFERENT_KINDS
} ent_referent_kind;

/// What is known of a referent before its context is looked at.  A referent is
/// known by its head: no two have the same.
typedef struct {
  uint32_t first; ///< Token
  uint32_t end;   ///< Behind the last token
  uint32_t head;  ///< Token
  uint32_t key;   ///< Word that others of its name share, 0 for pronouns
  uint32_t same;  ///< Referent before it with this key, or ENT_NONE
  uint8_t kind;
  uint8_t pronoun;
  uint8_t number;
  uint8_t gender;
  uint8_t article;
  uint8_t role;
  uint8_t flags;
  uint8_t often;    ///< Referents before it with this key, at most 255
  uint32_t cluster; ///< First referent that means the same thing
  float sure;       ///< Probability that it means what stands before it
} ent_referent;

/// The referents of a document, ascending by head.
typedef struct {
  const ent_document *document;
  ent_referent *items;
  uint32_t n;
  uint32_t *words; ///< For each token: a number for its lower-case form
} ent_referents;

/// Finds the referents of `document`; each is a cluster of its own.
ent_referents *
ent_referents_find(const ent_names *names, const ent_document *document,
                   ent_arena *arena);

/// Finds the referents of `document` and what each means.  Without vectors of
/// its words, or without weights for coreference, each means a thing of its
/// own.
const ent_referents *
ent_coref_run(const ent_names *names, const ent_document *document,
              ent_arena *arena);

/// Sizes that the weights and the features share.
enum {
  ENT_COREF_TRAITS = 9,  ///< Features of a referent
  ENT_COREF_LIKES = 15,  ///< Features of a pair
  ENT_COREF_WINDOW = 50, ///< Referents before one that may be its antecedent
  ENT_COREF_CHAIN = 6,   ///< Referents with its key further before
  ENT_COREF_CANDIDATES = ENT_COREF_WINDOW + ENT_COREF_CHAIN
};

/// Rows of the tables of traits and of likenesses.
uint32_t
ent_coref_trait_rows(void);
uint32_t
ent_coref_like_rows(void);

/// Sets `rows` to the features of referent `i`.
void
ent_coref_traits(const ent_referents *all, uint32_t i,
                 uint16_t rows[ENT_COREF_TRAITS]);

/// Sets `candidates` to what may be the antecedent of `i`, the nearest first;
/// returns how many.
uint32_t
ent_coref_candidates(const ent_referents *all, uint32_t i,
                     uint32_t candidates[ENT_COREF_CANDIDATES]);

/// Sets `rows` to the features of `i` with each of its candidates.
void
ent_coref_likes(const ent_referents *all, uint32_t i,
                const uint32_t *candidates, uint32_t n,
                uint16_t rows[ENT_COREF_CANDIDATES][ENT_COREF_LIKES]);

#endif
