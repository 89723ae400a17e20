/* SPDX-License-Identifier: MIT */
/* A stackless generator for each node, which is resumed directly, however deep
 * it is.  Of two children one is done before the other begins, so that a level
 * of the tree needs one frame. */
#include "tree.h"

#include <generator/stackless.h>

struct walk {
	struct gen gen;
	const struct node *node;
};

static const void *walk(struct gen *self, void *frame)
{
	struct walk *my = frame, *below = my + 1;

	GEN_BODY (self) {
		if (my->node->left) {
			*below = (struct walk){ GEN_FRAME(walk),
						.node = my->node->left };
			GEN_YIELD_FROM(self, &below->gen.iter);
		}
		GEN_YIELD(self, &my->node->value);
		if (my->node->right) {
			*below = (struct walk){ GEN_FRAME(walk),
						.node = my->node->right };
			GEN_YIELD_FROM(self, &below->gen.iter);
		}
	}
	return GEN_DONE(self, NULL);
}

static uint64_t stackless(long n)
{
	struct walk level[DEEPEST + 1] = {
		{ GEN_FRAME(walk), .node = tree_of(n) },
	};
	uint64_t sum = 0;

	gen_each (const uint64_t *, value, &level[0].gen)
		sum = bench_seen(sum + *value);
	return sum;
}

BENCH = {
	.question = "tree",
	.name = "stackless",
	.role = "stackless",
	.label = "stackless, each node",
	.run = stackless,
};
