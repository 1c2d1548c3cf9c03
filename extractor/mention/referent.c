// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// What is spoken of: names, pronouns, and noun phrases read off the tree.

#include "extractor/mention/referent.h"

#include "extractor/base/text.h"
#include "extractor/mention/names.h"

typedef struct {
  const char *word;
  uint8_t pronoun;
  uint8_t number;
  uint8_t gender;
} pronoun;

/// Pronouns of English that mean something: a closed class.
static const pronoun pronouns[] = {
    {"i", ENT_PRONOUN_I, ENT_SINGULAR, 0},
    {"me", ENT_PRONOUN_I, ENT_SINGULAR, 0},
    {"my", ENT_PRONOUN_I, ENT_SINGULAR, 0},
    {"mine", ENT_PRONOUN_I, ENT_SINGULAR, 0},
    {"myself", ENT_PRONOUN_I, ENT_SINGULAR, 0},
    {"we", ENT_PRONOUN_WE, ENT_PLURAL, 0},
    {"us", ENT_PRONOUN_WE, ENT_PLURAL, 0},
    {"our", ENT_PRONOUN_WE, ENT_PLURAL, 0},
    {"ours", ENT_PRONOUN_WE, ENT_PLURAL, 0},
    {"ourselves", ENT_PRONOUN_WE, ENT_PLURAL, 0},
    {"you", ENT_PRONOUN_YOU, 0, 0},
    {"your", ENT_PRONOUN_YOU, 0, 0},
    {"yours", ENT_PRONOUN_YOU, 0, 0},
    {"yourself", ENT_PRONOUN_YOU, ENT_SINGULAR, 0},
    {"yourselves", ENT_PRONOUN_YOU, ENT_PLURAL, 0},
    {"he", ENT_PRONOUN_HE, ENT_SINGULAR, ENT_MALE},
    {"him", ENT_PRONOUN_HE, ENT_SINGULAR, ENT_MALE},
    {"his", ENT_PRONOUN_HE, ENT_SINGULAR, ENT_MALE},
    {"himself", ENT_PRONOUN_SELF, ENT_SINGULAR, ENT_MALE},
    {"she", ENT_PRONOUN_SHE, ENT_SINGULAR, ENT_FEMALE},
    {"her", ENT_PRONOUN_SHE, ENT_SINGULAR, ENT_FEMALE},
    {"hers", ENT_PRONOUN_SHE, ENT_SINGULAR, ENT_FEMALE},
    {"herself", ENT_PRONOUN_SELF, ENT_SINGULAR, ENT_FEMALE},
    {"it", ENT_PRONOUN_IT, ENT_SINGULAR, ENT_NEUTER},
    {"its", ENT_PRONOUN_IT, ENT_SINGULAR, ENT_NEUTER},
    {"itself", ENT_PRONOUN_SELF, ENT_SINGULAR, ENT_NEUTER},
    {"they", ENT_PRONOUN_THEY, ENT_PLURAL, 0},
    {"them", ENT_PRONOUN_THEY, ENT_PLURAL, 0},
    {"'em", ENT_PRONOUN_THEY, ENT_PLURAL, 0},
    {"their", ENT_PRONOUN_THEY, ENT_PLURAL, 0},
    {"theirs", ENT_PRONOUN_THEY, ENT_PLURAL, 0},
    {"themselves", ENT_PRONOUN_SELF, ENT_PLURAL, 0},
    {"this", ENT_PRONOUN_THIS, ENT_SINGULAR, ENT_NEUTER},
    {"that", ENT_PRONOUN_THAT, ENT_SINGULAR, ENT_NEUTER},
    {"these", ENT_PRONOUN_THESE, ENT_PLURAL, 0},
    {"those", ENT_PRONOUN_THESE, ENT_PLURAL, 0},
};

/// Relations of what stands beside a noun phrase, not in it.
static const char *const apart[] = {
    "acl:relcl", "advcl", "appos",      "aux",       "case",      "cc",
    "ccomp",     "conj",  "cop",        "csubj",     "discourse", "dislocated",
    "expl",      "mark",  "nsubj",      "parataxis", "punct",     "vocative",
    "obl",       "root",  "nsubj:pass", "aux:pass",  "orphan",    "list",
    "advmod",    NULL};

/// Relations that no referent's head has.
static const char *const never[] = {"flat",  "fixed", "goeswith", "expl",
                                    "case",  "cc",    "mark",     "cop",
                                    "punct", NULL};

/// Roles, by relation; 0: another.
static const char *const roles[] = {
    "nsubj",     "nsubj:pass", "obj",   "iobj",  "obl",  "nmod",
    "nmod:poss", "compound",   "appos", "conj",  "root", "xcomp",
    "amod",      "parataxis",  "ccomp", "advcl", NULL};

