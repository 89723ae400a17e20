/* SPDX-License-Identifier: MIT */
/*
 * instructions.c - have callgrind count what contenders execute.
 *
 *	instructions QUESTION CONTENDER N ...
 *
 * Each contender is asked twice.  The first time sees to what is done once in a
 * process: symbols are bound, a stack is mapped.  Callgrind dumps the counts of
 * the second one, with the contender's names as the reason.  The number of
 * items goes to stdout, a line for each.
 */
#include "bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_TOGGLE_COLLECT ((void)0)
#define CALLGRIND_DUMP_STATS_AT(reason) ((void)(reason))
#endif

static void count(const struct bench *b, long n, uint64_t expected)
{
	char name[64];
	uint64_t answer;

	if (b->prepare)
		b->prepare(n);
	b->run(n);
	CALLGRIND_TOGGLE_COLLECT;
	answer = b->run(n);
	CALLGRIND_TOGGLE_COLLECT;
	if (b->clean)
		b->clean();
	snprintf(name, sizeof name, "%s/%s", b->question, b->name);
	if (answer != expected)
		errx(1, "%s: a wrong answer", name);
	CALLGRIND_DUMP_STATS_AT(name);
}

int main(int argc, char **argv)
{
	if (!bench_check())
		return 2;
	for (int i = 1; i + 2 < argc; i += 3) {
		const struct question *q = question_find(argv[i]);
		const struct bench *b = bench_find(argv[i], argv[i + 1]);
		long n = atol(argv[i + 2]);

		if (!q || !b)
			errx(2, "%s/%s: no such contender", argv[i],
			     argv[i + 1]);
		count(b, n, q->expect(n));
		printf("%s/%s\t%" PRIu64 "\n", argv[i], argv[i + 1],
		       q->items ? q->items(n) : q->expect(n));
	}
	return 0;
}
