// SPDX-License-Identifier: MIT
// Library: boost_context
// Stacks with guards, as Boost's protected_fixedsize_stack makes them.  Making
// one takes longer than resuming it a hundred times.
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
	.most = 100,
});
