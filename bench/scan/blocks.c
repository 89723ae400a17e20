/* SPDX-License-Identifier: MIT */
/* One thread reads a block, and looks for its newlines. */
#include "scan.h"

static uint64_t blocks(long n)
{
	return scan_blocks(n, 0);
}

BENCH = {
	.question = "scan",
	.name = "blocks",
	.role = "stackless",
	.label = "blocks, 1 thread",
	.run = blocks,
};
