// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/mention/features.h"

#include "extractor/base/text.h"

#include <string.h>

enum { WINDOW = 2 };

static const ent_token *
token_at(const ent_name_context *c, uint32_t i)
{
  return &c->document->tokens[i];
}

static bool
is_word(const ent_token *t, const char *word)
{
  return ent_text_equal(t->lower, ent_text_from(word));
}

static bool
is_any(const ent_token *t, const char *const *words)
{
  for (; *words; words++) {
    if (is_word(t, *words)) {
      return true;
    }
  }
  return false;
}

static void
phrase_mark(void *user, uint32_t first, uint32_t end, const ent_phrase *phrase)
{
  ent_name_context *const c = (ent_name_context *)user;
  uint32_t uses = phrase->uses;
  if (!ent_token_capital(token_at(c, first))) {
    uses &= ~ENT_USES_PROPER;
  }
  c->tokens[first].begins |= uses;
  for (uint32_t i = first + 1; i < end; i++) {
    c->tokens[i].inside |= uses;
  }
}

/// Says whether a capitalised token is only the start of a sentence.
static bool
is_opener(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  const ent_token *const t = token_at(c, i);
  if (i != s->first || t->shape != ENT_SHAPE_CAPITAL) {
    return false;
  }
  switch (t->upos) {
  case ENT_UPOS_ADP:
  case ENT_UPOS_DET:
  case ENT_UPOS_PRON:
  case ENT_UPOS_SCONJ:
  case ENT_UPOS_CCONJ:
  case ENT_UPOS_AUX:
  case ENT_UPOS_ADV:
  case ENT_UPOS_VERB:
    return true;
  default:
    return false;
  }
}

/// Returns the end of the run of capitalised words at `i`, `i` if none.
static uint32_t
run_end(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  if (!ent_token_capital(token_at(c, i)) || is_opener(c, s, i)) {
    return i;
  }
  uint32_t end = i + 1;
  while (end < s->end) {
    const ent_token *const t = token_at(c, end);
    if (ent_token_capital(t)) {
      end++;
      continue;
    }
    const bool joint = (c->tokens[end].begins & ENT_USE_BIT(ENT_USE_PARTICLE) &&
                        !is_word(t, "of")) ||
                       is_word(t, "&") || is_word(t, "-");
    if (!joint || end + 1 >= s->end ||
        !ent_token_capital(token_at(c, end + 1))) {
      break;
    }
    end += 2;
  }
  return end;
}

/// Returns the first token of the next run if only joints stand before it.
static uint32_t
chain_next(const ent_name_context *c, const ent_sentence *s, uint32_t end)
{
  static const char *const joints[] = {"of", "for", "and", "on",   "in",
                                       ",",  "to",  "'s",  "with", NULL};
  static const char *const seconds[] = {"the", "and", NULL};
  uint32_t i = end;
  if (i >= s->end || !is_any(token_at(c, i), joints)) {
    return end;
  }
  i++;
  if (i < s->end && is_any(token_at(c, i), seconds)) {
    i++;
  }
  return i < s->end && ent_token_capital(token_at(c, i)) ? i : end;
}

static void
sentence_runs(ent_name_context *c, const ent_sentence *s)
{
  uint32_t i = s->first;
  while (i < s->end) {
    uint32_t end = run_end(c, s, i);
    if (end == i) {
      i++;
      continue;
    }
    const uint32_t chain = i;
    uint32_t next = i;
    do {
      end = run_end(c, s, next);
      end = end == next ? next + 1 : end;
      for (uint32_t j = next; j < end; j++) {
        c->tokens[j].run = next;
        c->tokens[j].run_end = end;
      }
      next = chain_next(c, s, end);
    } while (next != end);
    for (uint32_t j = chain; j < end; j++) {
      c->tokens[j].chain = chain;
      c->tokens[j].chain_end = end;
    }
    i = end;
  }
}

