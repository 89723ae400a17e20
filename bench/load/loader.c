/* SPDX-License-Identifier: MIT */
/* A loader without workers: it loads a batch when it is asked for one. */
#include "../load.h"

static void prepare(long n)
{
	load_open(n, (struct loader_options){ 0 });
}

BENCH = {
	.question = "load",
	.name = "loader",
	.role = "stackless",
	.label = "loader",
	.prepare = prepare,
	.run = load_all,
	.clean = load_close,
};
