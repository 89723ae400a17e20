// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Context's switch.  All use one stack, one after the other: who is left
// in the middle of it is forgotten.
#include "../fcontext.hh"
#include "create.h"

static fcontext_stack stack;

static void squares(transfer_t t)
{
	for (long i = *static_cast<const long *>(t.data);; i++) {
		uint64_t square = bench_square(i);

		t = jump_fcontext(t.fctx, &square);
	}
}

static uint64_t take(long start)
{
	transfer_t t = { stack.start(squares), &start };
	uint64_t sum = 0;

	for (int k = 0; k < TAKEN; k++) {
		t = jump_fcontext(t.fctx, &start);
		sum = bench_seen(sum + *static_cast<uint64_t *>(t.data));
	}
	return sum;
}

static uint64_t with_fcontext(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

static peer entry({
	.question = "create",
	.name = "fcontext",
	.role = "stackful",
	.label = "Boost fcontext",
	.run = with_fcontext,
});
