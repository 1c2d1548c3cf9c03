// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_DRAFT_H
#define ENT_DRAFT_H

/// Makes the facts of an article out of matches, sentence by sentence: each
/// module below adds to the drafts, ent_events_finish() makes arrays of them.

#include "extractor/fact/group.h"
#include "extractor/fact/role.h"

/// An event or agreement as far as it is known.
typedef struct {
  ent_happening made;
  ENT_VECTOR(ent_role) roles;
  ENT_VECTOR(ent_evidence) evidence;
  ent_text folded;   ///< Name, folded for comparison; absent if none
  ent_text title;    ///< Of an appointment, folded; absent if none is told
  uint32_t sentence; ///< Where it was last spoken of
  uint32_t first;    ///< Trigger of the first evidence, tokens
  uint32_t end;
  bool anaphoric; ///< "the meeting", "this visit"
  bool paper;     ///< An agreement, or the signing of one
  bool whole;     ///< Has the roles that its rule requires
  bool pending;   ///< Its rule asks for none: later sentences may tell
} ent_draft;

typedef ENT_VECTOR(ent_draft) ent_draft_list;

/// Drafts that are looked back at for the same event.
enum { ENT_MAX_LOOK_BACK = 64 };

/// Tells whether a role has that code.
bool
ent_role_is(const ent_role *role, const char *code);

/// Begins a draft that rule `rule` makes of the tokens `first..end`.
ent_draft
ent_draft_begin(const ent_scene *scene, ent_text rule, double confidence,
                const ent_vocabulary_term *type, uint32_t first, uint32_t end);

/// Adds a role, unless its entity has one.
void
ent_draft_role(const ent_scene *scene, ent_draft *draft, ent_role role);

/// Sets the name of an event, unless it has a longer one.
void
ent_draft_name(const ent_scene *scene, ent_draft *draft, ent_text name);

/// Reads the proper name of an agreement: capitalised words besides those
/// that say what it is.
void
ent_draft_agreement_name(const ent_scene *scene, ent_draft *draft,
                         const ent_mention *mention);

/// Lets the quote begin with the sentence before, where only that one names
/// who "they" are.  Returns false if neither does, and nothing has a name.
bool
ent_draft_requote(const ent_scene *scene, ent_draft *draft);

/// Finds when and where, from the words around the trigger, which ends before
/// `end`.  A held event with a day to come is planned, unless its status is
/// `sure`.
void
ent_draft_place(const ent_scene *scene, const ent_groups *groups,
                ent_draft *draft, uint32_t end, bool sure);

/// Adds what `more` tells to `old`.
void
ent_draft_merge(const ent_scene *scene, ent_draft *old, const ent_draft *more);

/// Counts the roles of code `role` (NULL: all) that two drafts share; `*few` is
/// how many the one with fewer has.
size_t
ent_draft_shared(const ent_draft *a, const ent_draft *b, const char *role,
                 size_t *few);

/// Adds `more` to `drafts`, or to the draft of the same event.  Returns its
/// index, or ENT_NONE if it says too little to stand alone.
uint32_t
ent_drafts_add(const ent_scene *scene, ent_draft_list *drafts,
               const ent_draft *more, bool may_make);

/// Tells whether no draft has `type`.
bool
ent_drafts_lack(const ent_draft_list *drafts, ent_text type);

/// Tells whether what begins at token `first` was spoken of before: "the
/// meeting", "this visit".
bool
ent_scene_anaphoric(const ent_scene *scene, uint32_t first);

/// A position of state without its state: "the Foreign Minister".
typedef struct {
  uint32_t position; ///< Index
  uint32_t first;    ///< Its title, tokens
  uint32_t end;
  uint32_t country; ///< That the title itself implies, or ENT_NONE
  uint32_t host;    ///< In which the holder is met, or ENT_NONE
  uint32_t likely;  ///< Country by the trained scores, or ENT_NONE
} ent_guess;

/// All facts of one article while they are made.
typedef struct {
  const ent_scene *scene;
  ENT_VECTOR(ent_position) positions;
  ENT_VECTOR(ent_relation) relations;
  ent_draft_list events;
  ent_draft_list agreements;
  ent_map *keys;     ///< Positions and relations that are there
  ent_map *triggers; ///< Node names that are taken
  ENT_VECTOR(ent_guess) guesses;
  ent_map *names;   ///< Entities that are no persons, by name
  ent_roles *roles; ///< NULL if the weights have none
  ent_anchors anchors;
  uint8_t *titles_read; ///< Of each title: whether a rule read it
} ent_drafts;

