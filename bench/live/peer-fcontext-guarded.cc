// SPDX-License-Identifier: MIT
// Library: boost_context
// Stacks with guards, as Boost's protected_fixedsize_stack makes them.  They are
// resumed as those without, so that only what they hold is asked.
#include "fcontext.hh"

static void prepare(long n)
{
	prepare_with(true, n);
}

static peer entry({
	.question = "live",
	.name = "fcontext-guarded",
	.role = "stackful",
	.label = "fcontext, guarded",
	.prepare = prepare,
	.run = run,
	.clean = clean,
	.most = -1,
});
