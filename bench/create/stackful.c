/* SPDX-License-Identifier: MIT */
/* One malloc, a stack from the pool, and back there when it is closed. */
#include "../numbers.h"
#include "create.h"

#include <limits.h>

static uint64_t take(long start)
{
	GEN_AUTO struct gen *g =
		gen_call(stackful_squares, .i = start, .end = LONG_MAX);
	uint64_t sum = 0;

	for (int k = 0; k < TAKEN; k++)
		sum = bench_seen(sum + next_number(g));
	return sum;
}

static uint64_t stackful(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

BENCH = {
	.question = "create",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
};
