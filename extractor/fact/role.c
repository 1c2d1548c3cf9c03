// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/role.h"

#include "extractor/base/text.h"

enum {
  KINDS = 9,     // of cues; the last is any other
  SORTS = 3,     // person, organisation, place
  FORMS = 4,     // name, nationality, pronoun, description
  DISTANCES = 9, // in tokens, each way
  SENTENCES = 7, // -3 or less to 3 or more
  RELATIONS = 11,
  TIES = 2 * RELATIONS + 4,
  PREPOSITIONS = 16,
  OFTEN = 5,
  BETWEEN = 5
};

static const uint16_t sizes[ENT_ROLE_FEATURES] = {
    KINDS * SORTS, KINDS *FORMS,        2 * DISTANCES,
    SENTENCES,     2 * TIES,            KINDS *PREPOSITIONS,
    SORTS *TIES,   2 * PREPOSITIONS,    KINDS *RELATIONS * 2,
    2 * OFTEN,     4 * BETWEEN};

static const ent_text kinds[KINDS - 1] = {
    ENT_TEXT_INIT("Meeting"),     ENT_TEXT_INIT("Visit"),
    ENT_TEXT_INIT("Signing"),     ENT_TEXT_INIT("Gathering"),
    ENT_TEXT_INIT("Appointment"), ENT_TEXT_INIT("Award"),
    ENT_TEXT_INIT("Founding"),    ENT_TEXT_INIT("Agreement")};

/// Relations that begin with these; the last is any other.
static const ent_text relations[RELATIONS - 1] = {
    ENT_TEXT_INIT("nsubj:pass"), ENT_TEXT_INIT("nsubj"),
    ENT_TEXT_INIT("obj"),        ENT_TEXT_INIT("iobj"),
    ENT_TEXT_INIT("obl"),        ENT_TEXT_INIT("nmod:poss"),
    ENT_TEXT_INIT("nmod"),       ENT_TEXT_INIT("appos"),
    ENT_TEXT_INIT("conj"),       ENT_TEXT_INIT("compound")};

/// The first is none, the last any other.
static const ent_text prepositions[PREPOSITIONS - 1] = {
    {NULL, 0},
    ENT_TEXT_INIT("with"),
    ENT_TEXT_INIT("to"),
    ENT_TEXT_INIT("in"),
    ENT_TEXT_INIT("at"),
    ENT_TEXT_INIT("of"),
    ENT_TEXT_INIT("by"),
    ENT_TEXT_INIT("between"),
    ENT_TEXT_INIT("from"),
    ENT_TEXT_INIT("for"),
    ENT_TEXT_INIT("on"),
    ENT_TEXT_INIT("as"),
    ENT_TEXT_INIT("and"),
    ENT_TEXT_INIT("under"),
    ENT_TEXT_INIT("'s")};

uint32_t
ent_role_rows(void)
{
  uint32_t sum = 0;
  for (size_t i = 0; i < ENT_ROLE_FEATURES; i++) {
    sum += sizes[i];
  }
  return sum;
}

/// Returns the index of the first of `n` texts that is `text`, or `n`.
static uint16_t
place_of(const ent_text *texts, uint16_t n, ent_text text)
{
  uint16_t i = 0;
  while (i < n && !ent_text_equal(texts[i], text)) {
    i++;
  }
  return i;
}

static uint16_t
relation_of(ent_text relation)
{
  uint16_t i = 0;
  while (i < RELATIONS - 1 && !ent_text_starts(relation, relations[i])) {
    i++;
  }
  return i;
}

uint32_t
ent_scene_head(const ent_scene *scene, uint32_t first, uint32_t end)
{
  const ent_token *const t = scene->document->tokens;
  for (uint32_t i = first; i < end; i++) {
    if (t[i].head < first || t[i].head >= end) {
      return i;
    }
  }
  return end - 1;
}

/// Returns how `word` hangs on the words `first..end`: by which relation, at
/// once or by a word between; above them; in their sentence; elsewhere.
static uint16_t
tie_of(const ent_scene *scene, uint32_t word, uint32_t first, uint32_t end)
{
  const ent_token *const t = scene->document->tokens;
  const uint32_t above = t[word].head;
  if (t[word].sentence != t[first].sentence) {
    return 2 * RELATIONS;
  }
  if (above == ENT_NO_TOKEN) {
    return 2 * RELATIONS + 1;
  }
  if (above >= first && above < end) {
    return relation_of(t[word].relation);
  }
  if (t[above].head >= first && t[above].head < end) {
    return RELATIONS + relation_of(t[above].relation);
  }
  const uint32_t cue = ent_scene_head(scene, first, end);
  return t[cue].head == above || t[cue].head == word ? 2 * RELATIONS + 2
                                                     : 2 * RELATIONS + 3;
}

