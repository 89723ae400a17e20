/* SPDX-License-Identifier: MIT */
/* A list of the 3 squares.  Its length is hidden from the compiler, which would
 * otherwise do without the list. */
#include "../numbers.h"
#include "create.h"

static uint64_t take(long start)
{
	long length = (long)bench_seen(TAKEN);
	uint64_t *list = list_new(length), sum;

	list_fill(list, start, length);
	sum = list_sum(list, length);
	free(list);
	return sum;
}

static uint64_t eager(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

BENCH = {
	.question = "create",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
};
