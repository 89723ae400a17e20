/* SPDX-License-Identifier: MIT */
/* Through n, each in a struct. */
#include "../numbers.h"

#include "nest.h"

struct nested {
	struct gen gen;
	struct iter *up; /* NULL: the innermost */
	long i;
	uint64_t square;
};

static struct nested level[MOST_NESTED + 1];
static struct gen *g;

static const void *nested(struct gen *self, void *frame)
{
	struct nested *my = frame;

	GEN_BODY (self) {
		if (my->up)
			GEN_YIELD_FROM(self, my->up);
		else
			for (;; my->i = (my->i + 1) % NESTED) {
				my->square = bench_square(my->i);
				GEN_YIELD(self, &my->square);
			}
	}
	return GEN_DONE(self, NULL);
}

static void prepare(long n)
{
	struct iter *up = NULL;

	for (long i = 0; i <= n; i++) {
		level[i] = (struct nested){ GEN_FRAME(nested), .up = up };
		up = &level[i].gen.iter;
	}
	g = &level[n].gen;
}

static uint64_t stackless(long n)
{
	uint64_t sum = 0;

	(void)n;
	for (int i = 0; i < NESTED; i++)
		sum = bench_seen(sum + next_number(g));
	return sum;
}

static void clean(void)
{
	gen_close(g);
}

BENCH = {
	.question = "nest",
	.name = "stackless",
	.role = "stackless",
	.label = "stackless",
	.prepare = prepare,
	.run = stackless,
	.clean = clean,
};
