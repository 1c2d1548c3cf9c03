// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/role.h"

#include "extractor/base/exp.h"
#include "extractor/base/text.h"

#include <stdlib.h>
#include <string.h>

/// Numbers of a score's middle, those of a vector that are multiplied with
/// those of another, and roles.
enum { HIDDEN = 64, PRODUCT = 32, ROLES = 10 };

typedef float row[HIDDEN];

struct ent_roles {
  const ent_scene *scene;
  const float *cue, *cue_bias, *mention, *product, *features, *out, *out_bias;
  row **sums;                ///< Of each mention, NULL if not looked at
  float *best;               ///< [entities][ROLES], UNSEEN if not looked at
  uint32_t *told;            ///< [entities][ROLES]: mention that tells it best
  ENT_VECTOR(uint32_t) seen; ///< Entities that were looked at
};

/// Below any score.
#define UNSEEN (-20.0f)

enum {
  KINDS = 9,  // of anchors
  EVENTS = 8, // of them kinds of events
  TITLE = EVENTS,
  SORTS = 3,     // person, organisation, place
  FORMS = 4,     // name, nationality, pronoun, description
  DISTANCES = 9, // in tokens, each way
  SENTENCES = 7, // -3 or less to 3 or more
  RELATIONS = 11,
  TIES = 2 * RELATIONS + 4,
  PREPOSITIONS = 16,
  AND = 12,   // of them
  OWNER = 14, // the mark of possession
  OFTEN = 5,
  BETWEEN = 5,
  FAR_SENTENCES = 30, // of an event
  NEAR_SENTENCES = 2, // of a title
  NEAR = 128          // mentions of each side that are looked at
};

static const uint16_t sizes[ENT_ROLE_FEATURES] = {
    KINDS * SORTS, KINDS *FORMS,     2 * DISTANCES,
    SENTENCES,     2 * TIES,         KINDS *PREPOSITIONS,
    SORTS *TIES,   2 * PREPOSITIONS, KINDS *RELATIONS * 2,
    2 * OFTEN,     4 * BETWEEN};

static const ent_text kinds[KINDS] = {
    ENT_TEXT_INIT("Meeting"),     ENT_TEXT_INIT("Visit"),
    ENT_TEXT_INIT("Signing"),     ENT_TEXT_INIT("Gathering"),
    ENT_TEXT_INIT("Appointment"), ENT_TEXT_INIT("Award"),
    ENT_TEXT_INIT("Founding"),    ENT_TEXT_INIT("Agreement"),
    ENT_TEXT_INIT("Title")};

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

ent_text
ent_anchor_kind(const ent_anchor *anchor)
{
  return kinds[anchor->kind];
}

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

/// Returns how `word` hangs on the words `first..end`: by which relation, at
/// once or by a word between; beside or above them, as the root, elsewhere in
/// their sentence, or in another.
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

/// Returns the number of the preposition, conjunction or mark of possession of
/// `word`, whose mention begins at `first`; 0 if it has none.
static uint16_t
preposition_of(const ent_scene *scene, uint32_t word, uint32_t first)
{
  const ent_document *const d = scene->document;
  const ent_token *const t = d->tokens;
  const ent_sentence *const s = &d->sentences[t[word].sentence];
  for (uint32_t i = word + 1; i < s->end && i < word + 3; i++) {
    if (t[i].head == word && ent_text_equal(t[i].lower, ENT_TEXT("'s"))) {
      return OWNER;
    }
  }
  for (uint32_t i = first, n = 0; i-- > s->first && n < 6; n++) {
    if (t[i].head == word && ent_text_equal(t[i].relation, ENT_TEXT("case"))) {
      return place_of(prepositions, PREPOSITIONS - 1, t[i].lower);
    }
    if (t[i].head == word && ent_text_equal(t[i].relation, ENT_TEXT("cc"))) {
      return AND;
    }
  }
  return 0;
}

/// Returns the place of `value` among 0, 1, 2, 3, 5, 8, 16, 32, 64, below
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
  return m->kind <= ENT_MENTION_PLACE         ? 0
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

