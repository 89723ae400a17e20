/* SPDX-License-Identifier: MIT */
/*
 * rss.c - run a program and print what it cost.
 *
 *	rss PROGRAM ARGUMENT...
 *
 * Prints, with tabs between: the most memory that was resident at one time
 * (bytes), page faults, CPU seconds, seconds.  The program's own output goes
 * nowhere.  A shell cannot do this: a process starts with the peak of whoever
 * called exec, so whoever that is must be small.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#define RSS_UNIT 1
#else
#define RSS_UNIT 1024
#endif

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void become(char **argv)
{
	int nowhere = open("/dev/null", O_WRONLY);

	dup2(nowhere, STDOUT_FILENO);
	execvp(argv[0], argv);
	err(127, "%s", argv[0]);
}

int main(int argc, char **argv)
{
	double start = now();
	struct rusage used;
	int status;
	pid_t pid;

	if (argc < 2)
		errx(2, "usage: rss PROGRAM ARGUMENT...");
	pid = fork();
	if (pid < 0)
		err(1, "fork");
	if (pid == 0)
		become(argv + 1);
	if (wait4(pid, &status, 0, &used) != pid)
		err(1, "wait4");
	printf("%ld\t%ld\t%.6f\t%.6f\n", used.ru_maxrss * RSS_UNIT,
	       used.ru_minflt, seconds(used.ru_utime) + seconds(used.ru_stime),
	       now() - start);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
