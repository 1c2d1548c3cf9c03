// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/article.h"

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_GOT 16

/// Copies what a run hands out, so that it can be looked at afterwards.
typedef struct {
  char line[MAX_GOT][1024]; // id|published|publisher|author|title|text
  size_t n;
  char skip[MAX_GOT][1024]; // status|line|offset|source|message
  size_t n_skips;
  char note[MAX_GOT][1024]; // as `skip`
  size_t n_notes;
  size_t stop_at; // 0: never
} got;

static void
text_add(char *out, size_t room, ent_text text)
{
  const size_t n = strlen(out);
  snprintf(out + n, room - n, "|%.*s", (int)text.len,
           text.data ? text.data : "");
}

static ent_status
take(void *user, const ent_article *a, ent_error *error)
{
  got *g = (got *)user;
  (void)error;
  assert(g->n < MAX_GOT);
  char *out = g->line[g->n++];
  snprintf(out, sizeof g->line[0], "%.*s|%s", (int)a->id.len, a->id.data,
           a->published);
  text_add(out, sizeof g->line[0], a->publisher);
  text_add(out, sizeof g->line[0], a->author);
  text_add(out, sizeof g->line[0], a->title);
  text_add(out, sizeof g->line[0], a->text);
  return g->n == g->stop_at ? ENT_ERR_STOPPED : ENT_OK;
}

static void
line_take(char lines[MAX_GOT][1024], size_t *n, const ent_error *why)
{
  assert(*n < MAX_GOT);
  assert(!strchr(why->message, '\n'));
  snprintf(lines[(*n)++], sizeof lines[0], "%d|%d|%d|%s|%s", (int)why->status,
           (int)why->line, why->offset == ENT_NO_OFFSET ? -1 : (int)why->offset,
           why->source, why->message);
}

static void
take_skip(void *user, const ent_error *why)
{
  got *g = (got *)user;
  line_take(g->skip, &g->n_skips, why);
}

static void
take_note(void *user, const ent_error *what)
{
  got *g = (got *)user;
  line_take(g->note, &g->n_notes, what);
}

static ent_read_options
options_for(got *g)
{
  ent_read_options options = {0};
  memset(g, 0, sizeof *g);
  options.on_skip = take_skip;
  options.on_note = take_note;
  options.skip_user = g;
  return options;
}

static ent_status
read_memory(const ent_reader *reader, ent_text text, const char *map, got *g)
{
  ent_read_options options = options_for(g);
  options.map = map;
  options.max_bytes = 4096;
  ent_stream *stream = ent_stream_memory(text);
  assert(stream);
  ent_error error = {0};
  uint64_t skipped = 0;
  const ent_status status =
      ent_stream_each(reader, stream, &options, take, g, &skipped, &error);
  ent_stream_free(stream);
  assert(skipped == g->n_skips);
  return status;
}

static bool
has(const char *text, const char *part)
{
  if (strstr(text, part)) {
    return true;
  }
  printf("# \"%s\" is not in \"%s\"\n", part, text);
  fflush(stdout);
  return false;
}

/// Reads one text and wants exactly this article.
static void
want_one(const ent_reader *reader, ent_text text, const char *line)
{
  got g;
  assert(read_memory(reader, text, NULL, &g) == ENT_OK);
  if (g.n != 1 || g.n_skips || strcmp(g.line[0], line) != 0) {
    printf("# want %s\n# got  %s %s\n", line, g.line[0], g.skip[0]);
    fflush(stdout);
    abort();
  }
}

/// Reads one text and wants nothing but one line about it.
static void
want_skip(const ent_reader *reader, ent_text text, ent_status status,
          const char *part)
{
  got g;
  assert(read_memory(reader, text, NULL, &g) == ENT_OK);
  if (g.n != 0 || g.n_skips != 1 || atoi(g.skip[0]) != (int)status ||
      !has(g.skip[0], part)) {
    printf("# got %zu articles, %zu skips: %s\n", g.n, g.n_skips, g.skip[0]);
    fflush(stdout);
    abort();
  }
}

static void
decodes(void)
{
  const ent_reader *r = &ent_reader_text;
  want_one(r, ENT_TEXT("\xEF\xBB\xBFOne.\r\nTwo.\rThree."),
           "m|||||One.\nTwo.\nThree.");
  want_one(r, ENT_TEXT("The caf\xE9 opened \x96 at last.\n"),
           "m|||||The caf\u00E9 opened \u2013 at last.\n");
  want_one(r, ENT_TEXT("\xFF\xFEO\0k\0.\0=\xD8\0\xDE"), "m|||||Ok.\U0001F600");
  want_one(r, ENT_TEXT("\xFE\xFF\0O\0k\0."), "m|||||Ok.");
}

