/* SPDX-License-Identifier: MIT */
/* tree.h - what you write in tree.c. */
#ifndef TREE_H
#define TREE_H

#include <generator.h>

/* struct tree - a node, and what is left and right of it.  No tree is NULL. */
struct tree {
	const struct tree *left, *right;
	long key;
};

/*
 * in_order - the keys of a tree from left to right, as const long *.
 *
 * The tree is borrowed, and its keys are lent as they are.  Only nodes on the
 * way to the key that is being lent take memory.  However deep that lies, to
 * lend the next one resumes no generator that has nothing to do but to pass it
 * on.
 *
 * Errors     ENOMEM, when there is no memory for what comes next.
 * Returns    NULL without memory.
 */
struct gen *in_order(const struct tree *root);

/* struct item - a number, or a list of such items. */
struct item {
	struct iter *list; /* NULL: it is a number */
	long number;
};

/*
 * flatten - the numbers in a list, and in its lists, as const long *.
 *
 *   up   lends struct item; owned
 *
 * A list is asked for an item only when that is needed.  A list in it is owned
 * from when its item is lent, and freed at its end, before the next item is asked
 * for.  When flatten() is freed, the innermost list is freed first.  As with
 * in_order(), nobody is resumed to pass on what comes from further inside.
 *
 * Errors     that of a list, which ends it; ENOMEM.
 * Returns    NULL without memory; then up is freed, too.
 */
struct gen *flatten(struct iter *up);

#endif
