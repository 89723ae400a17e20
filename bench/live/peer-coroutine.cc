// SPDX-License-Identifier: MIT
// C++20 coroutines, as std::generator: a frame for each, from malloc.
#include <vector>

#include "../coroutine.hh"

using generator = PEER_SPACE::generator<uint64_t>;

static generator squares(long i)
{
	for (;;)
		co_yield bench_square(i);
}

namespace
{
struct same {
	generator g;
	generator::iterator at;

	explicit same(long i) : g(squares(i)), at(g.begin())
	{
	}
};
} // namespace

static std::vector<same> all;

static void prepare(long n)
{
	all.reserve(size_t(n));
	for (long i = 0; i < n; i++)
		all.emplace_back(i);
}

static uint64_t with_coroutines(long)
{
	uint64_t sum = 0;

	for (same &g : all)
		sum = bench_seen(sum + *++g.at);
	return sum;
}

static void clean()
{
	all.clear();
}

static peer entry({
	.question = "live",
	.name = PEER_NAME("coroutine"),
	.role = "stackless",
	.label = PEER_LABEL("C++20"),
	.prepare = prepare,
	.run = with_coroutines,
	.clean = clean,
});
