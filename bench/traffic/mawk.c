/* SPDX-License-Identifier: MIT */
/* A pattern and two actions, in mawk. */
#include "awk.h"

static uint64_t mawk(long n)
{
	return awk_ask("mawk", n);
}

BENCH = {
	.question = "traffic",
	.name = "mawk",
	.role = "floor",
	.label = "mawk, its start too",
	.run = mawk,
	.least = 1L << 20,
	.needs = "mawk",
};
