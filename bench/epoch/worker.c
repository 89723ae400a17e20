/* SPDX-License-Identifier: MIT */
/* One thread loads ahead, and hands over. */
#include "../load.h"

static void prepare(long n)
{
	(void)n;
	load_fill(LOADED_EPOCH);
}

static uint64_t worker(long n)
{
	struct dataset room;

	return load_once(
		load_set(&room, LOADED_EPOCH),
		&(struct loader_options){ .batch = (size_t)n, .workers = 1 });
}

BENCH = {
	.question = "epoch",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.prepare = prepare,
	.run = worker,
	.clean = load_clean,
};
