/* SPDX-License-Identifier: MIT */
/* The list of all squares, of which the first n are used. */
#include "../numbers.h"

static uint64_t eager(long n)
{
	uint64_t *list = list_squares(TOTAL), sum = list_sum(list, n);

	free(list);
	return sum;
}

BENCH = {
	.question = "take",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
	.most = TOTAL,
};
