/* SPDX-License-Identifier: MIT */
/* liar.c - a contender that is off by one: bench-smoke sees it caught. */
#include "bench.h"

static uint64_t liar(long n)
{
	return bench_square(n);
}

BENCH = {
	.question = "squares",
	.name = "liar",
	.role = "floor",
	.label = "a lie",
	.run = liar,
};
