// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tests output/store/: loads, their accidents, queries, and result formats.

#define _DEFAULT_SOURCE

#include "config.h"
#include "extractor/base/text.h"
#include "output/store/store.h"
#include "tests/unit/tap.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STORE "test_store.tmp's folder"
#define PREFIX "PREFIX : <http://e.org/>\n"

// A small graph of people, places and meetings, in two articles.
static const char graph[] =
    "<http://e.org/m1> <http://e.org/who> <http://e.org/ann> "
    "<http://e.org/article/1> .\n"
    "<http://e.org/m1> <http://e.org/who> <http://e.org/bo> "
    "<http://e.org/article/1> .\n"
    "<http://e.org/m1> <http://e.org/when> "
    "\"2024-05-01\"^^<http://www.w3.org/2001/XMLSchema#date> "
    "<http://e.org/article/1> .\n"
    "<http://e.org/ann> <http://e.org/name> \"Ann \\\"A\\\" Lee, Dr\"@en "
    "<http://e.org/article/1> .\n"
    "<http://e.org/bo> <http://e.org/name> \"Bo\" <http://e.org/article/1> .\n"
    "<http://e.org/m2> <http://e.org/who> <http://e.org/ann> "
    "<http://e.org/article/2> .\n"
    "<http://e.org/m2> <http://e.org/who> <http://e.org/cy> "
    "<http://e.org/article/2> .\n"
    "<http://e.org/ann> <http://e.org/name> \"Ann \\\"A\\\" Lee, Dr\"@en "
    "<http://e.org/article/2> .\n"
    "<http://e.org/cy> <http://e.org/name> \"Cy\\nline <&> \\u00e9\" "
    "<http://e.org/article/2> .\n"
    "<http://e.org/cy> <http://e.org/age> "
    "\"041\"^^<http://www.w3.org/2001/XMLSchema#integer> "
    "<http://e.org/article/2> .\n"
    "<http://e.org/bo> <http://e.org/age> "
    "\"7\"^^<http://www.w3.org/2001/XMLSchema#integer> "
    "<http://e.org/article/2> .\n";

/// Feeds N-Quads; `user` is their text.
static ent_status
feed(void *user, ent_statement_fn fn, void *fn_user, ent_error *error)
{
  const char *text = user;
  FILE *stream = fmemopen((char *)user, strlen(text), "r");
  assert(stream);
  const ent_status status = ent_statements_read(
      stream, "test", ent_format_find("nquads"), fn, fn_user, error);
  fclose(stream);
  return status;
}

/// Feeds `n` statements for each of `graphs` graphs, with `value` in each.
typedef struct {
  int graphs;
  int n;
  const char *value;
} many;

static ent_status
feed_many(void *user, ent_statement_fn fn, void *fn_user, ent_error *error)
{
  const many *m = user;
  char g[64];
  char s[64];
  for (int i = 0; i < m->graphs * m->n; i++) {
    snprintf(g, sizeof g, "http://e.org/article/g%d", i / m->n);
    snprintf(s, sizeof s, "http://e.org/s%d", i % m->n);
    const ent_statement statement = {
        {.value = ent_text_from(s)},
        {.value = ENT_TEXT("http://e.org/p")},
        {.kind = ENT_TERM_LITERAL, .value = ent_text_from(m->value)},
        {.value = ent_text_from(g)}};
    const ent_status status = fn(fn_user, &statement, error);
    if (status) {
      return status;
    }
  }
  return ENT_OK;
}

static void
remove_tree(const char *path)
{
  DIR *dir = opendir(path);
  struct dirent *e;
  while (dir && (e = readdir(dir))) {
    char name[1024];
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
      snprintf(name, sizeof name, "%s/%s", path, e->d_name);
      if (unlink(name) != 0) {
        remove_tree(name);
      }
    }
  }
  if (dir) {
    closedir(dir);
  }
  rmdir(path);
}

static void
clear(void)
{
  remove_tree(STORE);
  unlink(STORE ".lock");
}

