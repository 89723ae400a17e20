/* SPDX-License-Identifier: MIT */
/* The body fills a buffer of its caller's, and yields that. */
#include "../numbers.h"

#include <generator/pipeline.h>

struct batches {
	struct gen gen;
	long n, i;
	uint64_t *room;
	struct batch batch;
};

static const void *batches(struct gen *self, void *frame)
{
	struct batches *my = frame;
	long count;

	GEN_BODY (self) {
		for (my->i = 0; my->i < BATCHED; my->i += my->n) {
			count = BATCHED - my->i;
			if (count > my->n)
				count = my->n;
			list_fill(my->room, my->i, count);
			my->batch = (struct batch){ my->room, (size_t)count };
			GEN_YIELD(self, &my->batch);
		}
	}
	return GEN_DONE(self, NULL);
}

static uint64_t stackless(long n)
{
	struct batches g = { GEN_FRAME(batches), .n = n, .room = list_new(n) };
	uint64_t sum = 0;

	gen_each (const struct batch *, batch, &g.gen)
		sum += list_sum(batch->items, (long)batch->count);
	free(g.room);
	return sum;
}

BENCH = {
	.question = "batch",
	.name = "stackless",
	.role = "stackless",
	.label = "lazy, stackless",
	.run = stackless,
};
