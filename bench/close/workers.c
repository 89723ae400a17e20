/* SPDX-License-Identifier: MIT */
/* Two threads are started, told to stop, and joined. */
#include "close.h"

static uint64_t workers(long n)
{
	return close_after_first(n, 2);
}

BENCH = {
	.question = "close",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.run = workers,
};
