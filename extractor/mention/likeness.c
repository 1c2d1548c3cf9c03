// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Features of referents and of pairs of them: rows of the tables of weights.

#include "extractor/base/text.h"
#include "extractor/mention/referent.h"

/// Words of a name or phrase that are compared at most.
enum { WORDS = 10 };

/// How many values each trait has.
static const uint16_t trait_sizes[ENT_COREF_TRAITS] = {ENT_REFERENT_KINDS,
                                                       ENT_PRONOUNS,
                                                       ENT_REFERENT_NUMBERS,
                                                       ENT_REFERENT_GENDERS,
                                                       ENT_REFERENT_ARTICLES,
                                                       ENT_REFERENT_ROLES,
                                                       16,
                                                       5,
                                                       4};

enum { DISTANCES = 8, FAR = 10, LIKES = 10, TIES = 9, RANKS = 4, MORE = 3 };

/// How many values each likeness has.
static const uint16_t like_sizes[ENT_COREF_LIKES] = {
    ENT_REFERENT_KINDS * ENT_REFERENT_KINDS,
    3 * DISTANCES,
    3 * FAR,
    3 * LIKES,
    ENT_REFERENT_GENDERS *ENT_REFERENT_GENDERS,
    ENT_REFERENT_NUMBERS *ENT_REFERENT_NUMBERS,
    ENT_PRONOUNS *ENT_PRONOUNS,
    ENT_REFERENT_ARTICLES *ENT_REFERENT_ARTICLES,
    ENT_REFERENT_ROLES *ENT_REFERENT_ROLES,
    3 * TIES,
    ENT_PRONOUNS * 4 * 2,
    3 * RANKS,
    DISTANCES *ENT_REFERENT_ROLES,
    LIKES *MORE,
    5 * LIKES};

static uint32_t
total(const uint16_t *sizes, uint32_t n)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < n; i++) {
    sum += sizes[i];
  }
  return sum;
}

/// Sets the row of each value: those of a feature stand behind those of the
/// ones before it.
static void
rows_set(const uint16_t *values, const uint16_t *sizes, uint32_t n,
         uint16_t *rows)
{
  uint16_t base = 0;
  for (uint32_t k = 0; k < n; k++) {
    rows[k] = (uint16_t)(base + values[k]);
    base = (uint16_t)(base + sizes[k]);
  }
}

uint32_t
ent_coref_trait_rows(void)
{
  return total(trait_sizes, ENT_COREF_TRAITS);
}

uint32_t
ent_coref_like_rows(void)
{
  return total(like_sizes, ENT_COREF_LIKES);
}

/// Returns the place of `value` among 0, 1, 2, 3, 5, 8, 16, 32, 64 …, below
/// `limit`.
static uint16_t
bucket(uint32_t value, uint16_t limit)
{
  static const uint32_t least[] = {0, 1, 2, 3, 5, 8, 16, 32, 64, 128};
  uint16_t i = 0;
  while (i + 1 < limit && i + 1 < 10 && value >= least[i + 1]) {
    i++;
  }
  return i;
}

static const ent_token *
head_of(const ent_referents *all, const ent_referent *r)
{
  return &all->document->tokens[r->head];
}

static uint32_t
sentence_of(const ent_referents *all, const ent_referent *r)
{
  return head_of(all, r)->sentence;
}

void
ent_coref_traits(const ent_referents *all, uint32_t i,
                 uint16_t rows[ENT_COREF_TRAITS])
{
  const ent_referent *const r = &all->items[i];
  const ent_sentence *const s = &all->document->sentences[sentence_of(all, r)];
  const uint32_t length = r->end - r->first;
  const uint16_t values[ENT_COREF_TRAITS] = {
      r->kind,
      r->pronoun,
      r->number,
      r->gender,
      r->article,
      r->role,
      r->flags,
      bucket(r->often, 5),
      (uint16_t)((length > 2) + 2 * (r->first == s->first))};
  rows_set(values, trait_sizes, ENT_COREF_TRAITS, rows);
}

uint32_t
ent_coref_candidates(const ent_referents *all, uint32_t i,
                     uint32_t candidates[ENT_COREF_CANDIDATES])
{
  uint32_t n = 0;
  for (uint32_t j = i; j-- > 0 && n < ENT_COREF_WINDOW;) {
    candidates[n++] = j;
  }
  uint32_t steps = 0;
  for (uint32_t j = all->items[i].same;
       j != ENT_NONE && n < ENT_COREF_CANDIDATES &&
       steps < 2 * ENT_COREF_WINDOW;
       j = all->items[j].same, steps++) {
    if (j + ENT_COREF_WINDOW < i) {
      candidates[n++] = j;
    }
  }
  return n;
}

