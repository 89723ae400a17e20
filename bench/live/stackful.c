/* SPDX-License-Identifier: MIT */
/* A stack for each, one page of which is in use.  Making them takes longer than
 * all else, so that times are not asked of more. */
#include "stackful.h"

static void prepare(long n)
{
	prepare_sized(n, 0);
}

BENCH = {
	.question = "live",
	.name = "stackful",
	.role = "stackful",
	.label = "lazy, stackful",
	.prepare = prepare,
	.run = resume_all,
	.clean = free_all,
	.most = 30000,
};
