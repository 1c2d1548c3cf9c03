// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/output.h"

#include "extractor/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILES 16
#define MAX_TRIES 100 // names taken by runs that were killed

/// One file.
typedef struct {
  FILE *stream;
  char name[PATH_MAX];      // as the user gave it, for messages
  char target[PATH_MAX];    // "": written to directly
  char temporary[PATH_MAX]; // "": no longer there
} output_file;

struct ent_output {
  output_file files[MAX_FILES];
  volatile size_t n;
  char folder[PATH_MAX]; // made by us, goes again unless committed
};

/// What is to be removed when a signal ends the program.  A signal handler has
/// no user pointer: hence the one variable of this program.
static ent_output *volatile pending;

/// Ends the program as the signal asks, without leaving temporary files.  Calls
/// only what POSIX allows in a handler.
static void
signal_handle(int number)
{
  ent_output *output = pending;
  if (output) {
    for (size_t i = 0; i < output->n; i++) {
      if (output->files[i].temporary[0]) {
        unlink(output->files[i].temporary);
      }
    }
    if (output->folder[0]) {
      rmdir(output->folder);
    }
  }
  signal(number, SIG_DFL);
  raise(number);
}

/// Sets the handler where the signal is not ignored, as under nohup.
static void
signals_watch(void)
{
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction old;
    if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL) {
      struct sigaction action = {.sa_handler = signal_handle};
      sigemptyset(&action.sa_mask);
      sigaction(numbers[i], &action, NULL);
    }
  }
}

ent_output *
ent_output_new(void)
{
  ent_output *output = (ent_output *)calloc(1, sizeof *output);
  pending = output;
  signals_watch();
  return output;
}

void
ent_output_free(ent_output *output)
{
  if (!output) {
    return;
  }
  for (size_t i = 0; i < output->n; i++) {
    output_file *file = &output->files[i];
    if (file->stream && file->stream != stdout) {
      fclose(file->stream);
    }
    if (file->temporary[0]) {
      unlink(file->temporary);
    }
  }
  if (output->folder[0]) {
    rmdir(output->folder);
  }
  pending = NULL;
  free(output);
}

static bool
is_stdout(const char *path)
{
  return !path || strcmp(path, "-") == 0;
}

static ent_status
file_fail(const char *path, const char *what, ent_error *error)
{
  return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET, "%s: %s", what,
                  strerror(errno));
}

ent_status
ent_output_folder(ent_output *output, const char *path, ent_error *error)
{
  struct stat found;
  if (strlen(path) >= sizeof output->folder) {
    errno = ENAMETOOLONG;
    return file_fail("", "cannot make the folder", error);
  }
  if (mkdir(path, 0777) == 0) {
    memcpy(output->folder, path, strlen(path) + 1);
    return ENT_OK;
  }
  const int why = errno;
  if (why == EEXIST && stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
    return ENT_OK;
  }
  if (why == EEXIST) {
    return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                    "is no folder; give the name of one");
  }
  errno = why;
  return file_fail(path, "cannot make the folder", error);
}

/// Finds what `path` stands for: sets `target` to the regular file that is
/// there or is to be made, or to "" if it is to be written to directly.
static ent_status
target_find(const char *path, char target[PATH_MAX], ent_error *error)
{
  struct stat found;
  const size_t len = strlen(path);
  if (stat(path, &found) == 0) {
    if (S_ISDIR(found.st_mode)) {
      return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                      "is a folder; give the name of a file in it");
    }
    target[0] = '\0';
    return !S_ISREG(found.st_mode) || realpath(path, target)
               ? ENT_OK
               : file_fail(path, "cannot follow", error);
  }
  if (errno != ENOENT || len == 0 || len >= PATH_MAX) {
    return file_fail(path, "cannot write", error);
  }
  if (path[len - 1] == '/' || lstat(path, &found) == 0) {
    return ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
                    path[len - 1] == '/' ? "there is no such folder"
                                         : "is a link to nothing; remove it");
  }
  memcpy(target, path, len + 1);
  return ENT_OK;
}

