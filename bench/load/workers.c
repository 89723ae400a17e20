/* SPDX-License-Identifier: MIT */
/* Two threads load ahead, and their batches are put in order. */
#include "../load.h"

static struct dataset room;
static struct loader *loader;

static void prepare(long n)
{
	load_prepare(n);
	loader = loader_new(load_set(&room, LOADED),
			    &(struct loader_options){ .batch = (size_t)n,
						      .workers = 2,
						      .prefetch = 16 });
}

static uint64_t run(long n)
{
	(void)n;
	return load_epoch(loader);
}

static void clean(void)
{
	loader_free(loader);
	load_clean();
}

BENCH = {
	.question = "load",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.prepare = prepare,
	.run = run,
	.clean = clean,
};
