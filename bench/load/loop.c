/* SPDX-License-Identifier: MIT */
/* By hand: a buffer, and a loop that gets each number. */
#include "../load.h"

static uint64_t loop(long n)
{
	struct dataset room, *set = load_set(&room, LOADED);
	uint64_t *batch = malloc((size_t)n * sizeof *batch), sum = 0;
	long count;

	if (!batch)
		errx(1, "no memory for a batch");
	for (long i = 0; i < LOADED; i += count) {
		count = LOADED - i < n ? LOADED - i : n;
		for (long k = 0; k < count; k++)
			if (set->ops->get(set, (uint64_t)(i + k), &batch[k],
					  NULL))
				errx(1, "no number %ld", i + k);
		sum += load_sum(batch, (size_t)count);
	}
	free(batch);
	return sum;
}

BENCH = {
	.question = "load",
	.name = "loop",
	.role = "floor",
	.label = "loop by hand",
	.prepare = load_prepare,
	.run = loop,
	.clean = load_clean,
};
