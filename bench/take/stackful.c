/* SPDX-License-Identifier: MIT */
/* The loop counts, and leaves after the n-th. */
#include "../numbers.h"

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(stackful_squares, .end = TOTAL);
	long taken = 0;
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, g) {
		sum = bench_seen(sum + *square);
		if (++taken == n)
			break;
	}
	return sum;
}

BENCH = {
	.question = "take",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
	.most = TOTAL,
};
