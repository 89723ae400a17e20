/* SPDX-License-Identifier: MIT */
/* A loader with a worker. */
#include "queue.h"

static void prepare(long n)
{
	queue_open((struct loader_options){ .workers = 1,
					    .prefetch = (unsigned)n });
}

BENCH = {
	.question = "queue",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.prepare = prepare,
	.run = queue_all,
	.clean = queue_close,
};
