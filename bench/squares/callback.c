/* SPDX-License-Identifier: MIT */
/* The loop calls back: its user waits inside out, as with qsort or nftw. */
#include "../bench.h"

typedef void visit_fn(uint64_t square, void *ctx);

/* The loop is a library's, so it must not be compiled into its user. */
static __attribute__((noinline)) void each(long n, visit_fn *visit, void *ctx)
{
	for (long i = 0; i < n; i++)
		visit(bench_square(i), ctx);
}

static void add(uint64_t square, void *ctx)
{
	uint64_t *sum = ctx;

	*sum = bench_seen(*sum + square);
}

static uint64_t callback(long n)
{
	visit_fn *volatile visit = add;
	uint64_t sum = 0;

	each(n, visit, &sum);
	return sum;
}

BENCH = {
	.question = "squares",
	.name = "callback",
	.role = "floor",
	.label = "callback per item",
	.run = callback,
};
