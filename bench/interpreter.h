/* SPDX-License-Identifier: MIT */
/*
 * interpreter.h - contenders in another language.
 *
 * The interpreter runs in a process of its own, and there the whole loop: what
 * is measured is its generators and its loop together, without its start.  It
 * reads an n, and answers with a line: the nanoseconds that it took, of CPU
 * and by its own clock, and the answer.  It is started when it is first asked,
 * and ends when its input does.
 */
#ifndef BENCH_INTERPRETER_H
#define BENCH_INTERPRETER_H

#include "bench.h"

#include <err.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

struct interpreter {
	const char *command, *script, *arguments[3];
	int pid, input; /* once it runs */
	FILE *output;
};

/* Ctrl-C at the terminal is meant for us; we end, and so does its input. */
static inline void interpreter_become(const struct interpreter *my, int in,
				      int out)
{
	signal(SIGINT, SIG_IGN);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execlp(my->command, my->command, my->script, my->arguments[0],
	       my->arguments[1], my->arguments[2], (char *)NULL);
	err(127, "%s", my->command);
}

static inline void interpreter_start(struct interpreter *my)
{
	int in[2], out[2];

	if (pipe(in) || pipe(out))
		err(1, "a pipe to %s", my->command);
	/* Another interpreter must not hold our end of this one's input. */
	fcntl(in[1], F_SETFD, FD_CLOEXEC);
	fcntl(out[0], F_SETFD, FD_CLOEXEC);
	my->pid = fork();
	if (my->pid < 0)
		err(1, "fork");
	if (my->pid == 0)
		interpreter_become(my, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	my->input = in[1];
	my->output = fdopen(out[0], "r");
}

static inline uint64_t interpreter_ask(struct interpreter *my, long n)
{
	char line[128] = "";
	uint64_t ns, answer;

	if (!my->pid)
		interpreter_start(my);
	dprintf(my->input, "%ld\n", n);
	if (!my->output || !fgets(line, sizeof line, my->output) ||
	    sscanf(line, "%" SCNu64 " %" SCNu64, &ns, &answer) != 2)
		errx(1, "%s %s: \"%s\" is no answer", my->command, my->script,
		     line);
	bench_elsewhere.pid = my->pid;
	bench_elsewhere.ns += ns;
	return answer;
}

#endif
