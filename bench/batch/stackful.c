/* SPDX-License-Identifier: MIT */
/* The body fills its buffer and yields it; the buffer is freed with it. */
#include "../numbers.h"

#include <errno.h>

#include <generator/pipeline.h>

struct batches {
	long n;
};

static const void *batches(struct gen *self, void *args)
{
	const struct batches *my = args;
	uint64_t *room = gen_defer(self, free, list_new(my->n));

	if (!room)
		return gen_raise(self, errno);
	for (long i = 0; i < BATCHED; i += my->n) {
		long count = BATCHED - i < my->n ? BATCHED - i : my->n;
		struct batch batch = { room, (size_t)count };

		list_fill(room, i, count);
		if (!gen_yield(self, &batch))
			break;
	}
	return NULL;
}

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(batches, .n = n);
	uint64_t sum = 0;

	gen_each (const struct batch *, batch, g)
		sum += list_sum(batch->items, (long)batch->count);
	return sum;
}

BENCH = {
	.question = "batch",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.run = stackful,
};