static uint32_t
flags_before(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  const uint32_t uses =
      i > s->first ? c->tokens[i - 1].begins | c->tokens[i - 1].inside : 0;
  uint32_t flags = 0;
  flags |= uses & ENT_USE_BIT(ENT_USE_HONORIFIC) ? ENT_WORD_HONORED : 0;
  flags |= uses & ENT_USE_BIT(ENT_USE_TITLE) ? ENT_WORD_TITLED : 0;
  if (uses & ENT_USE_BIT(ENT_USE_GIVEN) &&
      ent_token_capital(token_at(c, i - 1))) {
    flags |= ENT_WORD_FAMILY;
  }
  if (i > s->first && c->tokens[i].run_end == i + 1 && c->tokens[i].run == i &&
      (is_word(token_at(c, i - 1), "in") ||
       is_word(token_at(c, i - 1), "at"))) {
    flags |= ENT_WORD_LOCAL;
  }
  return flags;
}

static uint32_t
flags_of(const ent_name_context *c, const ent_sentence *s, uint32_t i)
{
  const ent_token *const t = token_at(c, i);
  if (!ent_token_capital(t)) {
    return t->shape == ENT_SHAPE_LOWER ? ENT_WORD_LOWER : 0;
  }
  uint32_t flags = flags_before(c, s, i);
  if (i > s->first && s->kind == ENT_SENTENCE_BODY) {
    flags |= ENT_WORD_CAPITAL;
  }
  const uint32_t end = c->tokens[i].run_end;
  if (end > i + 1 &&
      (c->tokens[end - 1].begins | c->tokens[end - 1].inside) &
          (ENT_USE_BIT(ENT_USE_BODY) | ENT_USE_BIT(ENT_USE_SUFFIX))) {
    flags |= ENT_WORD_BODY;
  }
  if (i > s->first && i + 1 < s->end && is_word(token_at(c, i - 1), "(") &&
      is_word(token_at(c, i + 1), ")")) {
    flags |= ENT_WORD_BRACKETED;
  }
  return flags;
}

/// Marks the word that the initials of a chain of runs make, if it is there.
static void
initials_mark(ent_name_context *c, ent_map *words, uint32_t first, uint32_t end)
{
  char initials[16];
  size_t n = 0;
  for (uint32_t i = first; i < end && n < sizeof initials; i++) {
    const ent_token *const t = token_at(c, i);
    const char letter = t->lower.len ? t->lower.data[0] : ' ';
    if (ent_token_capital(t) && letter >= 'a' && letter <= 'z') {
      initials[n++] = letter;
    }
  }
  uint32_t word = 0;
  if (n > 1 && ent_map_get(words, (ent_text){initials, n}, &word)) {
    c->words.items[word] |= ENT_WORD_ACRONYM;
  }
}

static void
words_mark(ent_name_context *c)
{
  const ent_document *const d = c->document;
  ent_map *const words = ent_map_new(c->arena);
  for (uint32_t s = 0; s < d->n_sentences; s++) {
    for (uint32_t i = d->sentences[s].first; i < d->sentences[s].end; i++) {
      const uint32_t word =
          *ent_map_at(words, d->tokens[i].lower, (uint32_t)c->words.n);
      if (word == c->words.n) {
        *ENT_PUSH(c->arena, &c->words) = 0;
      }
      c->tokens[i].word = word;
      c->words.items[word] |= flags_of(c, &d->sentences[s], i);
    }
  }
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    const ent_token_facts *const t = &c->tokens[i];
    if (t->chain == i && t->chain_end > i + 1) {
      initials_mark(c, words, i, t->chain_end);
    }
  }
}

ent_name_context *
ent_name_context_make(const ent_names *names, const ent_document *document,
                      ent_arena *arena)
{
  ent_name_context *const c = ENT_ARENA_ARRAY(arena, ent_name_context, 1);
  c->names = names;
  c->document = document;
  c->arena = arena;
  c->tokens = ENT_ARENA_ARRAY(arena, ent_token_facts, document->n_tokens + 1u);
  for (uint32_t i = 0; i < document->n_sentences; i++) {
    const ent_sentence *const s = &document->sentences[i];
    for (uint32_t j = s->first; j < s->end; j++) {
      c->tokens[j].run = c->tokens[j].chain = UINT32_MAX;
      ent_phrases_at(names, document, j, s->end, phrase_mark, c);
    }
    sentence_runs(c, s);
  }
  words_mark(c);
  return c;
}