bool
ent_role_can(const ent_scene *scene, uint32_t mention)
{
  const ent_mention *const m = &scene->mentions->items[mention];
  return m->entity < scene->entities->n && m->inside == ENT_NONE &&
         (m->kind <= ENT_MENTION_PLACE || m->kind >= ENT_MENTION_PRONOUN ||
          m->kind == ENT_MENTION_NATIONALITY);
}

ent_anchors
ent_anchors_find(const ent_scene *scene)
{
  const ent_document *const d = scene->document;
  ent_anchors found = {0};
  for (uint32_t i = 0; i < d->n_cues; i++) {
    const ent_cue *const c = &d->cues[i];
    const uint32_t kind = place_of(kinds, EVENTS, c->kind);
    if (kind < EVENTS) {
      *ENT_PUSH(scene->arena, &found.cues) =
          (ent_anchor){kind, c->first, c->end, i};
    }
  }
  for (uint32_t i = 0; i < d->n_labels; i++) {
    const ent_label_span *const l = &d->labels[i];
    if (ent_text_equal(l->label, ENT_TEXT("TITLE"))) {
      *ENT_PUSH(scene->arena, &found.titles) =
          (ent_anchor){TITLE, l->first, l->end, i};
    }
  }
  return found;
}

size_t
ent_anchors_from(const ent_anchor_list *list, uint32_t token)
{
  size_t low = 0;
  size_t high = list->n;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (list->items[middle].first < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool
ent_role_near(const ent_scene *scene, const ent_anchor *anchor,
              uint32_t mention)
{
  const ent_mention *const m = &scene->mentions->items[mention];
  const uint32_t here = scene->document->tokens[anchor->first].sentence;
  const uint32_t apart =
      m->sentence > here ? m->sentence - here : here - m->sentence;
  const uint32_t begin = scene->first_at[anchor->first];
  const uint32_t off = mention < begin ? begin - mention : mention - begin;
  return off <= NEAR &&
         apart <= (anchor->kind < EVENTS ? FAR_SENTENCES : NEAR_SENTENCES);
}

static bool
is_title(const ent_document *d, uint32_t sentence)
{
  return d->sentences[sentence].kind == ENT_SENTENCE_TITLE;
}

void
ent_role_features(const ent_scene *scene, const ent_anchor *c, uint32_t mention,
                  uint16_t rows[ENT_ROLE_FEATURES])
{
  const ent_document *const d = scene->document;
  const ent_mention *const m = &scene->mentions->items[mention];
  const uint32_t kind = c->kind;
  const uint16_t sort = (uint16_t)scene->entities->items[m->entity].kind;
  const bool behind = m->first >= c->end;
  const uint32_t head = ent_scene_head(scene, m->first, m->end);
  const uint32_t near = d->tokens[c->first].sentence;
  const bool verb =
      d->tokens[ent_scene_head(scene, c->first, c->end)].upos == ENT_UPOS_VERB;
  const uint16_t tie = tie_of(scene, head, c->first, c->end);
  const uint16_t with = preposition_of(scene, head, m->first);
  const uint32_t far = behind               ? m->first - c->end
                       : m->end <= c->first ? c->first - m->end
                                            : 0;
  const uint32_t apart =
      m->sentence > near ? m->sentence - near : near - m->sentence;
  const uint16_t clipped = (uint16_t)(apart > 3 ? 3 : apart);
  const uint16_t gap = behind ? between(scene, c->end, m->first)
                              : between(scene, m->end, c->first);
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
                     2 +
                 (tie < RELATIONS)),
      (uint16_t)(is_title(d, m->sentence) * OFTEN +
                 bucket(scene->often[m->entity] - 1, OFTEN)),
      (uint16_t)((is_title(d, near) * 2 + (apart == 0)) * BETWEEN + gap)};
  uint16_t base = 0;
  for (size_t i = 0; i < ENT_ROLE_FEATURES; i++) {
    rows[i] = (uint16_t)(base + values[i]);
    base = (uint16_t)(base + sizes[i]);
  }
}

