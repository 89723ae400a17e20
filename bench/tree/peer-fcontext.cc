// SPDX-License-Identifier: MIT
// Library: boost_context
// Boost.Context's switch, from a recursive function.
#include "../fcontext.hh"
#include "tree.h"

static fcontext_stack stack;

// Whoever resumes is handed through, in a register.
static fcontext_t walk_from(const node *node, fcontext_t to)
{
	if (node->left)
		to = walk_from(node->left, to);
	to = jump_fcontext(to, const_cast<uint64_t *>(&node->value)).fctx;
	return node->right ? walk_from(node->right, to) : to;
}

static void walk(transfer_t t)
{
	jump_fcontext(walk_from(static_cast<node *>(t.data), t.fctx), nullptr);
}

static uint64_t with_fcontext(long n)
{
	transfer_t t = jump_fcontext(stack.start(walk),
				     const_cast<node *>(tree_of(n)));
	uint64_t sum = 0;

	for (; t.data; t = jump_fcontext(t.fctx, nullptr))
		sum = bench_seen(sum + *static_cast<uint64_t *>(t.data));
	return sum;
}

static peer entry({
	.question = "tree",
	.name = "fcontext",
	.role = "stackful",
	.label = "Boost fcontext",
	.run = with_fcontext,
});