/// Asks a query; returns the result (free) or NULL, with `*error` filled.
static char *
ask_query(ent_query query, const char *sparql, ent_answer *answer,
          ent_error *error)
{
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  assert(out);
  query.text = ent_text_from(sparql);
  query.name = "q.rq";
  *error = (ent_error){0};
  const ent_status status = ent_store_query(&query, out, answer, error);
  fclose(out);
  assert(status == error->status);
  if (status) {
    assert(len == 0 && error->message[0] && !strchr(error->message, '\n'));
    free(text);
    return NULL;
  }
  return text;
}

static ent_query
over_graph(ent_result_format format)
{
  return (ent_query){.stream = feed, .user = (void *)graph, .format = format};
}

/// Tells whether `sparql` over the graph gives exactly `want`.
static bool
gives(ent_result_format format, const char *sparql, const char *want)
{
  ent_error error;
  ent_answer answer;
  char text[2048];
  snprintf(text, sizeof text, PREFIX "%s", sparql);
  char *got = ask_query(over_graph(format), text, &answer, &error);
  const bool same = got && strcmp(got, want) == 0;
  if (!same) {
    printf("# %s\n# gives %s\n", sparql, got ? got : error.message);
  }
  free(got);
  return same;
}

/// Counts the statements of the store whose value is `value`; -1 on error.
static long
count_value(const char *value, ent_error *error)
{
  char sparql[256];
  ent_answer answer;
  snprintf(sparql, sizeof sparql,
           "SELECT ?g ?s { GRAPH ?g { ?s <http://e.org/p> \"%s\" } }", value);
  const ent_query query = {.store = STORE, .format = ENT_RESULT_CSV};
  char *got = ask_query(query, sparql, &answer, error);
  long n = -1;
  for (const char *c = got; c && *c; c++) {
    n += *c == '\n';
  }
  free(got);
  return n;
}

static ent_status
load_many(int graphs, int n, const char *value)
{
  many m = {graphs, n, value};
  ent_error error = {0};
  return ent_store_load(STORE, feed_many, &m, NULL, &error);
}

/// Counts the versions in the store.
static int
count_versions(void)
{
  int n = 0;
  DIR *dir = opendir(STORE);
  assert(dir);
  for (struct dirent *e; (e = readdir(dir));) {
    n += e->d_name[0] == 'v';
  }
  closedir(dir);
  return n;
}

static void
loading_twice_changes_nothing(void)
{
  clear();
  ent_store_counts counts;
  ent_error error = {0};
  assert(ent_store_load(STORE, feed, (void *)graph, &counts, &error) == ENT_OK);
  assert(counts.articles == 2 && counts.statements == 11 &&
         counts.replaced == 0 && counts.changed);
  struct stat before;
  struct stat after;
  assert(lstat(STORE "/current", &before) == 0);
  assert(ent_store_load(STORE "/", feed, (void *)graph, &counts, &error) ==
         ENT_OK);
  assert(counts.statements == 11 && counts.replaced == 2 && !counts.changed);
  assert(lstat(STORE "/current", &after) == 0);
  assert(before.st_ino == after.st_ino);
}

static void
graph_is_replaced_as_a_whole(void)
{
  clear();
  ent_error error = {0};
  assert(load_many(3, 10, "old") == ENT_OK);
  assert(load_many(2, 4, "new") == ENT_OK);
  assert(count_value("old", &error) == 10 && count_value("new", &error) == 8);
  assert(count_versions() == 1);
}

static void
store_and_stream_answer_alike(void)
{
  clear();
  ent_error error = {0};
  ent_answer answer;
  assert(ent_store_load(STORE, feed, (void *)graph, NULL, &error) == ENT_OK);
  const char *sparql = "SELECT * { GRAPH ?g { ?s ?p ?o } }";
  char *a = ask_query(over_graph(ENT_RESULT_JSON), sparql, &answer, &error);
  const ent_query query = {.store = STORE, .format = ENT_RESULT_JSON};
  char *b = ask_query(query, sparql, &answer, &error);
  assert(a && b && strcmp(a, b) == 0 && answer == ENT_ANSWER_ROWS);
  free(a);
  free(b);
}

static void
too_many_articles_name_a_server(void)
{
  clear();
  ent_error error = {0};
  many m = {101, 1, "x"};
  assert(load_many(100, 1, "x") == ENT_OK);
  assert(ent_store_load(STORE, feed_many, &m, NULL, &error) == ENT_ERR_LIMIT);
  assert(strstr(error.message, "Oxigraph, Fuseki or Virtuoso"));
  assert(count_value("x", &error) == 100);
}