/// Sentences after which a quotation is taken to have lost its end.
enum { LONG_QUOTE = 10 };

/// The work of one call.
typedef struct {
  const ent_names *names;
  const ent_document *document;
  ent_arena *arena;
  ent_referents *result;
  ENT_VECTOR(ent_referent) items;
  ent_map *words;
  ent_map *keys;   ///< Key -> 1 + last referent that has it
  uint32_t *left;  ///< For each token: first token of its phrase
  uint32_t *right; ///< Last token of its phrase
  uint8_t *marks;  ///< For each token: MARK_…
  uint32_t *owner; ///< For each token: 1 + narrowest name that holds it, or 0
} finder;

enum {
  MARK_COPULA = 1,
  MARK_CONJUNCT = 2,
  MARK_QUOTED = 4,
  MARK_POSSESSED = 8
};

/// Returns 1 + the place of `text` in `list`, 0 if it is not there.
static uint8_t
place_in(ent_text text, const char *const *list)
{
  for (uint8_t i = 0; list[i]; i++) {
    if (ent_text_is(text, list[i])) {
      return (uint8_t)(i + 1);
    }
  }
  return 0;
}

/// Widens the phrase of each token's head, the outermost tokens first.
static void
phrases_find(finder *f)
{
  const ent_document *const d = f->document;
  const uint32_t n = d->n_tokens;
  uint32_t *const children = ENT_ARENA_ARRAY(f->arena, uint32_t, n + 1u);
  uint32_t *const queue = ENT_ARENA_ARRAY(f->arena, uint32_t, n + 1u);
  uint32_t end = 0;
  for (uint32_t i = 0; i < n; i++) {
    f->left[i] = f->right[i] = i;
    if (d->tokens[i].head != ENT_NO_TOKEN) {
      children[d->tokens[i].head]++;
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    if (!children[i]) {
      queue[end++] = i;
    }
  }
  for (uint32_t at = 0; at < end; at++) {
    const uint32_t i = queue[at];
    const ent_token *const t = &d->tokens[i];
    if (t->head == ENT_NO_TOKEN) {
      continue;
    }
    if (!place_in(t->relation, apart)) {
      f->left[t->head] =
          f->left[i] < f->left[t->head] ? f->left[i] : f->left[t->head];
      f->right[t->head] =
          f->right[i] > f->right[t->head] ? f->right[i] : f->right[t->head];
    }
    f->marks[t->head] |=
        (uint8_t)(ent_text_is(t->relation, "cop")         ? MARK_COPULA
                  : ent_text_is(t->relation, "cc")        ? 0
                  : ent_text_is(t->relation, "conj")      ? MARK_CONJUNCT
                  : ent_text_is(t->relation, "nmod:poss") ? MARK_POSSESSED
                                                          : 0);
    if (--children[t->head] == 0) {
      queue[end++] = t->head;
    }
  }
}

/// Marks tokens between quotation marks of one paragraph.
static void
quotes_mark(finder *f)
{
  const ent_document *const d = f->document;
  uint32_t paragraph = ENT_NONE;
  uint32_t since = 0; // sentence
  bool open = false;
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    const ent_token *const t = &d->tokens[i];
    if (d->sentences[t->sentence].paragraph != paragraph) {
      paragraph = d->sentences[t->sentence].paragraph;
      open = false;
    }
    open = open && t->sentence < since + LONG_QUOTE;
    since = open ? since : t->sentence;
    if (ent_text_is(t->form, "\xe2\x80\x9c") || ent_text_is(t->form, "``")) {
      open = true;
    } else if (ent_text_is(t->form, "\xe2\x80\x9d") ||
               ent_text_is(t->form, "''")) {
      open = false;
    } else if (ent_text_is(t->form, "\"")) {
      open = !open;
    }
    f->marks[i] |= open ? MARK_QUOTED : 0;
  }
}

/// Numbers lower-case forms; notes the narrowest name of each token.
static void
words_number(finder *f)
{
  const ent_document *const d = f->document;
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    f->result->words[i] = *ent_map_at(f->words, d->tokens[i].lower,
                                      (uint32_t)ent_map_size(f->words) + 1);
  }
  for (uint32_t k = 0; k < d->n_labels; k++) {
    const ent_label_span *const l = &d->labels[k];
    if (ent_text_is(l->label, "TITLE")) {
      continue;
    }
    for (uint32_t i = l->first; i < l->end; i++) {
      f->owner[i] = k + 1;
    }
  }
}

