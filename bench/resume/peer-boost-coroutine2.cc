// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Coroutine2, with stacks from its own pool.
#include <boost/coroutine2/all.hpp>
#include <boost/coroutine2/pooled_fixedsize_stack.hpp>

#include "../peer.hh"

using coroutine = boost::coroutines2::coroutine<uint64_t>;

// The pool keeps what is given back until the allocator goes.
static boost::coroutines2::pooled_fixedsize_stack stacks(64 * 1024);

static uint64_t with_coroutine2(long n)
{
	coroutine::pull_type squares(stacks, [n](coroutine::push_type &yield) {
		for (long i = 0; i < n; i++)
			yield(bench_square(i));
	});
	uint64_t sum = 0;

	for (uint64_t square : squares)
		sum = bench_seen(sum + square);
	return sum;
}

static peer entry({
	.question = "resume",
	.name = "boost-coroutine2",
	.role = "stackful",
	.label = "Boost.Coroutine2",
	.run = with_coroutine2,
});
