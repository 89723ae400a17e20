/* SPDX-License-Identifier: MIT */
/* nested.h - generators with a stack that yield from each other. */
#ifndef NESTED_H
#define NESTED_H

#include "../numbers.h"

#include "nest.h"

struct nested {
	struct iter *up; /* NULL: the innermost */
};

static inline const void *nested(struct gen *self, void *args)
{
	const struct nested *my = args;

	if (my->up)
		return gen_yield_from(self, my->up) ? gen_sent(self) : NULL;
	for (long i = 0;; i = (i + 1) % NESTED) {
		uint64_t square = bench_square(i);

		if (!gen_yield(self, &square))
			return NULL;
	}
}

/* nested_new - n generators above one that yields squares for ever. */
static inline struct gen *nested_new(long n)
{
	struct gen *g = gen_call(nested, .up = NULL);

	for (long i = 0; i < n; i++)
		g = gen_adopt(gen_call(nested, .up = gen_iter(g)), gen_iter(g));
	return g;
}

static inline uint64_t nested_sum(struct gen *g)
{
	uint64_t sum = 0;

	for (int i = 0; i < NESTED; i++)
		sum = bench_seen(sum + next_number(g));
	return sum;
}

#endif
