/* SPDX-License-Identifier: MIT */
/* A stage of the library gathers single squares: the source is resumed for each
 * of them, the user for each batch. */
#include "../numbers.h"

#include <generator/pipeline.h>

static uint64_t stage(long n)
{
	struct stackless_squares g = { GEN_FRAME(stackless_squares),
				       .end = BATCHED };
	GEN_AUTO struct iter *batches =
		iter_batch(gen_iter(&g.gen), (size_t)n, sizeof(uint64_t));
	uint64_t sum = 0;

	gen_each (const struct batch *, batch, batches)
		sum += list_sum(batch->items, (long)batch->count);
	return sum;
}

BENCH = {
	.question = "batch",
	.name = "stage",
	.role = "stackless",
	.label = "lazy, iter_batch()",
	.run = stage,
};
