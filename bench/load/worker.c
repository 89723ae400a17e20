/* SPDX-License-Identifier: MIT */
/* One thread loads ahead, and hands over. */
#include "../load.h"

static struct dataset room;
static struct loader *loader;

static void prepare(long n)
{
	load_prepare(n);
	loader = loader_new(load_set(&room, LOADED),
			    &(struct loader_options){ .batch = (size_t)n,
						      .workers = 1,
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
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.prepare = prepare,
	.run = run,
	.clean = clean,
};