/// Returns the number of the preposition, or mark of possession, of `word`,
/// or of the word that it is coordinated with.
static uint16_t
preposition_of(const ent_scene *scene, uint32_t word, uint32_t first)
{
  const ent_document *const d = scene->document;
  const ent_token *const t = d->tokens;
  const ent_sentence *const s = &d->sentences[t[word].sentence];
  for (uint32_t i = word + 1; i < s->end && i < word + 3; i++) {
    if (t[i].head == word && ent_text_equal(t[i].lower, ENT_TEXT("'s"))) {
      return PREPOSITIONS - 2;
    }
  }
  for (uint32_t i = first, n = 0; i-- > s->first && n < 6; n++) {
    if (t[i].head == word && ent_text_equal(t[i].relation, ENT_TEXT("case"))) {
      return place_of(prepositions, PREPOSITIONS - 1, t[i].lower);
    }
    if (t[i].head == word && ent_text_equal(t[i].relation, ENT_TEXT("cc"))) {
      return 12;
    }
  }
  return 0;
}

/// Returns the place of `value` among 0, 1, 2, 3, 5, 8, 16, 32, 64 …, below
/// `limit`.
static uint16_t
bucket(uint32_t value, uint16_t limit)
{
  static const uint32_t least[] = {0, 1, 2, 3, 5, 8, 16, 32, 64};
  uint16_t i = 0;
  while (i + 1 < limit && i + 1 < 9 && value >= least[i + 1]) {
    i++;
  }
  return i;
}

static uint16_t
form_of(const ent_mention *m)
{
  return m->kind <= ENT_MENTION_PLACE              ? 0
         : m->kind == ENT_MENTION_NATIONALITY ? 1
         : m->kind == ENT_MENTION_PRONOUN     ? 2
                                              : 3;
}

/// Counts other mentions with entities between token `from` and `to`, four at
/// most.
static uint16_t
between(const ent_scene *scene, uint32_t from, uint32_t to)
{
  const ent_mentions *const all = scene->mentions;
  uint16_t n = 0;
  for (uint32_t i = scene->first_at[from];
       n < BETWEEN - 1 && i < all->n && all->items[i].first < to; i++) {
    if (all->items[i].kind <= ENT_MENTION_PLACE &&
        all->items[i].inside == ENT_NONE) {
      n++;
    }
  }
  return n;
}

/// Counts mentions of an entity, as far as it matters.
static uint16_t
often(const ent_scene *scene, uint32_t entity)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < scene->mentions->n && n < 5; i++) {
    n += scene->mentions->items[i].entity == entity;
  }
  return bucket(n ? n - 1 : 0, OFTEN);
}

bool
ent_role_can(const ent_scene *scene, uint32_t mention)
{
  const ent_mention *const m = &scene->mentions->items[mention];
  return m->entity < scene->entities->n && m->inside == ENT_NONE &&
         (m->kind <= ENT_MENTION_PLACE || m->kind >= ENT_MENTION_PRONOUN ||
          m->kind == ENT_MENTION_NATIONALITY);
}

static bool
is_title(const ent_document *d, uint32_t sentence)
{
  return d->sentences[sentence].kind == ENT_SENTENCE_TITLE;
}

void
ent_role_features(const ent_scene *scene, uint32_t cue, uint32_t mention,
                  uint16_t rows[ENT_ROLE_FEATURES])
{
  const ent_document *const d = scene->document;
  const ent_cue *const c = &d->cues[cue];
  const ent_mention *const m = &scene->mentions->items[mention];
  const uint16_t kind = place_of(kinds, KINDS - 1, c->kind);
  const uint16_t sort = (uint16_t)scene->entities->items[m->entity].kind;
  const bool behind = m->first >= c->end;
  const uint32_t head = ent_scene_head(scene, m->first, m->end);
  const uint32_t near = d->tokens[c->first].sentence;
  const bool verb = d->tokens[ent_scene_head(scene, c->first, c->end)].upos ==
                    ENT_UPOS_VERB;
  const uint16_t tie = tie_of(scene, head, c->first, c->end);
  const uint16_t with = preposition_of(scene, head, m->first);
  const uint32_t far = behind ? m->first - c->end
                       : m->end <= c->first ? c->first - m->end
                                            : 0;
  const uint32_t apart =
      m->sentence > near ? m->sentence - near : near - m->sentence;
  const uint16_t clipped = (uint16_t)(apart > 3 ? 3 : apart);
  const uint16_t gap =
      behind ? between(scene, c->end, m->first) : between(scene, m->end, c->first);
  const uint16_t values[ENT_ROLE_FEATURES] = {
      (uint16_t)(kind * SORTS + sort),
      (uint16_t)(kind * FORMS + form_of(m)),
      (uint16_t)(behind * DISTANCES + bucket(far, DISTANCES)),
      (uint16_t)(m->sentence > near ? 3 + clipped : 3 - clipped),
      (uint16_t)(verb * TIES + tie),
      (uint16_t)(kind * PREPOSITIONS + with),
      (uint16_t)(sort * TIES + tie),
      (uint16_t)((apart == 0) * PREPOSITIONS + with),
      (uint16_t)((kind * RELATIONS + (tie < RELATIONS ? tie : RELATIONS - 1)) *
                     2 + (tie < RELATIONS)),
      (uint16_t)(is_title(d, m->sentence) * OFTEN + often(scene, m->entity)),
      (uint16_t)((is_title(d, near) * 2 + (apart == 0)) * BETWEEN + gap)};
  uint16_t base = 0;
  for (size_t i = 0; i < ENT_ROLE_FEATURES; i++) {
    rows[i] = (uint16_t)(base + values[i]);
    base = (uint16_t)(base + sizes[i]);
  }
}
