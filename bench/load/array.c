/* SPDX-License-Identifier: MIT */
/* A dataset whose batches lie in it already: nothing is copied. */
#include "../load.h"

static struct dataset *set;
static struct loader *loader;

static void prepare(long n)
{
	load_prepare(n);
	set = dataset_array(load_numbers, LOADED, sizeof *load_numbers);
	loader =
		loader_new(set, &(struct loader_options){ .batch = (size_t)n });
}

static uint64_t array(long n)
{
	(void)n;
	return load_epoch(loader);
}

static void clean(void)
{
	loader_free(loader);
	dataset_free(set);
	load_clean();
}

BENCH = {
	.question = "load",
	.name = "array",
	.role = "stackless",
	.label = "loader, not copied",
	.prepare = prepare,
	.run = array,
	.clean = clean,
};
