/* SPDX-License-Identifier: MIT */
/* A dataset that is asked for a whole batch at once. */
#include "../load.h"

static struct dataset set;
static struct loader *loader;

static int get_many(struct dataset *of, const uint64_t *index, size_t count,
		    void *samples, struct loading *in)
{
	uint64_t *to = samples;

	(void)of;
	(void)in;
	for (size_t i = 0; i < count; i++)
		to[i] = load_numbers[index[i]];
	return 0;
}

static void prepare(long n)
{
	static const struct dataset_ops ops = { .get = load_get,
						.get_many = get_many };

	load_prepare(n);
	load_set(&set, LOADED)->ops = &ops;
	loader = loader_new(&set,
			    &(struct loader_options){ .batch = (size_t)n });
}

static uint64_t many(long n)
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
	.name = "many",
	.role = "stackless",
	.label = "loader, get_many",
	.prepare = prepare,
	.run = many,
	.clean = clean,
};
