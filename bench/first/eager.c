/* SPDX-License-Identifier: MIT */
/* The list of all squares, then the search:
 * next(x for x in [i * i for i in range(TOTAL)] if x >= wanted). */
#include "../numbers.h"

static uint64_t eager(long n)
{
	uint64_t wanted = bench_square(n - 1), found = 0;
	uint64_t *list = list_squares(TOTAL);

	for (long i = 0; i < TOTAL; i++) {
		if (list[i] >= wanted) {
			found = list[i];
			break;
		}
	}
	free(list);
	return found;
}

BENCH = {
	.question = "first",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
};
