/* SPDX-License-Identifier: MIT */
/* The search is a stage of the library, which is asked once:
 * next(filter(is_enough, squares)). */
#include "../numbers.h"

#include <generator/pipeline.h>

static bool is_enough(const void *item, void *ctx)
{
	const uint64_t *square = item, *wanted = ctx;

	return *square >= *wanted;
}

static uint64_t stage(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares),
				       .end = TOTAL };
	uint64_t wanted = bench_square(n - 1);
	GEN_AUTO struct iter *enough =
		iter_filter(gen_iter(&g.gen), is_enough, &wanted);
	const uint64_t *square = iter_next(enough);

	return square ? *square : 0;
}

BENCH = {
	.question = "first",
	.name = "stage",
	.role = "stackless",
	.label = "lazy, iter_filter()",
	.run = stage,
};
