// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Coroutine2, with stacks from its own pool, which are unwound by an
// exception when the generator goes.
#include <boost/coroutine2/all.hpp>
#include <boost/coroutine2/pooled_fixedsize_stack.hpp>

#include "../peer.hh"
#include "create.h"

using coroutine = boost::coroutines2::coroutine<uint64_t>;

static boost::coroutines2::pooled_fixedsize_stack stacks(64 * 1024);

static uint64_t take(long start)
{
	coroutine::pull_type g(stacks, [start](coroutine::push_type &yield) {
		for (long i = start;; i++)
			yield(bench_square(i));
	});
	uint64_t sum = g.get();

	for (int k = 1; k < TAKEN; k++)
		sum = bench_seen(sum + g().get());
	return sum;
}

static uint64_t with_coroutine2(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

static peer entry({
	.question = "create",
	.name = "boost-coroutine2",
	.role = "stackful",
	.label = "Boost.Coroutine2",
	.run = with_coroutine2,
});
