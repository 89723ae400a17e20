/* SPDX-License-Identifier: MIT */
/* The list first, then the sum: sum([i * i for i in range(n)]). */
#include "../bench.h"

#include <stdlib.h>

static uint64_t *squares(long n)
{
	uint64_t *list = malloc((size_t)n * sizeof *list);

	for (long i = 0; list && i < n; i++)
		list[i] = bench_square(i);
	return list;
}

static uint64_t eager(long n)
{
	uint64_t *list = squares(n), sum = 0;

	for (long i = 0; list && i < n; i++)
		sum = bench_seen(sum + list[i]);
	free(list);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
};
