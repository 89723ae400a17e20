/* SPDX-License-Identifier: MIT */
/* One generator; the walk in it is an ordinary recursive function. */
#include "tree.h"

#include <generator.h>

struct walk {
	const struct node *root;
};

static bool walk_from(struct gen *self, const struct node *node)
{
	return (!node->left || walk_from(self, node->left)) &&
	       gen_yield(self, &node->value) &&
	       (!node->right || walk_from(self, node->right));
}

static const void *walk(struct gen *self, void *args)
{
	const struct walk *my = args;

	walk_from(self, my->root);
	return NULL;
}

static uint64_t stackful(long n)
{
	GEN_AUTO struct gen *g = gen_call(walk, .root = tree_of(n));
	uint64_t sum = 0;

	gen_each (const uint64_t *, value, g)
		sum = bench_seen(sum + *value);
	return sum;
}

BENCH = {
	.question = "tree",
	.name = "stackful",
	.role = "stackful",
	.label = "stackful, recursive",
	.run = stackful,
};
