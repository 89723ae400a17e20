/* SPDX-License-Identifier: MIT */
/* Two threads are started, and end after the sample that they are at. */
#include "start.h"

static uint64_t workers(long n)
{
	return start_with(n, (struct loader_options){ .workers = 2 });
}

BENCH = {
	.question = "start",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.run = workers,
};
