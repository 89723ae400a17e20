/* SPDX-License-Identifier: MIT */
/* The lines of a file in batches: the iterator is asked once for many. */
#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/lines.h>

static uint64_t batches(long n)
{
	GEN_AUTO struct iter *all = iter_line_batches(bench_input(n), 256);
	uint64_t count = 0;

	gen_each (const struct batch *, rows, all)
		count += rows->count;
	if (iter_error(all))
		errx(1, "%s", (const char *)iter_detail(all));
	return count;
}

BENCH = {
	.question = "rows",
	.name = "batches",
	.role = "stackless",
	.label = "lazy, in batches",
	.run = batches,
};