/// Opens a new file in the folder of `target`, with the mode that the umask
/// gives.  Returns a descriptor or -1.
static int
temporary_open(const char *target, char temporary[PATH_MAX])
{
  const char *slash = strrchr(target, '/');
  const int len = slash ? (int)(slash - target) + 1 : 0;
  char name[PATH_MAX];
  for (int i = 0; i < MAX_TRIES; i++) {
    const int got = snprintf(name, sizeof name, "%.*s.entente-%ld-%d.tmp", len,
                             target, (long)getpid(), i);
    if (got < 0 || got >= PATH_MAX) {
      errno = ENAMETOOLONG;
      break;
    }
    memcpy(temporary, name, (size_t)got + 1);
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (fd >= 0 || errno != EEXIST) {
      return fd;
    }
  }
  return -1;
}

ent_status
ent_output_open(ent_output *output, const char *path, FILE **stream,
                ent_error *error)
{
  if (output->n == MAX_FILES) {
    return ent_fail(error, ENT_ERR_LIMIT, path, 0, ENT_NO_OFFSET,
                    "more than %d files at once", MAX_FILES);
  }
  output_file *file = &output->files[output->n];
  memset(file, 0, sizeof *file);
  if (is_stdout(path)) {
    snprintf(file->name, sizeof file->name, "standard output");
    file->stream = stdout;
  } else {
    const ent_status status = target_find(path, file->target, error);
    if (status != ENT_OK) {
      return status;
    }
    snprintf(file->name, sizeof file->name, "%s", path);
    const int fd = file->target[0]
                       ? temporary_open(file->target, file->temporary)
                       : open(path, O_WRONLY);
    file->stream = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!file->stream) {
      const int why = errno;
      if (fd >= 0) {
        close(fd);
        unlink(file->temporary);
      }
      errno = why;
      return file_fail(path, "cannot write", error);
    }
  }
  output->n++;
  *stream = file->stream;
  return ENT_OK;
}

ent_status
ent_output_rename(ent_output *output, const char *path, ent_error *error)
{
  output_file *file = &output->files[output->n - 1];
  char target[PATH_MAX] = "";
  const ent_status status = target_find(path, target, error);
  if (status == ENT_OK && target[0]) {
    memcpy(file->target, target, sizeof target);
    snprintf(file->name, sizeof file->name, "%s", path);
  }
  return status;
}

/// Writes what is buffered, to the disk if the file is ours, and closes it.
static ent_status
file_close(output_file *file, ent_error *error)
{
  FILE *stream = file->stream;
  errno = 0;
  bool good = fflush(stream) == 0 && !ferror(stream) &&
              (!file->target[0] || fsync(fileno(stream)) == 0);
  int why = errno;
  if (stream != stdout) {
    file->stream = NULL;
    if (fclose(stream) != 0 && good) {
      good = false;
      why = errno;
    }
  }
  errno = why ? why : EIO;
  return good ? ENT_OK : file_fail(file->name, "cannot write", error);
}

/// Brings a new name in the folder of `path` to the disk.  Some file systems
/// cannot; the file is whole in any case.
static void
folder_sync(const char *path)
{
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash) {
    slash[slash == folder] = '\0';
  }
  const int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY);
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
}

ent_status
ent_output_commit(ent_output *output, ent_error *error)
{
  for (size_t i = 0; i < output->n; i++) {
    const ent_status status = file_close(&output->files[i], error);
    if (status != ENT_OK) {
      return status;
    }
  }
  for (size_t i = 0; i < output->n; i++) {
    output_file *file = &output->files[i];
    if (!file->target[0]) {
      continue;
    }
    if (rename(file->temporary, file->target) != 0) {
      return file_fail(file->name, "cannot take its name", error);
    }
    file->temporary[0] = '\0';
    output->folder[0] = '\0';
    folder_sync(file->target);
  }
  output->folder[0] = '\0';
  return ENT_OK;
}

ent_status
ent_output_blame(const char *path, ent_status status, ent_error *error)
{
  if (status != ENT_OK && !error->source[0]) {
    snprintf(error->source, sizeof error->source, "%.255s",
             is_stdout(path) ? "standard output" : path);
  }
  return status;
}
