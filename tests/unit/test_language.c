// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/language/document.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

static ent_arena *run;
static ent_arena *arena;
static const ent_language *language;

static const ent_document *
document_of(const char *text)
{
  ent_article *article = ENT_ARENA_ARRAY(arena, ent_article, 1);
  article->text = ent_text_from(text);
  return ent_document_make(language, article, arena);
}

/// Joins the tokens with '|' and marks sentence ends with '#'.
static const char *
joined(const char *text)
{
  const ent_document *d = document_of(text);
  static char out[4096];
  size_t used = 0;
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    const ent_token *t = &d->tokens[i];
    used += (size_t)snprintf(
        out + used, sizeof out - used, "%.*s%s", (int)t->form.len, t->form.data,
        d->sentences[t->sentence].end == i + 1 ? "#" : "|");
  }
  return out;
}

static void
expect(const char *text, const char *want)
{
  const char *got = joined(text);
  if (strcmp(got, want) != 0) {
    fprintf(stderr, "# want %s\n# got  %s\n", want, got);
  }
  assert(strcmp(got, want) == 0);
}

static void
tokens_split_clitics_and_marks(void)
{
  expect("The minister's aides don't know.",
         "The|minister|'s|aides|do|n't|know|.#");
  expect("Baku\u2019s mayor, the ministers' guests",
         "Baku|\u2019s|mayor|,|the|ministers|'|guests#");
  expect("the minister 's aides", "the|minister|'s|aides#");
  expect("It cost $3.5 billion (1,200 items).",
         "It|cost|$|3.5|billion|(|1,200|items|)|.#");
  expect("O'Neill met AT&T's Director-General",
         "O'Neill|met|AT&T|'s|Director|-|General#");
  expect("The well-known, U.S.-led non-profit re-elected al-Ani.",
         "The|well|-|known|,|U.S.|-|led|non-profit|re-elected|al|-|Ani|.#");
  expect("She can't, I'm, we cannot; gonna, 1990's, rock 'n' roll",
         "She|ca|n't|,|I|'m|,|we|can|not|;|gon|na|,|1990's|,|rock|'|n|'|roll#");
  expect("See https://example.org/a?b, or www.example.org.",
         "See|https://example.org/a?b|,|or|www.example.org|.#");
}

static void
sentences_end_at_stops_only(void)
{
  expect("Mr. J. K. Smith of the U.S. Navy spoke. He left at 5 p.m. The end.",
         "Mr.|J.|K.|Smith|of|the|U.S.|Navy|spoke|.#He|left|at|5|p.m.#The|end|."
         "#");
  expect("It grew 2.5 percent. \u201cGood,\u201d he said. \u201cVery.\u201d So",
         "It|grew|2.5|percent|.#\u201c|Good|,|\u201d|he|said|.#\u201c|Very|.|"
         "\u201d#So#");
  expect("Acme Inc. signed it. It works for Acme Inc.",
         "Acme|Inc.|signed|it|.#It|works|for|Acme|Inc.#");
  expect(
      "She (b. March 1980) left.[12] No. 10 is vol. 2. He said no. So did I.",
      "She|(|b|.|March|1980|)|left|.|[|12|]#No.|10|is|vol.|2|.#He|said|no|.#"
      "So|did|I|.#");
  expect("The talks ended.The minister left", "The|talks|ended|.#The|minister|"
                                              "left#");
  expect("BAKU, May 11 (Kura Today) - The sum is $5m, US$4.5bn or 10km.",
         "BAKU|,|May|11|(|Kura|Today|)|-|The|sum|is|$|5|m|,|US$|4.5|bn|or|10|"
         "km|.#");
}

static void
headings_are_titles(void)
{
  const ent_document *d = document_of(
      "New Bridge Opened in Riga\n\nThe mayor opened it.\n- a point\n");
  assert(d->n_sentences == 3);
  assert(d->sentences[0].kind == ENT_SENTENCE_TITLE);
  assert(d->sentences[1].kind == ENT_SENTENCE_BODY);
  assert(d->sentences[2].kind == ENT_SENTENCE_ITEM);
}

static void
asides_cut_lines(void)
{
  ent_article article = {0};
  const ent_span aside = {0, 14};
  article.text = ENT_TEXT("BAKU, May 11. The ministers met.");
  article.aside = &aside;
  article.n_aside = 1;
  const ent_document *d = ent_document_make(language, &article, arena);
  assert(d->n_sentences == 2);
  assert(d->sentences[0].kind == ENT_SENTENCE_ASIDE);
  assert(d->sentences[1].kind == ENT_SENTENCE_BODY);
  assert(d->sentences[1].span.start == 14);
}

