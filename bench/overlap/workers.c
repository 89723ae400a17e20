/* SPDX-License-Identifier: MIT */
/* More threads than there is work for. */
#include "overlap.h"

static uint64_t workers(long n)
{
	return overlap_load(n, 2);
}

BENCH = {
	.question = "overlap",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.run = workers,
};
