/* SPDX-License-Identifier: MIT */
/*
 * stages - the numbers of an array pass through five stages.
 *
 * What do the library's stages cost beside iterators by hand, which do the
 * same, but check nothing?  depth asks what one more stage costs.
 */
#include "../numbers.h"

static const long sizes[] = { STAGED, 0 };

/* Each square, and its number. */
static uint64_t sum(long n)
{
	return squares_sum(n) + (uint64_t)n * (uint64_t)(n - 1) / 2;
}

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "stages",
	.asks = "n numbers of an array through five stages",
	.unit = "number",
	.of = "numbers",
	.sizes = sizes,
	.baseline = "pointer",
	.duel = STAGED,
	.expect = sum,
	.items = items,
};
