/* SPDX-License-Identifier: MIT */
/*
 * records - pictures of 150 528 bytes, loaded in batches of n.
 *
 * All of them are larger than the caches, so it is memory that is waited for,
 * and a second core may have more of it.  The baseline is a memcpy() for each.
 */
#include "records.h"

static const long sizes[] = { 64, 256, 0 };
/* What it needs are pairs, and those come from duels. */
static const long quick[] = { 0 };

static uint64_t sum(long n)
{
	(void)n;
	return records_sum(records(), RECORDS);
}

static uint64_t items(long n)
{
	(void)n;
	return RECORDS;
}

QUESTION = {
	.name = "records",
	.asks = "256 records of 150 528 bytes, loaded in batches of n",
	.unit = "record",
	.of = "records in a batch",
	.sizes = sizes,
	.quick = quick,
	.baseline = "memcpy",
	.duel = 64,
	.clock = true,
	.expect = sum,
	.items = items,
};
