/* SPDX-License-Identifier: MIT */
/* Through one, however many others are made to go through. */
#include "nested.h"

static struct gen *g;

static void prepare(long n)
{
	(void)n;
	g = nested_new(1);
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
	.name = "shallow",
	.role = "stackful",
	.label = "stackful, 1 deep",
	.prepare = prepare,
	.run = sum,
	.clean = clean,
};
