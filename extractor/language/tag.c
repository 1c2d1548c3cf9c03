// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/language/stages.h"

#include "extractor/base/text.h"

/// One step of the best way to a tag.
typedef struct {
  int64_t cost;
  uint8_t from; // choice of the token before
} step;

static const ent_upos upos_of[ENT_TAG_COUNT] = {
    [ENT_TAG_CC] = ENT_UPOS_CCONJ,
    [ENT_TAG_CD] = ENT_UPOS_NUM,
    [ENT_TAG_DT] = ENT_UPOS_DET,
    [ENT_TAG_EX] = ENT_UPOS_PRON,
    [ENT_TAG_FW] = ENT_UPOS_X,
    [ENT_TAG_IN] = ENT_UPOS_ADP,
    [ENT_TAG_JJ] = ENT_UPOS_ADJ,
    [ENT_TAG_JJR] = ENT_UPOS_ADJ,
    [ENT_TAG_JJS] = ENT_UPOS_ADJ,
    [ENT_TAG_MD] = ENT_UPOS_AUX,
    [ENT_TAG_NN] = ENT_UPOS_NOUN,
    [ENT_TAG_NNS] = ENT_UPOS_NOUN,
    [ENT_TAG_NNP] = ENT_UPOS_PROPN,
    [ENT_TAG_NNPS] = ENT_UPOS_PROPN,
    [ENT_TAG_PDT] = ENT_UPOS_DET,
    [ENT_TAG_POS] = ENT_UPOS_PART,
    [ENT_TAG_PRP] = ENT_UPOS_PRON,
    [ENT_TAG_PRPS] = ENT_UPOS_PRON,
    [ENT_TAG_RB] = ENT_UPOS_ADV,
    [ENT_TAG_RBR] = ENT_UPOS_ADV,
    [ENT_TAG_RBS] = ENT_UPOS_ADV,
    [ENT_TAG_RP] = ENT_UPOS_ADP,
    [ENT_TAG_SYM] = ENT_UPOS_SYM,
    [ENT_TAG_TO] = ENT_UPOS_PART,
    [ENT_TAG_UH] = ENT_UPOS_INTJ,
    [ENT_TAG_VB] = ENT_UPOS_VERB,
    [ENT_TAG_VBD] = ENT_UPOS_VERB,
    [ENT_TAG_VBG] = ENT_UPOS_VERB,
    [ENT_TAG_VBN] = ENT_UPOS_VERB,
    [ENT_TAG_VBP] = ENT_UPOS_VERB,
    [ENT_TAG_VBZ] = ENT_UPOS_VERB,
    [ENT_TAG_WDT] = ENT_UPOS_PRON,
    [ENT_TAG_WP] = ENT_UPOS_PRON,
    [ENT_TAG_WPS] = ENT_UPOS_PRON,
    [ENT_TAG_WRB] = ENT_UPOS_ADV,
    [ENT_TAG_STOP] = ENT_UPOS_PUNCT,
    [ENT_TAG_COMMA] = ENT_UPOS_PUNCT,
    [ENT_TAG_COLON] = ENT_UPOS_PUNCT,
    [ENT_TAG_OPEN_QUOTE] = ENT_UPOS_PUNCT,
    [ENT_TAG_CLOSE_QUOTE] = ENT_UPOS_PUNCT,
    [ENT_TAG_OPEN_BRACKET] = ENT_UPOS_PUNCT,
    [ENT_TAG_CLOSE_BRACKET] = ENT_UPOS_PUNCT,
    [ENT_TAG_DOLLAR] = ENT_UPOS_SYM};

static ent_verb_form
form_of(ent_tag tag)
{
  switch (tag) {
  case ENT_TAG_VB:
  case ENT_TAG_VBP:
    return ENT_FORM_BASE;
  case ENT_TAG_VBZ:
    return ENT_FORM_THIRD;
  case ENT_TAG_VBD:
    return ENT_FORM_PAST;
  case ENT_TAG_VBN:
    return ENT_FORM_PARTICIPLE;
  case ENT_TAG_VBG:
    return ENT_FORM_GERUND;
  default:
    return ENT_FORM_NONE;
  }
}

