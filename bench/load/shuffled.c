/* SPDX-License-Identifier: MIT */
/* In an order that is computed for each number, and stored nowhere. */
#include "../load.h"

static struct dataset room;
static struct loader *loader;

static void prepare(long n)
{
	load_prepare(n);
	loader = loader_new(load_set(&room, LOADED),
			    &(struct loader_options){ .batch = (size_t)n,
						      .shuffle = true,
						      .seed = 1 });
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
	.name = "shuffled",
	.role = "stackless",
	.label = "loader, shuffled",
	.prepare = prepare,
	.run = run,
	.clean = clean,
};
