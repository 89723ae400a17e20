/* SPDX-License-Identifier: MIT */
/*
 * collects.c - all keys are collected, by a function, before the first is lent.
 *
 * Must fail: peak; then: slope
 * Prediction: three: [2] and [1, [2]] must first come to their ends, and then the
 *   outermost goes on.  It counts one, that by the consumer.
 */
#include "tree.h"

#include <errno.h>
#include <stdlib.h>

struct walk {
	const struct tree *root;
};

static long count(const struct tree *t)
{
	return t ? count(t->left) + 1 + count(t->right) : 0;
}

static long *collect(const struct tree *t, long *at)
{
	if (!t)
		return at;
	at = collect(t->left, at);
	*at++ = t->key;
	return collect(t->right, at);
}

static const void *walk(struct gen *self, void *args)
{
	const struct walk *my = args;
	long n = count(my->root);
	long *keys = malloc((size_t)(n + 1) * sizeof *keys);

	if (!keys)
		return gen_raise(self, ENOMEM);
	collect(my->root, keys);
	for (long i = 0; i < n; i++)
		if (!gen_yield(self, &keys[i]))
			break;
	free(keys);
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
