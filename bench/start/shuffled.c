/* SPDX-License-Identifier: MIT */
/* Shuffled: the order is computed, so there is none to be made before. */
#include "start.h"

static uint64_t shuffled(long n)
{
	return start_with(n, (struct loader_options){ .shuffle = true });
}

BENCH = {
	.question = "start",
	.name = "shuffled",
	.role = "stackless",
	.label = "loader, shuffled",
	.run = shuffled,
};
