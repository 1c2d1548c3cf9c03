// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

// prctl() is Linux's; elsewhere alarm() alone ends a child without parent.
#define _DEFAULT_SOURCE

#include "output/store/child.h"

#include "config.h"
#include "extractor/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// What the child sends: less than PIPE_BUF, so that it arrives whole.
typedef struct {
  ent_status status;
  ent_error error;
  char result[64];
} reply;

/// Sets the limits.  AddressSanitizer needs all of the address space.
static void
limit(unsigned seconds, uint64_t bytes)
{
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  signal(SIGALRM, SIG_DFL);
  alarm(seconds + 5);
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifdef ENT_SANITIZERS
  (void)bytes;
#else
  struct rlimit memory = {(rlim_t)bytes, (rlim_t)bytes};
  if (bytes) {
    setrlimit(RLIMIT_AS, &memory);
  }
  // Libraries may complain there when memory is short; only cli/ prints.
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere >= 0) {
    dup2(nowhere, STDERR_FILENO);
  }
#endif
}

static void
work(int out, ent_child_fn fn, void *user)
{
  reply r;
  memset(&r, 0, sizeof r);
  r.status = fn(user, r.result, &r.error);
  const char *bytes = (const char *)&r;
  size_t sent = 0;
  while (sent < sizeof r) {
    const ssize_t n = write(out, bytes + sent, sizeof r - sent);
    if (n < 0 && errno != EINTR) {
      _exit(1);
    }
    sent += n > 0 ? (size_t)n : 0;
  }
  _exit(0);
}

static int64_t
now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/// Reads the reply; false at its end without one, or when time is up.
static bool
receive(int in, unsigned seconds, reply *r, bool *late)
{
  const int64_t deadline = now_ms() + (int64_t)seconds * 1000;
  size_t got = 0;
  *late = false;
  while (got < sizeof *r) {
    const int64_t left = deadline - now_ms();
    struct pollfd p = {in, POLLIN, 0};
    const int ready = poll(&p, 1, left > 0 ? (int)left : 0);
    if (ready == 0) {
      *late = true;
      return false;
    }
    const ssize_t n =
        ready > 0 ? read(in, (char *)r + got, sizeof *r - got) : -1;
    if (n == 0 || (n < 0 && errno != EINTR)) {
      return false;
    }
    got += n > 0 ? (size_t)n : 0;
  }
  return true;
}

static ent_status
tell_death(int how, bool late, unsigned seconds, const char *source,
           ent_error *error)
{
  if (late || (WIFSIGNALED(how) && WTERMSIG(how) == SIGALRM)) {
    return ent_fail(error, ENT_ERR_LIMIT, source, 0, ENT_NO_OFFSET,
                    "stopped after %u seconds", seconds);
  }
  return ent_fail(error, ENT_ERR_UNSUPPORTED, source, 0, ENT_NO_OFFSET,
                  "the library at work crashed%s, maybe for want of memory; a "
                  "server such as Oxigraph may do better",
                  WIFSIGNALED(how) && WTERMSIG(how) == SIGSEGV
                      ? " (segmentation fault)"
                      : "");
}

ent_status
ent_child_run(ent_child_fn fn, void *user, unsigned seconds, uint64_t bytes,
              void *result, size_t result_size, const char *source,
              ent_error *error)
{
  int ends[2];
  if (pipe(ends) != 0) {
    return ent_fail(error, ENT_ERR_IO, source, 0, ENT_NO_OFFSET,
                    "no pipe to a child process: %s", strerror(errno));
  }
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    limit(seconds, bytes);
    work(ends[1], fn, user);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return ent_fail(error, ENT_ERR_IO, source, 0, ENT_NO_OFFSET,
                    "no child process: %s", strerror(errno));
  }
  reply r;
  bool late = false;
  const bool told = receive(ends[0], seconds, &r, &late);
  close(ends[0]);
  if (!told) {
    kill(child, SIGKILL);
  }
  int how = 0;
  while (waitpid(child, &how, 0) < 0 && errno == EINTR) {
  }
  if (!told) {
    return tell_death(how, late, seconds, source, error);
  }
  if (r.status) {
    return ent_fail(error, r.status, r.error.source, r.error.line,
                    r.error.offset, "%s", r.error.message);
  }
  if (result_size) {
    memcpy(result, r.result, result_size);
  }
  return ENT_OK;
}
