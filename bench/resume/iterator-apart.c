/* SPDX-License-Identifier: MIT */
/* An iterator whose next() is a call: the least that one costs whose author
 * and user do not see each other's code. */
#include "apart.h"

static uint64_t iterator(long n)
{
	struct apart it = { .end = n };
	const uint64_t *square;
	uint64_t sum = 0;

	while ((square = apart_next(&it)))
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "iterator-apart",
	.role = "floor",
	.label = "iterator, apart",
	.run = iterator,
};
