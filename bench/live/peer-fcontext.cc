// SPDX-License-Identifier: MIT
// Library: boost_context
// Stacks without guards: one that overflows writes into its neighbour.
#include "fcontext.hh"

static void prepare(long n)
{
	prepare_with(false, n);
}

static peer entry({
	.question = "live",
	.name = "fcontext",
	.role = "stackful",
	.label = "Boost fcontext",
	.prepare = prepare,
	.run = run,
	.clean = clean,
	.most = 10000,
});