static void
statement_without_graph_is_refused(void)
{
  clear();
  ent_error error = {0};
  assert(ent_store_load(STORE, feed, (void *)"<u:s> <u:p> <u:o> .\n", NULL,
                        &error) == ENT_ERR_SYNTAX);
  assert(access(STORE, F_OK) != 0); // no empty store is left
}

static ent_status
fail_late(void *user, ent_statement_fn fn, void *fn_user, ent_error *error)
{
  const ent_status status = feed_many(user, fn, fn_user, error);
  return status ? status : ENT_ERR_STOPPED;
}

static void
failing_source_leaves_the_store(void)
{
  clear();
  ent_error error = {0};
  many m = {2, 5, "new"};
  assert(load_many(2, 5, "old") == ENT_OK);
  assert(ent_store_load(STORE, fail_late, &m, NULL, &error) == ENT_ERR_STOPPED);
  assert(count_value("old", &error) == 10);
}

static ent_status
load_inside(void *user, ent_statement_fn fn, void *fn_user, ent_error *error)
{
  ent_error *second = user;
  many m = {1, 1, "second"};
  (void)fn;
  (void)fn_user;
  (void)error;
  return ent_store_load(STORE, feed_many, &m, NULL, second) == ENT_ERR_STORE
             ? ENT_OK
             : ENT_ERR_STOPPED;
}

static void
second_writer_fails_at_once(void)
{
  clear();
  ent_error error = {0};
  ent_error second = {0};
  assert(ent_store_load(STORE, load_inside, &second, NULL, &error) == ENT_OK);
  assert(strstr(second.message, "another load"));
}

/// Loads `value` in a child that is killed after `delay` microseconds; tells
/// whether it ended before.
static bool
load_and_kill(const char *value, long delay)
{
  fflush(NULL);
  const pid_t child = fork();
  assert(child >= 0);
  if (child == 0) {
    // The child of a writer killed before may take a moment to die.
    ent_status status;
    do {
      status = load_many(10, 300, value);
    } while (status == ENT_ERR_STORE);
    _exit(status == ENT_OK ? 0 : 1);
  }
  nanosleep(&(struct timespec){delay / 1000000, delay % 1000000 * 1000}, NULL);
  kill(child, SIGKILL);
  int how;
  assert(waitpid(child, &how, 0) == child);
  assert(WIFSIGNALED(how) || WEXITSTATUS(how) == 0);
  return WIFEXITED(how);
}

