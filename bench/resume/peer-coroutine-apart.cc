// SPDX-License-Identifier: MIT
// A C++20 coroutine that is compiled elsewhere, as std::generator.
#include "apart.hh"

static uint64_t with_coroutine(long n)
{
	uint64_t sum = 0;

	for (uint64_t square : PEER_SPACE::apart_squares(n))
		sum = bench_seen(sum + square);
	return sum;
}

static peer entry({
	.question = "resume",
	.name = PEER_NAME("coroutine-apart"),
	.role = "stackless",
	.label = PEER_LABEL("C++20, apart"),
	.run = with_coroutine,
});