/// Builds features in a buffer: a template and its values.
typedef struct {
  char bytes[192];
  size_t len;
  ent_feature_fn fn;
  void *user;
} builder;

static void
put(builder *b, const char *data, size_t len)
{
  if (len > 48) {
    len = 48;
    while (len > 0 && ((unsigned char)data[len] & 0xc0) == 0x80) {
      len--;
    }
  }
  if (b->len + len < sizeof b->bytes) {
    memcpy(b->bytes + b->len, data, len);
    b->len += len;
  }
}

static void
begin(builder *b, const char *template)
{
  b->len = 0;
  put(b, template, strlen(template));
}

static void
put_number(builder *b, uint32_t n)
{
  char digits[8];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('a' + n % 26);
    n /= 26;
  } while (n && at > 0);
  put(b, "|", 1);
  put(b, digits + at, sizeof digits - at);
}

static void
put_text(builder *b, ent_text text)
{
  put(b, "|", 1);
  put(b, text.data, text.len);
}

static void
emit(builder *b)
{
  b->fn(b->user, (ent_text){b->bytes, b->len});
}

static void
emit_text(builder *b, const char *template, ent_text text)
{
  begin(b, template);
  put_text(b, text);
  emit(b);
}

static void
emit_number(builder *b, const char *template, uint32_t n)
{
  begin(b, template);
  put_number(b, n);
  emit(b);
}

typedef struct {
  const ent_name_context *c;
  const ent_sentence *s;
  uint32_t i;
  builder b;
} place;

/// Returns the token at distance `by`, NULL outside the sentence.
static const ent_token *
near(const place *p, int by)
{
  const int64_t at = (int64_t)p->i + by;
  return at >= p->s->first && at < p->s->end ? token_at(p->c, (uint32_t)at)
                                             : NULL;
}

static ent_text
near_lower(const place *p, int by)
{
  const ent_token *const t = near(p, by);
  return t ? t->lower : by < 0 ? ENT_TEXT("<s>") : ENT_TEXT("</s>");
}

static uint32_t
near_shape(const place *p, int by)
{
  const ent_token *const t = near(p, by);
  return t ? (uint32_t)t->shape * 2 + t->known_lower : 25;
}

static void
word_features(place *p, bool full)
{
  static const char *const names[] = {"w-2", "w-1", "w0", "w1", "w2"};
  for (int by = -WINDOW; by <= WINDOW; by++) {
    if (full || (by >= -1 && by <= 1)) {
      emit_text(&p->b, names[by + WINDOW], near_lower(p, by));
    }
  }
  if (full) {
    begin(&p->b, "w-1w0");
    put_text(&p->b, near_lower(p, -1));
    put_text(&p->b, near_lower(p, 0));
    emit(&p->b);
    begin(&p->b, "w0w1");
    put_text(&p->b, near_lower(p, 0));
    put_text(&p->b, near_lower(p, 1));
    emit(&p->b);
  }
}

static void
shape_features(place *p)
{
  const uint32_t before = near_shape(p, -1);
  const uint32_t here = near_shape(p, 0);
  const uint32_t after = near_shape(p, 1);
  const uint32_t where =
      (uint32_t)p->s->kind * 2 + (p->i == p->s->first ? 1u : 0u);
  builder *const b = &p->b;
  begin(b, "s0");
  put_number(b, here);
  put_number(b, where);
  emit(b);
  begin(b, "s-1s0");
  put_number(b, before);
  put_number(b, here);
  emit(b);
  begin(b, "s0s1");
  put_number(b, here);
  put_number(b, after);
  emit(b);
  begin(b, "s-1s0s1");
  put_number(b, before);
  put_number(b, here);
  put_number(b, after);
  emit(b);
  begin(b, "s-2s-1s0s1s2");
  put_number(b, near_shape(p, -2) / 2);
  put_number(b, before / 2);
  put_number(b, here / 2);
  put_number(b, after / 2);
  put_number(b, near_shape(p, 2) / 2);
  emit(b);
}