/// Says whether token `i` heads the span: it depends on a token outside.
static bool
is_head_of(const finder *f, uint32_t i, const ent_label_span *l)
{
  for (uint32_t k = l->first; k <= i; k++) {
    const uint32_t head = f->document->tokens[k].head;
    if (head == ENT_NO_TOKEN || head < l->first || head >= l->end) {
      return k == i;
    }
  }
  return false;
}

static uint8_t
kind_of_label(ent_text label)
{
  return ent_text_is(label, "PERSON")         ? ENT_REFERENT_PERSON
         : ent_text_is(label, "ORGANISATION") ? ENT_REFERENT_ORGANIZATION
         : ent_text_is(label, "PLACE")        ? ENT_REFERENT_PLACE
         : ent_text_is(label, "DATE")         ? ENT_REFERENT_NUMBER
                                              : ENT_REFERENT_NAME;
}

static const pronoun *
pronoun_find(const ent_token *t)
{
  if (t->upos != ENT_UPOS_PRON && t->upos != ENT_UPOS_DET) {
    return NULL;
  }
  for (size_t k = 0; k < sizeof pronouns / sizeof *pronouns; k++) {
    const pronoun *const p = &pronouns[k];
    if (ent_text_is(t->lower, p->word)) {
      // "that" in front of a clause or noun is no pronoun of its own.
      return t->upos == ENT_UPOS_DET && (p->pronoun < ENT_PRONOUN_THIS ||
                                         ent_text_is(t->relation, "det"))
                 ? NULL
                 : p;
    }
  }
  return NULL;
}

/// Returns what kind of referent token `i` heads, ENT_REFERENT_KINDS if none.
static uint8_t
kind_of(const finder *f, uint32_t i)
{
  const ent_token *const t = &f->document->tokens[i];
  if (place_in(t->relation, never)) {
    return ENT_REFERENT_KINDS;
  }
  if (f->owner[i]) {
    const ent_label_span *const l = &f->document->labels[f->owner[i] - 1];
    return is_head_of(f, i, l) ? kind_of_label(l->label) : ENT_REFERENT_KINDS;
  }
  switch (t->upos) {
  case ENT_UPOS_PRON:
  case ENT_UPOS_DET:
    return pronoun_find(t) ? ENT_REFERENT_PRONOUN : ENT_REFERENT_KINDS;
  case ENT_UPOS_NOUN:
    return ENT_REFERENT_NOUN;
  case ENT_UPOS_PROPN:
    return ENT_REFERENT_NAME;
  case ENT_UPOS_NUM:
    return ent_text_is(t->relation, "nummod") ? ENT_REFERENT_KINDS
                                              : ENT_REFERENT_NUMBER;
  case ENT_UPOS_ADJ:
    return ent_token_capital(t) && ent_text_is(t->relation, "amod")
               ? ENT_REFERENT_NATION
               : ENT_REFERENT_KINDS;
  default:
    return ENT_REFERENT_KINDS;
  }
}

/// Tells male from female by honorific, given name, title or relative.
static uint8_t
gender_of(const finder *f, const ent_referent *r)
{
  const ent_document *const d = f->document;
  const uint32_t from =
      r->first > 1 && r->first == r->head ? r->first - 1 : r->first;
  for (uint32_t i = from; i < r->end && i < from + 8; i++) {
    const ent_phrase *const p = ent_phrase_find(f->names, d->tokens[i].lower);
    if (!p || !p->sex) {
      continue;
    }
    const uint32_t told =
        r->kind == ENT_REFERENT_NOUN
            ? ENT_USE_BIT(ENT_USE_RELATIVE) | ENT_USE_BIT(ENT_USE_TITLE)
            : ENT_USE_BIT(ENT_USE_HONORIFIC) | ENT_USE_BIT(ENT_USE_GIVEN);
    if ((p->uses & told) && (r->kind != ENT_REFERENT_NOUN || i == r->head)) {
      return p->sex;
    }
  }
  return r->kind == ENT_REFERENT_PERSON ? ENT_REFERENT_HUMAN : 0;
}

static uint8_t
article_of(const finder *f, const ent_referent *r)
{
  static const char *const words[] = {"the",   "a",     "an",   "this", "that",
                                      "these", "those", "some", "any",  "no",
                                      "every", "each",  "all",  "both", NULL};
  static const uint8_t articles[] = {0, 1, 2, 2, 3, 3, 3, 3,
                                     4, 4, 4, 4, 4, 4, 4};
  for (uint32_t i = r->first; i < r->head && i < r->first + 3; i++) {
    const uint8_t place = place_in(f->document->tokens[i].lower, words);
    if (place) {
      return articles[place];
    }
  }
  if (f->marks[r->head] & MARK_POSSESSED) {
    return 5;
  }
  return f->document->tokens[r->first].upos == ENT_UPOS_NUM ? 6 : 0;
}

