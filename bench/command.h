/* SPDX-License-Identifier: MIT */
/*
 * command.h - contenders that are commands: awk, wc.
 *
 * They have no clock, so a process of its own answers each time, and what
 * counts is the CPU time that the kernel says it took, with its start.
 */
#ifndef BENCH_COMMAND_H
#define BENCH_COMMAND_H

#include "bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static inline uint64_t command_ns(const struct rusage *used)
{
	return ((uint64_t)used->ru_utime.tv_sec +
		(uint64_t)used->ru_stime.tv_sec) *
		       1000000000 +
	       ((uint64_t)used->ru_utime.tv_usec +
		(uint64_t)used->ru_stime.tv_usec) *
		       1000;
}

/* The number that the command says of the log of n bytes. */
static inline uint64_t command_ask(const char *command, const char *argument,
				   long n)
{
	char said[64] = "";
	struct rusage used;
	uint64_t count;
	int out[2];
	pid_t pid;

	if (pipe(out) || (pid = fork()) < 0)
		err(1, "%s", command);
	if (pid == 0) {
		dup2(out[1], STDOUT_FILENO);
		close(out[0]);
		close(out[1]);
		execlp(command, command, argument, bench_input(n),
		       (char *)NULL);
		err(127, "%s", command);
	}
	close(out[1]);
	if (read(out[0], said, sizeof said - 1) < 0 ||
	    wait4(pid, NULL, 0, &used) < 0 ||
	    sscanf(said, "%" SCNu64, &count) != 1)
		errx(1, "%s: \"%s\" is no answer", command, said);
	close(out[0]);
	bench_elsewhere.pid = pid;
	bench_elsewhere.ns += command_ns(&used);
	return count;
}

#endif
