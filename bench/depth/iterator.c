/* SPDX-License-Identifier: MIT */
/* Stages that are iterators but no generators, in memory of the caller's. */
#include "../numbers.h"

struct add_one {
	struct iter iter;
	struct iter *up;
	uint64_t more;
};

static const void *add_one_next(struct iter *it)
{
	struct add_one *my = (struct add_one *)it;
	const uint64_t *number = iter_next(my->up);

	if (!number)
		return NULL;
	my->more = *number + 1;
	return &my->more;
}

static const struct iter_ops add_one_ops = { .next = add_one_next };

static uint64_t iterator(long n)
{
	struct iter_squares squares = iter_squares(0, STAGED);
	struct iter *it = iter_seen(&squares.iter);
	struct add_one stages[MOST_STAGES];
	uint64_t sum = 0;

	for (long s = 0; s < n; s++) {
		stages[s] = (struct add_one){ { &add_one_ops }, .up = it };
		it = iter_seen(&stages[s].iter);
	}
	gen_each (const uint64_t *, number, it)
		sum = bench_seen(sum + *number);
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "iterator",
	.role = "floor",
	.label = "iterators, by hand",
	.run = iterator,
	.most = MOST_STAGES,
};