static void
refuses_what_is_no_text(void)
{
  const ent_reader *r = &ent_reader_text;
  want_skip(r, ENT_TEXT(""), ENT_ERR_SYNTAX, "is empty");
  want_skip(r, ENT_TEXT("\xEF\xBB\xBF"), ENT_ERR_SYNTAX, "is empty");
  want_skip(r, ENT_TEXT(" \n\t \n"), ENT_ERR_SYNTAX, "is empty");
  want_skip(r, ENT_TEXT("PK\3\4\0\0binary"), ENT_ERR_ENCODING,
            "|0|4|memory|is binary");
  want_skip(r, ENT_TEXT("Mixed \xC3\xA9 and \xE9."), ENT_ERR_ENCODING,
            "|0|13|memory|is neither UTF-8");
  want_skip(r, ENT_TEXT("Cyrillic \xCF\xF0\xE8\xE2\xE5\xF2"), ENT_ERR_ENCODING,
            "convert it");
  want_skip(r, ENT_TEXT("\xFF\xFEO\0\0\xD8"), ENT_ERR_ENCODING, "UTF-16");
  want_skip(r, ENT_TEXT("\xFF\xFEO\0k"), ENT_ERR_ENCODING, "UTF-16");
}

static void
refuses_what_is_long(void)
{
  char text[5000];
  memset(text, 'a', sizeof text);
  want_skip(&ent_reader_text, (ent_text){text, sizeof text}, ENT_ERR_LIMIT,
            "4096 bytes");
}

static void
reads_csv(void)
{
  got g;
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("Headline,Body,Published,Outlet,Byline\n"
                              "\"A, B\",\"One.\n\nTwo \"\"x\"\".\",2024-05-01,"
                              "Portnews,Anna Berzina\n"
                              "\n"
                              "C,Three.,,,\n"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 2 && g.n_skips == 0);
  assert(!strcmp(g.line[0], "m/1|2024-05-01|Portnews|Anna Berzina|A, B|"
                            "One.\n\nTwo \"x\"."));
  assert(!strcmp(g.line[1], "m/2||||C|Three."));
}

static void
reads_other_tables(void)
{
  want_one(&ent_reader_csv, ENT_TEXT("id;text\nx;One, two."),
           "m/x|||||One, two.");
  want_one(&ent_reader_tsv, ENT_TEXT("id\ttext\r\nx\tOne, two.\r\n"),
           "m/x|||||One, two.");
  got g;
  assert(read_memory(&ent_reader_csv, ENT_TEXT("a,b,c\nOne.,T,http://x/1\n"),
                     "text=a,title=b,url=c,id=c", &g) == ENT_OK);
  assert(g.n == 1 && !strcmp(g.line[0], "m/http://x/1||||T|One."));
}

static void
given_fields_win(void)
{
  want_one(&ent_reader_csv,
           ENT_TEXT("text,date,publisher,author\n"
                    "\"Title\n\n1 May 2020\n\nBy Karin Lind\n\nAll is well, "
                    "Portnews reports.\",2 June 2021,Beacon,Anna Berzina\n"),
           "m/1|2021-06-02|Beacon|Anna Berzina|Title|Title\n\n1 May 2020\n\n"
           "By Karin Lind\n\nAll is well, Portnews reports.");
}

static void
goes_on_behind_bad_rows(void)
{
  got g;
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("title,text\n"
                              "a,\"stray \"quote\n"
                              "b,One.\n"
                              "c\n"
                              "d,Two,too many\n"
                              "e,\"\"\n"
                              "f,\"never\nclosed\n"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 1 && !strcmp(g.line[0], "m/2||||b|One."));
  assert(g.n_skips == 5);
  assert(has(g.skip[0], "|2|-1|memory|the row is malformed"));
  assert(has(g.skip[1], "|4|-1|memory|the row has 1 cells, the header 2"));
  assert(has(g.skip[2], "|5|-1|memory|the row has 3 cells, the header 2"));
  assert(has(g.skip[3], "|6|-1|memory|is empty"));
  assert(has(g.skip[4], "|7|-1|memory|the row ends inside quotes"));
}

