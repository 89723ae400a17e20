/* SPDX-License-Identifier: MIT */
/* The lines of a file by a loader, which copies a batch of them at once. */
#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/loader.h>

static uint64_t loader(long n)
{
	struct dataset *set = dataset_lines(bench_input(n));
	struct loader *l =
		loader_new(set, &(struct loader_options){ .batch = 256 });
	uint64_t count = 0;

	gen_each (const struct loaded *, b, loader_iter(l))
		count += b->batch.count;
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	loader_free(l);
	dataset_free(set);
	return count;
}

BENCH = {
	.question = "rows",
	.name = "loader",
	.role = "stackless",
	.label = "loader of lines",
	.run = loader,
};
