// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

// flock() is of no standard, but every system we build on has it.
#define _DEFAULT_SOURCE

#include "output/store/folder.h"

#include "extractor/base/digest.h"
#include "extractor/base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MARKER "entente-store"
#define MARK "# entente-store 1\n"
#define MAX_FILE ((off_t)1 << 30)
#define MAX_FILES 16

static ent_status
fail_errno(const char *path, const char *what, ent_error *error)
{
  return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET, "%s: %s", what,
                  strerror(errno));
}

static ent_status
fail_corrupt(const char *path, const char *what, ent_error *error)
{
  return ent_fail(error, ENT_ERR_STORE, path, 0, ENT_NO_OFFSET,
                  "the store is corrupt: %s; load the graphs again into a new "
                  "folder",
                  what);
}

/// Joins a folder and a name; false if it gets too long.
static bool
join(char *out, size_t room, const char *dir, const char *name)
{
  const int n = snprintf(out, room, "%s/%s", dir, name);
  return n > 0 && (size_t)n < room;
}

static ent_status
flush_to_disk(const char *path, ent_error *error)
{
  const int fd = open(path, O_RDONLY | O_CLOEXEC);
  const bool done = fd >= 0 && fsync(fd) == 0;
  const ent_status status =
      done ? ENT_OK : fail_errno(path, "cannot be flushed to disk", error);
  if (fd >= 0) {
    close(fd);
  }
  return status;
}

/// Writes a small file whole: beside it, then renamed.
static ent_status
write_file(const char *path, const char *bytes, size_t len, ent_error *error)
{
  char beside[3300];
  snprintf(beside, sizeof beside, "%s.new", path);
  FILE *f = fopen(beside, "we");
  if (!f) {
    return fail_errno(path, "cannot be written", error);
  }
  bool done = fwrite(bytes, 1, len, f) == len;
  done = fflush(f) == 0 && done;
  done = done && fsync(fileno(f)) == 0;
  done = fclose(f) == 0 && done;
  done = done && rename(beside, path) == 0;
  return done ? ENT_OK : fail_errno(path, "cannot be written", error);
}

/// Counts the entries of a folder other than the marker's unfinished form;
/// -1 if it cannot be read.
static int
count_entries(const char *path)
{
  DIR *dir = opendir(path);
  if (!dir) {
    return -1;
  }
  int n = 0;
  for (struct dirent *e; (e = readdir(dir));) {
    n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
         strcmp(e->d_name, MARKER ".new") != 0;
  }
  closedir(dir);
  return n;
}

static ent_status
check_marker(const char *path, ent_error *error)
{
  char marker[3200];
  char line[64] = "";
  if (!join(marker, sizeof marker, path, MARKER)) {
    errno = ENAMETOOLONG;
    return fail_errno(path, "cannot be opened", error);
  }
  FILE *f = fopen(marker, "re");
  if (f) {
    const bool read = fgets(line, sizeof line, f);
    fclose(f);
    if (read && strcmp(line, MARK) == 0) {
      return ENT_OK;
    }
  }
  struct stat about;
  if (stat(path, &about) != 0) {
    return fail_errno(
        path, "the store cannot be opened, 'entente load' makes one", error);
  }
  return ent_fail(error, ENT_ERR_STORE, path, 0, ENT_NO_OFFSET,
                  f ? "this is a store of another version of Entente; load the "
                      "graphs again into a new folder"
                    : "this is not a store of Entente; give a folder that "
                      "'entente load' made");
}

/// Reads the number of a version's folder, "v000042"; 0 if it is none.
static unsigned
version_number(const char *name)
{
  if (name[0] != 'v' || strspn(name + 1, "0123456789") != strlen(name + 1) ||
      strlen(name) > 9) {
    return 0;
  }
  return (unsigned)strtoul(name + 1, NULL, 10);
}

