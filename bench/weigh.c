/* SPDX-License-Identifier: MIT */
/*
 * weigh.c - what one call of a contender takes from the heap, exactly.
 *
 *	weigh QUESTION CONTENDER N
 *
 * Prints, with tabs between: allocations, the most bytes there were at one
 * time, the most of those that were mapped (the stacks of generators), and the
 * answer, which is the right one: else it prints nothing, and exits with 1.  Of
 * a contender that is another program, - stands for what cannot be counted.
 */
#include "trial.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	const struct question *q = argc == 4 ? question_find(argv[1]) : NULL;
	const struct bench *b = q ? bench_find(argv[1], argv[2]) : NULL;
	struct trial trial;

	if (argc != 4)
		errx(2, "usage: weigh QUESTION CONTENDER N");
	if (!b)
		errx(2, "%s/%s: no such contender", argv[1], argv[2]);
	if (!bench_try(b, atol(argv[3]), q->expect(atol(argv[3])), &trial))
		return 1;
	if (!trial.counted && !b->needs)
		errx(1, "nothing can be counted with this C library");
	if (!trial.counted) {
		printf("-\t-\t-\t%" PRIu64 "\n", trial.answer);
		return 0;
	}
	printf("%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRIu64 "\n",
	       trial.memory.allocations, trial.memory.peak,
	       trial.memory.mapped_peak, trial.answer);
	return 0;
}
