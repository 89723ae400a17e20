/* SPDX-License-Identifier: MIT */
/*
 * create - n times: make a generator of squares, take 3 of them, free it.
 *
 * What is measured is the beginning and the end of a generator's life.  Each
 * one starts at another square, so that none can be made before the loop.
 */
#include "../numbers.h"

static const long sizes[] = { 100, 0 };

/* The first, second and third square of each. */
static uint64_t sum(long n)
{
	return squares_sum(n) + squares_sum(n + 1) + squares_sum(n + 2) - 1;
}

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "create",
	.asks = "n times: make a generator, take 3 squares, free it",
	.unit = "generator",
	.of = "generators",
	.sizes = sizes,
	.baseline = "eager",
	.duel = 100,
	.expect = sum,
	.items = items,
};
