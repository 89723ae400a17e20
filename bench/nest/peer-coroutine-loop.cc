// SPDX-License-Identifier: MIT
// C++20 coroutines in loops: each of n hands on what the one below handed to it.
#include <optional>

#include "../coroutine.hh"
#include "nest.h"

using PEER_SPACE::generator;

static std::optional<generator<uint64_t>> outermost;
static std::optional<generator<uint64_t>::iterator> it;

static generator<uint64_t> nested(long n)
{
	if (n > 0)
		for (uint64_t square : nested(n - 1))
			co_yield square;
	for (long i = 0;; i = (i + 1) % NESTED)
		co_yield bench_square(i);
}

static void prepare(long n)
{
	outermost.emplace(nested(n));
	it = outermost->begin();
}

static uint64_t with_coroutine(long)
{
	uint64_t sum = 0;

	for (int i = 0; i < NESTED; i++, ++*it)
		sum = bench_seen(sum + **it);
	return sum;
}

static void clean()
{
	outermost.reset();
}

static peer entry({
	.question = "nest",
	.name = PEER_NAME("coroutine-loop"),
	.role = "stackless",
	.label = PEER_LABEL("C++20, loops"),
	.prepare = prepare,
	.run = with_coroutine,
	.clean = clean,
});