/// Reads positions in one sentence and folds titles into their holders.
void
ent_positions_read(ent_drafts *drafts, uint32_t sentence, ent_folds *folds);

/// What the trained scores say of a title.
typedef struct {
  uint32_t title; ///< Number of its anchor; ENT_NONE: the core reads none there
  ent_role_guesses guesses;
} ent_judgement;

/// Adds position `made`, told by the title `first..end`, which was `judged`,
/// and held by mention number `holder`, to one that is known, or makes it. NULL
/// if the holder is named too far away.
ent_position *
ent_position_make(ent_drafts *drafts, const ent_judgement *judged,
                  const ent_position *made, uint32_t first, uint32_t end,
                  uint32_t holder);

/// Makes the words of a plural title singular: "Bishop of Riga".
ent_text
ent_title_singular(const ent_scene *scene, uint32_t first, uint32_t end);

/// Finds who may hold the title of the core that touches `first..end`, and
/// where.
ent_judgement
ent_title_judge(const ent_drafts *drafts, uint32_t first, uint32_t end);

/// Returns who the scores say has that role instead of `entity` (maybe
/// ENT_NONE); NULL if they know nobody better.
const ent_role_guess *
ent_judgement_other(const ent_judgement *judgement, const char *role,
                    uint32_t entity);

/// Makes positions of the titles in one sentence that no rule has read.
void
ent_titles_read(ent_drafts *drafts, uint32_t sentence);

/// Notes that position number `position` with the title `first..end`, which was
/// `judged`, lacks its country.
void
ent_country_guess(ent_drafts *drafts, const ent_judgement *judged,
                  uint32_t position, uint32_t first, uint32_t end);

/// Gives positions of state the country that the article speaks of.
void
ent_positions_finish(ent_drafts *drafts);

/// Reads relations in one sentence and folds "Riga, Latvia" into the place.
void
ent_relations_read(ent_drafts *drafts, uint32_t sentence, ent_folds *folds);

/// Reads events and agreements in one sentence.
void
ent_events_read(ent_drafts *drafts, uint32_t sentence,
                const ent_groups *groups);

/// Reads when position `p` began and ended from the words of a match that
/// begins at token `first` and has the title at `title`.
void
ent_tenure_words(const ent_scene *scene, uint32_t first, uint32_t title,
                 ent_position *p);

/// Reads the sums that agreements are about.
void
ent_sums_read(ent_drafts *drafts);

/// Reads the events of one sentence that the core tells of and no rule found,
/// and adds to those that rules found whom it knows to take part.
void
ent_cues_read(ent_drafts *drafts, uint32_t sentence, const ent_groups *groups);

/// Makes arrays of events and agreements.
void
ent_events_finish(ent_drafts *drafts, ent_facts *facts);

/// Makes the evidence of tokens `first..end` in their sentence.
ent_evidence
ent_evidence_make(const ent_scene *scene, uint32_t first, uint32_t end);

/// Lends the words of tokens `first..end`, blanks and line ends made one
/// blank.
ent_text
ent_scene_words(const ent_scene *scene, uint32_t first, uint32_t end);

/// Wraps one piece of evidence.
ent_source
ent_source_make(const ent_scene *scene, ent_text rule, double confidence,
                ent_evidence evidence);

/// Takes the node name `kind`-`offset`; returns false if it is taken.
bool
ent_drafts_claim(ent_drafts *drafts, ent_text kind, uint32_t offset);

/// Tells whether what the trigger `first..end` tells of is held, planned,
/// cancelled, or none of them (absent).
ent_text
ent_scene_status(const ent_scene *scene, uint32_t first, uint32_t end);

/// Finds the date of what `first..end` tells of; precision NONE if the
/// sentence gives none.  `lasting`: it may take several days, else it happens
/// on one, which the span of a visit does not tell.
ent_date
ent_scene_date(const ent_scene *scene, uint32_t first, uint32_t end,
               bool lasting);

/// Finds the day last named in the sentences before, if the sentence of token
/// `first` goes on from them ("After the talks …"); precision NONE if not.
ent_date
ent_scene_sequel_date(const ent_scene *scene, uint32_t first);

/// Finds the year in the name of a gathering, tokens `first..end`; precision
/// NONE if there is none.
ent_date
ent_scene_named_year(const ent_scene *scene, uint32_t first, uint32_t end);

/// Finds the place of what `first..end` tells of; ENT_NONE if the sentence
/// gives none.  `far`: a verb may stand between.
uint32_t
ent_scene_place(const ent_scene *scene, const ent_groups *groups,
                uint32_t first, uint32_t end, bool far);

#endif
