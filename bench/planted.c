/* SPDX-License-Identifier: MIT */
/* planted.c - a question of its own, whose answer about speed is known: one
 * contender does a tenth of its work twice.  bench-smoke sees that it is never
 * called faster. */
#include "bench.h"

/* One copy of it: where a loop lies in memory can make it twice as slow. */
static __attribute__((noinline)) uint64_t loop(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + bench_square(i));
	return sum;
}

static uint64_t slower(long n)
{
	bench_seen(loop(n / 10));
	return loop(n);
}

static const long sizes[] = { 10000, 0 };

static struct question planted = {
	.name = "planted",
	.asks = "the sum of n squares",
	.unit = "square",
	.of = "squares",
	.sizes = sizes,
	.baseline = "loop",
	.duel = 10000,
	.expect = loop,
	.items = loop,
};

static struct bench benches[] = {
	{ .question = "planted",
	  .name = "loop",
	  .role = "floor",
	  .label = "plain loop",
	  .run = loop },
	{ .question = "planted",
	  .name = "slower",
	  .role = "floor",
	  .label = "a loop and a tenth",
	  .run = slower },
};

__attribute__((constructor)) static void enter(void)
{
	question_enter(&planted);
	bench_enter(&benches[0]);
	bench_enter(&benches[1]);
}
