/* SPDX-License-Identifier: MIT */
/*
 * no_memory.c - without memory for what is left of a node, it is left out.
 *
 * Must fail: faults
 * Prediction: three: [2] and [1, [2]] must first come to their ends, and then the
 *   outermost goes on.  It counts one, that by the consumer.
 */
#include "tree.h"

struct walk {
	const struct tree *root;
};

/* What is right of a node comes last: no generator has to wait for it. */
static const void *walk(struct gen *self, void *args)
{
	const struct walk *my = args;

	for (const struct tree *t = my->root; t; t = t->right) {
		if (t->left) {
			GEN_AUTO struct gen *left = in_order(t->left);

			if (left && !gen_yield_from(self, gen_iter(left)))
				return NULL;
		}
		if (!gen_yield(self, &t->key))
			return NULL;
	}
	return NULL;
}

struct gen *in_order(const struct tree *root)
{
	return gen_call(walk, .root = root);
}

struct flat {
	struct iter *up;
};

static const void *flat(struct gen *self, void *args)
{
	const struct flat *my = args;

	gen_each (const struct item *, item, my->up) {
		if (item->list) {
			GEN_AUTO struct gen *inner = flatten(item->list);

			if (!gen_yield_from(self, gen_iter(inner)))
				return NULL;
		} else if (!gen_yield(self, &item->number)) {
			return NULL;
		}
	}
	return gen_raise(self, iter_error(my->up));
}

struct gen *flatten(struct iter *up)
{
	return gen_adopt(gen_call(flat, .up = up), up);
}
