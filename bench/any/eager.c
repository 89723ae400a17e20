/* SPDX-License-Identifier: MIT */
/* All comparisons, then any() of their list. */
#include "../numbers.h"

static bool *comparisons(uint64_t wanted)
{
	bool *list = malloc(TOTAL * sizeof *list);

	if (!list)
		errx(1, "no memory for a list of %d comparisons", TOTAL);
	for (long i = 0; i < TOTAL; i++)
		list[i] = bench_square(i) == wanted;
	return list;
}

static uint64_t eager(long n)
{
	bool *equal = comparisons(bench_square(n - 1));
	uint64_t looked = 0;

	while (looked < TOTAL && !equal[looked])
		looked++;
	free(equal);
	return looked < TOTAL ? looked + 1 : 0;
}

BENCH = {
	.question = "any",
	.name = "eager",
	.role = "eager",
	.label = "eager list",
	.run = eager,
};
