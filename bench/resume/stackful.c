/* SPDX-License-Identifier: MIT */
/* A generator with a stack; its body cannot be inlined, seen or not. */
#include "../numbers.h"

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(stackful_squares, .end = n);
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, g)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "stackful",
	.role = "stackful",
	.label = "stackful",
	.run = stackful,
};
