// SPDX-License-Identifier: MIT
// A C++20 coroutine, as std::generator: one allocation, if the compiler does
// not see that it can do without.
#include <climits>

#include "../coroutine.hh"
#include "create.h"

static PEER_SPACE::generator<uint64_t> squares(long start, long end)
{
	for (long i = start; i < end; i++)
		co_yield bench_square(i);
}

static uint64_t take(long start)
{
	PEER_SPACE::generator<uint64_t> g = squares(start, LONG_MAX);
	uint64_t sum = 0;
	auto square = g.begin();

	for (int k = 1; k < TAKEN; k++, ++square)
		sum = bench_seen(sum + *square);
	return sum + *square;
}

static uint64_t with_coroutine(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

static peer entry({
	.question = "create",
	.name = PEER_NAME("coroutine"),
	.role = "stackless",
	.label = PEER_LABEL("C++20"),
	.run = with_coroutine,
});
