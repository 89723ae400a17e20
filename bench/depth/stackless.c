/* SPDX-License-Identifier: MIT */
/* A generator for each stage, which asks the one below it. */
#include "../numbers.h"

struct add_one {
	struct gen gen;
	struct gen *up;
	uint64_t more;
};

static const void *add_one(struct gen *self, void *frame)
{
	struct add_one *my = frame;

	GEN_BODY (self) {
		gen_each (const uint64_t *, number, my->up) {
			my->more = *number + 1;
			GEN_YIELD(self, &my->more);
		}
	}
	return GEN_DONE(self, NULL);
}

static uint64_t stackless(long n)
{
	struct stackless_squares squares = { GEN_FRAME(stackless_squares),
					     .end = STAGED };
	struct add_one stages[MOST_STAGES];
	struct gen *g = &squares.gen;
	uint64_t sum = 0;

	for (long s = 0; s < n; s++) {
		stages[s] = (struct add_one){ GEN_FRAME(add_one), .up = g };
		g = &stages[s].gen;
	}
	gen_each (const uint64_t *, number, g)
		sum = bench_seen(sum + *number);
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
	.most = MOST_STAGES,
};
