/* SPDX-License-Identifier: MIT */
/* An iterator that is no generator: the same struct, but next() is written by
 * hand, as an object with __next__ is. */
#include "../numbers.h"

static uint64_t iterator(long n)
{
	struct iter_squares squares = iter_squares(0, n);
	struct iter *it = iter_seen(&squares.iter);
	uint64_t sum = 0;

	gen_each (const uint64_t *, square, it)
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "iterator",
	.role = "floor",
	.label = "iterator, by hand",
	.run = iterator,
};
