/* SPDX-License-Identifier: MIT */
/* Generators with stacks, one for each of Beazley's generator expressions. */
#include "../bench.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/lines.h>

struct columns {
	struct iter *lines;
};

/* (line.rsplit(None, 1)[1] for line in wwwlog) */
static const void *columns(struct gen *self, void *args)
{
	const struct columns *my = args;

	gen_each (const struct line *, line, my->lines)
		if (!gen_yield(self, strrchr(line->text, ' ') + 1))
			return NULL;
	return gen_raise(self, iter_error(my->lines));
}

struct numbers {
	struct iter *columns;
};

/* (int(x) for x in bytecolumn if x != '-') */
static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	gen_each (const char *, column, my->columns) {
		uint64_t number = strtoull(column, NULL, 10);

		if (*column != '-' && !gen_yield(self, &number))
			return NULL;
	}
	return gen_raise(self, iter_error(my->columns));
}

static uint64_t generators(long n)
{
	GEN_AUTO struct iter *lines = iter_lines(bench_input(n));
	GEN_AUTO struct gen *column = gen_call(columns, .lines = lines);
	GEN_AUTO struct gen *bytes =
		gen_call(numbers, .columns = gen_iter(column));
	uint64_t sum = 0;

	gen_each (const uint64_t *, number, bytes)
		sum += *number;
	if (gen_error(bytes))
		errx(1, "%s: error %d", bench_input(n), gen_error(bytes));
	return sum;
}

BENCH = {
	.question = "traffic",
	.name = "generators",
	.role = "stackful",
	.label = "generators",
	.run = generators,
};
