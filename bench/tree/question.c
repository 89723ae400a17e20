/* SPDX-License-Identifier: MIT */
/*
 * tree - the n nodes of a balanced tree, in order, each handed over.
 *
 * A walk is recursive, so it yields from any depth: with a stack that is a
 * call, without one a generator for each node, which delegates to two others.
 */
#include "../numbers.h"

#include "tree.h"

static const long sizes[] = { 1000, NODES, 0 };

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "tree",
	.asks = "the n nodes of a binary tree, in order, summed",
	.unit = "node",
	.of = "nodes",
	.sizes = sizes,
	.baseline = "stackful",
	.duel = NODES,
	.expect = squares_sum,
	.items = items,
};
