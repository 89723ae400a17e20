// SPDX-License-Identifier: MIT
// A C++20 coroutine for each node, by elements_of: resumed directly.
#include "../coroutine.hh"
#include "tree.h"

using PEER_SPACE::elements_of;
using PEER_SPACE::generator;

static generator<uint64_t> walk(const node *node)
{
	if (node->left)
		co_yield elements_of(walk(node->left));
	co_yield node->value;
	if (node->right)
		co_yield elements_of(walk(node->right));
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
	.name = PEER_NAME("coroutine"),
	.role = "stackless",
	.label = PEER_LABEL("C++20"),
	.run = with_coroutine,
});