// Scores

/// Bits of the kinds of anchors.
enum {
  MEETING = 1,
  VISIT = 2,
  SIGNING = 4,
  GATHERING = 8,
  APPOINTMENT = 16,
  AWARD = 32,
  FOUNDING = 64,
  AGREEMENT = 128,
  POSITION = 1 << TITLE
};

static const struct {
  ent_text code;
  unsigned kinds; ///< That have this role
} role_list[ROLES] = {
    {ENT_TEXT_INIT("participant"),
     MEETING | VISIT | SIGNING | GATHERING | APPOINTMENT | FOUNDING},
    {ENT_TEXT_INIT("visited"), VISIT},
    {ENT_TEXT_INIT("organiser"), GATHERING | APPOINTMENT | AWARD | FOUNDING},
    {ENT_TEXT_INIT("recipient"), AWARD},
    {ENT_TEXT_INIT("founded"), FOUNDING},
    {ENT_TEXT_INIT("party"), AGREEMENT},
    {ENT_TEXT_INIT("signatory"), AGREEMENT},
    {ENT_TEXT_INIT("place"), MEETING | SIGNING | GATHERING | APPOINTMENT |
                                 AWARD | FOUNDING | AGREEMENT},
    {ENT_TEXT_INIT("holder"), POSITION},
    {ENT_TEXT_INIT("at"), POSITION}};

ent_text
ent_role_code(uint32_t role)
{
  return role_list[role].code;
}

ent_roles *
ent_roles_new(const ent_scene *scene)
{
  const ent_encoder *const e = scene->document->encoder;
  if (scene->document->n_vector != ENT_WORD_DIM + ENT_ROLE_DIM) {
    return NULL;
  }
  ent_roles *const r = ENT_ARENA_ARRAY(scene->arena, ent_roles, 1);
  *r = (ent_roles){
      .scene = scene,
      .cue = ent_encoder_floats(e, "role/cue", ENT_ROLE_DIM, HIDDEN),
      .cue_bias = ent_encoder_floats(e, "role/cue.bias", 1, HIDDEN),
      .mention = ent_encoder_floats(e, "role/mention", ENT_ROLE_DIM, HIDDEN),
      .product = ent_encoder_floats(e, "role/product", PRODUCT, HIDDEN),
      .features =
          ent_encoder_floats(e, "role/features", ent_role_rows(), HIDDEN),
      .out = ent_encoder_floats(e, "role/out", HIDDEN, ROLES),
      .out_bias = ent_encoder_floats(e, "role/out.bias", 1, ROLES)};
  if (!r->cue || !r->cue_bias || !r->mention || !r->product || !r->features ||
      !r->out || !r->out_bias) {
    return NULL;
  }
  r->sums = ENT_ARENA_ARRAY(scene->arena, row *, scene->mentions->n + 1);
  const size_t n = scene->entities->n + 1;
  r->best = ENT_ARENA_ARRAY(scene->arena, float, n *ROLES);
  r->told = ENT_ARENA_ARRAY(scene->arena, uint32_t, n * ROLES);
  for (size_t i = 0; i < n * ROLES; i++) {
    r->best[i] = UNSEEN;
  }
  return r;
}

static void
row_add_times(float *restrict sum, const float *restrict x, float times)
{
  for (int k = 0; k < HIDDEN; k++) {
    sum[k] += x[k] * times;
  }
}

static const int8_t *
vector_of(const ent_roles *r, uint32_t first, uint32_t end)
{
  const ent_document *const d = r->scene->document;
  const size_t head = ent_scene_head(r->scene, first, end);
  return d->vectors + head * d->n_vector + ENT_WORD_DIM;
}

static void
vector_add(const int8_t *v, const float *matrix, float *sum)
{
  for (int k = 0; k < ENT_ROLE_DIM; k++) {
    row_add_times(sum, matrix + (size_t)k * HIDDEN, (float)v[k] * (1.0f / 127));
  }
}

