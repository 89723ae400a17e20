/* SPDX-License-Identifier: MIT */
/* Where a loader was left after 99 % of an epoch, shuffled. */
#include "start.h"

static struct loader_state state;

static void prepare(long n)
{
	struct dataset set;
	struct loader *l =
		start_new(&set, n, (struct loader_options){ .shuffle = true });

	for (long left = n / 100 * 99; left > 0; left -= FIRST)
		loader_next(l);
	state = loader_save(l);
	loader_free(l);
}

static uint64_t resumed(long n)
{
	return start_with(n, (struct loader_options){ .shuffle = true,
						      .resume = &state });
}

BENCH = {
	.question = "start",
	.name = "resumed",
	.role = "stackless",
	.label = "resumed at 99 %",
	.prepare = prepare,
	.run = resumed,
};