/// How the words of two referents are alike.
enum {
  LIKE_NOT,
  LIKE_EQUAL,
  LIKE_PART,    ///< All words of the later one stand in the earlier
  LIKE_WHOLE,   ///< The other way round
  LIKE_KEY,     ///< The same key, other words differ
  LIKE_HEAD,    ///< The same head, another key
  LIKE_WORD,    ///< The key of the one is a word of the other
  LIKE_ACRONYM, ///< First letters
  LIKE_PRONOUN, ///< Pronouns of one class
  LIKE_MIXED    ///< A pronoun and something else
};

static bool
is_content(const ent_token *t)
{
  return t->upos == ENT_UPOS_NOUN || t->upos == ENT_UPOS_PROPN ||
         t->upos == ENT_UPOS_ADJ || t->upos == ENT_UPOS_NUM ||
         t->upos == ENT_UPOS_X || t->upos == ENT_UPOS_VERB;
}

/// The words that tell one referent from others.
typedef struct {
  uint32_t words[WORDS];
  uint32_t n;
} content;

static content
content_of(const ent_referents *all, const ent_referent *r)
{
  content c = {.n = 0};
  for (uint32_t i = r->first; i < r->end && c.n < WORDS; i++) {
    if (i == r->head || is_content(&all->document->tokens[i])) {
      c.words[c.n++] = all->words[i];
    }
  }
  return c;
}

/// Counts the words of `a` that are none of `b`.
static uint32_t
words_missing(const content *a, const content *b)
{
  uint32_t missing = 0;
  for (uint32_t i = 0; i < a->n; i++) {
    uint32_t k = 0;
    while (k < b->n && b->words[k] != a->words[i]) {
      k++;
    }
    missing += k == b->n;
  }
  return missing;
}

/// Says whether `a` is one word of the first letters of the capitalised words
/// of `b`.
static bool
is_acronym(const ent_referents *all, const ent_referent *a,
           const ent_referent *b)
{
  const ent_token *const tokens = all->document->tokens;
  const ent_token *const t = &tokens[a->head];
  if (t->shape != ENT_SHAPE_UPPER || b->end - b->first < 2) {
    return false;
  }
  size_t n = 0;
  for (uint32_t i = b->first; i < b->end; i++) {
    const char c = tokens[i].form.data[0];
    if (c >= 'A' && c <= 'Z') {
      if (n == t->form.len || t->form.data[n] != c) {
        return false;
      }
      n++;
    }
  }
  return n > 1 && n == t->form.len;
}

static bool
is_named(const ent_referent *r)
{
  return r->kind >= ENT_REFERENT_PERSON && r->kind <= ENT_REFERENT_NAME;
}

static bool
has_word(const content *c, uint32_t word)
{
  for (uint32_t i = 0; i < c->n; i++) {
    if (c->words[i] == word) {
      return true;
    }
  }
  return false;
}

/// Compares the words of `a` with those of `b` before it; `*more`: words of
/// `a` that `b` lacks.
static uint16_t
words_compare(const ent_referents *all, const ent_referent *a,
              const content *words, const ent_referent *b, uint16_t *more)
{
  *more = 0;
  if (a->pronoun || b->pronoun) {
    return a->pronoun && a->pronoun == b->pronoun ? LIKE_PRONOUN : LIKE_MIXED;
  }
  const bool heads = all->words[a->head] == all->words[b->head];
  if (a->key != b->key && !heads && !(is_named(a) && is_named(b))) {
    return LIKE_NOT;
  }
  const content others = content_of(all, b);
  const uint32_t missing = words_missing(words, &others);
  const uint32_t extra = words_missing(&others, words);
  *more = missing > 1 ? 2 : (uint16_t)missing;
  if (!missing) {
    return extra ? LIKE_PART : LIKE_EQUAL;
  }
  if (!extra) {
    return LIKE_WHOLE;
  }
  if (a->key == b->key) {
    return LIKE_KEY;
  }
  if (heads) {
    return LIKE_HEAD;
  }
  if (is_acronym(all, a, b) || is_acronym(all, b, a)) {
    return LIKE_ACRONYM;
  }
  return has_word(&others, a->key) || has_word(words, b->key) ? LIKE_WORD
                                                              : LIKE_NOT;
}

