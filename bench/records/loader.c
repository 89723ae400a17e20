/* SPDX-License-Identifier: MIT */
/* Without workers. */
#include "records.h"

static void prepare(long n)
{
	records_open(n, 0);
}

BENCH = {
	.question = "records",
	.name = "loader",
	.role = "stackless",
	.label = "loader",
	.prepare = prepare,
	.run = records_epoch,
	.clean = records_close,
};
