/* SPDX-License-Identifier: MIT */
/* The generator is a local variable: there is nothing to free. */
#include "../numbers.h"
#include "create.h"

#include <limits.h>

static uint64_t take(long start)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares), .i = start,
				       .end = LONG_MAX };
	uint64_t sum = 0;

	for (int k = 0; k < TAKEN; k++)
		sum = bench_seen(sum + next_number(&g.gen));
	return sum;
}

static uint64_t stackless(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

BENCH = {
	.question = "create",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
};
