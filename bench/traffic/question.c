/* SPDX-License-Identifier: MIT */
/*
 * traffic - how many bytes were transferred, says an access log of n bytes?
 *
 * Beazley's genlog.py: the last column of each line, or nothing where it is "-",
 * added up.  Lesson 17 is about such programs.
 */
#include "../bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>

static const long sizes[] = { 1L << 17, 1L << 20, 1L << 22, 0 };
/* So few lines are no question for a process that has to start: .least. */
static const long quick[] = { 1L << 17, 0 };

static uint64_t sum(long n, uint64_t *lines)
{
	FILE *log = fopen(bench_input(n), "r");
	char line[512];
	uint64_t sum = 0;

	if (!log)
		err(1, "%s", bench_input(n));
	for (*lines = 0; fgets(line, sizeof line, log); ++*lines) {
		uint64_t bytes = 0;

		sscanf(line, "%*[^\"]\"%*[^\"]\" %*d %" SCNu64, &bytes);
		sum += bytes;
	}
	fclose(log);
	return sum;
}

static uint64_t expect(long n)
{
	uint64_t lines;

	return sum(n, &lines);
}

static uint64_t lines(long n)
{
	uint64_t lines;

	sum(n, &lines);
	return lines;
}

QUESTION = {
	.name = "traffic",
	.asks = "the bytes transferred, by a log of n bytes",
	.unit = "line",
	.of = "bytes",
	.sizes = sizes,
	.quick = quick,
	.baseline = "stages",
	.duel = 1L << 17,
	.expect = expect,
	.items = lines,
};
