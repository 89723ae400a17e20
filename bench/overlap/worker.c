/* SPDX-License-Identifier: MIT */
/* One thread loads ahead. */
#include "../work.h"

static uint64_t worker(long n)
{
	return work_load(n, 1, work);
}

BENCH = {
	.question = "overlap",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.run = worker,
};
