/* SPDX-License-Identifier: MIT */
/* The loop stops asking, and GEN_AUTO closes the generator in mid-yield. */
#include "../numbers.h"

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(stackful_squares, .end = TOTAL);
	uint64_t wanted = bench_square(n - 1);

	gen_each (const uint64_t *, square, g)
		if (*square >= wanted)
			return *square;
	return 0;
}

BENCH = {
	.question = "first",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
};
