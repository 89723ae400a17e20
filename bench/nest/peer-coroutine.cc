// SPDX-License-Identifier: MIT
// C++20 coroutines that delegate by elements_of: the innermost is resumed.
#include <optional>

#include "../coroutine.hh"
#include "nest.h"

using PEER_SPACE::elements_of;
using PEER_SPACE::generator;

static std::optional<generator<uint64_t>> outermost;
static std::optional<generator<uint64_t>::iterator> it;

static generator<uint64_t> nested(long n)
{
	if (n > 0)
		co_yield elements_of(nested(n - 1));
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
	.name = PEER_NAME("coroutine"),
	.role = "stackless",
	.label = PEER_LABEL("C++20"),
	.prepare = prepare,
	.run = with_coroutine,
	.clean = clean,
});
