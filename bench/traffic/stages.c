/* SPDX-License-Identifier: MIT */
/* Stages of the library, and nothing of a line but its last column. */
#include "../bench.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/consume.h>
#include <generator/lines.h>

static const void *last_column(const void *line, void *unused)
{
	(void)unused;
	return strrchr(((const struct line *)line)->text, ' ') + 1;
}

static bool is_number(const void *column, void *unused)
{
	(void)unused;
	return *(const char *)column != '-';
}

static double number(const void *column, void *unused)
{
	(void)unused;
	return (double)strtoull(column, NULL, 10);
}

static uint64_t stages(long n)
{
	GEN_AUTO struct iter *p = iter_lines(bench_input(n));
	double sum;

	p = iter_map(p, last_column, NULL);
	p = iter_filter(p, is_number, NULL);
	sum = iter_sum(p, number, NULL);
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	return (uint64_t)sum;
}

BENCH = {
	.question = "traffic",
	.name = "stages",
	.role = "stackless",
	.label = "stages",
	.run = stages,
};