/// Finds the current version.
static ent_status
find_current(ent_folder *folder, ent_error *error)
{
  char link[3200];
  char name[32] = "";
  folder->number = 0;
  folder->version[0] = 0;
  if (!join(link, sizeof link, folder->path, "current")) {
    errno = ENAMETOOLONG;
    return fail_errno(folder->path, "cannot be opened", error);
  }
  const ssize_t n = readlink(link, name, sizeof name - 1);
  if (n < 0 && errno == ENOENT) {
    return ENT_OK;
  }
  folder->number = n > 0 ? version_number(name) : 0;
  if (!folder->number) {
    return fail_corrupt(folder->path, "it does not say what is current", error);
  }
  join(folder->version, sizeof folder->version, folder->path, name);
  return ENT_OK;
}

/// Holds the current version against removal; retries if a writer is faster.
static ent_status
hold_current(ent_folder *folder, ent_error *error)
{
  for (int i = 0; i < 100; i++) {
    ent_status status = find_current(folder, error);
    if (status || !folder->number) {
      return status;
    }
    const unsigned number = folder->number;
    folder->lock = open(folder->version, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    folder->locked = folder->lock >= 0;
    if (folder->locked && flock(folder->lock, LOCK_SH | LOCK_NB) == 0) {
      status = find_current(folder, error);
      if (status || folder->number == number) {
        return status;
      }
    }
    ent_folder_close(folder);
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
  return fail_corrupt(folder->path, "its current version is missing", error);
}

static ent_status
set_path(ent_folder *folder, const char *path, ent_error *error)
{
  *folder = (ent_folder){0};
  const int n = snprintf(folder->path, sizeof folder->path, "%s", path);
  while (n > 1 && strlen(folder->path) > 1 &&
         folder->path[strlen(folder->path) - 1] == '/') {
    folder->path[strlen(folder->path) - 1] = 0;
  }
  if (n <= 0 || (size_t)n >= sizeof folder->path) {
    return ent_fail(error, ENT_ERR_ARGUMENT, path, 0, ENT_NO_OFFSET,
                    "this cannot be the name of a store");
  }
  return ENT_OK;
}

ent_status
ent_folder_open(ent_folder *folder, const char *path, ent_error *error)
{
  ent_status status = set_path(folder, path, error);
  if (status == ENT_OK) {
    status = check_marker(folder->path, error);
  }
  if (status == ENT_OK) {
    status = hold_current(folder, error);
  }
  if (status) {
    ent_folder_close(folder);
  }
  return status;
}

/// Makes the folder and its marker unless they are there.
static ent_status
make_store(const char *path, ent_error *error)
{
  char marker[3200];
  if (mkdir(path, 0777) != 0 && errno != EEXIST) {
    return fail_errno(path, "the store cannot be made", error);
  }
  if (count_entries(path) == 0 && join(marker, sizeof marker, path, MARKER)) {
    const ent_status status = write_file(marker, MARK, sizeof MARK - 1, error);
    if (status) {
      return status;
    }
  }
  return check_marker(path, error);
}

/// Removes a version's folder, unless it is being read.
static void
remove_version(const char *path)
{
  const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
    ent_folder_discard(path);
  }
  if (fd >= 0) {
    close(fd);
  }
}

/// Removes what dead writers left.
static void
remove_stale(const ent_folder *folder)
{
  DIR *dir = opendir(folder->path);
  if (!dir) {
    return;
  }
  char stale[3500];
  for (struct dirent *e; (e = readdir(dir));) {
    const unsigned number = version_number(e->d_name);
    if (number && number != folder->number &&
        join(stale, sizeof stale, folder->path, e->d_name)) {
      remove_version(stale);
    }
  }
  closedir(dir);
}

static void
lock_name(const ent_folder *folder, char name[3200])
{
  snprintf(name, 3200, "%s.lock", folder->path);
}

/// Says whether the name still leads to the file that is open: a writer that
/// ends removes the lock file.
static bool
is_at(int fd, const char *name)
{
  struct stat open_one;
  struct stat named;
  return fstat(fd, &open_one) == 0 && stat(name, &named) == 0 &&
         open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino;
}

/// Takes the lock file, which is ours only if it still has its name.
static ent_status
take_lock(ent_folder *folder, ent_error *error)
{
  char name[3200];
  lock_name(folder, name);
  for (int i = 0; i < 100; i++) {
    folder->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    folder->locked = folder->lock >= 0;
    if (!folder->locked) {
      return fail_errno(name, "the lock file cannot be opened", error);
    }
    if (flock(folder->lock, LOCK_EX | LOCK_NB) != 0) {
      return ent_fail(error, ENT_ERR_STORE, folder->path, 0, ENT_NO_OFFSET,
                      errno == EWOULDBLOCK
                          ? "another load is writing to this store"
                          : "the store cannot be locked");
    }
    if (is_at(folder->lock, name)) {
      folder->writes = true;
      return ENT_OK;
    }
    ent_folder_close(folder);
  }
  return ent_fail(error, ENT_ERR_STORE, folder->path, 0, ENT_NO_OFFSET,
                  "other loads are writing to this store");
}

ent_status
ent_folder_lock(ent_folder *folder, const char *path, ent_error *error)
{
  struct stat about;
  ent_status status = set_path(folder, path, error);
  const bool there = status == ENT_OK && stat(folder->path, &about) == 0;
  if (there && !S_ISDIR(about.st_mode)) {
    return ent_fail(error, ENT_ERR_STORE, path, 0, ENT_NO_OFFSET,
                    "this is a file; a store is a folder");
  }
  if (status == ENT_OK) {
    status = take_lock(folder, error);
  }
  // One that is not there is made when there is something to write.
  if (status == ENT_OK && there) {
    status = make_store(folder->path, error);
  }
  if (status == ENT_OK) {
    status = find_current(folder, error);
  }
  if (status == ENT_OK) {
    remove_stale(folder);
  } else {
    ent_folder_close(folder);
  }
  return status;
}

void
ent_folder_close(ent_folder *folder)
{
  if (folder->writes) {
    char name[3200];
    lock_name(folder, name);
    unlink(name); // before the lock is let go, so that it is still ours
  }
  if (folder->locked) {
    close(folder->lock);
  }
  folder->locked = false;
  folder->writes = false;
}

/// Reads a whole file; free `text->data`.
static ent_status
read_file(const char *path, ent_text *text, ent_error *error)
{
  struct stat about;
  FILE *f = fopen(path, "re");
  char *bytes = NULL;
  ent_status status = ENT_OK;
  if (!f || fstat(fileno(f), &about) != 0) {
    status = fail_errno(path, "cannot be read", error);
  } else if (!S_ISREG(about.st_mode) || about.st_size > MAX_FILE) {
    status = fail_corrupt(path, "this is no file of ours", error);
  } else {
    const size_t size = (size_t)about.st_size;
    bytes = malloc(size + 1);
    if (!bytes) {
      status = ent_fail(error, ENT_ERR_MEMORY, path, 0, ENT_NO_OFFSET,
                        "memory is short");
    } else if (fread(bytes, 1, size, f) != size) {
      status = fail_errno(path, "cannot be read", error);
    }
    *text = (ent_text){bytes, size};
  }
  if (f) {
    fclose(f);
  }
  if (status) {
    free(bytes);
  }
  return status;
}

/// Adds the line of one file to the list: digest, size, name.
static ent_status
describe_file(const char *dir, const char *name, FILE *list, ent_error *error)
{
  char path[3500];
  if (!join(path, sizeof path, dir, name)) {
    return fail_corrupt(dir, "it holds foreign files", error);
  }
  ent_text text = {NULL, 0};
  const ent_status status = read_file(path, &text, error);
  if (status == ENT_OK) {
    char hex[65];
    ent_sha256(text, hex);
    fprintf(list, "%s %zu %s\n", hex, text.len, name);
    free((char *)text.data);
  }
  return status;
}

static int
is_database(const struct dirent *e)
{
  return e->d_name[0] != '.' && strcmp(e->d_name, "files") != 0;
}

static void
free_names(struct dirent **names, int n)
{
  for (int i = 0; i < n; i++) {
    free(names[i]);
  }
  free(names);
}

/// Lists the files of a version as their list should read; free `*list`.
static ent_status
describe(const char *dir, char **list, size_t *len, ent_error *error)
{
  struct dirent **names = NULL;
  const int n = scandir(dir, &names, is_database, alphasort);
  if (n < 0) {
    return fail_errno(dir, "cannot be listed", error);
  }
  FILE *out = open_memstream(list, len);
  ent_status status = !out ? ent_fail(error, ENT_ERR_MEMORY, dir, 0,
                                      ENT_NO_OFFSET, "memory is short")
                      : n > MAX_FILES
                          ? fail_corrupt(dir, "it holds foreign files", error)
                          : ENT_OK;
  for (int i = 0; i < n && status == ENT_OK; i++) {
    status = describe_file(dir, names[i]->d_name, out, error);
  }
  free_names(names, n);
  if (out && fclose(out) != 0 && status == ENT_OK) {
    status = ent_fail(error, ENT_ERR_MEMORY, dir, 0, ENT_NO_OFFSET,
                      "memory is short");
  }
  return status;
}

/// Compares a file's bytes.
static bool
file_is(const char *path, const char *bytes, size_t len)
{
  FILE *f = fopen(path, "re");
  if (!f) {
    return false;
  }
  bool same = true;
  for (size_t i = 0; i < len && same; i++) {
    same = getc(f) == (unsigned char)bytes[i];
  }
  same = same && getc(f) == EOF;
  fclose(f);
  return same;
}

ent_status
ent_folder_verify(const ent_folder *folder, ent_error *error)
{
  char files[3500];
  char *list = NULL;
  size_t len = 0;
  ent_status status = describe(folder->version, &list, &len, error);
  if (status == ENT_OK &&
      (!join(files, sizeof files, folder->version, "files") ||
       !file_is(files, list, len))) {
    status = fail_corrupt(folder->path, "its files are not as written", error);
  }
  free(list);
  return status;
}

ent_status
ent_folder_begin(const ent_folder *folder, char next[3200], ent_error *error)
{
  const ent_status status = make_store(folder->path, error);
  if (status) {
    return status;
  }
  for (unsigned i = 1; i < 1000; i++) {
    const int n = snprintf(next, 3200, "%s/v%06u", folder->path,
                           (folder->number + i) % 100000000);
    if (n > 0 && n < 3200 && mkdir(next, 0777) == 0) {
      return ENT_OK;
    }
    if (errno != EEXIST) {
      break;
    }
  }
  return fail_errno(folder->path, "cannot be written", error);
}

ent_status
ent_folder_seal(const char *next, ent_error *error)
{
  char path[3500];
  char *list = NULL;
  size_t len = 0;
  ent_status status = describe(next, &list, &len, error);
  const char *line = list;
  while (status == ENT_OK && line && *line) {
    const char *end = strchr(line, '\n');
    const char *name = strchr(strchr(line, ' ') + 1, ' ') + 1;
    snprintf(path, sizeof path, "%s/%.*s", next, (int)(end - name), name);
    status = flush_to_disk(path, error);
    line = end + 1;
  }
  if (status == ENT_OK && join(path, sizeof path, next, "files")) {
    status = write_file(path, list, len, error);
  }
  free(list);
  return status ? status : flush_to_disk(next, error);
}

ent_status
ent_folder_commit(ent_folder *folder, const char *next, ent_error *error)
{
  char link[3200];
  char beside[3200];
  char former[3200];
  memcpy(former, folder->version, sizeof former);
  if (!join(link, sizeof link, folder->path, "current") ||
      !join(beside, sizeof beside, folder->path, "current.new")) {
    errno = ENAMETOOLONG;
    return fail_errno(folder->path, "cannot be written", error);
  }
  unlink(beside);
  if (symlink(strrchr(next, '/') + 1, beside) != 0 ||
      rename(beside, link) != 0) {
    return fail_errno(link, "cannot be replaced", error);
  }
  const ent_status status = flush_to_disk(folder->path, error);
  if (status == ENT_OK && former[0]) {
    remove_version(former);
  }
  return status ? status : find_current(folder, error);
}

void
ent_folder_discard(const char *next)
{
  DIR *dir = opendir(next);
  if (!dir) {
    return;
  }
  char path[3500];
  for (struct dirent *e; (e = readdir(dir));) {
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
        join(path, sizeof path, next, e->d_name)) {
      unlink(path);
    }
  }
  closedir(dir);
  rmdir(next);
}
