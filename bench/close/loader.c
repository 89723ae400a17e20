/* SPDX-License-Identifier: MIT */
/* It loads nothing that is not asked for. */
#include "close.h"

static uint64_t loader(long n)
{
	return close_after_first(n, 0);
}

BENCH = {
	.question = "close",
	.name = "loader",
	.role = "stackless",
	.label = "no workers",
	.run = loader,
};
