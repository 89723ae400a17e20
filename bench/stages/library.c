/* SPDX-License-Identifier: MIT */
/* The library's own stages. */
#include "stages.h"

static uint64_t library(long n)
{
	struct iter_array a = iter_array(staged, (size_t)n, sizeof *staged);
	uint64_t made[2], sum = 0;
	GEN_AUTO struct iter *it = iter_map(&a.iter, square, &made[0]);

	it = iter_filter(it, wanted, NULL);
	it = iter_take(it, (size_t)n);
	it = iter_enumerate(it, 0);
	it = iter_map(it, add, &made[1]);
	gen_each (const uint64_t *, x, it)
		sum = bench_seen(sum + *x);
	return sum;
}

BENCH = {
	.question = "stages",
	.name = "library",
	.role = "stackless",
	.label = "library's stages",
	.prepare = stages_prepare,
	.run = library,
};
