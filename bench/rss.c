/* SPDX-License-Identifier: MIT */
/*
 * rss.c - run a program and print what it cost.
 *
 *	rss PROGRAM ARGUMENT...
 *
 * Prints, with tabs between: the most memory that was resident at one time
 * (bytes), page faults, CPU seconds, seconds, and the first line of the
 * program's own output.  Exits as the program did.  A shell cannot do this: a
 * process starts with the peak of whoever called exec, so whoever that is must
 * be small.
 */
#define _GNU_SOURCE
#include <err.h>
#include <stdio.h>
#include <string.h>
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

static void become(char **argv, const int *ends)
{
	dup2(ends[1], STDOUT_FILENO);
	close(ends[0]);
	close(ends[1]);
	execvp(argv[0], argv);
	err(127, "%s", argv[0]);
}

int main(int argc, char **argv)
{
	double start = now();
	struct rusage used;
	int status, ends[2];
	char said[256];
	FILE *output;
	pid_t pid;

	if (argc < 2)
		errx(2, "usage: rss PROGRAM ARGUMENT...");
	if (pipe(ends) || (pid = fork()) < 0)
		err(1, "fork");
	if (pid == 0)
		become(argv + 1, ends);
	close(ends[1]);
	output = fdopen(ends[0], "r");
	if (!output || !fgets(said, sizeof said, output))
		strcpy(said, "nothing");
	said[strcspn(said, "\n")] = '\0';
	while (output && getc(output) != EOF)
		; /* whatever else it says: a full pipe would stop it */
	if (wait4(pid, &status, 0, &used) != pid)
		err(1, "wait4");
	printf("%ld\t%ld\t%.6f\t%.6f\t%s\n", used.ru_maxrss * RSS_UNIT,
	       used.ru_minflt, seconds(used.ru_utime) + seconds(used.ru_stime),
	       now() - start, said);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
