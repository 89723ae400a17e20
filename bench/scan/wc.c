/* SPDX-License-Identifier: MIT */
/* wc(1), which looks for nothing but newlines. */
#include "../command.h"

static uint64_t with_wc(long n)
{
	return command_ask("wc", "-l", n);
}

BENCH = {
	.question = "scan",
	.name = "wc",
	.role = "floor",
	.label = "wc -l",
	.run = with_wc,
	.needs = "wc",
};
