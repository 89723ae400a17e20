/* SPDX-License-Identifier: MIT */
/* rows - how many rows has an access log of about n bytes? */
#include "../bench.h"

#include <err.h>
#include <stdio.h>

static const long sizes[] = { 1L << 20, 1L << 22, 1L << 24, 1L << 26, 0 };
/* What more takes, whole programs tell. */
static const long quick[] = { 1L << 20, 1L << 22, 0 };

/* The logs end with a newline, so rows are newlines. */
static uint64_t newlines(long n)
{
	FILE *log = fopen(bench_input(n), "r");
	uint64_t rows = 0;

	if (!log)
		err(1, "%s", bench_input(n));
	for (int c; (c = getc_unlocked(log)) != EOF;)
		rows += c == '\n';
	fclose(log);
	return rows;
}

QUESTION = {
	.name = "rows",
	.asks = "the number of rows in a log of n bytes",
	.unit = "row",
	.of = "bytes",
	.sizes = sizes,
	.quick = quick,
	.baseline = "eager",
	.duel = 1L << 20,
	.expect = newlines,
};