static void
refuses_tables_without_text(void)
{
  got g;
  want_skip(&ent_reader_csv, ENT_TEXT(""), ENT_ERR_SYNTAX, "no header line");
  want_skip(&ent_reader_csv, ENT_TEXT("a,b\n1,2\n3,4\n"), ENT_ERR_SYNTAX,
            "--map text=COLUMN; there are: a, b");
  assert(read_memory(&ent_reader_csv, ENT_TEXT("a,b\n1,2\n"), "text=c", &g) ==
         ENT_OK);
  assert(g.n == 0 && g.n_notes == 0 &&
         has(g.skip[0], "--map: \"text=c\": nothing here is named \"c\"; "
                        "there are: a, b"));
  want_skip(&ent_reader_csv, // a table of ours
            ENT_TEXT("event,type,status,name,date,place,article\n1,2,3,4,5,6,7"
                     "\n"),
            ENT_ERR_SYNTAX, "nothing here is named as the article's text");
  assert(read_memory(&ent_reader_csv, ENT_TEXT("a,b\n1,2\n"), "txt=a", &g) ==
         ENT_ERR_ARGUMENT);
  assert(read_memory(&ent_reader_csv, ENT_TEXT("a,b\n1,2\n"), "text", &g) ==
         ENT_ERR_ARGUMENT);
}

