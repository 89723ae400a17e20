/* SPDX-License-Identifier: MIT */
/* A generator for each stage, which owns and asks the one below it: n + 1
 * stacks. */
#include "../numbers.h"

struct add_one {
	struct gen *up;
};

static const void *add_one(struct gen *self, void *args)
{
	const struct add_one *my = args;

	gen_each (const uint64_t *, number, my->up) {
		uint64_t more = *number + 1;

		if (!gen_yield(self, &more))
			break;
	}
	return NULL;
}

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(stackful_squares, .end = STAGED);
	uint64_t sum = 0;

	for (long s = 0; s < n; s++)
		g = gen_adopt(gen_call(add_one, .up = g), gen_iter(g));
	gen_each (const uint64_t *, number, g)
		sum = bench_seen(sum + *number);
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
	.most = MOST_STAGES,
};
