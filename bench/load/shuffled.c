/* SPDX-License-Identifier: MIT */
/* In an order that is computed for each number, and stored nowhere. */
#include "../load.h"

static void prepare(long n)
{
	load_open(n, (struct loader_options){ .shuffle = true, .seed = 1 });
}

BENCH = {
	.question = "load",
	.name = "shuffled",
	.role = "stackless",
	.label = "loader, shuffled",
	.prepare = prepare,
	.run = load_all,
	.clean = load_close,
};
