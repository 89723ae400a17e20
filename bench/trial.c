/* SPDX-License-Identifier: MIT */
/* trial.c - one call of a contender in a child process. */
#include "trial.h"

#include <err.h>
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = 60 }; /* seconds for one answer */

static void child(const struct bench *b, long n, int out)
{
	struct trial result;

	alarm(LIMIT);            /* a signal, which is named as any other */
	bench_elsewhere.pid = 0; /* of those that our parent has timed */
	memory_start();
	if (b->prepare)
		b->prepare(n);
	result.answer = b->run(n);
	if (b->clean)
		b->clean();
	result.counted = memory_stop(&result.memory) && !bench_elsewhere.pid;
	_exit(write(out, &result, sizeof result) != sizeof result);
}

bool bench_try(const struct bench *b, long n, uint64_t expected,
	       struct trial *result)
{
	int ends[2], status;
	ssize_t got;
	pid_t pid;

	if (pipe(ends) || (pid = fork()) < 0)
		err(1, "trial of %s/%s", b->question, b->name);
	if (pid == 0)
		child(b, n, ends[1]);
	close(ends[1]);
	got = read(ends[0], result, sizeof *result);
	close(ends[0]);
	waitpid(pid, &status, 0);

	if (WIFSIGNALED(status))
		warnx("%s/%s/n:%ld: error: %s", b->question, b->name, n,
		      strsignal(WTERMSIG(status)));
	else if (got != sizeof *result)
		warnx("%s/%s/n:%ld: error: no answer", b->question, b->name, n);
	else if (result->answer != expected)
		warnx("%s/%s/n:%ld: error: answers %" PRIu64
		      ", expected %" PRIu64,
		      b->question, b->name, n, result->answer, expected);
	else
		return true;
	return false;
}