static void
tags_and_lemmas_fit(void)
{
  const ent_document *d = document_of(
      "The two ministers have visited Riga and will open the new office.");
  const ent_upos want[] = {ENT_UPOS_DET,   ENT_UPOS_NUM,  ENT_UPOS_NOUN,
                           ENT_UPOS_AUX,   ENT_UPOS_VERB, ENT_UPOS_PROPN,
                           ENT_UPOS_CCONJ, ENT_UPOS_AUX,  ENT_UPOS_VERB,
                           ENT_UPOS_DET,   ENT_UPOS_ADJ,  ENT_UPOS_NOUN,
                           ENT_UPOS_PUNCT};
  assert(d->n_tokens == sizeof want / sizeof *want);
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    assert(d->tokens[i].upos == want[i]);
  }
  assert(ent_text_equal(d->tokens[2].lemma, ENT_TEXT("minister")));
  assert(ent_text_equal(d->tokens[4].lemma, ENT_TEXT("visit")));
  assert(d->tokens[4].verb == ENT_FORM_PARTICIPLE);
}

/// Repeats `part` up to `size` bytes.
static const char *
repeated(const char *part, size_t size)
{
  const size_t n = strlen(part);
  char *text = (char *)ent_arena_alloc(arena, size + 1);
  for (size_t i = 0; i + n <= size; i += n) {
    memcpy(text + i, part, n);
  }
  return text;
}

/// Checks that tokens stand in order, in the text, and hold no blanks.
static void
spans_are_right(const char *text)
{
  ent_article article = {.text = ent_text_from(text)};
  const ent_document *d = ent_document_cut(language, &article, arena);
  uint32_t at = 0;
  for (uint32_t i = 0; i < d->n_tokens; i++) {
    const ent_token *t = &d->tokens[i];
    assert(t->span.start >= at && t->span.end > t->span.start);
    assert(t->span.end <= article.text.len);
    assert(ent_text_equal(t->form, ent_text_slice(article.text, t->span)));
    assert(t->form.data[0] != ' ' && t->form.data[0] != '\n');
    assert(ent_utf8_check(t->form) == t->form.len);
    at = t->span.end;
  }
}

static void
hostile_texts_take_little_time(void)
{
  static const char *const parts[] = {
      "a",      "A",      ".",          "a.",     "a-",
      "non-",   "'",      "a'",         "\u2019", "1",
      "1,",     "1.",     "(",          "a.b/",   "http://",
      "@",      "$",      "[1]",        "\u00e9", "e\u0301",
      "\u05d0", "\u202e", "\U0001f600", "\u200d", "\U0001f469\u200d\U0001f680",
      "\u4e2d", "\u0300", "\u2026",     "A. ",    "x\n",
      ".a/",    "?!",     ":)"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    spans_are_right(repeated(parts[i], 100000));
    ent_arena_reset(arena);
  }
}

static void
odd_texts_make_documents(void)
{
  const char *odd[] = {"",
                       " ",
                       "\n\n\n",
                       "...",
                       "'",
                       "''''",
                       "\u2019",
                       "a.b.c.d.",
                       "-",
                       "@@@",
                       "\u200b\ufeff",
                       "I.",
                       "1.",
                       "\xf0\x9f\x98\x80"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    const ent_document *d = document_of(odd[i]);
    for (uint32_t t = 0; t < d->n_tokens; t++) {
      assert(d->tokens[t].span.end > d->tokens[t].span.start);
    }
  }
}

int
main(void)
{
  const char *data = getenv("ENTENTE_DATA");
  run = ent_arena_new();
  arena = ent_arena_new();
  ent_error error = {0};
  if (ent_language_load(run, data ? data : "data", &language, &error) !=
      ENT_OK) {
    printf("Bail out! %s:%llu: %s\n", error.source,
           (unsigned long long)error.line, error.message);
    return 1;
  }
  RUN(tokens_split_clitics_and_marks);
  RUN(sentences_end_at_stops_only);
  RUN(headings_are_titles);
  RUN(asides_cut_lines);
  RUN(tags_and_lemmas_fit);
  RUN(hostile_texts_take_little_time);
  RUN(odd_texts_make_documents);
  ent_arena_free(arena);
  ent_language_free(language);
  ent_arena_free(run);
  return DONE();
}
