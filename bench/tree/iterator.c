/* SPDX-License-Identifier: MIT */
/* By hand: the nodes that are still to come are kept on a stack, which is what
 * a recursive walk has for nothing. */
#include "../numbers.h"

#include "tree.h"

struct walk {
	struct iter iter;
	int depth;
	const struct node *above[DEEPEST];
};

static void descend(struct walk *my, const struct node *node)
{
	for (; node; node = node->left)
		my->above[my->depth++] = node;
}

static const void *walk_next(struct iter *it)
{
	struct walk *my = (struct walk *)it;
	const struct node *node;

	if (!my->depth)
		return NULL;
	node = my->above[--my->depth];
	descend(my, node->right);
	return &node->value;
}

static const struct iter_ops walk_ops = { .next = walk_next };

static uint64_t iterator(long n)
{
	struct walk walk = { .iter = { &walk_ops } };
	struct iter *it = iter_seen(&walk.iter);
	uint64_t sum = 0;

	descend(&walk, tree_of(n));
	gen_each (const uint64_t *, value, it)
		sum = bench_seen(sum + *value);
	return sum;
}

BENCH = {
	.question = "tree",
	.name = "iterator",
	.role = "floor",
	.label = "iterator, by hand",
	.run = iterator,
};
