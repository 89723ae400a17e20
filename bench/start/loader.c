/* SPDX-License-Identifier: MIT */
/* In order, without workers. */
#include "start.h"

static uint64_t loader(long n)
{
	return start_with(n, (struct loader_options){ 0 });
}

BENCH = {
	.question = "start",
	.name = "loader",
	.role = "stackless",
	.label = "loader",
	.run = loader,
};
