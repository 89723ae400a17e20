/* SPDX-License-Identifier: MIT */
/* One thread loads ahead. */
#include "overlap.h"

static uint64_t worker(long n)
{
	return overlap_load(n, 1);
}

BENCH = {
	.question = "overlap",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.run = worker,
};
