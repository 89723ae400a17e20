/* SPDX-License-Identifier: MIT */
/* All lines, by one loader. */
#include "scan.h"

static uint64_t lines(long n)
{
	return scan_part(bench_input(n), 0, 1);
}

BENCH = {
	.question = "scan",
	.name = "lines",
	.role = "stackless",
	.label = "loader of lines",
	.run = lines,
};
