/* SPDX-License-Identifier: MIT */
/* The counting is a stage of the library: sum(islice(squares, n)). */
#include "../numbers.h"

#include <generator/pipeline.h>

static uint64_t stage(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares),
				       .end = TOTAL };
	GEN_AUTO struct iter *first = iter_take(gen_iter(&g.gen), (size_t)n);
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, first)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "take",
	.name = "stage",
	.role = "stackless",
	.label = "lazy, iter_take()",
	.run = stage,
	.most = TOTAL,
};
