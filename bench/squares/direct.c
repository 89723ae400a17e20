/* SPDX-License-Identifier: MIT */
/* The stackless generator once more, its body called by its name: without
 * gen_next(), the compiler may put it into its user. */
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

static uint64_t direct(long n)
{
	struct squares g = { GEN_FRAME(squares), .n = n };
	const uint64_t *square;
	uint64_t sum = 0;

	while ((square = squares(&g.gen, &g)))
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "direct",
	.role = "stackless",
	.label = "lazy, no gen_next()",
	.run = direct,
};
