/* SPDX-License-Identifier: MIT */
/* tree.h - the tree that all contenders walk, C and C++ alike. */
#ifndef TREE_H
#define TREE_H

#include "../bench.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
	NODES = 10000,
	DEEPEST = 14 /* nodes from the root to a leaf, both included */
};

struct node {
	const struct node *left, *right;
	uint64_t value;
};

/* tree_of - a balanced tree of n squares, at most NODES, lent until the next
 * call.  It is made once and not timed, so that it lies alike for all. */
const struct node *tree_of(long n);

#ifdef __cplusplus
}
#endif
#endif
