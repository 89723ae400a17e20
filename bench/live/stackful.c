/* SPDX-License-Identifier: MIT */
/* A stack for each, one page of which is in use.  With their guard pages, Linux
 * before 6.13 allows about 32 000 of them (vm.max_map_count). */
#include "../numbers.h"

struct same {
	long i;
};

static const void *same(struct gen *self, void *args)
{
	const struct same *my = args;
	uint64_t square;

	do
		square = bench_square(my->i);
	while (gen_yield(self, &square));
	return NULL;
}

static struct gen **all;
static long count;

static void prepare(long n)
{
	all = malloc((size_t)n * sizeof *all);
	if (!all)
		errx(1, "no memory for %ld generators", n);
	for (count = 0; count < n; count++) {
		all[count] = gen_call(same, .i = count);
		if (!all[count])
			errx(1, "generator %ld of %ld: %s", count + 1, n,
			     (const char *)iter_detail(NULL));
	}
}

static uint64_t stackful(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + next_number(all[i]));
	return sum;
}

static void clean(void)
{
	while (count)
		gen_free(all[--count]);
	free(all);
}

BENCH = {
	.question = "live",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.prepare = prepare,
	.run = stackful,
	.clean = clean,
	.most = 30000,
};
