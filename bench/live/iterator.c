/* SPDX-License-Identifier: MIT */
/* An array of iterators that are no generators, half a cache line each. */
#include "../numbers.h"

struct same {
	struct iter iter;
	long i;
	uint64_t square;
};

static const void *same_next(struct iter *it)
{
	struct same *my = (struct same *)it;

	my->square = bench_square(my->i);
	return &my->square;
}

static const struct iter_ops same_ops = { .next = same_next };

static struct same *all;

static void prepare(long n)
{
	all = malloc((size_t)n * sizeof *all);
	if (!all)
		errx(1, "no memory for %ld iterators", n);
	for (long i = 0; i < n; i++)
		all[i] = (struct same){ { &same_ops }, .i = i };
}

static uint64_t iterator(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++) {
		const uint64_t *square = iter_next(&all[i].iter);

		sum = bench_seen(sum + *square);
	}
	return sum;
}

static void clean(void)
{
	free(all);
}

BENCH = {
	.question = "live",
	.name = "iterator",
	.role = "floor",
	.label = "iterator, by hand",
	.prepare = prepare,
	.run = iterator,
	.clean = clean,
};
