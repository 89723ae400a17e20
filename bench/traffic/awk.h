/* SPDX-License-Identifier: MIT */
/*
 * awk.h - contenders in awk.
 *
 * Awk has no clock, so a program of its own answers each time, and what counts
 * is the CPU time that the kernel says it took, with its start.
 */
#ifndef BENCH_TRAFFIC_AWK_H
#define BENCH_TRAFFIC_AWK_H

#include "../bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* (mawk's %d ends at 2147483647.) */
static const char awk_program[] =
	"$10 != \"-\" { sum += $10 } END { printf \"%.0f\\n\", sum }";

static inline void awk_become(const char *command, const char *log, int out)
{
	dup2(out, STDOUT_FILENO);
	execlp(command, command, awk_program, log, (char *)NULL);
	err(127, "%s", command);
}

static inline uint64_t awk_ns(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000 +
	       (uint64_t)time.tv_usec * 1000;
}

static inline uint64_t awk_ask(const char *command, long n)
{
	const char *log = bench_input(n);
	char text[32] = "";
	struct rusage used;
	uint64_t answer;
	int out[2];
	pid_t pid;

	if (pipe(out) || (pid = fork()) < 0)
		err(1, "%s", command);
	if (pid == 0)
		awk_become(command, log, out[1]);
	close(out[1]);
	if (read(out[0], text, sizeof text - 1) < 1 ||
	    sscanf(text, "%" SCNu64, &answer) != 1)
		errx(1, "%s: \"%s\" is no answer", command, text);
	close(out[0]);
	wait4(pid, NULL, 0, &used);
	bench_elsewhere.pid = pid;
	bench_elsewhere.ns += awk_ns(used.ru_utime) + awk_ns(used.ru_stime);
	return answer;
}

#endif
