// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads whether what a trigger tells of took place, is planned, or neither,
/// from the words beside it and above it in the tree.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

// Tokens before and after a trigger in which words tell of its status, and
// words above it in the tree.
enum { LEFT = 7, NOUN_LEFT = 14, RIGHT = 14, FAR = 40, STEPS = 8 };

static bool
stops_status(const ent_token *t)
{
  return ent_text_equal(t->lower, ENT_TEXT(";")) ||
         ent_text_equal(t->lower, ENT_TEXT(",")) ||
         ent_text_equal(t->lower, ENT_TEXT("that")) ||
         ent_text_equal(t->lower, ENT_TEXT("who"));
}

/// Goes left from a trigger to where other words begin to speak of it: far
/// from a noun, to the next border from a verb.
static uint32_t
status_from(const ent_scene *s, uint32_t first, bool verb)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t begin = s->document->sentences[t[first].sentence].first;
  uint32_t from = first;
  const uint32_t window = verb ? LEFT : NOUN_LEFT;
  while (from > begin && first - from < window && !stops_status(&t[from - 1])) {
    from--;
  }
  return from;
}

static uint32_t
status_end(const ent_scene *s, uint32_t end)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t stop = s->document->sentences[t[end - 1].sentence].end;
  uint32_t to = end;
  while (to < stop && to - end < RIGHT && !stops_status(&t[to])) {
    to++;
  }
  return to;
}

/// Do words behind a noun say that what it names was called off: "The visit of
/// A to B has been cancelled"?
static bool
is_cancelled(const ent_scene *s, uint32_t end)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t stop = s->document->sentences[t[end - 1].sentence].end;
  for (uint32_t i = end; i < stop && i - end < FAR; i++) {
    if (ent_scene_lists(s, "cancelled-words", i, stop)) {
      return true;
    }
    if (t[i].upos == ENT_UPOS_VERB ||
        ent_text_equal(t[i].lower, ENT_TEXT(";"))) {
      return false;
    }
  }
  return false;
}

/// Does the clause of a trigger hang on a denial: "denied reports that the two
/// sides had signed …"?
static bool
is_denied(const ent_scene *s, uint32_t first)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t begin = s->document->sentences[t[first].sentence].first;
  for (uint32_t i = first; i > begin && first - i < FAR; i--) {
    if (ent_text_equal(t[i - 1].lower, ENT_TEXT("that"))) {
      const uint32_t from = i - begin > LEFT ? i - LEFT : begin;
      return ent_scene_lists_any(s, "denial-words", from, i);
    }
  }
  return false;
}

/// Finds the first word of a list that hangs on `head` by a relation, at token
/// `from` or behind, within FAR tokens; ENT_NO_TOKEN if there is none.
static uint32_t
child_next(const ent_scene *s, uint32_t head, const char *relation,
           const char *list, uint32_t from)
{
  const ent_document *const d = s->document;
  const ent_sentence *const in = &d->sentences[d->tokens[head].sentence];
  const uint32_t begin = head - in->first > FAR ? head - FAR : in->first;
  for (uint32_t i = from > begin ? from : begin; i < in->end && i < head + FAR;
       i++) {
    if (d->tokens[i].head == head &&
        ent_text_equal(d->tokens[i].relation, ent_text_from(relation)) &&
        (!list || ent_scene_lists(s, list, i, in->end))) {
      return i;
    }
  }
  return ENT_NO_TOKEN;
}

static uint32_t
child_find(const ent_scene *s, uint32_t head, const char *relation,
           const char *list)
{
  return child_next(s, head, relation, list, 0);
}

static bool
has_child(const ent_scene *s, uint32_t head, const char *relation,
          const char *list)
{
  return child_find(s, head, relation, list) != ENT_NO_TOKEN;
}

/// Does a clause with "if" hang on `head`?
static bool
has_condition(const ent_scene *s, uint32_t head)
{
  uint32_t clause = child_find(s, head, "advcl", NULL);
  while (clause != ENT_NO_TOKEN) {
    if (has_child(s, clause, "mark", "condition-marks")) {
      return true;
    }
    clause = child_next(s, head, "advcl", NULL, clause + 1);
  }
  return false;
}

/// Does a word say of itself that it is not so: "never met", "if they meet",
/// "to be signed if …", "our demand is that they sign", "is what they want"?
static bool
is_unreal(const ent_scene *s, uint32_t word)
{
  const bool what = s->document->tokens[word].upos == ENT_UPOS_PRON;
  return (what && has_child(s, word, "acl:relcl", "unreal-words")) ||
         has_child(s, word, "nsubj:outer", "unreal-words") ||
         has_child(s, word, "advmod", "denied-adverbs") ||
         has_child(s, word, "cc:preconj", "denied-adverbs") ||
         has_child(s, word, "nsubj", "nobody-words") ||
         has_child(s, word, "mark", "unreal-marks") || has_condition(s, word);
}

