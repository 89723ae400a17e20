/* SPDX-License-Identifier: MIT */
/* A loader without workers: it loads a batch when it is asked for one. */
#include "../load.h"

static struct dataset room;
static struct loader *loader;

static void prepare(long n)
{
	load_prepare(n);
	loader = loader_new(load_set(&room, LOADED),
			    &(struct loader_options){ .batch = (size_t)n });
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
	.name = "loader",
	.role = "stackless",
	.label = "loader",
	.prepare = prepare,
	.run = run,
	.clean = clean,
};
