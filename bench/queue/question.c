/* SPDX-License-Identifier: MIT */
/*
 * queue - 1024 numbers, each of which another thread hands over, n ahead.
 *
 * What is between a loader's threads, against what textbooks have for it.
 */
#include "../numbers.h"

#include "queue.h"

static const long sizes[] = { 4, 16, 64, 0 };
/* What it needs are pairs, and those come from duels. */
static const long quick[] = { 0 };

static uint64_t sum(long n)
{
	(void)n;
	return squares_sum(QUEUED);
}

static uint64_t items(long n)
{
	(void)n;
	return QUEUED;
}

QUESTION = {
	.name = "queue",
	.asks = "1024 numbers handed from thread to thread, n ahead at most",
	.unit = "number",
	.of = "numbers ahead",
	.sizes = sizes,
	.quick = quick,
	.baseline = "condvar",
	.duel = 4,
	.clock = true,
	.expect = sum,
	.items = items,
};
