/* SPDX-License-Identifier: MIT */
/* Two threads load ahead, and their batches are put in order. */
#include "../load.h"

static void prepare(long n)
{
	load_open(n, (struct loader_options){ .workers = 2, .prefetch = 16 });
}

BENCH = {
	.question = "load",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.prepare = prepare,
	.run = load_all,
	.clean = load_close,
};
