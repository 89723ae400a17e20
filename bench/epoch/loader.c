/* SPDX-License-Identifier: MIT */
/* A loader without workers: it loads a batch when it is asked for one. */
#include "../load.h"

static void prepare(long n)
{
	(void)n;
	load_fill(LOADED_EPOCH);
}

static uint64_t loader(long n)
{
	struct dataset room;

	return load_once(load_set(&room, LOADED_EPOCH),
			 &(struct loader_options){ .batch = (size_t)n });
}

BENCH = {
	.question = "epoch",
	.name = "loader",
	.role = "stackless",
	.label = "loader",
	.prepare = prepare,
	.run = loader,
	.clean = load_clean,
};
