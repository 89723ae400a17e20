/* SPDX-License-Identifier: MIT */
/*
 * holds.c - what generators hold that are alive: holds.tsv.
 *
 *	holds QUESTION N...
 *
 * For each contender and N, in a process of its own: prepare N of them, resume
 * each of them once, and see how much more is resident of memory that is no
 * file's.  What a contender needs only once is there before: it has done the
 * same with one of them.  .most is about times and does not count here.  A
 * contender that ends the process has its last words written down; a wrong
 * answer is an error.
 */
#include "bench.h"

#include <err.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct held {
	uint64_t answer;
	long bytes;
};

/* The kernel's own count is exact here, other than in statm, where each CPU
 * may owe some pages. */
static long resident_of(int pid)
{
	char path[64], line[256];
	long kib = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "Anonymous: %ld", &kib) == 1)
			break;
	if (file)
		fclose(file);
	if (kib < 0)
		errx(1, "%s: not here", path);
	return kib * 1024;
}

static long resident(void)
{
	int other = bench_elsewhere.pid;

	return resident_of(getpid()) + (other ? resident_of(other) : 0);
}

/* Memory that programs can still have; all, where nobody says how much. */
static long available(void)
{
	FILE *file = fopen("/proc/meminfo", "r");
	char line[256];
	long kib = LONG_MAX / 1024;

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "MemAvailable: %ld", &kib) == 1)
			break;
	if (file)
		fclose(file);
	return kib * 1024;
}

static uint64_t make(const struct bench *b, long n)
{
	if (b->prepare)
		b->prepare(n);
	return b->run(n);
}

static void child(const struct bench *b, long n, int out, int words)
{
	struct held held;
	long before;

	dup2(words, STDERR_FILENO);
	make(b, 1);
	if (b->clean)
		b->clean();
	before = resident();
	held.answer = make(b, n);
	held.bytes = resident() - before;
	_exit(write(out, &held, sizeof held) != sizeof held);
}

/* The last line of what was said, without the program's name, and without what
 * would end a field of the table. */
static void last_words(int from, char *last, size_t size)
{
	static const char name[] = "holds: ";
	FILE *said = fdopen(from, "r");
	char line[256];

	while (said && fgets(line, sizeof line, said)) {
		bool ours = !strncmp(line, name, strlen(name));

		snprintf(last, size, "%s", line + (ours ? strlen(name) : 0));
	}
	if (said)
		fclose(said);
	last[strcspn(last, "\t\n")] = '\0';
}

static bool wrong(const struct bench *b, long n, uint64_t answer,
		  uint64_t expected)
{
	if (answer == expected)
		return false;
	warnx("%s/%s/n:%ld: error: answers %" PRIu64 ", expected %" PRIu64,
	      b->question, b->name, n, answer, expected);
	return true;
}

/* Ask b for n in a process of its own.  False: there is no answer, but a
 * reason in why. */
static bool ask(const struct bench *b, long n, struct held *held, char *why,
		size_t size)
{
	int out[2], words[2], status;
	ssize_t got;
	pid_t pid;

	fflush(stdout);
	if (pipe(out) || pipe(words) || (pid = fork()) < 0)
		err(1, "%s/%s", b->question, b->name);
	if (pid == 0)
		child(b, n, out[1], words[1]);
	close(out[1]);
	close(words[1]);
	last_words(words[0], why, size);
	got = read(out[0], held, sizeof *held);
	close(out[0]);
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status))
		snprintf(why, size, "%s", strsignal(WTERMSIG(status)));
	return got == sizeof *held;
}

/*
 * A contender's lines of the table, n rising.  It is not asked for more than
 * half of the memory there is, since it could take the machine with it.
 *
 * Returns    false if an answer was wrong.
 */
static bool weigh(const struct question *q, const struct bench *b,
		  char *const *sizes)
{
	long each = 0;
	bool right = true;

	for (; *sizes; sizes++) {
		long n = atol(*sizes);
		char why[256] = "no answer";
		struct held held;

		printf("%s\t%s\t%ld\t", b->question, b->name, n);
		if (each > available() / 2 / n) {
			printf("-\tnot asked: it would fill the memory");
		} else if (ask(b, n, &held, why, sizeof why)) {
			right &= !wrong(b, n, held.answer, q->expect(n));
			each = held.bytes / n;
			printf("%ld\t-", held.bytes);
		} else {
			printf("-\t%s", why);
		}
		printf("\t%s\t%s\n", b->role, b->label);
	}
	return right;
}

int main(int argc, char **argv)
{
	const struct question *q = argc > 2 ? question_find(argv[1]) : NULL;
	bool right = true;

	if (argc < 3)
		errx(2, "usage: holds QUESTION N...");
	if (!bench_check())
		return 2;
	if (!q)
		errx(2, "%s: no such question", argv[1]);
	puts("question\tcontender\tn\theld_B\twhy\trole\tlabel");
	for (const struct bench *b = bench_first(); b; b = b->next)
		if (!strcmp(b->question, q->name))
			right &= weigh(q, b, argv + 2);
	return !right;
}
