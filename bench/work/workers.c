/* SPDX-License-Identifier: MIT */
/* Two threads load, a sample each. */
#include "../work.h"

static uint64_t as_it_is(uint64_t sample)
{
	return sample;
}

static uint64_t workers(long n)
{
	return work_load(n, 2, as_it_is);
}

BENCH = {
	.question = "work",
	.name = "workers",
	.role = "thread",
	.label = "2 workers",
	.run = workers,
};
