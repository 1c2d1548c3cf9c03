// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_MENTION_DRAFT_H
#define ENT_MENTION_DRAFT_H

/// Makes the mentions of one document step by step; each step adds its own.

#include "extractor/mention/context.h"

/// The work of one call.
typedef struct {
  const ent_names *names;
  const ent_document *document;
  ent_arena *arena;
  const ent_name_context *context;
  ENT_VECTOR(ent_mention) mentions;
  uint32_t *owner; ///< For each token: 1 + the name that covers it, or 0
} ent_mention_draft;

/// Lends token `i` of the document.
static inline const ent_token *
ent_draft_token(const ent_mention_draft *draft, uint32_t i)
{
  return &draft->document->tokens[i];
}

/// Adds a mention of tokens `first` to `end`, all of one sentence; its name is
/// all its words.
ent_mention *
ent_draft_add(ent_mention_draft *draft, ent_mention_kind kind, uint32_t first,
              uint32_t end);

/// Adds a name and makes it the owner of its tokens.
ent_mention *
ent_draft_own(ent_mention_draft *draft, ent_mention_kind kind, uint32_t first,
              uint32_t end);

/// Returns the name that covers token `i`, NULL if none does.
ent_mention *
ent_draft_owner(const ent_mention_draft *draft, uint32_t i);

/// Says whether token `i` begins or goes on with a phrase of that use.
bool
ent_draft_uses(const ent_mention_draft *draft, uint32_t i, ent_use use);

/// Bytes that the key of a name has at most.
enum { ENT_KEY_BYTES = 256 };

/// Joins the lower-case words of tokens `first` to `end` in `bytes`; an absent
/// text if they are too long.
ent_text
ent_draft_key(const ent_mention_draft *draft, uint32_t first, uint32_t end,
              char bytes[ENT_KEY_BYTES]);

/// Gives a name other bounds; names that it swallows are emptied, until
/// ent_draft_pack drops them.
void
ent_draft_widen(ent_mention_draft *draft, ent_mention *m, uint32_t first,
                uint32_t end);

/// Says whether token `i` heads a body's name, or begins one in another
/// language.
bool
ent_draft_is_body(const ent_mention_draft *draft, uint32_t i);

/// Says whether token `i` heads the name of a place, or of a body that is a
/// building too.
bool
ent_draft_is_site(const ent_mention_draft *draft, uint32_t i);

/// Closes the gaps of names whose `end` was set to `first`.
void
ent_draft_pack(ent_mention_draft *draft);

/// Finds the longest phrase of one use that begins at `first`; returns its
/// end, or `first`, and the phrase.
uint32_t
ent_draft_phrase(const ent_mention_draft *draft, uint32_t first, uint32_t limit,
                 ent_use use, const ent_phrase **phrase);

/// Compares the lower-case form of token `i`.
bool
ent_draft_is(const ent_mention_draft *draft, uint32_t i, const char *word);

/// Compares it with each of `words`, which ends in NULL.
bool
ent_draft_is_any(const ent_mention_draft *draft, uint32_t i,
                 const char *const *words);

/// Returns the phrase of that use that tokens `first` to `end` are, NULL if
/// they are none.
const ent_phrase *
ent_draft_whole(const ent_mention_draft *draft, uint32_t first, uint32_t end,
                ent_use use);

/// Says whether the tables know tokens `first` to `end` as a place.
bool
ent_draft_is_place(const ent_mention_draft *draft, uint32_t first,
                   uint32_t end);

/// Says whether tokens `first` to `end` are capitalised words, none of them an
/// English word.
bool
ent_draft_is_foreign(const ent_mention_draft *draft, uint32_t first,
                     uint32_t end);

/// Names, by the core (name.c).
void
ent_draft_names(ent_mention_draft *draft);

/// Names that cover a part of a word with hyphens (compound.c).
void
ent_draft_compounds(ent_mention_draft *draft);

/// Names that run over what is no part of them (cut.c).
void
ent_draft_cut(ent_mention_draft *draft);

/// Names cut at commas and joints (join.c).
void
ent_draft_join(ent_mention_draft *draft);

/// Acronyms in brackets that name no body (acronym.c).
void
ent_draft_acronyms(ent_mention_draft *draft);

/// Kinds that tables and other names of the article decide (kind.c).
void
ent_draft_kinds(ent_mention_draft *draft);

/// Names told elsewhere in the article; one kind for one name (again.c).
void
ent_draft_again(ent_mention_draft *draft);

/// Honorifics, classes of bodies, countries of places (class.c).
void
ent_draft_classes(ent_mention_draft *draft);

/// Titles of position (title.c).
void
ent_draft_titles(ent_mention_draft *draft);

/// Named events that the core leaves out, agreements (deed.c).
void
ent_draft_events(ent_mention_draft *draft);
void
ent_draft_agreements(ent_mention_draft *draft);

/// Pronouns, descriptions, nationalities, places inside other names
/// (describe.c).
void
ent_draft_descriptions(ent_mention_draft *draft);

#endif