/// Says whether capitals tell little: first words and headlines.
static bool
is_initial(const ent_draft *draft, const ent_sentence *s, uint32_t i)
{
  if (i == s->first || s->kind == ENT_SENTENCE_TITLE) {
    return true;
  }
  const ent_token *before = &draft->tokens.items[i - 1];
  return before->shape == ENT_SHAPE_OTHER &&
         (i - 1 == s->first || ent_text_equal(before->form, ENT_TEXT("\"")) ||
          ent_text_equal(before->form, ENT_TEXT("\u201c")) ||
          ent_text_equal(before->form, ENT_TEXT(":")));
}

static const ent_tag_choices *
choices_of(const ent_draft *draft, const ent_sentence *s, uint32_t i)
{
  const ent_word_type *w = &draft->words.items[draft->types.items[i]];
  return &w->choices[is_initial(draft, s, i)];
}

/// Fills the steps to every choice of token `i`; `before` are those of the
/// token before it, NULL at the start.
static void
steps_fill(const ent_draft *draft, const ent_tag_choices *choices,
           const ent_tag_choices *before_choices, const step *before,
           step *steps)
{
  for (uint8_t c = 0; c < choices->n; c++) {
    const ent_tag tag = (ent_tag)choices->items[c].tag;
    int64_t best = INT64_MAX;
    uint8_t from = 0;
    if (!before) {
      best = ent_language_follow(draft->language, ENT_TAG_EDGE, tag);
    }
    for (uint8_t b = 0; before && b < before_choices->n; b++) {
      const int64_t cost =
          before[b].cost +
          ent_language_follow(draft->language,
                              (ent_tag)before_choices->items[b].tag, tag);
      if (cost < best) {
        best = cost;
        from = b;
      }
    }
    steps[c] = (step){best + choices->items[c].cost, from};
  }
}

static void
token_tag(ent_draft *draft, uint32_t i, ent_tag tag)
{
  ent_token *t = &draft->tokens.items[i];
  const ent_word_type *w = &draft->words.items[draft->types.items[i]];
  t->upos = upos_of[tag];
  t->verb = form_of(tag);
  t->lemma = ent_language_lemma(draft->language, t->lower, tag);
  if (tag == ENT_TAG_NNP || tag == ENT_TAG_NNPS) {
    t->lemma = t->form;
  } else if (tag == ENT_TAG_IN && w->flags & ENT_WORD_SUBORDINATOR) {
    t->upos = ENT_UPOS_SCONJ;
  }
}

static bool
is_lemma(const ent_token *t, const char *lemma)
{
  return ent_text_equal(t->lemma, ent_text_from(lemma));
}

/// Makes forms of "be", and of "have" and "do" before a verb, auxiliaries.
static void
auxiliaries_mark(ent_draft *draft, const ent_sentence *s)
{
  bool verb_follows = false;
  for (uint32_t i = s->end; i-- > s->first;) {
    ent_token *t = &draft->tokens.items[i];
    if (t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_AUX) {
      if (is_lemma(t, "be") ||
          (verb_follows && (is_lemma(t, "have") || is_lemma(t, "do")))) {
        t->upos = ENT_UPOS_AUX;
      }
      verb_follows = t->verb == ENT_FORM_PARTICIPLE ||
                     t->verb == ENT_FORM_BASE || t->upos == ENT_UPOS_AUX;
    } else if (t->upos != ENT_UPOS_ADV && t->upos != ENT_UPOS_PART) {
      verb_follows = false;
    }
  }
}

void
ent_tags_choose(ent_draft *draft, const ent_sentence *s)
{
  const uint32_t n = s->end - s->first;
  step(*steps)[ENT_TAG_CHOICES] = (step(*)[ENT_TAG_CHOICES])ent_arena_alloc(
      draft->arena, sizeof *steps * n);
  for (uint32_t i = 0; i < n; i++) {
    steps_fill(draft, choices_of(draft, s, s->first + i),
               i ? choices_of(draft, s, s->first + i - 1) : NULL,
               i ? steps[i - 1] : NULL, steps[i]);
  }
  uint8_t best = 0;
  const ent_tag_choices *last = choices_of(draft, s, s->end - 1);
  for (uint8_t c = 1; c < last->n; c++) {
    if (steps[n - 1][c].cost < steps[n - 1][best].cost) {
      best = c;
    }
  }
  for (uint32_t i = n; i-- > 0;) {
    const ent_tag_choices *choices = choices_of(draft, s, s->first + i);
    token_tag(draft, s->first + i, (ent_tag)choices->items[best].tag);
    best = steps[i][best].from;
  }
  auxiliaries_mark(draft, s);
}
