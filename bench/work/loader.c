/* SPDX-License-Identifier: MIT */
/* The consumer loads each one itself. */
#include "../work.h"

static uint64_t as_it_is(uint64_t sample)
{
	return sample;
}

static uint64_t loader(long n)
{
	return work_load(n, 0, as_it_is);
}

BENCH = {
	.question = "work",
	.name = "loader",
	.role = "stackless",
	.label = "no workers",
	.run = loader,
};