static void
killed_writer_leaves_old_or_new(void)
{
  clear();
  ent_error error;
  assert(load_many(10, 300, "0") == ENT_OK);
  char present[16] = "0";
  bool ended = false;
  int killed = 0;
  for (int i = 1; i < 40 && !(ended && i > 15); i++) {
    char value[16];
    snprintf(value, sizeof value, "%d", i);
    ended = load_and_kill(value, 4000L * i);
    killed += !ended;
    const long n = count_value(value, &error);
    assert(n == 0 || n == 3000);
    if (n) {
      snprintf(present, sizeof present, "%s", value);
    }
    assert(count_value(present, &error) == 3000);
  }
  assert(killed > 0);
  while (load_many(10, 300, "last") == ENT_ERR_STORE) {
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
  assert(count_value("last", &error) == 3000 && count_versions() == 1);
}

static void
full_disk_leaves_the_old(void)
{
  clear();
  ent_error error;
  assert(load_many(2, 100, "old") == ENT_OK);
  const rlim_t sizes[] = {0, 10, 4096, 20000, 40000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    fflush(NULL);
    const pid_t child = fork();
    assert(child >= 0);
    if (child == 0) {
      signal(SIGXFSZ, SIG_IGN);
      setrlimit(RLIMIT_FSIZE, &(struct rlimit){sizes[i], sizes[i]});
      const ent_status status = load_many(4, 100, "new");
      _exit(status == ENT_ERR_IO || status == ENT_ERR_STORE ? 0 : 1);
    }
    int how;
    assert(waitpid(child, &how, 0) == child);
    assert(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    assert(count_value("old", &error) == 200);
    assert(count_value("new", &error) == 0 && count_versions() == 1);
  }
}

/// Changes one byte of a file, or cuts it there.
static void
damage(const char *path, off_t at, bool cut)
{
  const int fd = open(path, O_RDWR);
  assert(fd >= 0);
  char byte = 0;
  if (cut) {
    assert(ftruncate(fd, at) == 0);
  } else {
    assert(pread(fd, &byte, 1, at) == 1);
    byte = (char)(byte ^ 0x55);
    assert(pwrite(fd, &byte, 1, at) == 1);
  }
  close(fd);
}

static void
damaged_store_is_refused(void)
{
  static const char *const files[] = {"quads-sp2o.db", "quads-po2s.db",
                                      "quads-contexts.db", "files"};
  for (size_t i = 0; i < 4 * sizeof files / sizeof *files; i++) {
    clear();
    assert(load_many(2, 50, "x") == ENT_OK);
    char path[1024];
    struct stat about;
    snprintf(path, sizeof path, STORE "/v000001/%s", files[i / 4]);
    assert(stat(path, &about) == 0);
    damage(path, about.st_size * (off_t)(i % 4) / 4, i % 2);
    ent_error error = {0};
    assert(count_value("x", &error) == -1 && error.status == ENT_ERR_STORE);
    assert(strstr(error.message, "corrupt"));
    assert(load_many(1, 1, "y") == ENT_ERR_STORE);
  }
}

static void
put_file(const char *path, const char *text)
{
  FILE *f = fopen(path, "w");
  assert(f);
  fputs(text, f);
  assert(fclose(f) == 0);
}

static void
foreign_folder_is_refused(void)
{
  clear();
  ent_error error = {0};
  assert(count_value("x", &error) == -1 && error.status == ENT_ERR_IO);
  assert(mkdir(STORE, 0777) == 0);
  assert(count_value("x", &error) == -1 && error.status == ENT_ERR_STORE);
  put_file(STORE "/letter.txt", "Dear Ann\n");
  assert(load_many(1, 1, "x") == ENT_ERR_STORE);
  assert(access(STORE "/letter.txt", F_OK) == 0);
  clear();
  assert(mkdir(STORE, 0777) == 0);
  put_file(STORE "/entente-store", "# entente-store 2\n");
  assert(load_many(1, 1, "x") == ENT_ERR_STORE);
  clear();
  put_file(STORE, "a file");
  assert(load_many(1, 1, "x") != ENT_OK);
  assert(count_value("x", &error) == -1);
  unlink(STORE);
  assert(load_many(1, 1, "x") == ENT_OK);
  assert(unlink(STORE "/current") == 0 &&
         symlink("../elsewhere", STORE "/current") == 0);
  assert(count_value("x", &error) == -1 && error.status == ENT_ERR_STORE);
}

static void
formats_write_rows(void)
{
  const char *sparql = "SELECT ?n ?a { ?x :name ?n OPTIONAL { ?x :age ?a } } "
                       "ORDER BY ?n";
  assert(gives(ENT_RESULT_TABLE, sparql,
               "n                a\n"
               "---------------  ---\n"
               "Ann \"A\" Lee, Dr  \n"
               "Bo               7\n"
               "Cy line <&> é    041\n"
               "3 rows\n"));
  assert(gives(ENT_RESULT_CSV, sparql,
               "n,a\r\n\"Ann \"\"A\"\" Lee, Dr\",\r\nBo,7\r\n"
               "\"Cy\nline <&> é\",041\r\n"));
  assert(
      gives(ENT_RESULT_JSON, sparql,
            "{\"head\":{\"vars\":[\"n\",\"a\"]},\"results\":{\"bindings\":[\n"
            "{\"n\":{\"type\":\"literal\",\"value\":\"Ann \\\"A\\\" Lee, Dr\","
            "\"xml:lang\":\"en\"}},\n"
            "{\"n\":{\"type\":\"literal\",\"value\":\"Bo\"},"
            "\"a\":{\"type\":\"literal\",\"value\":\"7\",\"datatype\":"
            "\"http://www.w3.org/2001/XMLSchema#integer\"}},\n"
            "{\"n\":{\"type\":\"literal\",\"value\":\"Cy\\nline <&> é\"},"
            "\"a\":{\"type\":\"literal\",\"value\":\"041\",\"datatype\":"
            "\"http://www.w3.org/2001/XMLSchema#integer\"}}]}}\n"));
  assert(
      gives(ENT_RESULT_XML, "SELECT ?x ?n { ?x :name ?n ; :age 41 }",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
            "  <head>\n    <variable name=\"x\"/>\n    <variable name=\"n\"/>\n"
            "  </head>\n  <results>\n  </results>\n</sparql>\n"));
  assert(
      gives(ENT_RESULT_XML, "SELECT ?x ?n { ?x :name ?n FILTER(?n = \"Bo\") }",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
            "  <head>\n    <variable name=\"x\"/>\n    <variable name=\"n\"/>\n"
            "  </head>\n  <results>\n    <result>\n"
            "      <binding name=\"x\"><uri>http://e.org/bo</uri></binding>\n"
            "      <binding name=\"n\"><literal>Bo</literal></binding>\n"
            "    </result>\n  </results>\n</sparql>\n"));
}

static void
formats_write_truth(void)
{
  assert(gives(ENT_RESULT_TABLE, "ASK { ?x :age ?y }", "true\n"));
  assert(gives(ENT_RESULT_CSV, "ASK { ?x :none ?y }", "false\r\n"));
  assert(gives(ENT_RESULT_JSON, "ASK { :m1 :who :bo }",
               "{\"head\":{},\"boolean\":true}\n"));
  assert(gives(ENT_RESULT_XML, "ASK { :m1 :who :cy }",
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
               "  <head>\n  </head>\n  <boolean>false</boolean>\n"
               "</sparql>\n"));
}

static void
construct_writes_a_graph(void)
{
  const char *sparql =
      "CONSTRUCT { ?x :met ?y } { ?m :who ?x , ?y FILTER(?x != ?y) }";
  assert(gives(ENT_RESULT_CSV, sparql,
               "<http://e.org/ann> <http://e.org/met> <http://e.org/bo> .\n"
               "<http://e.org/ann> <http://e.org/met> <http://e.org/cy> .\n"
               "<http://e.org/bo> <http://e.org/met> <http://e.org/ann> .\n"
               "<http://e.org/cy> <http://e.org/met> <http://e.org/ann> .\n"));
  ent_error error;
  ent_answer answer;
  char *turtle =
      ask_query(over_graph(ENT_RESULT_TABLE),
                "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", &answer, &error);
  assert(turtle && answer == ENT_ANSWER_GRAPH && strstr(turtle, "@en"));
  free(turtle);
}

static void
wide_table_is_wrapped(void)
{
  const char text[] =
      "<u:s> <u:p> \"one two three four five six seven\" <u:g> .\n"
      "<u:t> <u:p> \"日本 and\\tCafé\\u001b[2J\" <u:g> .\n";
  ent_query query = {.stream = feed, .user = (void *)text, .width = 24};
  ent_error error;
  ent_answer answer;
  char *got = ask_query(query, "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", &answer,
                        &error);
  assert(got && strcmp(got, "s    o\n"
                            "---  -------------------\n"
                            "u:s  one two three four\n"
                            "     five six seven\n"
                            "\n"
                            "u:t  日本 and Café [2J\n"
                            "2 rows\n") == 0);
  free(got);
}

/// What rasqal alone answers wrongly.
static void
joins_are_right(void)
{
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?m ?x ?y ?a { ?m :who ?x . ?x :name ?n . "
               "OPTIONAL { ?m :who ?y . ?y :age ?a } } ORDER BY ?m ?x ?y",
               "m,x,y,a\r\n"
               "http://e.org/m1,http://e.org/ann,http://e.org/bo,7\r\n"
               "http://e.org/m1,http://e.org/bo,http://e.org/bo,7\r\n"
               "http://e.org/m2,http://e.org/ann,http://e.org/cy,041\r\n"
               "http://e.org/m2,http://e.org/cy,http://e.org/cy,041\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?g ?n { GRAPH ?g { ?m :who ?x . ?m :who ?z } "
               "GRAPH ?g { ?x :name ?n } FILTER(?x != ?z) } ORDER BY ?g ?n",
               "g,n\r\n"
               "http://e.org/article/1,\"Ann \"\"A\"\" Lee, Dr\"\r\n"
               "http://e.org/article/1,Bo\r\n"
               "http://e.org/article/2,\"Ann \"\"A\"\" Lee, Dr\"\r\n"
               "http://e.org/article/2,\"Cy\nline <&> é\"\r\n"));
  assert(gives(ENT_RESULT_CSV, "SELECT ?x { GRAPH :none { ?x :age ?y } }",
               "x\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?x { GRAPH <http://e.org/article/1> { ?x :name ?y } } "
               "ORDER BY DESC(?x)",
               "x\r\nhttp://e.org/bo\r\nhttp://e.org/ann\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?x (COUNT(DISTINCT ?m) AS ?n) { ?m :who ?x } "
               "GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 2",
               "x,n\r\nhttp://e.org/ann,2\r\nhttp://e.org/bo,1\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT DISTINCT ?w ?a { ?m :who ?x OPTIONAL { ?m :when ?w } "
               "OPTIONAL { ?x :age ?a } } ORDER BY ?w ?a OFFSET 1",
               "w,a\r\n,041\r\n2024-05-01,\r\n2024-05-01,7\r\n"));
}

static void
malformed_query_names_its_line(void)
{
  ent_error error;
  ent_answer answer;
  assert(!ask_query(over_graph(ENT_RESULT_CSV),
                    "SELECT ?x\nWHERE {\n  ?x ?y }}\n", &answer, &error));
  assert(error.status == ENT_ERR_SYNTAX && error.line == 3);
  assert(strcmp(error.source, "q.rq") == 0);
  const char *others[] = {"",
                          "# nothing\n",
                          "SELECT",
                          "\xff",
                          "SELECT * { x:y",
                          "SELECT * { \"",
                          "((((",
                          "}",
                          "SELECT * { ?x :p ?y }",
                          "<",
                          "\"\\",
                          "'''",
                          "?",
                          "@",
                          "_:",
                          ":",
                          "x:%",
                          "PREFIX",
                          "BASE <",
                          "\xef\xbb\xbf"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    assert(!ask_query(over_graph(ENT_RESULT_CSV), others[i], &answer, &error));
    assert(error.status == ENT_ERR_SYNTAX || error.status == ENT_ERR_ENCODING ||
           error.status == ENT_ERR_UNSUPPORTED);
  }
}

static void
what_rasqal_lacks_is_refused(void)
{
  const struct {
    const char *sparql;
    const char *named;
  } cases[] = {
      {"SELECT * { VALUES ?x { 1 } ?x ?p ?o }", "VALUES"},
      {"SELECT (STRAFTER(STR(?x), \"#\") AS ?y) { ?x ?p ?o }", "STRAFTER"},
      {"SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s a ?o } }", "EXISTS"},
      {"SELECT * { ?s ?p ?o MINUS { ?s a ?o } }", "MINUS"},
      {"describe <u:x>", "DESCRIBE"},
      {"INSERT DATA { <u:s> <u:p> <u:o> }", "Update"},
      {"SELECT * FROM <u:g> { ?s ?p ?o }", "FROM"},
      {"SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }", "SERVICE"},
      {"SELECT * { ?s :a/:b ?o }", "paths"},
      {"SELECT * { ?s ^:a ?o }", "paths"},
      {"SELECT * { ?s :a+ ?o }", "paths"},
      {"SELECT * { ?s :a|:b ?o }", "paths"},
      {"SELECT * { ?s a* ?o }", "paths"},
      {"SELECT * { ?s :a ?o { SELECT ?s { ?s :b ?c } } }", "sub-select"},
      {"SELECT * { { SELECT ?s { ?s :b ?c } } FILTER(?s = 1) }", "FILTER"}};
  ent_error error;
  ent_answer answer;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert(!ask_query(over_graph(ENT_RESULT_CSV), cases[i].sparql, &answer,
                      &error));
    assert(error.status == ENT_ERR_UNSUPPORTED && error.line == 1);
    assert(strstr(error.message, cases[i].named));
  }
}

