/* SPDX-License-Identifier: MIT */
/* swapcontext(), used as its manual page shows. */
#include "../ucontext.h"

BENCH = {
	.question = "resume",
	.name = "ucontext",
	.role = "stackful",
	.label = "swapcontext",
	.run = ucontext_sum,
};
