// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Coroutine2, with stacks from its own pool.
#include <boost/coroutine2/all.hpp>
#include <boost/coroutine2/pooled_fixedsize_stack.hpp>
#include <optional>
#include <vector>

#include "../peer.hh"

using coroutine = boost::coroutines2::coroutine<uint64_t>;
using pool = boost::coroutines2::pooled_fixedsize_stack;

// The pool keeps what is given back until the allocator goes.
static std::optional<pool> stacks;
static std::vector<coroutine::pull_type> all;

static void prepare(long n)
{
	stacks.emplace(64 * 1024);
	all.reserve(size_t(n));
	for (long i = 0; i < n; i++)
		all.emplace_back(*stacks, [i](coroutine::push_type &yield) {
			for (;;)
				yield(bench_square(i));
		});
}

static uint64_t with_coroutine2(long)
{
	uint64_t sum = 0;

	for (coroutine::pull_type &g : all)
		sum = bench_seen(sum + g().get());
	return sum;
}

static void clean()
{
	all.clear();
	stacks.reset();
}

static peer entry({
	.question = "live",
	.name = "boost-coroutine2",
	.role = "stackful",
	.label = "Boost.Coroutine2",
	.prepare = prepare,
	.run = with_coroutine2,
	.clean = clean,
	.most = 1000,
});