/// Returns the sum of a mention alone.
static const float *
mention_sum(ent_roles *r, uint32_t mention)
{
  if (!r->sums[mention]) {
    const ent_mention *const m = &r->scene->mentions->items[mention];
    r->sums[mention] = ENT_ARENA_ARRAY(r->scene->arena, row, 1);
    vector_add(vector_of(r, m->first, m->end), r->mention, *r->sums[mention]);
  }
  return *r->sums[mention];
}

/// Scores one mention with an anchor whose own sum is `sum`, and keeps the best
/// of its entity.
static void
pair_score(ent_roles *r, const ent_anchor *anchor, const int8_t *v,
           const float *sum, uint32_t mention)
{
  const ent_mention *const m = &r->scene->mentions->items[mention];
  const int8_t *const u = vector_of(r, m->first, m->end);
  uint16_t rows[ENT_ROLE_FEATURES];
  row x;
  float out[ROLES];
  memcpy(x, mention_sum(r, mention), sizeof x);
  row_add_times(x, sum, 1);
  for (size_t k = 0; k < PRODUCT; k++) {
    row_add_times(x, r->product + k * HIDDEN,
                  (float)(v[k] * u[k]) * (1.0f / (127 * 127)));
  }
  ent_role_features(r->scene, anchor, mention, rows);
  for (size_t k = 0; k < ENT_ROLE_FEATURES; k++) {
    row_add_times(x, r->features + (size_t)rows[k] * HIDDEN, 1);
  }
  memcpy(out, r->out_bias, sizeof out);
  for (size_t k = 0; k < HIDDEN; k++) {
    const float y = x[k] > 0 ? x[k] : 0;
    for (size_t o = 0; o < ROLES; o++) {
      out[o] += y * r->out[k * ROLES + o];
    }
  }
  *ENT_PUSH(r->scene->arena, &r->seen) = m->entity;
  for (size_t o = 0; o < ROLES; o++) {
    const size_t at = (size_t)m->entity * ROLES + o;
    if (out[o] > r->best[at]) {
      r->best[at] = out[o];
      r->told[at] = mention;
    }
  }
}

/// Returns 1/(1 + e^-x).
static float
share_of(float x)
{
  const double y = ent_exp(x < -20 ? -20.0 : x > 20 ? 20.0 : (double)x);
  return (float)(y / (1 + y));
}

static int
by_number(const void *a, const void *b)
{
  const uint32_t x = *(const uint32_t *)a;
  const uint32_t y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

ent_role_guesses
ent_roles_find(ent_roles *r, const ent_anchor *anchor, float least)
{
  const ent_scene *const s = r->scene;
  const unsigned kind = 1u << anchor->kind;
  const int8_t *const v = vector_of(r, anchor->first, anchor->end);
  const uint32_t here = s->first_at[anchor->first];
  ent_role_guesses found = {0};
  row sum;
  memcpy(sum, r->cue_bias, sizeof sum);
  vector_add(v, r->cue, sum);
  r->seen.n = 0;
  for (uint32_t m = here > NEAR ? here - NEAR : 0;
       m < s->mentions->n && m <= here + NEAR; m++) {
    if (ent_role_can(s, m) && ent_role_near(s, anchor, m)) {
      pair_score(r, anchor, v, sum, m);
    }
  }
  if (!r->seen.n) {
    return found;
  }
  qsort(r->seen.items, r->seen.n, sizeof *r->seen.items, by_number);
  for (size_t i = 0; i < r->seen.n; i++) {
    const uint32_t e = r->seen.items[i];
    for (uint32_t o = 0; o < ROLES; o++) {
      const size_t at = (size_t)e * ROLES + o;
      const float p = share_of(r->best[at]);
      if (p >= least && (role_list[o].kinds & kind)) {
        *ENT_PUSH(s->arena, &found) = (ent_role_guess){e, o, r->told[at], p};
      }
      r->best[at] = UNSEEN; // once for each entity, and for the next anchor
    }
  }
  return found;
}