static void
tag_features(place *p)
{
  static const char *const names[] = {"t-2", "t-1", "t0", "t1", "t2"};
  for (int by = -WINDOW; by <= WINDOW; by++) {
    const ent_token *const t = near(p, by);
    emit_number(&p->b, names[by + WINDOW], t ? (uint32_t)t->upos : 25);
  }
}

static void
affix_features(place *p)
{
  static const char *const ends[] = {"x2", "x3", "x4"};
  const ent_text w = near(p, 0)->lower;
  for (size_t n = 2; n <= 4; n++) {
    if (w.len > n && ((unsigned char)w.data[w.len - n] & 0xc0) != 0x80) {
      emit_text(&p->b, ends[n - 2], (ent_text){w.data + w.len - n, n});
    }
  }
  if (w.len > 3 && ((unsigned char)w.data[3] & 0xc0) != 0x80) {
    emit_text(&p->b, "p3", (ent_text){w.data, 3});
  }
}

/// One feature for each use of the token `by` away.
static void
use_features(place *p, const char *template, int by)
{
  if (!near(p, by)) {
    return;
  }
  const ent_token_facts *const t =
      &p->c->tokens[(uint32_t)((int64_t)p->i + by)];
  for (uint32_t u = 0; (t->begins | t->inside) >> u; u++) {
    const uint32_t how =
        (t->begins >> u & 1u) | (t->inside >> u & 1u ? 2u : 0u);
    if (how) {
      begin(&p->b, template);
      put_number(&p->b, u);
      put_number(&p->b, how);
      emit(&p->b);
    }
  }
}

/// All proper uses together, and the place before a comma.
static void
mixed_features(place *p)
{
  const ent_token_facts *const t = &p->c->tokens[p->i];
  const uint32_t uses = t->begins | t->inside;
  begin(&p->b, "g*");
  put_number(&p->b, uses & ENT_USES_PROPER);
  emit(&p->b);
  begin(&p->b, "g*s");
  put_number(&p->b, uses & ENT_USES_PROPER);
  put_number(&p->b, near_shape(p, 0));
  put_text(&p->b, near_lower(p, -1));
  emit(&p->b);
  if (ent_text_equal(near_lower(p, -1), ENT_TEXT(","))) {
    use_features(p, "gc", -2);
  }
  if (ent_text_equal(near_lower(p, 1), ENT_TEXT(","))) {
    use_features(p, "gd", 2);
  }
}

static ent_text
edge_word(const place *p, uint32_t run, uint32_t end, bool after)
{
  if (after) {
    return end < p->s->end ? token_at(p->c, end)->lower : ENT_TEXT("</s>");
  }
  return run > p->s->first ? token_at(p->c, run - 1)->lower : ENT_TEXT("<s>");
}

static void
run_features(place *p)
{
  const ent_token_facts *const t = &p->c->tokens[p->i];
  builder *const b = &p->b;
  if (t->run > p->i) {
    return;
  }
  const uint32_t head = t->run_end - 1;
  const uint32_t length = t->run_end - t->run;
  emit_text(b, "rh", token_at(p->c, head)->lower);
  emit_text(b, "rf", token_at(p->c, t->run)->lower);
  emit_text(b, "rp", edge_word(p, t->run, t->run_end, false));
  emit_text(b, "rn", edge_word(p, t->run, t->run_end, true));
  begin(b, "rl");
  put_number(b, length > 5 ? 5 : length);
  put_number(b, p->i - t->run > 3 ? 3 : p->i - t->run);
  emit(b);
  const ent_token_facts *const h = &p->c->tokens[head];
  const uint32_t uses = (h->begins | h->inside) & ~ENT_USES_PROPER;
  for (uint32_t u = 0; uses >> u; u++) {
    if (uses >> u & 1u) {
      emit_number(b, head == p->i ? "rH" : "rU", u);
    }
  }
}

