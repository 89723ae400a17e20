/* SPDX-License-Identifier: MIT */
/* More threads than there is work for. */
#include "../work.h"

static uint64_t workers(long n)
{
	return work_load(n, 2, work);
}

BENCH = {
	.question = "overlap",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.run = workers,
};