static void
settles_dates_by_column(void)
{
  got g;
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("text,date\nOne.,05/03/2025\nTwo.,31/03/2025\n"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 2 && g.n_notes == 0 && g.n_skips == 0);
  assert(!strcmp(g.line[0], "m/1|2025-03-05||||One."));
  assert(!strcmp(g.line[1], "m/2|2025-03-31||||Two."));
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("text,date\nOne.,05/03/2025\nbad\nTwo.,3/31/2025"
                              "\n"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 2 && g.n_notes == 0 && g.n_skips == 1);
  assert(!strcmp(g.line[0], "m/1|2025-05-03||||One."));
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("text,date\nOne.,05/03/2025\nTwo.,06/03/2025\n"
                              "Three.,soon\n"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 3 && g.n_notes == 1 && !strcmp(g.line[0], "m/1|||||One."));
  assert(has(g.note[0], "|2|-1|memory|dates such as \"05/03/2025\" are "
                        "ambiguous and left out; write YYYY-MM-DD"));
  assert(read_memory(&ent_reader_json,
                     ENT_TEXT("{\"text\":\"One.\",\"date\":\"last week\"}"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 1 && g.n_notes == 1);
  assert(has(g.note[0], "dates such as \"last week\" cannot be read"));
}

static void
map_adds_to_usual_names(void)
{
  got g;
  assert(read_memory(&ent_reader_csv,
                     ENT_TEXT("Manchete,title,text,author\nT,U,One.,Karin\n"),
                     "title=Manchete,publisher=Jornal,date=Dia", &g) == ENT_OK);
  assert(g.n == 1 && !strcmp(g.line[0], "m/1|||Karin|T|One."));
  assert(g.n_skips == 0 && g.n_notes == 2);
  assert(has(g.note[0], "--map: \"publisher=Jornal\": nothing here is named "
                        "\"Jornal\"; there are: Manchete, title"));
  assert(has(g.note[1], "\"date=Dia\""));
  assert(read_memory(&ent_reader_csv, ENT_TEXT("a,title\nOne.,T\n"),
                     "text=title", &g) == ENT_OK);
  assert(g.n == 1 && !strcmp(g.line[0], "m/1|||||T"));
  assert(read_memory(&ent_reader_json_lines,
                     ENT_TEXT("{\"text\":\"One.\",\"by_line\":\"Karin\"}\n"
                              "{\"text\":\"Two.\"}\n"),
                     "author=by_line", &g) == ENT_OK);
  assert(g.n == 2 && g.n_notes == 0);
}

static void
refuses_long_rows(void)
{
  char csv[20000] = "title,text\na,\"";
  const size_t n = strlen(csv);
  memset(csv + n, 'x', sizeof csv - n);
  for (size_t i = n + 100; i < sizeof csv; i += 100) {
    csv[i] = '\n';
  }
  want_skip(&ent_reader_csv, (ent_text){csv, sizeof csv}, ENT_ERR_LIMIT,
            "|2|-1|memory|the row is larger than allowed");
}

static void
reads_json(void)
{
  want_one(&ent_reader_json, ENT_TEXT("\n {\"text\":\"One.\",\"title\":\"T\"}"),
           "m||||T|One.");
  got g;
  assert(read_memory(&ent_reader_json,
                     ENT_TEXT("[{\"text\":\"One {.\"},\n {\"id\":7,\"text\":"
                              "[\"Two.\",\"Three.\"],\"author\":[\"A B\","
                              "\"C D\"]}]"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 2 && g.n_skips == 0);
  assert(!strcmp(g.line[0], "m/1|||||One {."));
  assert(!strcmp(g.line[1], "m/7|||A B, C D||Two.\n\nThree."));
}

static void
reads_names_in_json(void)
{
  want_one(&ent_reader_json,
           ENT_TEXT("{\"@type\":\"NewsArticle\",\"headline\":\"T\","
                    "\"articleBody\":\"One.\",\"datePublished\":"
                    "\"2024-05-01T10:00:00Z\",\"author\":[{\"name\":\"Karin "
                    "Lind\"},{\"url\":\"x\"},\"Ada\"],\"publisher\":{"
                    "\"@type\":\"Organization\",\"name\":\"Portnews\"}}"),
           "m|2024-05-01|Portnews|Karin Lind, Ada|T|One.");
}

static void
reads_json_lines(void)
{
  got g;
  assert(read_memory(&ent_reader_json_lines,
                     ENT_TEXT("{\"text\":\"One.\"}\n"
                              "\n"
                              "{\"text\":\n"
                              "[1]\n"
                              "{\"x\":1}\n"
                              "{\"text\":\"a\\u0000b\"}\n"
                              "{\"text\":null}\n"
                              "{\"text\":\"Two.\",\"id\":\"1\"}\n"
                              "{\"text\":\"Three.\"}"),
                     NULL, &g) == ENT_OK);
  assert(g.n == 2 && !strcmp(g.line[0], "m/1|||||One."));
  assert(!strcmp(g.line[1], "m/8|||||Three."));
  assert(g.n_skips == 6);
  assert(has(g.skip[0], "|3|"));
  assert(has(g.skip[0], "is not JSON"));
  assert(has(g.skip[1], "|4|26|memory|is JSON, but not an object"));
  assert(has(g.skip[2], "|5|30|memory|nothing here is named"));
  assert(has(g.skip[3], "|6|"));
  assert(has(g.skip[4], "|7|58|memory|is empty"));
  assert(has(g.skip[5], "another article has the id \"m/1\""));
}

static void
refuses_cut_json(void)
{
  const ent_reader *r = &ent_reader_json;
  want_skip(r, ENT_TEXT(""), ENT_ERR_SYNTAX, "is empty");
  want_skip(r, ENT_TEXT("[{\"text\":\"One"), ENT_ERR_SYNTAX,
            "ends inside the object");
  want_skip(r, ENT_TEXT("[]"), ENT_ERR_SYNTAX, "is empty");
  want_skip(r, ENT_TEXT("["), ENT_ERR_SYNTAX, "it is cut");
  want_skip(r, ENT_TEXT("<html>"), ENT_ERR_SYNTAX, "|1|0|memory|is not JSON");
}

static void
stops_when_asked(void)
{
  got g;
  ent_read_options options = options_for(&g);
  g.stop_at = 1;
  ent_stream *stream = ent_stream_memory(ENT_TEXT("text\nOne.\nTwo.\n"));
  ent_error error = {0};
  assert(ent_stream_each(&ent_reader_csv, stream, &options, take, &g, NULL,
                         &error) == ENT_ERR_STOPPED);
  ent_stream_free(stream);
  assert(g.n == 1);
}

/// A folder of its own for each test.
static char root[64];

static void
put(const char *name, const char *content)
{
  char path[256];
  snprintf(path, sizeof path, "%s/%s", root, name);
  FILE *file = fopen(path, "wb");
  assert(file);
  fputs(content, file);
  fclose(file);
}

static void
make_folder(const char *name)
{
  char path[256];
  snprintf(path, sizeof path, "%s/%s", root, name);
  assert(mkdir(path, 0777) == 0);
}

static void
make_link(const char *to, const char *name)
{
  char path[256];
  snprintf(path, sizeof path, "%s/%s", root, name);
  assert(symlink(to, path) == 0);
}

static void
folder_begin(void)
{
  const char *tmp = getenv("TMPDIR");
  snprintf(root, sizeof root, "%.40s/entente-XXXXXX", tmp ? tmp : "/tmp");
  assert(mkdtemp(root));
}

static void
folder_end(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", root);
  assert(system(command) == 0);
}

static ent_status
read_inputs(const char *const *names, size_t n, const char *id, got *g)
{
  char paths[4][256];
  const char *inputs[4];
  for (size_t i = 0; i < n; i++) {
    snprintf(paths[i], sizeof paths[i], names[i][0] == '-' ? "%.0s%s" : "%s%s",
             root, names[i]);
    inputs[i] = paths[i];
  }
  ent_read_options options = options_for(g);
  options.id = id;
  ent_error error = {0};
  return ent_articles_each(inputs, n, &options, take, g, NULL, &error);
}

static void
reads_folders_in_order(void)
{
  folder_begin();
  make_folder("b");
  make_folder(".hidden");
  put("b/two.txt", "Two.");
  put("b/list.csv", "text\nThree.\n");
  put("a.txt", "One.");
  put(".secret.txt", "No.");
  put(".hidden/no.txt", "No.");
  put("notes.pdf", "No.");
  put("Z.TXT", "Zero.");
  got g;
  assert(read_inputs((const char *[]){""}, 1, NULL, &g) == ENT_OK);
  assert(g.n == 4 && g.n_skips == 0);
  assert(!strcmp(g.line[0], "Z|||||Zero."));
  assert(!strcmp(g.line[1], "a|||||One."));
  assert(!strcmp(g.line[2], "b/list/1|||||Three."));
  assert(!strcmp(g.line[3], "b/two|||||Two."));
  folder_end();
}

static void
reports_what_is_no_file(void)
{
  folder_begin();
  make_folder("a");
  make_link("..", "a/up");
  make_link("a", "b");
  make_link("nowhere.txt", "gone.txt");
  put("a/one.txt", "One.");
  char path[256];
  snprintf(path, sizeof path, "%s/pipe.txt", root);
  assert(mkfifo(path, 0666) == 0);
  got g;
  assert(read_inputs((const char *[]){""}, 1, NULL, &g) == ENT_OK);
  assert(g.n == 1 && !strcmp(g.line[0], "a/one|||||One."));
  assert(g.n_skips == 4);
  assert(has(g.skip[0], "a/up|links to a folder that is read already"));
  assert(has(g.skip[1], "/b|links to a folder that is read already"));
  assert(has(g.skip[2], "gone.txt|cannot be read"));
  assert(has(g.skip[3], "pipe.txt|is a pipe, socket or device"));
  folder_end();
}

static void
reads_files_by_name(void)
{
  folder_begin();
  put("one.txt", "One.");
  put("two", "Two.");
  put("bad\xFF.txt", "Bad.");
  got g;
  assert(
      read_inputs((const char *[]){"/one.txt", "/two", "/gone.txt", "/one.txt"},
                  4, NULL, &g) == ENT_OK);
  assert(g.n == 2 && !strcmp(g.line[0], "one|||||One."));
  assert(!strcmp(g.line[1], "two|||||Two."));
  assert(g.n_skips == 2 && has(g.skip[0], "gone.txt|cannot be read"));
  assert(has(g.skip[1], "another article has the id \"one\""));
  assert(read_inputs((const char *[]){"/bad\xFF.txt"}, 1, NULL, &g) == ENT_OK);
  assert(g.n == 0 && has(g.skip[0], "name is not UTF-8"));
  assert(read_inputs((const char *[]){"-"}, 1, NULL, &g) == ENT_ERR_ARGUMENT);
  folder_end();
}

static void
does_not_read_huge_files(void)
{
  folder_begin();
  put("huge.txt", "Huge.");
  char path[256];
  snprintf(path, sizeof path, "%s/huge.txt", root);
  assert(truncate(path, (off_t)1 << 30) == 0);
  got g;
  assert(read_inputs((const char *[]){"/huge.txt"}, 1, NULL, &g) == ENT_OK);
  assert(g.n == 0 && has(g.skip[0], "is larger than the 16777216 bytes"));
  folder_end();
}

/// A case of tests/cases/article.
typedef struct {
  const ent_head_words *words;
  ent_arena *arena;
  ent_text cases;
  size_t failed;
} case_run;

static bool
value_right(const ent_article *a, ent_text key, ent_text want, size_t *aside)
{
  const ent_text body = ent_text_slice(a->text, a->body);
  ent_text have = {NULL, 0};
  if (ent_text_equal(key, ENT_TEXT("published"))) {
    have = ent_text_from(a->published);
  } else if (ent_text_equal(key, ENT_TEXT("publisher"))) {
    have = a->publisher;
  } else if (ent_text_equal(key, ENT_TEXT("author"))) {
    have = a->author;
  } else if (ent_text_equal(key, ENT_TEXT("title"))) {
    have = a->title;
  } else if (ent_text_equal(key, ENT_TEXT("place"))) {
    have = ent_text_slice(a->text, a->dateline_place);
  } else if (ent_text_equal(key, ENT_TEXT("aside"))) {
    have = *aside < a->n_aside ? ent_text_slice(a->text, a->aside[(*aside)++])
                               : have;
  } else if (ent_text_equal(key, ENT_TEXT("starts"))) {
    have = ent_text_starts(body, want) ? want : body;
  } else {
    assert(ent_text_equal(key, ENT_TEXT("ends")));
    have = ent_text_ends(body, want) ? want : body;
  }
  const bool none = ent_text_equal(want, ENT_TEXT("-"));
  const bool right = none ? have.len == 0 : ent_text_equal(want, have);
  if (!right) {
    printf("# %.*s: want \"%.*s\", have \"%.*s\"\n", (int)key.len, key.data,
           (int)want.len, want.data, (int)have.len, have.data ? have.data : "");
  }
  return right;
}

static bool
case_right(case_run *c, ent_text text, ent_text wants)
{
  ent_article article;
  memset(&article, 0, sizeof article);
  article.text = text;
  ent_head_read(c->words, c->arena, &article);
  bool right = true;
  size_t aside = 0;
  while (wants.len) {
    size_t end = ent_text_find(wants, ENT_TEXT("\n"), 0);
    end = end == SIZE_MAX ? wants.len : end;
    const ent_text line = {wants.data, end};
    const size_t blank = ent_text_find(line, ENT_TEXT(" "), 0);
    if (blank != SIZE_MAX) {
      const ent_text want = {line.data + blank + 1, line.len - blank - 1};
      right =
          value_right(&article, (ent_text){line.data, blank}, want, &aside) &&
          right;
    }
    end += end < wants.len;
    wants = (ent_text){wants.data + end, wants.len - end};
  }
  return right;
}

static void
cases_each(void *user)
{
  case_run *c = (case_run *)user;
  const char *data = getenv("ENTENTE_DATA");
  const char *top = getenv("TOP_SRCDIR");
  char path[1024];
  ent_error error = {0};
  assert(data && top);
  assert(ent_head_words_load(c->arena, data, &c->words, &error) == ENT_OK);
  snprintf(path, sizeof path, "%s/tests/cases/article/heads.case", top);
  assert(ent_file_read(c->arena, path, 1 << 20, &c->cases, &error) == ENT_OK);
  const ent_text all = c->cases;
  size_t at = ent_text_find(all, ENT_TEXT("\n=== "), 0);
  while (at != SIZE_MAX) {
    const size_t name = at + 5;
    const size_t text = ent_text_find(all, ENT_TEXT("\n"), name) + 1;
    const size_t bar = ent_text_find(all, ENT_TEXT("\n---\n"), text);
    assert(bar != SIZE_MAX);
    at = ent_text_find(all, ENT_TEXT("\n=== "), bar);
    const size_t end = at == SIZE_MAX ? all.len : at;
    const bool right =
        case_right(c, (ent_text){all.data + text, bar + 1 - text},
                   (ent_text){all.data + bar + 5, end - bar - 5});
    printf("%s %d - head: %.*s\n", right ? "ok" : "not ok", ++tap_count,
           (int)(text - 1 - name), all.data + name);
    c->failed += !right;
  }
}

static void
heads(void)
{
  case_run c = {NULL, ent_arena_new(), {NULL, 0}, 0};
  assert(ent_arena_guard(c.arena, cases_each, &c) == ENT_OK);
  ent_arena_free(c.arena);
  fflush(stdout);
  assert(c.failed == 0);
}

int
main(void)
{
  RUN(decodes);
  RUN(refuses_what_is_no_text);
  RUN(refuses_what_is_long);
  RUN(reads_csv);
  RUN(reads_other_tables);
  RUN(given_fields_win);
  RUN(goes_on_behind_bad_rows);
  RUN(refuses_tables_without_text);
  RUN(settles_dates_by_column);
  RUN(map_adds_to_usual_names);
  RUN(refuses_long_rows);
  RUN(reads_json);
  RUN(reads_names_in_json);
  RUN(reads_json_lines);
  RUN(refuses_cut_json);
  RUN(stops_when_asked);
  RUN(reads_folders_in_order);
  RUN(reports_what_is_no_file);
  RUN(reads_files_by_name);
  RUN(does_not_read_huge_files);
  RUN(heads);
  return DONE();
}
