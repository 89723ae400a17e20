// SPDX-License-Identifier: MIT
// A C++20 coroutine that the compiler sees, as std::generator.
#include "../coroutine.hh"

static PEER_SPACE::generator<uint64_t> squares(long n)
{
	for (long i = 0; i < n; i++)
		co_yield bench_square(i);
}

static uint64_t with_coroutine(long n)
{
	uint64_t sum = 0;

	for (uint64_t square : squares(n))
		sum = bench_seen(sum + square);
	return sum;
}

static peer entry({
	.question = "resume",
	.name = PEER_NAME("coroutine"),
	.role = "stackless",
	.label = PEER_LABEL("C++20"),
	.run = with_coroutine,
});