static void
what_only_looks_alike_is_answered(void)
{
  assert(gives(ENT_RESULT_CSV,
               "# VALUES ?x\nPREFIX minus: <http://e.org/>\n"
               "SELECT * { ?values minus:who ?exists . "
               "FILTER(?exists = <http://e.org/bo> && \"VALUES'\" != 'a/b' "
               "&& '''DESCRIBE' \n''' != \"\"\"MINUS\"\"\") }",
               "values,exists\r\nhttp://e.org/m1,http://e.org/bo\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?x (?a * 2 + 1 AS ?b) { ?x :age ?a FILTER(?a < 9 || "
               "?a > 9000) FILTER(-?a/2 < 3) }",
               "x,b\r\nhttp://e.org/bo,15\r\n"));
  assert(gives(ENT_RESULT_CSV,
               "SELECT ?n (COUNT(*) AS ?k) { { SELECT DISTINCT * "
               "{ ?m :who ?x } } ?x :name ?n } GROUP BY ?n ORDER BY ?n LIMIT 1",
               "n,k\r\n\"Ann \"\"A\"\" Lee, Dr\",2\r\n"));
}

static double
seconds_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
endless_query_is_stopped(void)
{
  many m = {1, 300, "x"};
  ent_query query = {.stream = feed_many, .user = &m, .seconds = 1};
  ent_error error;
  ent_answer answer;
  const double start = seconds_now();
  assert(!ask_query(query,
                    "SELECT (COUNT(*) AS ?n) { ?a ?p ?o . ?b ?q ?o . "
                    "?c ?r ?o . ?d ?s ?o . ?e ?t ?o }",
                    &answer, &error));
  assert(error.status == ENT_ERR_LIMIT && strstr(error.message, "1 seconds"));
  assert(seconds_now() - start < 10);
}

