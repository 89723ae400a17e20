/* SPDX-License-Identifier: MIT */
/* A pattern and two actions, in gawk. */
#include "awk.h"

static uint64_t gawk(long n)
{
	return awk_ask("gawk", n);
}

BENCH = {
	.question = "traffic",
	.name = "gawk",
	.role = "floor",
	.label = "gawk, its start too",
	.run = gawk,
	.least = 1L << 20,
	.needs = "gawk",
};
