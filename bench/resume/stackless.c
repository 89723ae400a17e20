/* SPDX-License-Identifier: MIT */
/* A stackless generator whose body the compiler sees. */
#include "../numbers.h"

static uint64_t stackless(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares), .end = n };
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, &g.gen)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "stackless",
	.role = "stackless",
	.label = "stackless, visible",
	.run = stackless,
};
