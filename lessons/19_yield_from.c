/* SPDX-License-Identifier: MIT */
/*
 * 19_yield_from - what lies between a generator and the one it delegates to?
 *
 * You will see: outer, which yields from inner: a message and an error go
 * through it, and a value comes back.  Then a tree of 1000 numbers and a depth
 * of 20, walked in order by 2001 generators, one for each node and each end.
 * New here: gen_yield_from(): true when the delegate has come to its end;
 *   gen_sent() is then what that returned.  We still own the delegate.
 * Comes from: PEP 380, "Proposal".
 * Leads to: the chains in lib/src/resume.c.
 *
 * Predict: A number lies 12 deep on average: 12 generators wait, the last in
 *   its yield, the others in a yield from.  How many of them are resumed to get
 *   the next number?
 * Answer: 12 in CPython, which finds the one who yields by going down through
 *   all frames of the chain, as nested for loops would (its twin counts them).
 *   One here: who delegates is left alone until the delegate has ended.
 */
#include <err.h>
#include <stdio.h>

#define GEN_COUNT /* as in lesson 09: count the resumptions */
#include <generator.h>

enum { N = 1000, VALUE_ERROR = -1 };
static int python_resumes; /* for each key, all frames down to its node's */

static const void *inner(struct gen *self, void *no_args)
{
	if (!gen_yield(self, "i1"))
		return (void)no_args, NULL;
	printf("inner got %s\n", (const char *)gen_sent(self));
	if (!gen_yield(self, "i2")) { /* except ValueError: */
		int code = gen_catch(self);

		if (code != VALUE_ERROR)
			return gen_raise(self, code);
		printf("inner caught %s\n", (const char *)gen_detail(self));
	}
	return gen_yield(self, "i3") ? "R" : NULL;
}

static const void *outer(struct gen *self, void *no_args)
{
	GEN_AUTO struct gen *g = gen_new(inner, NULL, 0);

	if (!gen_yield_from(self, gen_iter(g)))
		return (void)no_args, NULL;
	printf("outer v %s\n", (const char *)gen_sent(self));
	return gen_yield(self, "o") ? "done" : NULL;
}

struct node {
	int key, depth;
	struct node *left, *right;
};

struct walk {
	const struct node *node;
};

static const void *walk(struct gen *self, void *args)
{
	const struct node *n = ((const struct walk *)args)->node;
	GEN_AUTO struct gen *left = n ? gen_call(walk, .node = n->left) : NULL;
	GEN_AUTO struct gen *right =
		n ? gen_call(walk, .node = n->right) : NULL;

	if (n && gen_yield_from(self, gen_iter(left)) &&
	    gen_yield(self, &n->key) && gen_yield_from(self, gen_iter(right)))
		python_resumes += n->depth;
	return NULL;
}

int main(void)
{
	GEN_AUTO struct gen *g = gen_new(outer, NULL, 0), *keys = NULL;
	struct node nodes[N] = { 0 }, *root = NULL, **at;
	int key = 117, in_order = 0;
	unsigned long before;

	printf("%s\n", (const char *)gen_next(g));
	printf("%s\n", (const char *)gen_send(g, "S"));
	printf("%s\n", (const char *)gen_throw_with(g, VALUE_ERROR, "boom"));
	printf("%s\n", (const char *)gen_next(g));
	for (struct node *n = nodes; n < nodes + N; *at = n++) {
		*n = (struct node){ .key = key, .depth = 1 };
		for (at = &root; *at; n->depth++)
			at = key < (*at)->key ? &(*at)->left : &(*at)->right;
		key = (key + 117) % N; /* meets each number once */
	}
	before = gen_resumes();
	keys = gen_call(walk, .node = root);
	gen_each (const int *, number, keys)
		in_order += *number == in_order;
	if (gen_error(keys))
		errx(1, "%s", (const char *)gen_detail(keys));
	printf("%d numbers in order; CPython resumes %d frames\n", in_order,
	       python_resumes);
	printf("= we resume %lu: one for each next() but the first\n",
	       gen_resumes() - before - 1);
	return 0;
}
