/* SPDX-License-Identifier: MIT */
/* A loop compiled elsewhere calls back. */
#include "apart.h"

static void add(uint64_t square, void *ctx)
{
	uint64_t *sum = ctx;

	*sum = bench_seen(*sum + square);
}

static uint64_t callback(long n)
{
	uint64_t sum = 0;

	apart_each(n, add, &sum);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "callback",
	.role = "floor",
	.label = "callback",
	.run = callback,
};