/// Returns how the tree ties `a` to `b` before it.
static uint16_t
tie_of(const ent_referents *all, const ent_referent *a, const ent_referent *b)
{
  const ent_token *const tokens = all->document->tokens;
  const ent_token *const s = &tokens[a->head];
  const ent_token *const t = &tokens[b->head];
  if (s->sentence != t->sentence) {
    return 0;
  }
  if (s->head == b->head) {
    return ent_text_equal(s->relation, ENT_TEXT("appos"))  ? 1
           : ent_text_equal(s->relation, ENT_TEXT("conj")) ? 2
                                                           : 3;
  }
  if (t->head == a->head) {
    return (a->flags & ENT_REFERENT_PREDICATE) &&
                   ent_text_starts(t->relation, ENT_TEXT("nsubj"))
               ? 4
               : 5;
  }
  if (b->head >= a->first && b->head < a->end) {
    return 6;
  }
  if (a->head >= b->first && a->head < b->end) {
    return 6;
  }
  if (s->head == t->head) {
    return 7;
  }
  return s->head != ENT_NO_TOKEN && tokens[s->head].head == t->head ? 8 : 0;
}

/// Says whether number, gender and kind of two referents can go together.
static bool
agree(const ent_referent *a, const ent_referent *b)
{
  const bool loose = b->kind == ENT_REFERENT_ORGANIZATION;
  if (a->number && b->number && a->number != b->number && !loose) {
    return false;
  }
  if (a->pronoun && b->pronoun) {
    return a->pronoun == b->pronoun || a->pronoun == ENT_PRONOUN_SELF;
  }
  if (!a->gender || !b->gender || a->gender == b->gender) {
    return true;
  }
  const uint8_t low = a->gender < b->gender ? a->gender : b->gender;
  const uint8_t high = a->gender < b->gender ? b->gender : a->gender;
  return high == ENT_REFERENT_HUMAN && low != ENT_NEUTER;
}

/// Words of a referent matter less to pronouns: which of three sorts it is.
static uint16_t
sort_of(const ent_referent *r)
{
  return r->pronoun ? 0 : is_named(r) ? 1 : 2;
}

static void
like_set(const ent_referents *all, const ent_referent *a, const content *words,
         const ent_referent *b, uint32_t between, uint32_t rank, uint16_t *rows)
{
  const uint32_t sentences = sentence_of(all, a) - sentence_of(all, b);
  const uint16_t sort = sort_of(a);
  const uint16_t far = bucket(sentences, DISTANCES);
  uint16_t more;
  const uint16_t like = words_compare(all, a, words, b, &more);
  const uint16_t quotes = (uint16_t)((a->flags & ENT_REFERENT_QUOTED ? 1 : 0) +
                                     (b->flags & ENT_REFERENT_QUOTED ? 2 : 0));
  const uint16_t values[ENT_COREF_LIKES] = {
      (uint16_t)(a->kind * ENT_REFERENT_KINDS + b->kind),
      (uint16_t)(sort * DISTANCES + far),
      (uint16_t)(sort * FAR + bucket(between, FAR)),
      (uint16_t)(sort * LIKES + like),
      (uint16_t)(a->gender * ENT_REFERENT_GENDERS + b->gender),
      (uint16_t)(a->number * ENT_REFERENT_NUMBERS + b->number),
      (uint16_t)(a->pronoun * ENT_PRONOUNS + b->pronoun),
      (uint16_t)(a->article * ENT_REFERENT_ARTICLES + b->article),
      (uint16_t)(a->role * ENT_REFERENT_ROLES + b->role),
      (uint16_t)(sort * TIES + tie_of(all, a, b)),
      (uint16_t)((a->pronoun * 4 + quotes) * 2 +
                 (b->flags & ENT_REFERENT_SPEAKER ? 1 : 0)),
      (uint16_t)(sort * RANKS + (rank < RANKS ? rank : RANKS - 1)),
      (uint16_t)(far * ENT_REFERENT_ROLES + b->role),
      (uint16_t)(like * MORE + more),
      (uint16_t)(bucket(b->often, 5) * LIKES + like)};
  rows_set(values, like_sizes, ENT_COREF_LIKES, rows);
}

void
ent_coref_likes(const ent_referents *all, uint32_t i,
                const uint32_t *candidates, uint32_t n,
                uint16_t rows[ENT_COREF_CANDIDATES][ENT_COREF_LIKES])
{
  const ent_referent *const a = &all->items[i];
  const content words = content_of(all, a);
  uint32_t rank = 0;
  for (uint32_t k = 0; k < n; k++) {
    const ent_referent *const b = &all->items[candidates[k]];
    like_set(all, a, &words, b, i - candidates[k], rank, rows[k]);
    rank += agree(a, b);
  }
}
