/* SPDX-License-Identifier: MIT */
/*
 * once.c - ask one contender once: what launchers and Valgrind look at.
 *
 *	once QUESTION CONTENDER N	print the answer
 *	once QUESTION			list contender, role, label, n
 *
 * Compiled with GEN_COUNT, where every resumption is a call, it also prints how
 * many there were.
 */
#include "bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef GEN_COUNT
#include <generator.h>
#endif

static void list(const struct question *q)
{
	for (const struct bench *b = bench_first(); b; b = b->next)
		for (int i = 0; q->sizes[i]; i++)
			if (!strcmp(b->question, q->name))
				printf("%s\t%s\t%s\t%ld\n", b->name, b->role,
				       b->label, q->sizes[i]);
}

int main(int argc, char **argv)
{
	const struct question *q;
	const struct bench *b;
	uint64_t answer;
	long n;

	if (argc != 2 && argc != 4)
		errx(2, "usage: once QUESTION [CONTENDER N]");
	q = question_find(argv[1]);
	if (!q)
		errx(2, "%s: no such question", argv[1]);
	if (argc == 2) {
		list(q);
		return 0;
	}
	b = bench_find(q->name, argv[2]);
	if (!b)
		errx(2, "%s/%s: no such contender", argv[1], argv[2]);
	n = atol(argv[3]);
	answer = b->run(n);
	printf("%" PRIu64, answer);
#ifdef GEN_COUNT
	printf("\t%lu", gen_resumes());
#endif
	putchar('\n');
	return 0;
}