/// Says whether the verb that the head depends on tells of speech.
static bool
is_speaker(const finder *f, const ent_token *t)
{
  if (t->head == ENT_NO_TOKEN || !ent_text_is(t->relation, "nsubj")) {
    return false;
  }
  const ent_phrase *const p =
      ent_phrase_find(f->names, f->document->tokens[t->head].lower);
  return p && (p->uses & ENT_USE_BIT(ENT_USE_SAY));
}

static void
traits_set(const finder *f, ent_referent *r)
{
  const ent_token *const t = &f->document->tokens[r->head];
  const uint8_t marks = f->marks[r->head];
  r->role = place_in(t->relation, roles);
  r->flags = (uint8_t)((marks & MARK_QUOTED ? ENT_REFERENT_QUOTED : 0) |
                       (marks & MARK_COPULA ? ENT_REFERENT_PREDICATE : 0) |
                       (marks & MARK_CONJUNCT ? ENT_REFERENT_JOINED : 0) |
                       (is_speaker(f, t) ? ENT_REFERENT_SPEAKER : 0));
  if (r->kind == ENT_REFERENT_PRONOUN) {
    const pronoun *const p = pronoun_find(t);
    r->pronoun = p->pronoun;
    r->number = p->number;
    r->gender = p->gender;
    return;
  }
  r->article = article_of(f, r);
  r->gender = gender_of(f, r);
  if (r->kind == ENT_REFERENT_NOUN) {
    r->number = ent_text_is(t->xpos, "NNS") ? ENT_PLURAL : ENT_SINGULAR;
  } else if (r->kind == ENT_REFERENT_PERSON) {
    r->number = ENT_SINGULAR;
  } else if (r->kind == ENT_REFERENT_ORGANIZATION ||
             r->kind == ENT_REFERENT_PLACE) {
    r->gender = ENT_NEUTER;
  }
}

/// Numbers what other referents of the same name share: the last word of a
/// name, the country of a nationality, the lemma of a noun.
static void
key_set(finder *f, ent_referent *r)
{
  const ent_document *const d = f->document;
  if (r->kind == ENT_REFERENT_PRONOUN) {
    r->same = ENT_NONE;
    return;
  }
  uint32_t word = r->head;
  if (f->owner[r->head]) {
    word = d->labels[f->owner[r->head] - 1].end - 1;
  }
  const ent_text text = r->kind == ENT_REFERENT_NOUN ? d->tokens[word].lemma
                                                     : d->tokens[word].lower;
  r->key = *ent_map_at(f->words, text, (uint32_t)ent_map_size(f->words) + 1);
  const ent_text key = {(const char *)&r->key, sizeof r->key};
  uint32_t *const last = ent_map_at(f->keys, key, 0);
  r->same = *last ? *last - 1 : ENT_NONE;
  if (*last) {
    const uint8_t often = f->items.items[*last - 1].often;
    r->often = (uint8_t)(often < UINT8_MAX ? often + 1 : often);
  }
  *last = (uint32_t)f->items.n;
}

static void
referent_add(finder *f, uint32_t head, uint8_t kind)
{
  ent_referent *const r = ENT_PUSH(f->arena, &f->items);
  r->cluster = (uint32_t)f->items.n - 1;
  r->kind = kind;
  r->head = head;
  r->first = f->left[head];
  r->end = f->right[head] + 1;
  if (f->owner[head]) {
    const ent_label_span *const l = &f->document->labels[f->owner[head] - 1];
    r->first = l->first < r->first ? l->first : r->first;
    r->end = l->end > r->end ? l->end : r->end;
  }
  traits_set(f, r);
  key_set(f, r);
}

ent_referents *
ent_referents_find(const ent_names *names, const ent_document *document,
                   ent_arena *arena)
{
  const uint32_t n = document->n_tokens;
  finder f = {.names = names, .document = document, .arena = arena};
  f.result = ENT_ARENA_ARRAY(arena, ent_referents, 1);
  f.result->words = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  f.words = ent_map_new(arena);
  f.keys = ent_map_new(arena);
  f.left = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  f.right = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  f.owner = ENT_ARENA_ARRAY(arena, uint32_t, n + 1u);
  f.marks = ENT_ARENA_ARRAY(arena, uint8_t, n + 1u);
  phrases_find(&f);
  quotes_mark(&f);
  words_number(&f);
  for (uint32_t i = 0; i < n; i++) {
    const uint8_t kind = kind_of(&f, i);
    if (kind != ENT_REFERENT_KINDS) {
      referent_add(&f, i, kind);
    }
  }
  f.result->document = document;
  f.result->items = f.items.items;
  f.result->n = (uint32_t)f.items.n;
  return f.result;
}
