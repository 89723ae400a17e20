/* SPDX-License-Identifier: MIT */
/* A stackless body that the compiler sees, called by its name: it may put it
 * into its user, as it may with the iterator. */
#include "../numbers.h"

static uint64_t direct(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares), .end = n };
	const uint64_t *square;
	uint64_t sum = 0;

	while ((square = stackless_squares(&g.gen, &g)))
		sum = bench_seen(sum + *square);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "direct",
	.role = "stackless",
	.label = "stackless, by name",
	.run = direct,
};
