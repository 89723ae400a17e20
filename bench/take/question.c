/* SPDX-License-Identifier: MIT */
/*
 * take - what is the sum of the first n of TOTAL squares?
 *
 * Python's sum(islice(squares, n)) against sum(list_of_squares[:n]).
 */
#include "../numbers.h"

static const long sizes[] = { 1, 10, 100, 1000, 10000, 100000, 0 };

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "take",
	.asks = "the sum of the first n of 100 000 squares",
	.unit = "square",
	.of = "squares taken",
	.sizes = sizes,
	.baseline = "eager",
	.duel = 100,
	.expect = squares_sum,
	.items = items,
};
