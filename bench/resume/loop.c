/* SPDX-License-Identifier: MIT */
/* Nothing is resumed: what is left of the others then. */
#include "../bench.h"

static uint64_t loop(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + bench_square(i));
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "loop",
	.role = "floor",
	.label = "plain loop",
	.run = loop,
};
