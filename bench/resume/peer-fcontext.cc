// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Context's switch, without the classes above it.
#include "../fcontext.hh"

static fcontext_stack stack;

static void squares(transfer_t t)
{
	const long n = *static_cast<const long *>(t.data);

	for (long i = 0; i < n; i++) {
		uint64_t square = bench_square(i);

		t = jump_fcontext(t.fctx, &square);
	}
	jump_fcontext(t.fctx, nullptr);
}

static uint64_t with_fcontext(long n)
{
	transfer_t t = jump_fcontext(stack.start(squares), &n);
	uint64_t sum = 0;

	for (; t.data; t = jump_fcontext(t.fctx, nullptr))
		sum = bench_seen(sum + *static_cast<uint64_t *>(t.data));
	return sum;
}

static peer entry({
	.question = "resume",
	.name = "fcontext",
	.role = "stackful",
	.label = "Boost fcontext",
	.run = with_fcontext,
});
