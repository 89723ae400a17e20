/* SPDX-License-Identifier: MIT */
/* A generator of comparisons, which any() leaves at the first true. */
#include "../numbers.h"

struct comparisons {
	struct gen gen;
	uint64_t wanted;
	long i;
	bool equal;
};

static const void *comparisons(struct gen *self, void *frame)
{
	struct comparisons *my = frame;

	GEN_BODY (self) {
		for (my->i = 0; my->i < TOTAL; my->i++) {
			my->equal = bench_square(my->i) == my->wanted;
			GEN_YIELD(self, &my->equal);
		}
	}
	return GEN_DONE(self, NULL);
}

static uint64_t stackless(long n)
{
	struct comparisons g = { GEN_FRAME(comparisons),
				 .wanted = bench_square(n - 1) };
	uint64_t looked = 0;

	gen_each (const bool *, equal, &g.gen) {
		looked++;
		if (*equal)
			return looked;
	}
	return 0;
}

BENCH = {
	.question = "any",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
};
