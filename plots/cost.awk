# SPDX-License-Identifier: MIT
# cost.awk - what handing over one value costs, technique by technique.

function cost_facts(n,   without, with) {
	print "cost_n = " n
	without = per_item["squares", "stackless", n]
	with = per_item["squares", "stackful", n]
	text("cost_title", "A generator hands over a value in " \
		(against("squares", "stackful", "stackless", n) == "same" ? \
		"about " ns((without + with) / 2) \
		", with or without a stack of its own" : ns(without) \
		", with a stack of its own in " ns(with)))
	text("cost_sub", "Time to make and use one value, N = " grouped(n) \
		". No gen_next(): the stackless body is called by its name")
	text("cost_alt", "Bar chart, log scale, of the time per value. " \
		costs("squares", n))
}

END {
	if (timed("squares", "stackless stackful", 1))
		cost_facts(common("squares"))
}
