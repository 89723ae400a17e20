/* SPDX-License-Identifier: MIT */
/* No thread, and nothing to hand over. */
#include "queue.h"

static void prepare(long n)
{
	(void)n;
	queue_open((struct loader_options){ 0 });
}

BENCH = {
	.question = "queue",
	.name = "loader",
	.role = "stackless",
	.label = "loader, no thread",
	.prepare = prepare,
	.run = queue_all,
	.clean = queue_close,
};
