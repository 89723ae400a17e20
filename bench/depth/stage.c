/* SPDX-License-Identifier: MIT */
/* Stages of the library: (x + 1 for x in (x + 1 for x in squares)). */
#include "../numbers.h"

#include <generator/pipeline.h>

static const void *add_one(const void *item, void *ctx)
{
	const uint64_t *number = item;
	uint64_t *more = ctx;

	*more = *number + 1;
	return more;
}

static uint64_t stage(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares),
				       .end = STAGED };
	uint64_t more[MOST_STAGES], sum = 0;
	GEN_AUTO struct iter *it = gen_iter(&g.gen);

	for (long s = 0; s < n; s++)
		it = iter_map(it, add_one, &more[s]);
	gen_each (const uint64_t *, number, it)
		sum = bench_seen(sum + *number);
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "stage",
	.role = "stackless",
	.label = "lazy, iter_map()",
	.run = stage,
	.most = MOST_STAGES,
};
