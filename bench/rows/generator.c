/* SPDX-License-Identifier: MIT */
/* The tutorial's file_reader_using_generator: for row in open(path): yield. */
#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/lines.h>

struct file_reader {
	const char *path;
};

static const void *file_reader(struct gen *self, void *args)
{
	const struct file_reader *my = args;
	GEN_AUTO struct iter *rows = iter_lines(my->path);

	gen_each (const struct line *, row, rows)
		if (!gen_yield(self, row))
			return NULL;
	return gen_raise(self, iter_error(rows));
}

static uint64_t generator(long n)
{
	const char *path = bench_input(n);
	GEN_AUTO struct gen *rows = gen_call(file_reader, .path = path);
	uint64_t count = 0;

	gen_each (const struct line *, row, rows) {
		(void)row;
		count++;
	}
	if (gen_error(rows))
		errx(1, "%s: error %d", path, gen_error(rows));
	return count;
}

BENCH = {
	.question = "rows",
	.name = "generator",
	.role = "stackful",
	.label = "lazy, generator",
	.run = generator,
};
