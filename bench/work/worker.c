/* SPDX-License-Identifier: MIT */
/* One thread loads them. */
#include "../work.h"

static uint64_t as_it_is(uint64_t sample)
{
	return sample;
}

static uint64_t worker(long n)
{
	return work_load(n, 1, as_it_is);
}

BENCH = {
	.question = "work",
	.name = "worker",
	.role = "thread",
	.label = "1 worker",
	.run = worker,
};
