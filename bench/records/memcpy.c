/* SPDX-License-Identifier: MIT */
/* By hand: each record is copied into a buffer that is used again. */
#include "records.h"

static unsigned char *batch;

static void prepare(long n)
{
	batch = malloc((size_t)n * RECORD);
	if (!batch)
		errx(1, "no memory for a batch");
	memset(batch, 0, (size_t)n * RECORD);
}

static uint64_t with_memcpy(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < RECORDS; i += n) {
		for (long k = 0; k < n; k++)
			memcpy(batch + k * RECORD, records() + (i + k) * RECORD,
			       RECORD);
		sum += records_sum(batch, (size_t)n);
	}
	return sum;
}

static void clean(void)
{
	free(batch);
}

BENCH = {
	.question = "records",
	.name = "memcpy",
	.role = "floor",
	.label = "memcpy() by hand",
	.prepare = prepare,
	.run = with_memcpy,
	.clean = clean,
};
