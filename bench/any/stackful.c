/* SPDX-License-Identifier: MIT */
/* A generator of comparisons, which any() leaves at the first true. */
#include "../numbers.h"

struct comparisons {
	uint64_t wanted;
};

static const void *comparisons(struct gen *self, void *args)
{
	const struct comparisons *my = args;

	for (long i = 0; i < TOTAL; i++) {
		bool equal = bench_square(i) == my->wanted;

		if (!gen_yield(self, &equal))
			break;
	}
	return NULL;
}

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g =
		gen_call(comparisons, .wanted = bench_square(n - 1));
	uint64_t looked = 0;

	gen_each (const bool *, equal, g) {
		looked++;
		if (*equal)
			return looked;
	}
	return 0;
}

BENCH = {
	.question = "any",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
};
