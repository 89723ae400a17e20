// SPDX-License-Identifier: MIT
// A C++20 coroutine for each node, in loops: each item passes through all that
// are above it.
#include "../coroutine.hh"
#include "tree.h"

static PEER_SPACE::generator<uint64_t> walk(const node *node)
{
	if (node->left)
		for (uint64_t value : walk(node->left))
			co_yield value;
	co_yield node->value;
	if (node->right)
		for (uint64_t value : walk(node->right))
			co_yield value;
}

static uint64_t with_coroutine(long n)
{
	uint64_t sum = 0;

	for (uint64_t value : walk(tree_of(n)))
		sum = bench_seen(sum + value);
	return sum;
}

static peer entry({
	.question = "tree",
	.name = PEER_NAME("coroutine-loop"),
	.role = "stackless",
	.label = PEER_LABEL("C++20, loops"),
	.run = with_coroutine,
});
