/* SPDX-License-Identifier: MIT */
/* By hand again: nothing is asked, the numbers of a batch are copied. */
#include "../load.h"

static uint64_t with_memcpy(long n)
{
	uint64_t *batch = malloc((size_t)n * sizeof *batch), sum = 0;
	long count;

	if (!batch)
		errx(1, "no memory for a batch");
	for (long i = 0; i < LOADED; i += count) {
		count = LOADED - i < n ? LOADED - i : n;
		memcpy(batch, load_numbers + i, (size_t)count * sizeof *batch);
		sum += load_sum(batch, (size_t)count);
	}
	free(batch);
	return sum;
}

BENCH = {
	.question = "load",
	.name = "memcpy",
	.role = "floor",
	.label = "memcpy() by hand",
	.prepare = load_prepare,
	.run = with_memcpy,
	.clean = load_clean,
};
