/* SPDX-License-Identifier: MIT */
/* One thread loads ahead, and hands over. */
#include "../load.h"

static void prepare(long n)
{
	load_open(n, (struct loader_options){ .workers = 1, .prefetch = 16 });
}

BENCH = {
	.question = "load",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.prepare = prepare,
	.run = load_all,
	.clean = load_close,
};
