/* SPDX-License-Identifier: MIT */
/*
 * any - is any of TOTAL squares equal to the n-th?
 *
 * Python's any(x == y for x in squares), which stops at the first true,
 * against any([x == y for x in squares]).  The answer is the number of
 * comparisons until then, 0 if none was true: a plain "yes" could be guessed.
 */
#include "../numbers.h"

static const long sizes[] = { 1, 10, 100, 1000, 10000, 100000, 0 };

static uint64_t itself(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "any",
	.asks = "whether one of 100 000 squares is the n-th",
	.unit = "comparison",
	.of = "comparisons",
	.sizes = sizes,
	.baseline = "eager",
	.duel = 100,
	.expect = itself,
	.items = itself,
};
