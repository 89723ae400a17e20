/* SPDX-License-Identifier: MIT */
/* swapcontext(), used as its manual page shows. */
#include "../ucontext.h"

BENCH = {
	.question = "squares",
	.name = "ucontext",
	.role = "stackful",
	.label = "swapcontext by hand",
	.run = ucontext_sum,
	.most = 100000,
};