/// Tells whether what the word above `word` says of itself holds for `word`:
/// it is its object, its clause, or what it is about.
static bool
is_governed(const ent_scene *s, uint32_t word)
{
  const ent_token *const t = s->document->tokens;
  const ent_text r = t[word].relation;
  const ent_token *const above = &t[t[word].head];
  if (ent_text_starts(r, ENT_TEXT("acl"))) {
    return has_child(s, word, "mark", NULL);
  }
  if (ent_text_starts(r, ENT_TEXT("nmod")) ||
      ent_text_starts(r, ENT_TEXT("obl"))) {
    return has_child(s, word, "case", "unreal-prepositions");
  }
  return ent_text_equal(r, ENT_TEXT("xcomp")) ||
         ent_text_equal(r, ENT_TEXT("ccomp")) ||
         ent_text_starts(r, ENT_TEXT("csubj")) ||
         ent_text_equal(r, ENT_TEXT("obj")) ||
         ent_text_equal(r, ENT_TEXT("nsubj:pass")) ||
         (ent_text_equal(r, ENT_TEXT("conj")) &&
          !has_child(s, word, "cc", "contrast-words")) ||
         (ent_text_equal(r, ENT_TEXT("nsubj")) && above->upos != ENT_UPOS_VERB);
}

/// Is a verb an infinitive that tells of what is to come: "X to sign …", "was
/// to be signed", "plans to sign"?  Not "the first to sign", "a visit to sign".
static bool
is_to_come(const ent_scene *s, uint32_t word)
{
  const ent_token *const t = s->document->tokens;
  const uint32_t to = child_find(s, word, "mark", "infinitive-marks");
  if (to == ENT_NO_TOKEN) {
    return false;
  }
  const uint32_t be = child_find(s, word, "aux", "be-words");
  const bool passive = has_child(s, word, "aux:pass", NULL);
  const ent_text r = t[word].relation;
  return (be != ENT_NO_TOKEN && be < to) ||
         ent_text_equal(r, ENT_TEXT("root")) ||
         ent_text_equal(r, ENT_TEXT("parataxis")) ||
         (ent_text_equal(r, ENT_TEXT("xcomp")) &&
          ent_scene_lists(s, "be-words", t[word].head, ENT_NO_TOKEN)) ||
         (passive && ent_text_equal(r, ENT_TEXT("advcl"))) ||
         (ent_text_equal(r, ENT_TEXT("acl")) &&
          ent_scene_lists(s, "plan-nouns", t[word].head, ENT_NO_TOKEN));
}

/// Does the verb above a noun say that what it names is still to happen: "the
/// session, organised by X, will be held"?  Not "the visit will be of use".
static bool
will_happen(const ent_scene *s, uint32_t noun, uint32_t above)
{
  const ent_token *const t = s->document->tokens;
  return ent_text_starts(t[noun].relation, ENT_TEXT("nsubj")) &&
         ent_scene_lists(s, "happen-verbs", above, ENT_NO_TOKEN) &&
         has_child(s, above, "aux", "future-words");
}

/// What the words above a trigger in the tree say of it.
typedef enum { REAL, UNREAL, OFF, TO_COME } reality;

static reality
reality_read(const ent_scene *s, uint32_t first, uint32_t end)
{
  const ent_token *const t = s->document->tokens;
  uint32_t word = ent_scene_head(s, first, end);
  reality told = REAL;
  for (int step = 0; step < STEPS; step++) {
    if (is_unreal(s, word)) {
      return UNREAL;
    }
    told = is_to_come(s, word) ? TO_COME : told;
    const uint32_t above = t[word].head;
    if (above != ENT_NO_TOKEN && will_happen(s, word, above)) {
      told = TO_COME;
    }
    if (above == ENT_NO_TOKEN || !is_governed(s, word)) {
      return told;
    }
    const uint32_t stop = s->document->sentences[t[word].sentence].end;
    const bool beside = ent_text_equal(t[word].relation, ENT_TEXT("conj"));
    if (!beside && ent_scene_lists(s, "off-words", above, stop) &&
        !is_unreal(s, above)) {
      return OFF;
    }
    if (!beside && ent_scene_lists(s, "unreal-words", above, stop)) {
      return UNREAL;
    }
    word = above;
  }
  return told;
}

ent_text
ent_scene_status(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const bool verb = scene->document->tokens[first].upos == ENT_UPOS_VERB;
  const uint32_t from = status_from(scene, first, verb);
  const uint32_t to = verb ? end : status_end(scene, end);
  const reality told = reality_read(scene, first, end);
  if (told == OFF) {
    return ENT_TEXT("cancelled");
  }
  if (told == UNREAL ||
      ent_scene_lists_any(scene, "denied-words", from, first) ||
      ent_scene_lists_any(scene, "doubtful-words", from, first) ||
      is_denied(scene, first)) {
    return (ent_text){0};
  }
  if (!verb && is_cancelled(scene, end)) {
    return ENT_TEXT("cancelled");
  }
  if (told == TO_COME ||
      ent_scene_lists_any(scene, "planned-words", from, first) ||
      (!verb && ent_scene_lists_any(scene, "planned-words", end, to))) {
    return ENT_TEXT("planned");
  }
  return ENT_TEXT("held");
}
