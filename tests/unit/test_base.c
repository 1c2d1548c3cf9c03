// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/arena.h"
#include "extractor/base/digest.h"
#include "extractor/base/error.h"
#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

static ent_arena *arena;

static void
alloc_much(void *user)
{
  (void)user;
  for (;;) {
    ent_arena_alloc(arena, 1000);
  }
}

static void
arena_limit_is_reported(void)
{
  ent_arena_limit(arena, 1 << 20);
  assert(ent_arena_guard(arena, alloc_much, NULL) == ENT_ERR_MEMORY);
  ent_arena_limit(arena, 0);
  ent_arena_reset(arena);
  char *bytes = ent_arena_alloc(arena, 100);
  for (int i = 0; i < 100; i++) {
    assert(bytes[i] == 0);
  }
}

static void
vector_keeps_elements(void)
{
  ENT_VECTOR(int) v = {0};
  for (int i = 0; i < 1000; i++) {
    *ENT_PUSH(arena, &v) = i;
  }
  assert(v.n == 1000 && v.items[0] == 0 && v.items[999] == 999);
}

static void
map_finds_what_was_set(void)
{
  ent_map *map = ent_map_new(arena);
  char key[32];
  for (uint32_t i = 0; i < 5000; i++) {
    const int n = snprintf(key, sizeof key, "key-%u", i);
    ent_map_set(map, (ent_text){key, (size_t)n}, i);
  }
  uint32_t value = 0;
  assert(ent_map_size(map) == 5000);
  assert(ent_map_get(map, ENT_TEXT("key-4711"), &value) && value == 4711);
  assert(!ent_map_get(map, ENT_TEXT("key-5000"), &value));
  assert(!ent_map_get(map, ENT_TEXT(""), NULL));
}

static void
utf8_check_follows_unicode_table_3_7(void)
{
  const struct {
    const char *bytes;
    size_t bad;
  } cases[] = {{"plain", 5},
               {"\xc3\xa9", 2},
               {"a\xc0\x80", 1},
               {"\xed\xa0\x80", 0},
               {"\xf4\x90\x80\x80", 0},
               {"ab\xe2\x82", 2},
               {"\xf0\x9f\x98\x80", 4},
               {"\xe0\x9f\xbf", 0},
               {"x\xff", 1},
               {"\xf0\x8f\xbf\xbf", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert(ent_utf8_check(ent_text_from(cases[i].bytes)) == cases[i].bad);
  }
}

static void
fold_makes_iri_names(void)
{
  const struct {
    const char *text;
    const char *folded;
  } cases[] = {{"Salim bin Mohammed AlMalik", "salim-bin-mohammed-almalik"},
               {"  U.S.  Embassy ", "u-s-embassy"},
               {"Côte d’Ivoire", "cote-divoire"},
               {"São Tomé & Príncipe", "sao-tome-principe"},
               {"ﬁnance № 3", "finance-no-3"},
               {"Москва", "москва"},
               {"...", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const ent_text got = ent_text_fold(arena, ent_text_from(cases[i].text));
    assert(ent_text_equal(got, ent_text_from(cases[i].folded)));
  }
}

static void
text_helpers_mind_edges(void)
{
  assert(ent_text_equal(ent_text_trim(ENT_TEXT(" \xc2\xa0 a b\n\xc2\xa0")),
                        ENT_TEXT("a b")));
  assert(ent_text_find(ENT_TEXT("aab"), ENT_TEXT("ab"), 0) == 1);
  assert(ent_text_find(ENT_TEXT("aab"), ENT_TEXT("ab"), 2) == SIZE_MAX);
  assert(ent_text_compare(ENT_TEXT("a"), ENT_TEXT("ab")) < 0);
  assert(ent_utf8_count(ENT_TEXT("\xc3\xa9\xf0\x9f\x98\x80!")) == 3);
  assert(ent_text_equal(ent_text_lower(arena, ENT_TEXT("\xc4\xb0\xc3\x89x")),
                        ENT_TEXT("i\xc3\xa9x")));
}

static void
sha256_agrees_with_fips_180_4(void)
{
  char hex[65];
  ent_sha256(ENT_TEXT("abc"), hex);
  assert(strcmp(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff6"
                     "1f20015ad") == 0);
}

static void
first_error_stands(void)
{
  ent_error error = {0};
  assert(ent_fail(&error, ENT_ERR_IO, "f", 1, 2, "first\nline") == ENT_ERR_IO);
  assert(ent_fail(&error, ENT_ERR_SYNTAX, "g", 3, 4, "second") ==
         ENT_ERR_SYNTAX);
  assert(error.status == ENT_ERR_IO && error.line == 1);
  assert(strcmp(error.message, "first line") == 0);
  assert(ent_fail(NULL, ENT_ERR_IO, NULL, 0, 0, "x") == ENT_ERR_IO);
}

static ent_status
count_row(void *user, uint64_t line, const ent_text *fields, size_t n,
          ent_error *error)
{
  (void)line;
  (void)fields;
  *(size_t *)user += n;
  return n == 2 ? ENT_OK
                : ent_fail(error, ENT_ERR_SYNTAX, NULL, 0, ENT_NO_OFFSET,
                           "two fields are needed");
}

static void
table_errors_name_file_and_line(void)
{
  const char *path = "test_base.tmp";
  FILE *f = fopen(path, "w");
  assert(f);
  fputs("# entente-words 1\na\tb\n\n# c\nlone\n", f);
  fclose(f);
  size_t fields = 0;
  ent_error error = {0};
  assert(ent_table_read(path, "words", 1, count_row, &fields, &error) ==
         ENT_ERR_SYNTAX);
  assert(error.line == 5 && strcmp(error.source, path) == 0 && fields == 3);
  ent_error other = {0};
  assert(ent_table_read(path, "words", 2, count_row, &fields, &other) ==
         ENT_ERR_SYNTAX);
  assert(other.line == 1);
  remove(path);
}

int
main(void)
{
  arena = ent_arena_new();
  RUN(arena_limit_is_reported);
  RUN(vector_keeps_elements);
  RUN(map_finds_what_was_set);
  RUN(utf8_check_follows_unicode_table_3_7);
  RUN(fold_makes_iri_names);
  RUN(text_helpers_mind_edges);
  RUN(sha256_agrees_with_fips_180_4);
  RUN(first_error_stands);
  RUN(table_errors_name_file_and_line);
  ent_arena_free(arena);
  return DONE();
}
