// SPDX-License-Identifier: MIT
//
// fcontext.hh - many generators by Boost.Context's switch, each with a stack.

#ifndef LIVE_FCONTEXT_HH
#define LIVE_FCONTEXT_HH

#include <vector>

#include "../fcontext.hh"
#include "stacks.h"

struct same {
	fcontext_t at;
	long i;
	char *stack;
};

static std::vector<same> all;

static void body(transfer_t t)
{
	for (const same *my = static_cast<same *>(t.data);;) {
		uint64_t square = bench_square(my->i);

		t = jump_fcontext(t.fctx, &square);
	}
}

static void prepare_with(bool guarded, long n)
{
	all.reserve(size_t(n));
	for (long i = 0; i < n; i++) {
		char *stack = live_stack(guarded, i, n);

		all.push_back(
			{ make_fcontext(stack + LIVE_STACK, LIVE_STACK, body),
			  i, stack });
	}
}

static uint64_t run(long)
{
	uint64_t sum = 0;

	for (same &g : all) {
		transfer_t t = jump_fcontext(g.at, &g);

		g.at = t.fctx;
		sum = bench_seen(sum + *static_cast<uint64_t *>(t.data));
	}
	return sum;
}

static void clean()
{
	for (const same &g : all)
		live_stack_free(g.stack);
	all.clear();
}

#endif
