// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Context's switch: each of n hands on what the one below handed to it.
#include "../fcontext.hh"
#include "nest.h"

static fcontext_stack stacks[MOST_NESTED + 1];
static fcontext_t outermost;

static void squares(transfer_t t)
{
	for (long i = 0;; i = (i + 1) % NESTED) {
		uint64_t square = bench_square(i);

		t = jump_fcontext(t.fctx, &square);
	}
}

static void pass(transfer_t t)
{
	fcontext_t below = *static_cast<fcontext_t *>(t.data);

	for (t = jump_fcontext(t.fctx, nullptr);;) {
		transfer_t item = jump_fcontext(below, nullptr);

		below = item.fctx;
		t = jump_fcontext(t.fctx, item.data);
	}
}

static void prepare(long n)
{
	outermost = stacks[0].start(squares);
	for (long i = 1; i <= n; i++)
		outermost =
			jump_fcontext(stacks[i].start(pass), &outermost).fctx;
}

static uint64_t with_fcontext(long)
{
	uint64_t sum = 0;

	for (int i = 0; i < NESTED; i++) {
		transfer_t t = jump_fcontext(outermost, nullptr);

		outermost = t.fctx;
		sum = bench_seen(sum + *static_cast<uint64_t *>(t.data));
	}
	return sum;
}

static peer entry({
	.question = "nest",
	.name = "fcontext",
	.role = "stackful",
	.label = "Boost fcontext",
	.prepare = prepare,
	.run = with_fcontext,
});
