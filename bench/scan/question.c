/* SPDX-License-Identifier: MIT */
/*
 * scan - how many lines has a log of n bytes, on the clock?
 *
 * As rows, but who has a second thread takes less time, if not less of CPUs.
 */
#include "../bench.h"

#include <err.h>
#include <stdio.h>

static const long sizes[] = { 1L << 20, 1L << 24, 1L << 26, 0 };
/* What it needs are pairs, and those come from duels. */
static const long quick[] = { 0 };

/* The logs end with a newline, so lines are newlines. */
static uint64_t newlines(long n)
{
	FILE *log = fopen(bench_input(n), "r");
	uint64_t count = 0;

	if (!log)
		err(1, "%s", bench_input(n));
	for (int c; (c = getc_unlocked(log)) != EOF;)
		count += c == '\n';
	fclose(log);
	return count;
}

QUESTION = {
	.name = "scan",
	.asks = "the number of lines in a log of n bytes, on the clock",
	.unit = "line",
	.of = "bytes",
	.sizes = sizes,
	.quick = quick,
	.baseline = "blocks",
	.duel = 1L << 24,
	.clock = true,
	.expect = newlines,
};
