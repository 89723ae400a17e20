/* SPDX-License-Identifier: MIT */
/* A stackless generator whose body is compiled elsewhere. */
#include "apart.h"

static uint64_t stackless(long n)
{
	struct stackless_squares g = { GEN_FRAME(apart_squares), .end = n };
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, &g.gen)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "stackless-apart",
	.role = "stackless",
	.label = "stackless, apart",
	.run = stackless,
};
