/* SPDX-License-Identifier: MIT */
/* The lines of a file as an iterator: it holds one buffer. */
#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/lines.h>

static uint64_t lines(long n)
{
	GEN_AUTO struct iter *rows = iter_lines(bench_input(n));
	uint64_t count = 0;

	gen_each (const struct line *, row, rows) {
		(void)row;
		count++;
	}
	if (iter_error(rows))
		errx(1, "%s", (const char *)iter_detail(rows));
	return count;
}

BENCH = {
	.question = "rows",
	.name = "lines",
	.role = "stackless",
	.label = "lazy, iter_lines()",
	.run = lines,
};
