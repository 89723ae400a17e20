/* SPDX-License-Identifier: MIT */
/* Through n, each with a stack. */
#include "nested.h"

static struct gen *g;

static void prepare(long n)
{
	g = nested_new(n);
}

static uint64_t sum(long n)
{
	(void)n;
	return nested_sum(g);
}

static void clean(void)
{
	gen_free(g);
}

BENCH = {
	.question = "nest",
	.name = "stackful",
	.role = "stackful",
	.label = "stackful",
	.prepare = prepare,
	.run = sum,
	.clean = clean,
};
