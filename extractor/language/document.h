// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_DOCUMENT_H
#define ENT_DOCUMENT_H

/// Makes a document from an article: tokens, sentences, their trees and
/// labelled spans.

#include "entente/article.h"
#include "entente/base.h"
#include "extractor/base/arena.h"
#include "extractor/encoder/encoder.h"

#include <stdbool.h>

#define ENT_NO_TOKEN UINT32_MAX

/// Universal part-of-speech tags (UD v2).
typedef enum {
  ENT_UPOS_X,
  ENT_UPOS_ADJ,
  ENT_UPOS_ADP,
  ENT_UPOS_ADV,
  ENT_UPOS_AUX,
  ENT_UPOS_CCONJ,
  ENT_UPOS_DET,
  ENT_UPOS_INTJ,
  ENT_UPOS_NOUN,
  ENT_UPOS_NUM,
  ENT_UPOS_PART,
  ENT_UPOS_PRON,
  ENT_UPOS_PROPN,
  ENT_UPOS_PUNCT,
  ENT_UPOS_SCONJ,
  ENT_UPOS_SYM,
  ENT_UPOS_VERB
} ent_upos;

/// Verb forms that rules ask for; NONE for other words.
typedef enum {
  ENT_FORM_NONE,
  ENT_FORM_BASE,       ///< VB, VBP
  ENT_FORM_THIRD,      ///< VBZ
  ENT_FORM_PAST,       ///< VBD
  ENT_FORM_PARTICIPLE, ///< VBN
  ENT_FORM_GERUND      ///< VBG
} ent_verb_form;

/// How a word is written.
typedef enum {
  ENT_SHAPE_LOWER,   ///< "talks"
  ENT_SHAPE_CAPITAL, ///< "Baku", "Al-Sanan"
  ENT_SHAPE_UPPER,   ///< "ICESCO", "U.S."; two letters or more
  ENT_SHAPE_MIXED,   ///< "AlMalik", "iPhone"
  ENT_SHAPE_NUMBER,  ///< "13", "2.5", "2nd"
  ENT_SHAPE_OTHER    ///< Punctuation and symbols
} ent_shape;

/// A syntactic word of UD v2.  Clitics are tokens of their own.
typedef struct {
  ent_span span;  ///< Bytes of the article's text
  ent_text form;  ///< The words of the text
  ent_text lower; ///< Lower case; U+2019 as "'"
  ent_text lemma; ///< Lower case, except names
  uint32_t sentence;
  ent_upos upos;
  ent_text xpos; ///< Penn tag
  ent_verb_form verb;
  ent_shape shape;
  bool space_before; ///< White space stands before it
  bool known_lower;  ///< The word list knows it as an ordinary word
  uint32_t head;     ///< Token it depends on, or ENT_NO_TOKEN: the root
  ent_text relation; ///< UD relation, "root" for the root
} ent_token;

/// What kind of text a sentence is.
typedef enum {
  ENT_SENTENCE_BODY,
  ENT_SENTENCE_TITLE, ///< Headline, subtitle or section title, no full stop
  ENT_SENTENCE_ITEM,  ///< List item
  ENT_SENTENCE_ASIDE  ///< What the reader set aside; no facts are read in it
} ent_sentence_kind;

typedef struct {
  uint32_t first; ///< Token
  uint32_t end;   ///< Behind the last token
  uint32_t paragraph;
  ent_span span;
  ent_sentence_kind kind;
} ent_sentence;

/// A span of tokens with a label; spans may nest.
typedef struct {
  uint32_t first;
  uint32_t end;
  ent_text label; ///< "PERSON", "ORGANISATION", "PLACE", "EVENT",
                  ///< "AGREEMENT", "TITLE", "DATE"
  float score;    ///< 0 to 1
  bool inner;     ///< Stands inside a longer name
} ent_label_span;

/// Words that tell of an event or an agreement, as the core reads them.
typedef struct {
  uint32_t first;
  uint32_t end;
  ent_text kind; ///< "Meeting", "Visit" … of the ontology, or "Agreement"
  float score;   ///< How likely they tell of one of this kind, 0 to 1
  float planned; ///< How likely it is only planned, 0 to 1
} ent_cue;

/// One article, analysed.
typedef struct {
  const ent_article *article;
  ent_token *tokens;
  uint32_t n_tokens;
  ent_sentence *sentences;
  uint32_t n_sentences;
  ent_label_span *labels; ///< Ascending by first, longer ones first
  uint32_t n_labels;
  ent_cue *cues; ///< Ascending
  uint32_t n_cues;
  const ent_encoder *encoder; ///< Whose weights later stages go on with
  const int8_t *vectors; ///< [n_tokens][n_vector]: −1 to 1 times 127; NULL if
                         ///< the encoder makes none
  uint32_t n_vector; ///< ENT_WORD_DIM, for coreference, or ENT_ROLE_DIM more
} ent_document;

/// Lends the name of a tag, "NOUN".
const char *
ent_upos_name(ent_upos upos);

/// Returns the tag of that name; ENT_UPOS_X if there is none.
ent_upos
ent_upos_find(ent_text name);

/// Says whether token `i` is the hyphen inside a word: "well-known" is three
/// tokens.
bool
ent_token_hyphen(const ent_document *document, uint32_t i);

/// Word lists and trained core of one language; read-only once loaded.
typedef struct ent_language ent_language;

/// Loads `data_dir`/en; lives in `arena`.
ENT_NODISCARD ent_status
ent_language_load(ent_arena *arena, const char *data_dir,
                  const ent_language **language, ent_error *error);

/// Loads what tags, trees and names need, without coreference and roles.
ENT_NODISCARD ent_status
ent_language_load_trees(ent_arena *arena, const char *data_dir,
                        const ent_language **language, ent_error *error);

/// Loads what cutting into words and sentences needs.
ENT_NODISCARD ent_status
ent_language_load_words(ent_arena *arena, const char *data_dir,
                        const ent_language **language, ent_error *error);

/// Gives back what `language` holds outside its arena; NULL is accepted.
void
ent_language_free(const ent_language *language);

/// Analyses `article` into `arena`.
const ent_document *
ent_document_make(const ent_language *language, const ent_article *article,
                  ent_arena *arena);

/// Cuts `article` into words and sentences alone; ent_language_load_words() is
/// enough for it.
const ent_document *
ent_document_cut(const ent_language *language, const ent_article *article,
                 ent_arena *arena);

/// Analyses words that are given: spans of the article's text, ascending and
/// not empty; sentence i ends before word `ends[i]`, and none is empty.
const ent_document *
ent_document_of_words(const ent_language *language, const ent_article *article,
                      const ent_span *words, const uint32_t *ends,
                      uint32_t n_sentences, ent_arena *arena);

#endif
