/* SPDX-License-Identifier: MIT */
/* An array of frames, one or two cache lines each. */
#include "../numbers.h"

struct same {
	struct gen gen;
	long i;
	uint64_t square;
};

static const void *same(struct gen *self, void *frame)
{
	struct same *my = frame;

	GEN_BODY (self) {
		for (;;) {
			my->square = bench_square(my->i);
			GEN_YIELD(self, &my->square);
		}
	}
	return GEN_DONE(self, NULL);
}

static struct same *all;

static void prepare(long n)
{
	all = malloc((size_t)n * sizeof *all);
	if (!all)
		errx(1, "no memory for %ld generators", n);
	for (long i = 0; i < n; i++)
		all[i] = (struct same){ GEN_FRAME(same), .i = i };
}

static uint64_t stackless(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + next_number(&all[i].gen));
	return sum;
}

static void clean(void)
{
	free(all);
}

BENCH = {
	.question = "live",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.prepare = prepare,
	.run = stackless,
	.clean = clean,
};