/// Says whether the chain stands before a word in brackets: 2 if its letters
/// are the initials of the chain's capitalised words.
static uint32_t
is_defined(const place *p, uint32_t first, uint32_t end)
{
  if (end + 2 >= p->s->end || !is_word(token_at(p->c, end), "(") ||
      !is_word(token_at(p->c, end + 2), ")")) {
    return 0;
  }
  const ent_text acronym = token_at(p->c, end + 1)->lower;
  size_t n = 0;
  for (uint32_t i = first; i < end; i++) {
    const ent_token *const t = token_at(p->c, i);
    if (ent_token_capital(t)) {
      if (n >= acronym.len || t->lower.data[0] != acronym.data[n]) {
        return 1;
      }
      n++;
    }
  }
  return n == acronym.len ? 2 : 1;
}

static void
chain_features(place *p)
{
  const ent_token_facts *const t = &p->c->tokens[p->i];
  builder *const b = &p->b;
  if (t->chain > p->i || t->chain_end - t->chain < 2) {
    return;
  }
  const ent_token_facts *const first = &p->c->tokens[t->chain];
  const uint32_t head = first->run_end - 1;
  const uint32_t part = p->i < first->run_end ? 0 : 1;
  if (first->run_end == t->chain_end) {
    return;
  }
  begin(b, "ch");
  put_text(b, token_at(p->c, head)->lower);
  put_number(b, part);
  emit(b);
  begin(b, "cj");
  put_text(b, edge_word(p, first->run, first->run_end, true));
  put_number(b, part);
  emit(b);
  begin(b, "cp");
  put_text(b, edge_word(p, t->chain, t->chain_end, false));
  put_number(b, part);
  emit(b);
  begin(b, "ce");
  put_text(b, token_at(p->c, t->chain_end - 1)->lower);
  put_number(b, is_defined(p, t->chain, t->chain_end));
  put_number(b, part);
  emit(b);
  const ent_token_facts *const h = &p->c->tokens[head];
  const uint32_t uses = (h->begins | h->inside) & ~ENT_USES_PROPER;
  for (uint32_t u = 0; uses >> u; u++) {
    if (uses >> u & 1u) {
      begin(b, "cU");
      put_number(b, u);
      put_number(b, part);
      put_text(b, near(p, 0)->shape == ENT_SHAPE_LOWER ||
                          near(p, 0)->shape == ENT_SHAPE_OTHER
                      ? near_lower(p, 0)
                      : near_lower(p, -1));
      emit(b);
    }
  }
}

static void
article_features(place *p, const char *template, int by)
{
  const ent_token *const t = near(p, by);
  if (!t || !ent_token_capital(t)) {
    return;
  }
  const uint32_t flags =
      p->c->words.items[p->c->tokens[(uint32_t)((int64_t)p->i + by)].word];
  emit_number(&p->b, template, flags & (ENT_WORD_LOWER | ENT_WORD_CAPITAL));
  for (uint32_t bit = 2; flags >> bit; bit++) {
    if (flags >> bit & 1u) {
      emit_number(&p->b, template, 40 + bit);
    }
  }
}

void
ent_name_features(const ent_name_context *context, uint32_t i,
                  ent_feature_fn fn, void *user)
{
  const ent_document *const d = context->document;
  place p = {context,
             &d->sentences[d->tokens[i].sentence],
             i,
             {.len = 0, .fn = fn, .user = user}};
  const bool capital = ent_token_capital(&d->tokens[i]);
  const ent_token_facts *const t = &context->tokens[i];
  const bool full =
      capital || t->chain <= i || d->tokens[i].shape == ENT_SHAPE_NUMBER;
  begin(&p.b, "b");
  emit(&p.b);
  word_features(&p, full);
  shape_features(&p);
  tag_features(&p);
  use_features(&p, "g0", 0);
  use_features(&p, "g-", -1);
  use_features(&p, "g+", 1);
  if (capital) {
    affix_features(&p);
    mixed_features(&p);
    run_features(&p);
    article_features(&p, "d0", 0);
    article_features(&p, "d-", -1);
    article_features(&p, "d+", 1);
  }
  chain_features(&p);
}
