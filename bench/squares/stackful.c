/* SPDX-License-Identifier: MIT */
/* A generator with a stack of its own: any function can be its body. */
#include "../bench.h"

#include <generator.h>

struct squares {
	long n;
};

static const void *squares(struct gen *self, void *args)
{
	const struct squares *my = args;

	for (long i = 0; i < my->n; i++) {
		uint64_t square = bench_square(i);

		if (!gen_yield(self, &square))
			break;
	}
	return NULL;
}

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(squares, .n = n);
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, g)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
};
