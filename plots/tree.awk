# SPDX-License-Identifier: MIT
# tree.awk - what does it cost to yield from the depth of a recursion?

function tree_facts(n) {
	print "tree_n = " n
	print "tree_bars = " contenders["tree"]
	text("tree_title", "From the depth of a recursion, a node takes " \
		ns(per_item["tree", "stackful", n]) " with one stack, " \
		ns(per_item["tree", "stackless", n]) \
		" if generators delegate")
	text("tree_sub", "Time for each node of a binary tree of " \
		grouped(n) ", walked in order, each of them yielded")
	text("tree_alt", "Bar chart, log scale, of the time per node. " \
		costs("tree", n))
}

END {
	if (timed("tree", "stackful stackless", 1))
		tree_facts(common("tree"))
}
