/* SPDX-License-Identifier: MIT */
/* One loop that calls all stages for each item: the pipeline, fused by hand, so
 * that nothing waits between two stages. */
#include "../numbers.h"

typedef uint64_t stage_fn(uint64_t x);

static uint64_t add_one(uint64_t x)
{
	return x + 1;
}

static uint64_t loop(long n)
{
	stage_fn *volatile stage = add_one; /* could be any */
	stage_fn *stages[MOST_STAGES];
	uint64_t sum = 0;

	for (long s = 0; s < n; s++)
		stages[s] = stage;
	for (long i = 0; i < STAGED; i++) {
		uint64_t x = bench_square(i);

		for (long s = 0; s < n; s++)
			x = stages[s](x);
		sum = bench_seen(sum + x);
	}
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "loop",
	.role = "floor",
	.label = "one fused loop",
	.run = loop,
	.most = MOST_STAGES,
};