static void
greedy_query_is_stopped(void)
{
#ifdef ENT_SANITIZERS
  puts("# no memory limit under AddressSanitizer");
#else
  many m = {1, 300, "x"};
  ent_query query = {
      .stream = feed_many, .user = &m, .bytes = (uint64_t)64 << 20};
  ent_error error;
  ent_answer answer;
  assert(!ask_query(query, "SELECT * { ?a ?p ?o . ?b ?q ?o . ?c ?r ?o }",
                    &answer, &error));
  assert(error.status == ENT_ERR_LIMIT || error.status == ENT_ERR_UNSUPPORTED);
  assert(strstr(error.message, "memory"));
#endif
}

static ent_status
crash(void *user, ent_statement_fn fn, void *fn_user, ent_error *error)
{
  (void)user;
  (void)fn;
  (void)fn_user;
  (void)error;
  signal(SIGABRT, SIG_DFL);
  abort();
}

static void
crash_of_the_child_is_an_error(void)
{
  ent_query query = {.stream = crash};
  ent_error error;
  ent_answer answer;
  assert(!ask_query(query, "SELECT * { ?a ?p ?o }", &answer, &error));
  assert(error.status == ENT_ERR_UNSUPPORTED);
}

static void
full_output_is_an_error(void)
{
  FILE *full = fopen("/dev/full", "w");
  if (!full) {
    return;
  }
  ent_query query = over_graph(ENT_RESULT_CSV);
  query.text = ENT_TEXT("SELECT * { ?s ?p ?o }");
  ent_error error = {0};
  assert(ent_store_query(&query, full, NULL, &error) == ENT_ERR_IO);
  fclose(full);
}

int
main(void)
{
  RUN(loading_twice_changes_nothing);
  RUN(graph_is_replaced_as_a_whole);
  RUN(store_and_stream_answer_alike);
  RUN(too_many_articles_name_a_server);
  RUN(statement_without_graph_is_refused);
  RUN(failing_source_leaves_the_store);
  RUN(second_writer_fails_at_once);
  RUN(killed_writer_leaves_old_or_new);
  RUN(full_disk_leaves_the_old);
  RUN(damaged_store_is_refused);
  RUN(foreign_folder_is_refused);
  RUN(formats_write_rows);
  RUN(formats_write_truth);
  RUN(construct_writes_a_graph);
  RUN(wide_table_is_wrapped);
  RUN(joins_are_right);
  RUN(malformed_query_names_its_line);
  RUN(what_rasqal_lacks_is_refused);
  RUN(what_only_looks_alike_is_answered);
  RUN(endless_query_is_stopped);
  RUN(greedy_query_is_stopped);
  RUN(crash_of_the_child_is_an_error);
  RUN(full_output_is_an_error);
  clear();
  return DONE();
}
