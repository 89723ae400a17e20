/* SPDX-License-Identifier: MIT */
/* A small stack for each, four of which share a page. */
#include "stackful.h"

static void prepare(long n)
{
	prepare_sized(n, GEN_STACK_SMALL);
}

BENCH = {
	.question = "live",
	.name = "small",
	.role = "stackful",
	.label = "lazy, small stack",
	.prepare = prepare,
	.run = resume_all,
	.clean = free_all,
};
