/* SPDX-License-Identifier: MIT */
/* A list for each stage, made from the one before: [x + 1 for x in list]. */
#include "../numbers.h"

static uint64_t *add_one(uint64_t *list)
{
	uint64_t *more = list_new(STAGED);

	for (long i = 0; i < STAGED; i++)
		more[i] = list[i] + 1;
	free(list);
	return more;
}

static uint64_t eager(long n)
{
	uint64_t *list = list_squares(STAGED), sum;

	for (long stage = 0; stage < n; stage++)
		list = add_one(list);
	sum = list_sum(list, STAGED);
	free(list);
	return sum;
}

BENCH = {
	.question = "depth",
	.name = "eager",
	.role = "eager",
	.label = "eager lists",
	.run = eager,
	.most = MOST_STAGES,
};
