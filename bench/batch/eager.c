/* SPDX-License-Identifier: MIT */
/* The list of all squares, whatever n: there is nothing to hand over. */
#include "../numbers.h"

static uint64_t eager(long n)
{
	uint64_t *list = list_squares(BATCHED), sum = list_sum(list, BATCHED);

	(void)n;
	free(list);
	return sum;
}

BENCH = {
	.question = "batch",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
};
