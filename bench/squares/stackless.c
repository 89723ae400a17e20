/* SPDX-License-Identifier: MIT */
/* A generator in a struct: sum(i * i for i in range(n)). */
#include "../bench.h"

#include <generator/stackless.h>

struct squares {
	struct gen gen;
	long n, i;
	uint64_t square;
};

static const void *squares(struct gen *self, void *frame)
{
	struct squares *my = frame;

	GEN_BODY (self) {
		for (my->i = 0; my->i < my->n; my->i++) {
			my->square = bench_square(my->i);
			GEN_YIELD(self, &my->square);
		}
	}
	return GEN_DONE(self, NULL);
}

static uint64_t stackless(long n)
{
	struct squares g = { GEN_FRAME(squares), .n = n };
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, &g.gen)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
};
