/* SPDX-License-Identifier: MIT */
/* Two threads copy, a batch each. */
#include "records.h"

static void prepare(long n)
{
	records_open(n, 2);
}

BENCH = {
	.question = "records",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.prepare = prepare,
	.run = records_epoch,
	.clean = records_close,
};
