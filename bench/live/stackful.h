/* SPDX-License-Identifier: MIT */
/* stackful.h - many generators of ours, each with a stack of some size. */
#ifndef LIVE_STACKFUL_H
#define LIVE_STACKFUL_H

#include "../numbers.h"

#include <generator/stack.h>

struct same {
	long i;
};

static inline const void *same(struct gen *self, void *args)
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

static inline void prepare_sized(long n, size_t stack)
{
	all = malloc((size_t)n * sizeof *all);
	if (!all)
		errx(1, "no memory for %ld generators", n);
	for (count = 0; count < n; count++) {
		struct same args = { count };

		all[count] = gen_new_sized(same, &args, sizeof args, stack);
		if (gen_state(all[count]) != GEN_CREATED)
			errx(1, "generator %ld of %ld: %s", count + 1, n,
			     (const char *)iter_detail(gen_iter(all[count])));
	}
}

static inline uint64_t resume_all(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + next_number(all[i]));
	return sum;
}

static inline void free_all(void)
{
	while (count)
		gen_free(all[--count]);
	free(all);
}

#endif
