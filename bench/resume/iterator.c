/* SPDX-License-Identifier: MIT */
/* An iterator whose next() the compiler sees, and calls by its name. */
#include "../numbers.h"

static uint64_t iterator(long n)
{
	struct iter_squares squares = iter_squares(0, n);
	const uint64_t *square;
	uint64_t sum = 0;

	while ((square = iter_squares_next(&squares.iter)))
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "iterator",
	.role = "floor",
	.label = "iterator, visible",
	.run = iterator,
};
