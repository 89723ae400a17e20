/* SPDX-License-Identifier: MIT */
/* The loop counts, and leaves after the n-th. */
#include "../numbers.h"

static uint64_t stackless(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares),
				       .end = TOTAL };
	long taken = 0;
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, &g.gen) {
		sum = bench_seen(sum + *square);
		if (++taken == n)
			break;
	}
	return sum;
}

BENCH = {
	.question = "take",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
	.most = TOTAL,
};
