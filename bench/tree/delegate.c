/* SPDX-License-Identifier: MIT */
/* A generator with a stack for each node, as a walk in Python is written. */
#include "tree.h"

#include <generator.h>

struct walk {
	const struct node *node;
};

static const void *walk(struct gen *self, void *args);

static bool from(struct gen *self, const struct node *node)
{
	GEN_AUTO struct gen *g = NULL;

	if (!node)
		return true;
	g = gen_call(walk, .node = node);
	return gen_yield_from(self, gen_iter(g));
}

static const void *walk(struct gen *self, void *args)
{
	const struct node *node = ((const struct walk *)args)->node;

	if (from(self, node->left) && gen_yield(self, &node->value))
		from(self, node->right);
	return NULL;
}

static uint64_t delegate(long n)
{
	GEN_AUTO struct gen *g = gen_call(walk, .node = tree_of(n));
	uint64_t sum = 0;

	gen_each (const uint64_t *, value, g)
		sum = bench_seen(sum + *value);
	return sum;
}

BENCH = {
	.question = "tree",
	.name = "delegate",
	.role = "stackful",
	.label = "stackful, each node",
	.run = delegate,
};
