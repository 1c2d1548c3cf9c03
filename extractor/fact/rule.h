// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_RULE_H
#define ENT_RULE_H

/// Holds compiled rules: what load.c makes of folders of rules and match.c,
/// group.c and those who read facts look at.

#include "extractor/base/table.h"
#include "extractor/base/vector.h"
#include "extractor/fact/rules.h"

/// What one alternative of a pattern element accepts.
typedef enum {
  ENT_ATOM_WORD,    ///< value: word, as lower-cased form or lemma
  ENT_ATOM_FORM,    ///< value: word, as lower-cased form only
  ENT_ATOM_LIST,    ///< value: index of a list
  ENT_ATOM_UPOS,    ///< value: ent_upos
  ENT_ATOM_MENTION, ///< value: set of ent_thing
  ENT_ATOM_GAP,     ///< value: most tokens to pass, no verb or punctuation
  ENT_ATOM_PHRASE,  ///< Run of capitalised words
  ENT_ATOM_QUOTED   ///< Words between quotation marks
} ent_atom_kind;

/// Sets of things that a mention can stand for, as bits: names, and the
/// pronouns and descriptions that were resolved to an entity of that kind.
enum {
  ENT_THING_PERSON = 1,
  ENT_THING_ORGANIZATION = 2,
  ENT_THING_PLACE = 4,
  ENT_THING_EVENT = 8,
  ENT_THING_AGREEMENT = 16,
  ENT_THING_TITLE = 32,
  ENT_THING_NATIONALITY = 64,
  ENT_THING_DATE = 128,
  ENT_THING_AMOUNT = 256,
  ENT_THING_COUNTRY = 512, ///< A place with a country code
  ENT_THING_NAMED = 1024   ///< Only by name: no pronoun, no description
};

typedef struct {
  ent_atom_kind kind;
  uint32_t value;
  uint32_t upos; ///< 1 + the part of speech that its first word must have, or 0
} ent_atom;

/// Most elements of a pattern; match.c tries each once at a token at most.
enum { ENT_MAX_ELEMENTS = 24 };

/// One place in a pattern: any of `atoms`.
typedef struct {
  ent_atom *atoms;
  size_t n;
  ent_text slot; ///< What the words fill; absent if nothing
  bool extends;  ///< Lengthens what fills the slot before it
  bool optional;
  bool negative; ///< Must not follow; takes no words
} ent_element;

typedef struct {
  ent_element *items;
  size_t n;
  uint32_t rule;
} ent_pattern;

/// Where an argument stands.
typedef enum {
  ENT_WHERE_SUBJECT,
  ENT_WHERE_OBJECT,
  ENT_WHERE_AFTER,     ///< Behind one of the prepositions of a list or word
  ENT_WHERE_POSSESSOR, ///< Owner before the trigger: "X's visit", "his visit"
  ENT_WHERE_PRECEDING, ///< All before the trigger in its sentence
  ENT_WHERE_FOLLOWING  ///< All behind the trigger, up to a verb
} ent_where_kind;

typedef struct {
  ent_where_kind kind;
  ent_atom preposition; ///< AFTER only
} ent_where;

typedef struct {
  ent_text slot;
  ent_where where[4]; ///< Tried in this order
  size_t n_where;
  uint32_t things;
  bool required;
  bool either; ///< At least one of the arguments that say so is required
} ent_argument;

/// What kind of node a rule makes.
typedef enum {
  ENT_NODE_EVENT,
  ENT_NODE_AGREEMENT,
  ENT_NODE_POSITION,
  ENT_NODE_RELATION,
  ENT_NODE_NONE ///< The rule is not tried
} ent_node;

typedef struct {
  ent_text id;
  const char *path; ///< Its file
  uint64_t line;    ///< Of its id
  uint32_t folder;  ///< Which of the folders it comes from
  uint32_t home;    ///< Which of them had its id first
  ent_node node;
  const ent_vocabulary_term *makes; ///< NULL: dropped
  ent_text status;                  ///< Absent: by the words around the trigger
  ENT_VECTOR(ent_pattern) triggers;
  ent_argument *arguments;
  size_t n_arguments;
  double confidence;
  bool only_merges; ///< Adds to a fact made by another rule, makes none
  bool to_last;     ///< Adds to the event last spoken of, whatever its type
  ent_text example;
  ent_text gives;
  ent_text nearmiss;
  uint64_t example_line;
  uint64_t nearmiss_line;
} ent_rule;

/// Words of one list; an entry may have several.
typedef struct {
  ent_text name;
  uint32_t folder;
  ENT_VECTOR(uint32_t) words;   ///< All entries, one behind the other
  ENT_VECTOR(uint32_t) entries; ///< Where each begins in `words`
} ent_list;

/// What the core must tell of an event that no rule found.
typedef struct {
  ent_text kind;
  uint32_t folder;
  double least;               ///< Its cue is likelier than this
  ENT_VECTOR(ent_text) slots; ///< That it must fill; twice: by two entities
} ent_cue_rule;

typedef ENT_VECTOR(uint32_t) ent_indices;

struct ent_rules {
  ENT_VECTOR(ent_rule) rules; ///< The earlier wins
  ENT_VECTOR(ent_pattern) patterns;
  ENT_VECTOR(ent_list) lists;
  ENT_VECTOR(ent_cue_rule) cues; ///< One for each kind at most
  ent_map *words; ///< Every word that a rule or list names, from 1
  ent_map *list_names;
  ent_indices *by_word;     ///< Patterns that may begin with a word
  ent_indices by_thing[10]; ///< Patterns that may begin with a mention
  const ent_vocabulary *vocabulary;
};

/// Finds a list by name; NULL if the rules define none such.
const ent_list *
ent_rules_list(const ent_rules *rules, const char *name);

/// Finds what a cue of `kind` must tell; NULL if it makes no event.
const ent_cue_rule *
ent_rules_cue(const ent_rules *rules, ent_text kind);

/// Looks at `rules` without the rule of that index or, with `alone`, without
/// all others that make the same kind of node.  Lives in `arena`.
const ent_rules *
ent_rules_without(const ent_rules *rules, size_t rule, bool alone,
                  ent_arena *arena);

#endif
