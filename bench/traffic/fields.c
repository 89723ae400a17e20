/* SPDX-License-Identifier: MIT */
/* As lesson 17 has it: each line is split into all its fields. */
#include "../bench.h"

#include <err.h>
#include <stdlib.h>

#include <generator.h>
#include <generator/consume.h>
#include <generator/text.h>

enum { BYTES = 9 };

static bool is_request(const void *fields, void *unused)
{
	(void)unused;
	return ((const struct fields *)fields)->count > BYTES;
}

/* Of "-" it is 0. */
static double number(const void *fields, void *unused)
{
	const struct fields *f = fields;

	(void)unused;
	return (double)strtoull(f->field[BYTES].text, NULL, 10);
}

static uint64_t fields(long n)
{
	GEN_AUTO struct iter *p = iter_lines(bench_input(n));
	double sum;

	p = iter_fields(p, ' ');
	p = iter_filter(p, is_request, NULL);
	sum = iter_sum(p, number, NULL);
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	return (uint64_t)sum;
}

BENCH = {
	.question = "traffic",
	.name = "fields",
	.role = "stackless",
	.label = "stages, all fields",
	.run = fields,
};
