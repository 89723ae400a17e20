/* SPDX-License-Identifier: MIT */
/* Without workers, loading and using take turns. */
#include "../work.h"

static uint64_t turns(long n)
{
	return work_load(n, 0, work);
}

BENCH = {
	.question = "overlap",
	.name = "turns",
	.role = "stackless",
	.label = "no workers",
	.run = turns,
};
