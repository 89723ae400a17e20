/* SPDX-License-Identifier: MIT */
/* One thread copies ahead. */
#include "records.h"

static void prepare(long n)
{
	records_open(n, 1);
}

BENCH = {
	.question = "records",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.prepare = prepare,
	.run = records_epoch,
	.clean = records_close,
};
