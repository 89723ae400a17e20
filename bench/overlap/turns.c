/* SPDX-License-Identifier: MIT */
/* Without workers, loading and using take turns. */
#include "overlap.h"

static uint64_t turns(long n)
{
	return overlap_load(n, 0);
}

BENCH = {
	.question = "overlap",
	.name = "turns",
	.role = "stackless",
	.label = "no workers",
	.run = turns,
};
