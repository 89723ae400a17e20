/* SPDX-License-Identifier: MIT */
/* The walk calls back: nothing is suspended. */
#include "tree.h"

#include <stddef.h>

typedef void visit_fn(uint64_t value, void *ctx);

static __attribute__((noinline)) void walk(const struct node *node,
					   visit_fn *visit, void *ctx)
{
	if (node->left)
		walk(node->left, visit, ctx);
	visit(node->value, ctx);
	if (node->right)
		walk(node->right, visit, ctx);
}

static void add(uint64_t value, void *ctx)
{
	uint64_t *sum = ctx;

	*sum = bench_seen(*sum + value);
}

static uint64_t callback(long n)
{
	visit_fn *volatile visit = add;
	uint64_t sum = 0;

	walk(tree_of(n), visit, &sum);
	return sum;
}

BENCH = {
	.question = "tree",
	.name = "callback",
	.role = "floor",
	.label = "callback",
	.run = callback,
};
