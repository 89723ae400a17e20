/* SPDX-License-Identifier: MIT */
/* A worker reads blocks ahead. */
#include "scan.h"

static uint64_t ahead(long n)
{
	return scan_blocks(n, 1);
}

BENCH = {
	.question = "scan",
	.name = "ahead",
	.role = "thread",
	.label = "blocks, read ahead",
	.run = ahead,
};
