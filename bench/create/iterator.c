/* SPDX-License-Identifier: MIT */
/* An iterator that is no generator, as a local variable. */
#include "../numbers.h"
#include "create.h"

#include <limits.h>

static uint64_t take(long start)
{
	struct iter_squares squares = iter_squares(start, LONG_MAX);
	struct iter *it = iter_seen(&squares.iter);
	uint64_t sum = 0;

	for (int k = 0; k < TAKEN; k++) {
		const uint64_t *square = iter_next(it);

		sum = bench_seen(sum + *square);
	}
	return sum;
}

static uint64_t iterator(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

BENCH = {
	.question = "create",
	.name = "iterator",
	.role = "floor",
	.label = "iterator, by hand",
	.run = iterator,
};
